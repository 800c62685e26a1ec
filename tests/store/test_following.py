"""Projections follow a batch of cases in as many statements as one case takes, and read each stream once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.application.proving import PROJECTIONS
from shouwen.store import following, timeline
from shouwen.store.models import CaseEvent, CaseFigure, CaseText
from tests.store.guards import unguarded


def statements(desk, cases: int) -> int:
    for _ in range(cases):
        desk.again().to("accepted")
    streams = following.Streams()
    with CaptureQueriesContext(connection) as asked:
        for projection in PROJECTIONS:
            following.follow(projection, at=desk.now, limit=10_000, streams=streams)
    assert (
        CaseFigure.objects.count()
        == CaseText.objects.count()
        == len({e.case_id for e in CaseEvent.objects.all()})
    )
    return len(asked)


def test_a_batch_costs_as_many_statements_as_one_case(desk) -> None:
    statements(desk, 1)  # places and what is remembered
    assert statements(desk, 1) == statements(desk, 6)


def test_each_stream_is_read_once_for_all_projections(desk, monkeypatch) -> None:
    read: list[int] = []
    load = timeline.load_several

    def counted(cases):
        read.extend(case.pk for case in cases)
        return load(cases)

    monkeypatch.setattr(timeline, "load_several", counted)
    statements(desk, 3)
    assert len(read) == len(set(read)) == 3


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_stream_that_cannot_be_read_does_not_hold_up_the_others(desk, tampered, broken) -> None:
    numbers = [desk.again().to("accepted").number for _ in range(3)]
    with unguarded():
        CaseEvent.objects.filter(case__number=numbers[broken], seq=2).update(digest="0" * 64)
    for projection in PROJECTIONS:
        following.follow(projection, at=desk.now, limit=10_000)
    told = set(CaseText.objects.values_list("case__number", flat=True))
    assert told == {*numbers} - {numbers[broken]}
    assert CaseFigure.objects.count() == 3, "figures rest on the rows"
