import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from worktime_cast import OFFICE, at

from shouwen.core.worktime import (
    PRESETS,
    CalendarError,
    DayKind,
    Limit,
    WorkCalendar,
    china,
    due_at,
    no_holidays,
)

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "data" / "ref" / "holiday-cn"


def days_of(first_year, last_year):
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_every_day_agrees_with_the_holidays_package():
    other = holidays.country_holidays("CN", years=range(2012, 2027))
    assert [on for on in days_of(2012, 2026) if OFFICE.is_working_day(on) != other.is_working_day(on)] == []


def test_every_day_agrees_with_the_seed():
    assert [
        on for on in days_of(2004, 2026) if OFFICE.is_working_day(on) != chinese_calendar.is_workday(on)
    ] == []


@pytest.mark.shared_data
@pytest.mark.parametrize("year", range(2020, 2027))
def test_every_notice_agrees_with_the_collected_ones(year):
    if not REFERENCE.is_dir():
        pytest.skip(f"development data not present: {REFERENCE}")
    listed = json.loads((REFERENCE / f"{year}.json").read_text("utf-8"))["days"]
    off = {date.fromisoformat(day["date"]): day["isOffDay"] for day in listed}
    assert len(off) > 20
    assert {on for on in off if OFFICE.is_working_day(on) == off[on]} == set()
    plain = [on for on in days_of(year, year) if on not in off]
    assert [on for on in plain if OFFICE.is_working_day(on) != (on.weekday() < 5)] in (
        [],
        [date(2022, 12, 31)],
    )


def test_what_is_covered():
    table = china()
    assert table is china()
    assert [year for year in range(1990, 2040) if table.covers(year)] == list(range(2004, 2027))
    assert no_holidays().covers(1949)
    assert no_holidays().covers(2099)


NOTICE_2027 = {
    date(2027, 1, 1): True,
    date(2027, 1, 2): True,
    date(2027, 1, 3): True,
    date(2027, 1, 9): False,
}


def test_a_notice_makes_a_new_table():
    table = china().with_notice(2027, NOTICE_2027)
    assert not china().covers(2027)
    assert table.covers(2027)
    calendar = WorkCalendar(PRESETS["cn-office"], table)
    assert calendar.kind_on(date(2027, 1, 9)) is DayKind.MAKEUP
    assert calendar.kind_on(date(2027, 1, 1)) is DayKind.HOLIDAY
    assert OFFICE.is_working_day(date(2027, 1, 1))
    before, after = (due_at(each, at("2026-12-31 10:00"), Limit.parse("1wd")) for each in (OFFICE, calendar))
    assert (before.due_at, before.provisional) == (at("2027-01-01 18:00"), True)
    assert (after.due_at, after.provisional) == (at("2027-01-04 18:00"), False)


def test_a_notice_replaces_the_one_before():
    table = china().with_notice(2027, NOTICE_2027).with_notice(2027, {date(2027, 1, 1): True})
    assert table.day_off(date(2027, 1, 9)) is None
    assert table.day_off(date(2027, 1, 1)) is True


def test_a_notice_may_reach_into_the_neighbouring_months_only():
    table = china().with_notice(2028, {date(2027, 12, 31): True})
    assert table.knows(date(2027, 12, 31))
    assert not table.knows(date(2027, 12, 30))
    with pytest.raises(CalendarError) as refused:
        china().with_notice(2028, {date(2027, 5, 1): True, date(2029, 5, 1): True})
    assert len(refused.value.faults) == 2


def test_a_weekday_that_a_notice_calls_working_keeps_its_usual_hours():
    calendar = WorkCalendar(PRESETS["cn-office"], no_holidays().with_notice(2027, {date(2027, 1, 4): False}))
    assert calendar.kind_on(date(2027, 1, 4)) is DayKind.WORK


def test_the_notice_that_is_not_published_is_not_guessed():
    assert OFFICE.first_unknown_on(date(2026, 1, 1), date(2026, 12, 31)) is None
    assert OFFICE.first_unknown_on(date(2026, 1, 1), date(2027, 12, 31)) == date(2027, 1, 1)
    assert OFFICE.first_unknown_on(date(2003, 12, 30), date(2004, 12, 31)) == date(2003, 12, 30)
