"""Working calendars: which time counts, and arithmetic in it that costs the same for a day and for ten years."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shouwen.core.worktime.daybook import DayBook
from shouwen.core.worktime.holidays import HolidayTable
from shouwen.core.worktime.ledger import (
    EPOCH,
    MICROSECOND,
    Ledger,
    YearSpans,
    build_ledger,
    build_year,
    micros,
)
from shouwen.core.worktime.specs import MINUTES_A_DAY, CalendarError, CalendarSpec

_HORIZON: Final = 512
_LONGEST_REST: Final = 15
_FIRST_YEAR: Final = 2
_LAST_YEAR: Final = 9998


class WorkCalendar(DayBook):
    """
    A spec read with a holiday table. Immutable to its users; years are added up when first asked for and kept.

    Instants given must be timezone-aware (ValueError otherwise); instants returned are in the calendar's zone.
    A search that finds nothing within 500 years, or that an always closed calendar cannot answer, raises CalendarError.
    """

    def __init__(self, spec: CalendarSpec, table: HolidayTable) -> None:
        super().__init__(spec, table)
        self.zone = ZoneInfo(spec.timezone)
        self._years: dict[int, YearSpans] = {}
        self._ledger: Ledger | None = None

    def closing_at(self, on: date) -> datetime:
        """The end of the date's last span; 24:00, that is the next midnight, if it has none or it reaches so far."""
        spans = self.spans_on(on)
        minutes = spans[-1][1] if spans else MINUTES_A_DAY
        wall = datetime(on.year, on.month, on.day, tzinfo=self.zone) + timedelta(minutes=minutes)
        return wall.astimezone(UTC).astimezone(self.zone)

    def is_working_time(self, at: datetime) -> bool:
        """Whether work is on: from the start of a span up to, not including, its end."""
        local = self.local(at)
        instant = micros(local)
        return self._ledger_of(local.year, local.year).working_from(instant) == instant

    def next_working_time(self, at: datetime) -> datetime:
        """The instant itself if work is on, else the start of the next span."""
        local = self.local(at)
        instant = micros(local)
        for ledger in self._ledgers(local.year):
            found = ledger.working_from(instant)
            if found is not None:
                return self._instant(found)
        raise self._closed()

    def add_working(self, start: datetime, amount: timedelta) -> datetime:
        """
        The first instant by which that much working time has passed since `start` (a span's end, not the next start).

        Zero gives `start` itself; a negative amount goes back, to the last instant from which that much leads to `start`.
        Inverse to `measure_working`: `measure_working(start, add_working(start, x)) == x`.
        """
        local = self.local(start)
        if not amount:
            return local
        instant = micros(local)
        for ledger in self._ledgers(local.year, forward=amount > timedelta()):
            found = ledger.instant_after(instant, amount // MICROSECOND)
            if found is not None:
                return self._instant(found)
        raise self._closed()

    def measure_working(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two instants, negative if they stand the other way round."""
        first, last = self.local(start), self.local(end)
        ledger = self._ledger_of(*sorted((first.year, last.year)))
        return timedelta(microseconds=ledger.passed_by(micros(last)) - ledger.passed_by(micros(first)))

    def working_days_between(self, after: date, through: date) -> int:
        """The number of working dates d with after < d <= through, negative if they stand the other way round."""
        ledger = self._ledger_of(*sorted((after.year, through.year)))
        return ledger.count_through(through.toordinal()) - ledger.count_through(after.toordinal())

    def nth_working_day_after(self, on: date, count: int) -> date:
        """The count-th working date after a date, which itself is never counted. ValueError if count < 1."""
        if count < 1:
            raise ValueError("count must be at least 1")
        for ledger in self._ledgers(on.year):
            found = ledger.nth_after(on.toordinal(), count)
            if found is not None:
                return date.fromordinal(found)
        raise self._closed()

    def next_working_day_on_or_after(self, on: date) -> date:
        """The date itself if it is worked, else the next that is."""
        for days in range(_LONGEST_REST):  # as a rule it is near, however far off the year: nothing to add up
            near = on + timedelta(days=days)
            if self.is_working_day(near):
                return near
        return self.nth_working_day_after(on, 1)

    def local(self, at: datetime) -> datetime:
        """The instant in the calendar's zone; ValueError if it has none of its own."""
        if at.tzinfo is None:
            raise ValueError("instants must be timezone-aware")
        return at.astimezone(self.zone)

    def elapse(self, start: datetime, amount: timedelta) -> datetime:
        """So much later on the absolute time line, whatever the clocks on the wall do."""
        return (start.astimezone(UTC) + amount).astimezone(self.zone)

    def day_ended_by(self, at: datetime) -> date:
        """The date to which an instant belongs as an end: midnight is 24:00 of the day before."""
        return (self.local(at) - MICROSECOND).date()

    def working_time_before(self, at: datetime, end: datetime) -> datetime | None:
        """`next_working_time(at)` if that comes before `end`, else None."""
        first, last = self.local(at), self.local(end)
        if micros(first) >= micros(last):
            return None
        found = self._ledger_of(first.year, last.year).working_from(micros(first))
        return None if found is None or found >= micros(last) else self._instant(found)

    def _instant(self, instant: int) -> datetime:
        return (EPOCH + timedelta(microseconds=instant)).astimezone(self.zone)

    def _ledgers(self, year: int, *, forward: bool = True) -> Iterator[Ledger]:
        """Ledgers that reach further and further from a year, the one at hand first."""
        yield self._ledger_of(year, year)
        reach = 1
        while reach <= _HORIZON:
            if forward and year + reach // 2 >= self.open_until:
                return  # nothing opens later
            first, last = (year, year + reach) if forward else (year - reach, year)
            yield self._ledger_of(max(first, _FIRST_YEAR), min(last, _LAST_YEAR))
            reach *= 2

    def _ledger_of(self, first: int, last: int) -> Ledger:
        """A ledger that holds these years; the one kept grows to hold them unless it would grow past all reason."""
        kept = self._ledger
        if kept is not None and kept.holds(first, last):
            return kept
        if first < _FIRST_YEAR or last > _LAST_YEAR or last - first > 2 * _HORIZON:
            raise CalendarError((f"{first} 年至 {last} 年超出日历“{self.spec.name}”可计算的范围",))
        if kept is not None and max(last, kept.last_year) - min(first, kept.first_year) <= 2 * _HORIZON:
            first, last = min(first, kept.first_year), max(last, kept.last_year)
        years = self._years
        for year in range(first, last + 1):
            if year not in years:
                years[year] = build_year(year, self.zone, self.spans_on)
        self._ledger = built = build_ledger(first, (years[year] for year in range(first, last + 1)))
        return built

    def _closed(self) -> CalendarError:
        return CalendarError((f"日历“{self.spec.name}”此后没有（或没有足够的）工作时间，无法推算",))
