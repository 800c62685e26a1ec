"""A slow, plain second reckoning to hold the fast one against: one day, one span at a time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
from worktime_cast import DAY

from shouwen.core.worktime import CalendarSpec, Unit

ELAPSED = (Unit.MINUTE, Unit.HOUR)


def hours_on(spec: CalendarSpec, on: date):
    own = spec.days.get(on)
    usual = spec.weekly[on.weekday()]
    makeup = spec.makeup or next((hours for hours in spec.weekly if hours), ())
    if own is not None:
        return () if own == "closed" else (usual or makeup) if own == "working" else own
    if spec.holidays == "cn" and 2004 <= on.year <= 2026:
        if on in chinese_calendar.constants.workdays:
            return makeup
        if on in chinese_calendar.constants.holidays:
            return ()
    return usual


def spans_from(spec: CalendarSpec, on: date):
    zone = ZoneInfo(spec.timezone)
    while True:
        for span in hours_on(spec, on):
            start, end = (
                datetime(on.year, on.month, on.day, tzinfo=zone) + timedelta(minutes=m) for m in span
            )
            yield start.astimezone(UTC), end.astimezone(UTC), on
        on += DAY


def slow_add(spec: CalendarSpec, start: datetime, amount: timedelta) -> datetime:
    for begin, end, _ in spans_from(spec, start.astimezone(ZoneInfo(spec.timezone)).date()):
        length = max(end - max(begin, start), timedelta())
        if length and length >= amount:
            return max(begin, start) + amount
        amount -= length
    raise AssertionError


def slow_measure(spec: CalendarSpec, start: datetime, end: datetime) -> timedelta:
    total = timedelta()
    for begin, stop, _ in spans_from(spec, start.astimezone(ZoneInfo(spec.timezone)).date()):
        if begin >= end:
            return total
        total += max(min(stop, end) - max(begin, start), timedelta())
    raise AssertionError


def slow_nth(spec: CalendarSpec, on: date, count: int) -> date:
    while count:
        on += DAY
        count -= bool(hours_on(spec, on))
    return on


def slow_last_day(start, limit):
    months = {Unit.MONTH: 1, Unit.YEAR: 12}.get(limit.unit, 0) * limit.amount
    if months:
        first = date(start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1, 1)
        day = first
        while day.month == first.month and day.day < start.day:
            day += DAY
        return day if day.month == first.month else day - DAY
    if not limit.unit.is_period_end:
        return start + limit.amount * (7 if limit.unit is Unit.WEEK else 1) * DAY
    same = {
        Unit.END_OF_DAY: lambda d: d,
        Unit.END_OF_WEEK: lambda d: d.isocalendar()[:2],
        Unit.END_OF_MONTH: lambda d: (d.year, d.month),
        Unit.END_OF_QUARTER: lambda d: (d.year, (d.month - 1) // 3),
        Unit.END_OF_HALF_YEAR: lambda d: (d.year, d.month > 6),
        Unit.END_OF_YEAR: lambda d: d.year,
    }[limit.unit]
    day = start
    while same(day + DAY) == same(start):
        day += DAY
    return day


def slow_due(calendar, start, limit, credit=timedelta(), days=0):
    """The due time and the dates on whose arrangement it rests."""
    spec, zone = calendar.spec, calendar.zone
    on = start.astimezone(zone).date()
    if limit.unit in ELAPSED:
        length = timedelta(minutes=limit.amount * (60 if limit.unit is Unit.HOUR else 1))
        return start + length + credit, (on, on - DAY)
    if limit.unit is Unit.WORKING_HOUR:
        due = slow_add(spec, start, timedelta(hours=limit.amount) + credit)
        return due, (on, (due.astimezone(zone) - timedelta.resolution).date())
    if limit.unit is Unit.WORKING_DAY:
        first, last = on + DAY, slow_nth(spec, on, limit.amount + days)
    else:
        first = slow_last_day(on, limit)
        if limit.unit.is_period_end and slow_closing(spec, first) < start:
            first = slow_last_day(first + DAY, limit)  # over when it began: the next period
        first += days * DAY
        last = slow_working_day(spec, first)
    return slow_closing(spec, last), (first, last)


def slow_working_day(spec: CalendarSpec, on: date) -> date:
    while not hours_on(spec, on):
        on += DAY
    return on


def slow_closing(spec: CalendarSpec, on: date) -> datetime:
    """Closing time of a day, or of the next working day after it."""
    on = slow_working_day(spec, on)
    midnight = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(spec.timezone))
    return (midnight + timedelta(minutes=hours_on(spec, on)[-1][1])).astimezone(UTC)


def rests_on_unknown(calendar, first, last):
    dates = (first + n * DAY for n in range((last - first).days + 1))
    unknown = (on for on in dates if not 2004 <= on.year <= 2026 and on not in calendar.spec.days)
    return calendar.spec.holidays == "cn" and any(unknown)
