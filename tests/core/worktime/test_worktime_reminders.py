from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worktime_cast import OFFICE, at, calendars, instants, law, limits, line

from shouwen.core.worktime import CalendarSpec, Limit, Unit, WorkCalendar, china, due_at, reminder_at


@pytest.mark.parametrize(
    ("start", "limit", "percent", "reminder"),
    [
        ("2026-09-30 16:40", "2h", 50, "2026-09-30 17:40"),
        ("2026-09-30 16:40", "24h", 80, "2026-10-01 11:52"),
        # 8 working hours from Thursday, 8 October 10:00 to Friday 10:00: half is 15:00
        ("2026-10-08 10:00", "8wh", 50, "2026-10-08 15:00"),
        # two of eight hours end at noon: after lunch
        ("2026-10-08 10:00", "8wh", 25, "2026-10-08 13:00"),
        # Monday 16:40 to Wednesday 18:00 is 17 h 20 min of work; half of it, 8 h 40 min, is over on Tuesday 17:20
        ("2026-10-12 16:40", "2wd", 50, "2026-10-13 17:20"),
        # registered on the eve of a holiday after hours: the first moment of work, and the last before the end
        ("2026-09-30 20:00", "1wd", 0, "2026-10-08 09:00"),
        ("2026-09-30 20:00", "1wd", 100, "2026-10-08 18:00"),
        ("2026-09-30 20:00", "3wd", 50, "2026-10-09 14:00"),
    ],
)
def test_reminders_by_hand(start, limit, percent, reminder):
    limit = Limit.parse(limit)
    due = due_at(OFFICE, at(start), limit).due_at
    assert reminder_at(OFFICE, at(start), due, limit.unit, percent) == at(reminder)


@law
@given(calendars, instants, limits, st.integers(0, 100), st.integers(0, 100))
def test_reminders_stay_inside_the_limit_in_order_and_in_working_time(calendar, start, limit, one, other):
    due = line(due_at(calendar, start, limit).due_at)
    early, late = (
        line(reminder_at(calendar, start, due, limit.unit, percent)) for percent in sorted((one, other))
    )
    assert min(start, due) <= early <= late <= max(start, due)
    if not limit.unit.is_elapsed and early < due and line(calendar.next_working_time(early)) < due:
        assert calendar.is_working_time(early)


def test_without_working_time_the_clock_decides():
    calendar = WorkCalendar(CalendarSpec(name="none", weekly=((),) * 7), china())
    start, due = at("2026-06-01 00:00"), at("2026-06-11 00:00")
    assert reminder_at(calendar, start, due, Unit.DAY, 50) == at("2026-06-06 00:00")


def test_a_due_time_before_the_start_reminds_at_once():
    start, due = at("2026-06-01 19:00"), at("2026-06-01 18:00")  # set so by hand: an extension into the past
    assert reminder_at(OFFICE, start, due, Unit.END_OF_DAY, 50) == due


@pytest.mark.parametrize("percent", [-1, 101])
def test_percentages_are_percentages(percent):
    start = at("2026-06-01 19:00")
    with pytest.raises(ValueError, match="percent"):
        reminder_at(OFFICE, start, start + timedelta(hours=1), Unit.HOUR, percent)
    with pytest.raises(ValueError, match="timezone-aware"):
        reminder_at(OFFICE, datetime(2026, 6, 1), start, Unit.HOUR, 50)
