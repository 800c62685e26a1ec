import copy
import pickle
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from worktime_cast import (
    ALWAYS,
    CALENDARS,
    DAY,
    NEW_YORK,
    OFFICE,
    OFFICE_HOURS,
    OWN,
    SIX_DAYS,
    at,
    calendars,
    dates,
    instants,
    law,
    line,
)
from worktime_slow import hours_on, slow_add, slow_measure, slow_nth, spans_from

from shouwen.core.worktime import (
    PRESETS,
    CalendarError,
    CalendarSpec,
    DayKind,
    Limit,
    Unit,
    WorkCalendar,
    china,
    due_at,
    no_holidays,
)

WORKED = st.one_of(
    st.sampled_from([timedelta(hours=n) for n in (1, 3, 5, 8, 16, 40)]),
    st.timedeltas(timedelta.resolution, timedelta(days=60)),
)
NEVER = CalendarSpec(name="never", weekly=((),) * 7)


@law
@given(calendars, instants, WORKED)
def test_adding_agrees_with_the_slow_reckoning(calendar, start, amount):
    assert line(calendar.add_working(start, amount)) == slow_add(calendar.spec, start, amount)


@law
@given(calendars, instants, instants)
def test_measuring_agrees_with_the_slow_reckoning(calendar, start, end):
    start, end = sorted((start, end))
    assert calendar.measure_working(start, end) == slow_measure(calendar.spec, start, end)
    assert calendar.measure_working(end, start) == -calendar.measure_working(start, end)


@law
@given(calendars, instants, st.one_of(WORKED, WORKED.map(lambda amount: -amount)))
def test_measuring_undoes_adding(calendar, start, amount):
    assert calendar.measure_working(start, calendar.add_working(start, amount)) == amount


@law
@given(calendars, instants, instants)
def test_adding_undoes_measuring_up_to_closed_time(calendar, start, end):
    start, end = sorted((start, end))
    worked = calendar.measure_working(start, end)
    reached = calendar.add_working(start, worked)
    assert line(reached) <= end
    assert calendar.measure_working(reached, end) == timedelta()


@law
@given(calendars, instants, WORKED, WORKED)
def test_adding_in_two_steps_is_adding_at_once(calendar, start, first, second):
    stepwise = calendar.add_working(calendar.add_working(start, first), second)
    assert line(stepwise) == line(calendar.add_working(start, first + second))


@law
@given(calendars, instants, instants, WORKED)
def test_adding_keeps_the_order(calendar, one, other, amount):
    early, late = sorted((one, other))
    assert line(calendar.add_working(early, amount)) <= line(calendar.add_working(late, amount))


@law
@given(calendars, instants)
def test_next_working_time(calendar, instant):
    found = calendar.next_working_time(instant)
    zone = ZoneInfo(calendar.spec.timezone)
    spans = spans_from(calendar.spec, instant.astimezone(zone).date())
    assert line(found) == next(max(begin, instant) for begin, end, _ in spans if end > instant)
    assert calendar.is_working_time(found)
    assert calendar.is_working_time(instant) == (line(found) == line(instant))
    assert found.tzinfo is calendar.zone


@law
@given(calendars, dates, st.integers(1, 300))
def test_working_days(calendar, on, count):
    found = calendar.nth_working_day_after(on, count)
    assert found == slow_nth(calendar.spec, on, count)
    assert calendar.working_days_between(on, found) == count
    assert calendar.working_days_between(found, on) == -count
    assert calendar.working_days_between(on, found - DAY) == count - 1
    assert calendar.next_working_day_on_or_after(found) == found


@law
@given(calendars, dates)
def test_hours_of_a_date(calendar, on):
    assert calendar.spans_on(on) == hours_on(calendar.spec, on)
    assert calendar.is_working_day(on) == bool(calendar.spans_on(on))
    moved = calendar.next_working_day_on_or_after(on)
    skipped = takewhile(lambda each: each < moved, (on + n * DAY for n in range(400)))
    assert not any(calendar.is_working_day(each) for each in skipped)


def test_zero_working_time_is_the_instant_itself():
    assert OFFICE.add_working(at("2026-10-01 03:00"), timedelta()) == at("2026-10-01 03:00")


def test_a_day_full_of_work_ends_at_closing_not_at_the_next_opening():
    assert OFFICE.add_working(at("2026-09-29 09:00"), timedelta(hours=3)) == at("2026-09-29 12:00")
    assert OFFICE.add_working(at("2026-10-08 09:00"), timedelta(hours=-8)) == at("2026-09-30 09:00")
    assert OFFICE.add_working(at("2026-10-08 10:00"), timedelta(hours=-1)) == at("2026-10-08 09:00")


def test_kinds_of_days():
    assert OFFICE.kind_on(date(2026, 10, 10)) is DayKind.MAKEUP
    assert OFFICE.kind_on(date(2026, 10, 1)) is DayKind.HOLIDAY
    assert OFFICE.kind_on(date(2026, 10, 11)) is DayKind.REST
    assert OWN.kind_on(date(2026, 10, 12)) is DayKind.OWN_CLOSED
    assert OWN.spans_on(date(2026, 9, 30)) == ((540, 720),)
    assert OWN.spans_on(date(2026, 10, 10)) == ((600, 960),)
    assert OWN.spans_on(date(2026, 10, 3)) == ((600, 960),)
    assert SIX_DAYS.is_working_day(date(2026, 10, 17))
    assert not SIX_DAYS.is_working_day(date(2026, 10, 3))
    assert ALWAYS.is_working_day(date(2026, 10, 3))


def test_where_clocks_are_changed_the_time_line_decides():
    spring, autumn = datetime(2024, 3, 10, 5, tzinfo=UTC), datetime(2024, 11, 3, 4, tzinfo=UTC)
    assert NEW_YORK.measure_working(spring, datetime(2024, 3, 11, 4, tzinfo=UTC)) == timedelta(hours=23)
    assert NEW_YORK.measure_working(autumn, datetime(2024, 11, 4, 5, tzinfo=UTC)) == timedelta(hours=25)
    due = due_at(NEW_YORK, autumn, Limit.parse("24h")).due_at
    assert due.astimezone(UTC) == autumn + timedelta(hours=24)


def test_instants_need_a_zone():
    for ask in (OFFICE.next_working_time, OFFICE.is_working_time):
        with pytest.raises(ValueError, match="timezone-aware"):
            ask(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="count"):
        OFFICE.nth_working_day_after(date(2026, 1, 1), 0)


@pytest.mark.parametrize(
    "weekly", [NEVER, CalendarSpec(name="once", weekly=((),) * 7, days={date(2026, 5, 8): ((0, 60),)})]
)
def test_a_closed_calendar_is_not_searched_without_end(weekly):
    calendar = WorkCalendar(weekly, china())
    start = at("2026-05-09 10:00")
    for ask in (
        lambda: calendar.next_working_time(start),
        lambda: calendar.add_working(start, timedelta(hours=1)),
        lambda: calendar.nth_working_day_after(start.date(), 1),
        lambda: calendar.next_working_day_on_or_after(start.date()),
    ):
        with pytest.raises(CalendarError, match="没有"):
            ask()
    assert calendar.measure_working(start, start + 100 * DAY) == timedelta()
    assert len(calendar._years) < 5


def test_a_calendar_with_one_day_left_finds_it():
    spec = CalendarSpec(name="late", weekly=((),) * 7, days={date(2031, 5, 8): ((0, 60),)})
    assert WorkCalendar(spec, china()).next_working_time(at("2026-05-09 10:00")) == at("2031-05-08 00:00")


def test_beyond_reason_is_an_error_not_a_wait(monkeypatch):
    monkeypatch.setattr("shouwen.core.worktime.calendars._HORIZON", 32)
    hardly = WorkCalendar(CalendarSpec(name="hardly", weekly=(((0, 1),), *((),) * 6)), china())
    with pytest.raises(CalendarError, match="没有足够"):
        hardly.add_working(at("2026-05-09 10:00"), timedelta(hours=100))
    with pytest.raises(CalendarError, match="超出"):
        OFFICE.measure_working(at("1001-01-01 00:00"), at("2026-01-01 00:00"))
    with pytest.raises(CalendarError, match="超出"):
        OFFICE.next_working_time(at("9999-06-01 00:00"))
    far = OFFICE.nth_working_day_after(date(1100, 1, 1), 1)
    assert far > date(1100, 1, 1)
    assert OFFICE.working_days_between(date(2026, 10, 1), date(2026, 10, 10)) == 3


def operations(ask):
    """How many calls a question takes, in Python and in C."""
    count = 0

    def profile(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    ask()
    sys.setprofile(profile)
    try:
        ask()
    finally:
        sys.setprofile(None)
    return count


def test_ten_years_cost_what_a_day_costs():
    calendar = WorkCalendar(PRESETS["cn-office"], china())
    start = at("2009-03-02 10:00")
    calendar.measure_working(start, at("2030-01-01 00:00"))
    questions = (
        lambda days: calendar.add_working(start, timedelta(hours=8 * days)),
        lambda days: calendar.measure_working(start, start + timedelta(days=days)),
        lambda days: calendar.nth_working_day_after(start.date(), days),
        lambda days: calendar.working_days_between(start.date(), start.date() + timedelta(days=days)),
        lambda days: due_at(calendar, start, Limit(days, Unit.WORKING_DAY)),
        lambda days: due_at(calendar, start, Limit(days, Unit.WORKING_HOUR)),
    )
    for question in questions:
        day, decade = operations(lambda ask=question: ask(1)), operations(lambda ask=question: ask(2500))
        assert decade <= day
        assert day < 150


def test_years_are_added_up_once():
    calendar = WorkCalendar(PRESETS["cn-office"], china())
    calendar.nth_working_day_after(date(2026, 1, 1), 2500)
    ledger = calendar._ledger
    calendar.nth_working_day_after(date(2030, 1, 1), 10)
    calendar.measure_working(at("2026-01-01 00:00"), at("2030-01-01 00:00"))
    assert calendar._ledger is ledger


@law
@example(CALENDARS[0], at("2026-12-31 18:00"))
@given(calendars, instants)
def test_a_cold_calendar_answers_as_a_warm_one(calendar, start):
    cold = WorkCalendar(calendar.spec, china())
    assert cold.next_working_time(start) == calendar.next_working_time(start)
    assert cold.add_working(start, timedelta(hours=-30)) == calendar.add_working(start, timedelta(hours=-30))


# Specs


def faults_of(**changes):
    fine = {"name": "x", "weekly": (OFFICE_HOURS,) * 5 + ((),) * 2}
    with pytest.raises(CalendarError) as refused:
        CalendarSpec(**{**fine, **changes})
    return refused.value.faults


def test_all_faults_at_once():
    weekly = (
        ((540, 720), (700, 800)),
        ((600, 600),),
        ((700, 600),),
        ((0, 1441),),
        ((-5, 10),),
        ((780, 900), (540, 720)),
        (),
    )
    faults = faults_of(
        name=" ",
        weekly=weekly,
        timezone="Asia/Nowhere",
        holidays="us",
        makeup=(),
        days={date(2026, 1, 2): "open", date(2026, 1, 1): ((60, 30),), date(2026, 1, 3): ()},
    )
    assert len(faults) == 13
    assert "周一 时段 11:40–13:20 与前一时段重叠或未按先后排列" in faults
    assert "周二 时段 10:00–10:00 为空或首尾颠倒" in faults
    assert "周四 时段 00:00–24:01 超出 00:00–24:00" in faults
    assert "时区“Asia/Nowhere”不存在" in faults
    assert "2026-01-03 没有时段；不上班请写 closed" in faults


@pytest.mark.parametrize("zone", ["", "/etc/passwd", "../UTC", "Asia", "Asia/\x00"])
def test_odd_zones_are_faults(zone):
    assert len(faults_of(timezone=zone)) == 1


def test_a_week_has_seven_days():
    assert faults_of(weekly=((),) * 6) == ("每周作息须有 7 天（周一起），现有 6 天",)
    assert len(faults_of(weekly=((),) * 7, days={date(2026, 1, 1): "working"})) == 1


def test_specs_are_values():
    days = {date(2026, 1, 1): "closed"}
    spec = CalendarSpec(name="x", weekly=(OFFICE_HOURS,) * 7, days=days)
    days.clear()
    assert spec.days
    assert pickle.loads(pickle.dumps(spec)) == copy.deepcopy(spec) == spec
    assert hash(spec) == hash(copy.deepcopy(spec))
    assert spec != CalendarSpec(name="x", weekly=(OFFICE_HOURS,) * 7)


def test_presets_are_named_by_themselves():
    assert {name: spec.name for name, spec in PRESETS.items()} == {name: name for name in PRESETS}
    assert WorkCalendar(PRESETS["round-the-clock"], china()).table is no_holidays()
