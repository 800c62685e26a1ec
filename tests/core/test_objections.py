"""The time for objections: when a unit is reminded, and who let it pass, from the events alone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case import events as e
from shouwen.core.case import events_oversight as o
from shouwen.core.case import events_responsibility as r
from shouwen.core.case.wire import Actor
from shouwen.core.objections import reminder_of, unobjected
from shouwen.core.worktime import PRESETS, Limit, WorkCalendar, china, due_at

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = WorkCalendar(PRESETS["cn-office"], china())
START = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
UNTIL = START + timedelta(days=5)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("until", "lead", "reminded"),
    [
        ("2026-03-11T18:00", "1wd", "2026-03-10T09:00"),
        ("2026-03-09T18:00", "1wd", "2026-03-06T09:00"),  # the Friday before a Monday
        ("2026-03-10T18:00", "2wd", "2026-03-06T09:00"),
        ("2026-10-09T18:00", "1wd", "2026-10-08T09:00"),  # after the national holiday
        ("2026-03-12T00:00", "1wd", "2026-03-10T09:00"),  # 24:00 belongs to the day before
        ("2026-03-11T18:00", "2h", "2026-03-11T16:00"),
        ("2026-03-11T18:00", "1d", "2026-03-10T18:00"),
    ],
)
def test_it_is_reminded_before_its_last_day(until: str, lead: str, reminded: str) -> None:
    assert reminder_of(OFFICE, at(until), Limit.parse(lead)) == at(reminded)


@given(st.integers(0, 364), st.integers(2, 20), st.integers(1, 5))
def test_the_reminder_comes_in_working_time_of_an_earlier_day(start: int, days: int, lead: int) -> None:
    until = due_at(OFFICE, START + timedelta(days=start), Limit.parse(f"{days}wd")).due_at
    told = reminder_of(OFFICE, until, Limit.parse(f"{lead}wd"))
    assert told.date() < OFFICE.day_ended_by(until)
    assert OFFICE.is_working_time(told)
    assert OFFICE.working_days_between(told.date(), OFFICE.day_ended_by(until)) == lead


def stream(*told: tuple[float, e.Happening]) -> list[e.Event]:
    actor = Actor(role="intake")
    return [
        e.Event(seq=seq, at=START + timedelta(hours=hours), actor=actor, data=data)
        for seq, (hours, data) in enumerate(told, start=1)
    ]


def served(*units: str, until: datetime = UNTIL) -> r.AttributionServed:
    return r.AttributionServed(units=units, edition=1, object_until=until.isoformat())


def test_who_says_nothing_until_the_last_instant_let_it_pass() -> None:
    told = stream((0, served("甲", "乙")), (24, o.ResponsibilityDisputed(unit="乙")))
    assert unobjected(told, UNTIL) == {}, "the last instant is still in time"
    assert unobjected(told, UNTIL + timedelta(seconds=1)) == {1: ("甲",)}


@pytest.mark.parametrize(
    "ending", [o.ResponsibilityAttributed(), o.ResponsibilityRuled(), r.ObjectionReviewed(agreed=True)]
)
def test_a_time_that_was_cut_short_says_nothing(ending: e.Happening) -> None:
    late = UNTIL + timedelta(days=30)
    assert unobjected(stream((0, served("甲")), (1, ending)), late) == {}
    after = stream((0, served("甲")), (24 * 6, ending))
    assert unobjected(after, late) == {1: ("甲",)}, "it had passed before"


def test_a_rule_book_without_a_time_has_none_that_passes() -> None:
    told = stream((0, r.AttributionServed(units=("甲",), edition=1)))
    assert unobjected(told, datetime.combine(date(2030, 1, 1), START.timetz())) == {}


@given(
    st.sets(st.sampled_from("甲乙丙丁"), min_size=1),
    st.sets(st.sampled_from("甲乙丙丁")),
    st.integers(-3, 200),
)
def test_every_served_unit_objects_or_is_silent_once_the_time_is_over(
    units: set[str], objecting: set[str], hours: int
) -> None:
    objections = [(24.0, o.ResponsibilityDisputed(unit=unit)) for unit in sorted(objecting)]
    told = stream((0, served(*sorted(units))), *objections)
    now = UNTIL + timedelta(hours=hours)
    silent = set(unobjected(told, now).get(1, ()))
    assert silent == (units - objecting if now > UNTIL else set())
