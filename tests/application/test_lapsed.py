"""Ending a case does not mend what was overdue in it: not its clause, not the rate of cases on time (decision 0028)."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import translation

from shouwen.application import administration, queries
from shouwen.application.proving import PROJECTIONS
from shouwen.store import following
from shouwen.store.models import Case, Obligation, Position
from shouwen.web import formats

LATER = timedelta(days=20)


def followed(desk) -> None:
    for projection in PROJECTIONS:
        while following.follow(projection, at=desk.now):
            pass


def rows() -> dict[str, object]:
    return Case.objects.values("on_time", "stage").get()


def late_and_on_time(desk) -> tuple[int, int]:
    total = queries.statistics(
        desk.cast.office, by="level", now=desk.now, first=desk.now.date(), last=desk.now.date()
    ).total
    return total.late, total.on_time


@pytest.fixture
def lapsed(desk):
    """Nobody responded and nothing was answered; after twenty days the customer takes the complaint back."""
    desk.to("assigned")
    assert Obligation.objects.filter(do="responded", status="open").exists()
    desk.now += LATER
    desk.do("clerk", "withdraw", reason="客户不再等了")
    followed(desk)
    return desk


def test_the_case_was_late_and_its_clause_is_broken(lapsed) -> None:
    assert set(Obligation.objects.filter(do="responded").values_list("status", flat=True)) == {"excused"}
    assert rows() == {"on_time": False, "stage": "withdrawn"}
    assert late_and_on_time(lapsed) == (1, 0)
    told = queries.case_evidence(lapsed.cast.office, lapsed.number, now=lapsed.now)
    assert any(one.verdict == "broken" for one in told)
    assert list(administration.verify_cases(lapsed.number)) == []


def test_the_duties_of_the_case_say_so_too(lapsed) -> None:
    shown = queries.case(lapsed.cast.office, lapsed.number, now=lapsed.now)
    assert [owed.status for owed in shown.owed if owed.do.id == "responded"] == ["lapsed"]
    with translation.override("zh-hans"):
        assert formats.status_name("lapsed") == "逾期未办"


def test_who_withdraws_in_time_leaves_nothing_late(desk) -> None:
    desk.to("assigned")
    desk.do("clerk", "withdraw", reason="已自行解决")
    followed(desk)
    assert rows()["on_time"] is not False
    assert late_and_on_time(desk)[0] == 0


def test_cases_that_ended_before_the_upgrade_are_counted_anew(lapsed) -> None:
    Case.objects.update(on_time=True)
    following.rebuild(PROJECTIONS[0])
    followed(lapsed)
    assert late_and_on_time(lapsed) == (0, 1)
    import_module("shouwen.store.migrations.0023_lapsed").count_anew(apps, None)
    assert not Position.objects.filter(name__in=("figures", "proofs")).exists()
    followed(lapsed)
    assert rows()["on_time"] is False
    assert late_and_on_time(lapsed) == (1, 0)
