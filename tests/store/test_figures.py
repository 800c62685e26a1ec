"""The projected figures are the counted ones, after any history; every number opens exactly its cases."""

from datetime import date, timedelta
from random import Random
from urllib.parse import parse_qsl

import pytest

from shouwen.application import queries
from shouwen.application.errors import Refused
from shouwen.application.people import Person
from shouwen.application.queries.statistics import BY, _live, _stored
from shouwen.application.views.lists import LedgerFilter
from shouwen.store import following
from shouwen.store.figures import MEASURES
from shouwen.store.models import CaseFigure, Figure
from tests.cast import MONDAY, WAYS, Desk

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NUMBERS = ("received", "closed", "open", "on_time", "late", "satisfied", "dissatisfied", "overdue")


def follow(desk: Desk) -> None:
    while following.follow(following.FIGURES, at=desk.now):
        pass


@pytest.fixture(params=[1, 2])
def history(desk, request) -> Desk:
    """A dozen cases at all stages, spread over two months, some corrected and graded anew afterwards."""
    rng = Random(request.param)
    for n in range(14):
        desk.now = MONDAY + timedelta(days=rng.randrange(60), hours=rng.randrange(9))
        case = desk.again().to(rng.choice(sorted(WAYS)), **_told(rng))
        if rng.random() < 0.4:
            _later(case.later(hours=rng.randrange(200)), rng)
        desk.now = case.now
        if n % 7 == 0:
            following.follow(following.FIGURES, at=desk.now)
    desk.now = MONDAY + timedelta(days=75)
    follow(desk)
    return desk


def _told(rng: Random) -> dict[str, object]:
    facts = {"severity": rng.choice(["low", "medium", "high"]), "urgency": rng.choice(["", "low", "high"])}
    return {
        "category": rng.choice(["", "product_quality", "charges"]), "channel": rng.choice(["hotline", "web", "app"]),
        "kind": rng.choice(["complaint", "complaint", "inquiry"]), "facts": rng.choice([{}, facts]),
        "respondent": rng.choice(["", "", "蒋琴"]),
    }  # fmt: skip


def _later(case: Desk, rng: Random) -> None:
    step = rng.choice([
        ("office", "correct", {"category": "other", "reason": "分错了"}),
        ("office", "grade", {"level": "L2"}),
        ("office", "assign", {"unit": "物流部"}),
        ("office", "withdraw", {"reason": "客户来电撤诉"}),
        ("office", "reopen", {"reason": "再办"}),
    ])  # fmt: skip
    try:
        case.do(step[0], step[1], **step[2])
    except Refused:
        return


def test_the_figures_are_the_cases(history) -> None:
    _projected_equals_counted(history)
    _totals_do_not_depend_on_how_they_are_divided(history)
    _every_number_opens_exactly_its_cases(history)
    _following_again_and_rebuilding_change_nothing(history)


def _projected_equals_counted(history: Desk) -> None:
    leader = history.cast.leader
    for by in BY:
        for first, last in ((FIRST, LAST), (date(2026, 3, 10), date(2026, 4, 5))):
            assert _stored(leader, first, last, by) == _live(leader, first, last, by)


def _every_number_opens_exactly_its_cases(history: Desk) -> None:
    """For who sees all, for a head and a handler, and for an auditor who is complained about in some cases."""
    for who in ("leader", "head", "handler", "auditor"):
        reader = history.cast[who]
        for by in BY if who == "leader" else ("month", "unit"):
            told = queries.statistics(reader, first=FIRST, last=LAST, by=by, now=history.now)
            empty = [row for row in told.rows if not any(getattr(row, number) for number in NUMBERS)]
            for row in (told.total, *(row for row in told.rows if row not in empty), *empty[:1]):
                for number in NUMBERS:
                    opened = _opened(reader, row.links[number], history)
                    assert opened == getattr(row, number), f"{who} {by} {row.key.id!r} {number}"


def _totals_do_not_depend_on_how_they_are_divided(history: Desk) -> None:
    for who in ("leader", "head"):
        totals = set()
        for by in BY:
            total = queries.statistics(
                history.cast[who], first=FIRST, last=LAST, by=by, now=history.now
            ).total
            totals.add(tuple(getattr(total, name) for name in NUMBERS))
        assert len(totals) == 1


def _following_again_and_rebuilding_change_nothing(history: Desk) -> None:
    kept = _kept()
    assert kept[0]
    following.Position.objects.filter(name="figures").update(written_in=0, event=0)
    follow(history)
    assert _kept() == kept
    following.rebuild(following.FIGURES)
    assert Figure.objects.count() == CaseFigure.objects.count() == 0
    follow(history)
    assert _kept() == kept


def _kept() -> tuple[list[tuple], list[tuple]]:
    columns = ("organisation", "day", "dimension", "value", *MEASURES)
    rows = [row for row in Figure.objects.values_list(*columns) if any(row[4:])]
    return sorted(rows), sorted(CaseFigure.objects.values_list("case_id", "cells__received_on"))


def test_neighbours_are_not_counted(desk, next_door) -> None:
    desk.to("replied")
    Desk(next_door).register(category="")
    follow(desk)
    for who, cast in (("leader", desk.cast), ("clerk", next_door)):
        told = queries.statistics(cast[who], first=FIRST, last=LAST, by="day", now=desk.now)
        assert told.total.received == 1


def _opened(reader: Person, link: str, desk: Desk) -> int:
    return sum(1 for _ in queries.ledger_all(reader, filter_of(link), now=desk.now))


def filter_of(link: str) -> LedgerFilter:
    """As a face reads the query string of a number."""
    told: dict[str, object] = {}
    for name, value in parse_qsl(link):
        if name.endswith(("_from", "_to")):
            told[name] = date.fromisoformat(value)
        elif name in ("open", "overdue", "on_time"):
            told[name] = value == "1"
        else:
            told[name] = value
    return LedgerFilter(**told)
