from datetime import UTC, datetime, timedelta

import pytest
from worktime_cast import (
    ALWAYS,
    CHINA,
    DAY,
    NEW_YORK,
    OFFICE,
    OFFICE_HOURS,
    OWN,
    SIX_DAYS,
    at,
)

from shouwen.core.worktime import (
    CalendarError,
    CalendarSpec,
    Limit,
    LimitError,
    Pause,
    Unit,
    WorkCalendar,
    china,
    due_at,
    explain,
    extended_due,
    no_holidays,
)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        # Labour Day 2019: off 1–4 May, worked on Sunday 28 April and Sunday 5 May
        ("2019-04-26 17:00", "1wd", "2019-04-28 18:00"),
        ("2019-04-30 12:00", "1wd", "2019-05-05 18:00"),
        ("2019-04-30 12:00", "2wd", "2019-05-06 18:00"),
        # Spring Festival 2020: worked on Sunday 19 January, off from the 24th, lengthened to 2 February
        ("2020-01-17 09:00", "1wd", "2020-01-19 18:00"),
        ("2020-01-23 10:00", "1wd", "2020-02-03 18:00"),
        ("2020-01-23 10:00", "5wd", "2020-02-07 18:00"),
        ("2020-01-20 10:00", "10d", "2020-02-03 18:00"),
        ("2020-01-23 17:00", "2wh", "2020-02-03 10:00"),
        # National Day 2021: off 1–7 October, worked on Saturday the 9th
        ("2021-09-30 23:59", "2wd", "2021-10-09 18:00"),
        # Spring Festival 2022: worked on Saturday 29 and Sunday 30 January
        ("2022-01-28 17:59", "2wd", "2022-01-30 18:00"),
        ("2022-01-28 17:59", "3wd", "2022-02-07 18:00"),
        # Mid-Autumn and National Day 2023: off 29 September to 6 October, worked on the 7th and 8th
        ("2023-09-28 09:00", "1wd", "2023-10-07 18:00"),
        # Spring Festival 2024: New Year's Eve is worked by the notice; off 10–17, worked on Sunday the 18th
        ("2024-02-08 09:00", "2wd", "2024-02-18 18:00"),
        ("2024-01-31 09:00", "1mo", "2024-02-29 18:00"),
        ("2024-02-29 09:00", "1y", "2025-02-28 18:00"),
        # National Day 2025: off 1–8 October, worked on Saturday the 11th
        ("2025-09-30 15:00", "3wd", "2025-10-11 18:00"),
        # 2026: worked on 14 and 28 February (Saturdays), 20 September (Sunday) and 10 October (Saturday)
        ("2026-01-31 20:00", "1mo", "2026-02-28 18:00"),
        ("2026-02-13 18:00", "1wd", "2026-02-14 18:00"),
        ("2026-02-14 18:00", "1wd", "2026-02-24 18:00"),
        ("2026-09-30 16:40", "2h", "2026-09-30 18:40"),
        ("2026-09-30 16:40", "24h", "2026-10-01 16:40"),
        ("2026-09-30 16:40", "90min", "2026-09-30 18:10"),
        ("2026-09-30 16:40", "1wh", "2026-09-30 17:40"),
        ("2026-09-30 16:40", "4wh", "2026-10-08 11:40"),
        ("2026-09-30 17:00", "1wh", "2026-09-30 18:00"),
        ("2026-09-30 18:00", "1wh", "2026-10-08 10:00"),
        ("2026-10-04 12:00", "8wh", "2026-10-08 18:00"),
        ("2026-09-30 16:40", "1wd", "2026-10-08 18:00"),
        ("2026-09-30 16:40", "3wd", "2026-10-10 18:00"),
        ("2026-09-30 16:40", "4wd", "2026-10-12 18:00"),
        ("2026-09-30 16:40", "1d", "2026-10-08 18:00"),
        ("2026-09-30 16:40", "10d", "2026-10-10 18:00"),
        ("2026-09-30 16:40", "11d", "2026-10-12 18:00"),
        ("2026-09-30 16:40", "1w", "2026-10-08 18:00"),
        ("2026-09-30 16:40", "1mo", "2026-10-30 18:00"),
        ("2026-09-30 16:40", "end of day", "2026-09-30 18:00"),
        ("2026-10-01 16:40", "end of day", "2026-10-08 18:00"),
        # begun when the period had been closed for the day: the end of the next one
        ("2026-09-29 18:00", "end of day", "2026-09-29 18:00"),
        ("2026-09-29 18:01", "end of day", "2026-09-30 18:00"),
        ("2026-09-30 19:00", "end of day", "2026-10-08 18:00"),
        ("2026-09-30 19:00", "end of month", "2026-11-02 18:00"),
        ("2026-09-30 19:00", "end of quarter", "2026-12-31 18:00"),
        ("2026-09-30 16:40", "end of week", "2026-10-08 18:00"),
        ("2026-09-14 16:40", "end of week", "2026-09-20 18:00"),
        ("2026-09-30 16:40", "end of month", "2026-09-30 18:00"),
        ("2026-10-08 16:40", "end of month", "2026-11-02 18:00"),
        ("2026-07-01 00:00", "end of quarter", "2026-09-30 18:00"),
        ("2026-02-01 00:00", "end of half year", "2026-06-30 18:00"),
        ("2026-07-01 00:00", "end of half year", "2026-12-31 18:00"),
        ("2026-02-01 00:00", "end of year", "2026-12-31 18:00"),
    ],
)
def test_office_dues_computed_by_hand(start, limit, due):
    found = due_at(OFFICE, at(start), Limit.parse(limit))
    assert (found.due_at, found.provisional) == (at(due), False)
    assert found.due_at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("calendar", "limit", "due"),
    [
        (ALWAYS, "1wd", "2026-10-02 00:00"),
        (ALWAYS, "10d", "2026-10-11 00:00"),
        (ALWAYS, "10wh", "2026-10-01 02:40"),
        (ALWAYS, "end of year", "2027-01-01 00:00"),
        (SIX_DAYS, "4wd", "2026-10-12 18:00"),
        (SIX_DAYS, "9wd", "2026-10-17 18:00"),
        (OWN, "1wd", "2026-10-03 16:00"),
        (OWN, "3wd", "2026-10-09 12:00"),
        (OWN, "4wd", "2026-10-10 16:00"),
        (OWN, "12d", "2026-10-13 18:00"),
        (OWN, "1wh", "2026-10-03 11:00"),
    ],
)
def test_other_calendars_by_hand(calendar, limit, due):
    assert due_at(calendar, at("2026-09-30 16:40"), Limit.parse(limit)).due_at == at(due)


@pytest.mark.parametrize(
    ("start", "limit", "stops", "due"),
    [
        ("2026-06-01 10:00", "24h", [("2026-06-01 12:00", "2026-06-01 14:30")], "2026-06-02 12:30"),
        ("2026-06-01 10:00", "8wh", [], "2026-06-02 10:00"),
        ("2026-06-01 10:00", "8wh", [("2026-06-01 17:00", "2026-06-02 09:30")], "2026-06-02 11:30"),
        ("2026-06-01 10:00", "5wd", [("2026-06-03 09:00", "2026-06-05 10:00")], "2026-06-10 18:00"),
        ("2026-06-01 10:00", "5wd", [("2026-06-03 09:00", "2026-06-03 17:00")], "2026-06-08 18:00"),
        ("2026-06-01 10:00", "10d", [("2026-06-03 09:00", "2026-06-05 10:00")], "2026-06-15 18:00"),
        ("2026-06-01 10:00", "1mo", [("2026-06-03 09:00", "2026-06-06 10:00")], "2026-07-06 18:00"),
        ("2026-09-30 16:40", "3wd", [("2026-10-01 09:00", "2026-10-10 10:00")], "2026-10-14 18:00"),
        # overlapping stretches count once, and what lies before the start not at all
        (
            "2026-06-01 10:00",
            "24h",
            [
                ("2026-06-01 13:00", "2026-06-01 15:00"),
                ("2026-06-01 12:00", "2026-06-01 14:00"),
                ("2026-06-01 08:00", "2026-06-01 11:00"),
            ],
            "2026-06-02 14:00",
        ),
        # a pause that begins on the due instant still helps; a second later the limit is missed
        ("2026-06-01 10:00", "2h", [("2026-06-01 12:00", "2026-06-01 13:00")], "2026-06-01 13:00"),
        ("2026-06-01 10:00", "2h", [("2026-06-01 12:00:01", "2026-06-01 13:00")], "2026-06-01 12:00"),
        # the first credit keeps the limit alive until the second pause begins
        (
            "2026-06-01 10:00",
            "2h",
            [("2026-06-01 11:00", "2026-06-01 13:00"), ("2026-06-01 13:30", "2026-06-01 14:00")],
            "2026-06-01 14:30",
        ),
        # two stretches that touch are one
        (
            "2026-06-05 10:00",
            "end of day",
            [("2026-06-05 18:00", "2026-06-07 12:00"), ("2026-06-07 12:00", "2026-06-09 12:00")],
            "2026-06-09 18:00",
        ),
    ],
)
def test_pauses_by_hand(start, limit, stops, due):
    given_back = [Pause(at(begin), at(end)) for begin, end in stops]
    assert due_at(OFFICE, at(start), Limit.parse(limit), given_back).due_at == at(due)


# Provisional, extended, impossible


@pytest.mark.parametrize(
    ("calendar", "start", "limit", "due", "provisional"),
    [
        (OFFICE, "2026-12-30 10:00", "1wd", "2026-12-31 18:00", False),
        (OFFICE, "2026-12-31 10:00", "1wd", "2027-01-01 18:00", True),
        (OFFICE, "2026-12-31 10:00", "48h", "2027-01-02 10:00", False),
        (OFFICE, "2026-12-31 17:00", "1wh", "2026-12-31 18:00", False),
        (OFFICE, "2026-12-31 17:00", "2wh", "2027-01-01 10:00", True),
        (OFFICE, "2026-12-21 17:00", "10d", "2026-12-31 18:00", False),
        (OFFICE, "2026-12-31 17:00", "10d", "2027-01-11 18:00", True),
        (OFFICE, "2026-08-15 09:00", "6mo", "2027-02-15 18:00", True),
        (ALWAYS, "2026-12-31 10:00", "30wd", "2027-01-31 00:00", False),
        (OWN, "2026-12-30 17:00", "2wd", "2027-01-04 24:00", False),
        (OWN, "2026-12-30 17:00", "3wd", "2027-01-05 18:00", True),
        (OFFICE, "2003-12-25 09:00", "1wd", "2003-12-26 18:00", True),
    ],
)
def test_provisional_exactly_where_the_arrangement_is_unknown(calendar, start, limit, due, provisional):
    wanted = at(due.replace("24:00", "00:00")) + (DAY if "24:00" in due else timedelta())
    found = due_at(calendar, at(start), Limit.parse(limit))
    assert (found.due_at, found.provisional) == (wanted, provisional)


def test_midnight_belongs_to_the_day_it_ends():
    spec = CalendarSpec(name="day and night", weekly=(((0, 1440),),) * 7)
    found = due_at(WorkCalendar(spec, china()), at("2026-12-31 10:00"), Limit.parse("14wh"))
    assert (found.due_at, found.provisional) == (at("2027-01-01 00:00"), False)


def test_a_pause_whose_worth_is_unknown_makes_the_due_time_provisional():
    pause = Pause(at("2026-12-31 18:00"), at("2027-01-03 12:00"))
    found = due_at(OFFICE, at("2026-12-31 16:00"), Limit.parse("2wh"), [pause])
    assert found.provisional
    rest = Pause(at("2026-12-31 18:00"), at("2027-01-01 00:00"))
    found = due_at(OFFICE, at("2026-12-31 16:00"), Limit.parse("2wh"), [rest])
    assert (found.due_at, found.provisional) == (at("2026-12-31 18:00"), False)


@pytest.mark.parametrize(
    ("unit", "stops", "due"),
    [
        (Unit.HOUR, [], "2026-06-10 17:00"),
        (Unit.WORKING_DAY, [("2026-06-10 09:00", "2026-06-10 12:00")], "2026-06-10 17:00"),
        (Unit.HOUR, [("2026-06-08 09:00", "2026-06-08 12:00")], "2026-06-10 20:00"),
        (Unit.WORKING_HOUR, [("2026-06-08 11:00", "2026-06-08 14:00")], "2026-06-11 10:00"),
        (Unit.WORKING_DAY, [("2026-06-08 11:00", "2026-06-10 14:00")], "2026-06-12 18:00"),
        (Unit.DAY, [("2026-06-07 11:00", "2026-06-10 14:00")], "2026-06-15 18:00"),
        (Unit.DAY, [("2026-06-11 11:00", "2026-06-14 14:00")], "2026-06-10 17:00"),
    ],
)
def test_an_extended_due_time_is_credited_on_top(unit, stops, due):
    wait = [Pause(at(begin), at(end)) for begin, end in stops]
    assert extended_due(OFFICE, at("2026-06-10 17:00").astimezone(UTC), unit, wait).due_at == at(due)


def test_an_extended_due_time_at_midnight_belongs_to_the_day_before():
    wait = [Pause(at("2026-06-08 11:00"), at("2026-06-09 14:00"))]
    assert extended_due(OFFICE, at("2026-06-11 00:00"), Unit.WORKING_DAY, wait).due_at == at(
        "2026-06-11 18:00"
    )
    assert extended_due(ALWAYS, at("2026-06-11 00:00"), Unit.DAY, wait).due_at == at("2026-06-12 00:00")


def test_an_extended_due_time_is_provisional_only_through_its_credit():
    wait = [Pause(at("2026-12-30 11:00"), at("2026-12-31 14:00"))]
    assert not extended_due(OFFICE, at("2027-03-01 18:00"), Unit.WORKING_DAY).provisional
    assert extended_due(OFFICE, at("2027-03-01 18:00"), Unit.WORKING_DAY, wait).provisional
    assert not extended_due(OFFICE, at("2027-03-01 18:00"), Unit.HOUR, wait).provisional


def test_a_calendar_without_business_hours_counts_full_days():
    calendar = WorkCalendar(CalendarSpec(name="none", weekly=((),) * 7), china())
    start = at("2026-09-30 16:40")
    due = due_at(calendar, start, Limit.parse("1d"))
    assert (due.due_at, due.provisional) == (at("2026-10-02 00:00"), False)
    for source in ("1wd", "1wh"):
        with pytest.raises(CalendarError):
            due_at(calendar, start, Limit.parse(source))


@pytest.mark.parametrize("limit", ["1000y", "10000mo", "10000d", "10000w", "10000h"])
def test_past_the_end_of_time(limit):
    with pytest.raises((LimitError, CalendarError)):
        due_at(OFFICE, datetime(9999, 12, 30, tzinfo=UTC), Limit.parse(limit))
    with pytest.raises((LimitError, CalendarError)):
        due_at(ALWAYS, datetime(9999, 12, 30, tzinfo=UTC), Limit.parse(limit))


@pytest.mark.parametrize("unit", [u for u in Unit if not u.is_period_end])
def test_the_largest_limits_can_be_computed(unit):
    limit = Limit(1000 if unit is Unit.YEAR else 10_000, unit)
    calendar = WorkCalendar(CalendarSpec(name="x", weekly=(OFFICE_HOURS, *((),) * 6)), no_holidays())
    found = explain(calendar, at("2026-09-30 16:40"), limit)
    assert found.due_at > at("2026-10-06 16:40")
    assert len(found.trace) <= 40


def test_pauses_are_checked():
    with pytest.raises(ValueError, match="早于"):
        Pause(at("2026-01-02 00:00"), at("2026-01-01 00:00"))
    with pytest.raises(ValueError, match="时区"):
        Pause(datetime(2026, 1, 1), at("2026-01-01 00:00"))


def test_in_the_hour_that_comes_twice_the_time_line_decides():
    first = datetime(2024, 11, 3, 5, 30, tzinfo=UTC).astimezone(NEW_YORK.zone)
    due = due_at(NEW_YORK, first, Limit.parse("30min"))
    late = [Pause(datetime(2024, 11, 3, 6, 1, tzinfo=UTC), datetime(2024, 11, 3, 8, tzinfo=UTC))]
    assert due.due_at.fold == 1
    assert due.due_at.astimezone(UTC) == datetime(2024, 11, 3, 6, tzinfo=UTC)
    assert due_at(NEW_YORK, first, Limit.parse("30min"), late) == due
    assert due.due_at.astimezone(CHINA).hour == 14
