"""Medians are those that one would count by hand, on either database, for every way of grouping."""

from datetime import date, timedelta
from random import Random
from statistics import median

import pytest

from shouwen.application import queries
from shouwen.application.queries.statistics import BY
from shouwen.store.medians import TIMES
from shouwen.store.models import Case
from tests.cast import MONDAY, WAYS, Desk

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
KEY = {
    "day": lambda case: case.closed_on.isoformat(),
    "month": lambda case: case.closed_on.isoformat()[:7],
    "category": lambda case: case.category,
    "unit": lambda case: case.unit.name if case.unit else "",
    "level": lambda case: case.level,
    "channel": lambda case: case.channel,
    "result": lambda case: case.result,
}


@pytest.fixture
def history(desk) -> Desk:
    rng = Random(5)
    ends = sorted(way for way in WAYS if way in ("closed", "archived", "declined", "withdrawn"))
    assert ends
    for _ in range(11):
        desk.now = MONDAY + timedelta(days=rng.randrange(60), hours=rng.randrange(9))
        desk.again().to(rng.choice([*ends, "assigned"]), category=rng.choice(["", "charges"]))
    desk.now = MONDAY + timedelta(days=75)
    return desk


def by_hand(by: str) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, list[int]]] = {}
    for case in Case.objects.filter(closed_on__isnull=False).select_related("unit"):
        for key in {KEY[by](case)}:
            for what in TIMES:
                minutes = getattr(case, f"{what}_minutes")
                if minutes is not None:
                    groups.setdefault(key, {}).setdefault(what, []).append(minutes)
    return {k: {w: round(median(m) / 60, 2) for w, m in times.items()} for k, times in groups.items()}


@pytest.mark.parametrize("by", BY)
def test_medians_are_those_counted_by_hand(history, by: str) -> None:
    person = history.cast.office
    total, found = queries.medians(person, first=FIRST, last=LAST, by=by)
    expected = by_hand(by)
    assert expected
    assert found == expected
    everything = [m for (m,) in Case.objects.filter(closed_on__isnull=False).values_list("close_minutes")]
    assert total["close"] == round(median(everything) / 60, 2)


def test_they_follow_the_period_and_who_asks(history) -> None:
    office, stranger = history.cast.office, history.cast.other
    assert queries.medians(office, first=date(2020, 1, 1), last=date(2020, 12, 31), by="day") == ({}, {})
    assert queries.medians(stranger, first=FIRST, last=LAST, by="day") == ({}, {})


def test_times_and_result_follow_from_the_stream(desk) -> None:
    case = Case.objects.get(number=desk.to("closed").number)
    assert case.respond_minutes is not None
    assert case.reply_minutes is not None
    assert case.close_minutes is not None
    assert case.respond_minutes <= case.reply_minutes <= case.close_minutes
    other = Case.objects.get(number=desk.again().to("declined").number)
    assert (other.result, other.reply_minutes) == ("declined", None)
