"""
The four ways in which a limit runs, and how each gives back a pause in its own unit.

A clock answers two questions: when does the limit end if so much credit has been given (`ending`), and how much
credit does a pause give (`credit`). Credit is in microseconds for hours, in days for all else. Rules: Civil Code of
the PRC, articles 200 to 203; the credit is the product's own (docs/algorithms/worktime.md).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from shouwen.core.worktime.calendars import WorkCalendar
from shouwen.core.worktime.ledger import MICROSECOND
from shouwen.core.worktime.limits import Limit, Unit
from shouwen.core.worktime.pauses import Pause
from shouwen.core.worktime.periods import last_day


class Ending(NamedTuple):
    """
    Where a limit ends. `last_on` is the last day before, `closes_on` after the move out of a holiday.

    `unknown_on` is the first date consulted on the way whose arrangement nobody has announced.
    """

    due_at: datetime
    unknown_on: date | None = None
    last_on: date | None = None
    closes_on: date | None = None


class Credit(NamedTuple):
    """What a pause gives back; `unknown_on` as for Ending."""

    amount: int
    unknown_on: date | None = None


class Clock(Protocol):
    """One limit running from one instant."""

    def ending(self, credit: int) -> Ending: ...

    def credit(self, pause: Pause) -> Credit: ...


@dataclass(frozen=True, slots=True)
class ElapsedClock:
    """Minutes and hours: by the clock, day and night, from the instant itself (article 201, second sentence)."""

    calendar: WorkCalendar
    start: datetime
    amount: timedelta

    def ending(self, credit: int) -> Ending:
        return Ending(self.calendar.elapse(self.start, self.amount + timedelta(microseconds=credit)))

    def credit(self, pause: Pause) -> Credit:
        return Credit(pause.ends - pause.starts)


@dataclass(frozen=True, slots=True)
class WorkingTimeClock:
    """Working hours: only while work is on."""

    calendar: WorkCalendar
    start: datetime
    amount: timedelta

    def ending(self, credit: int) -> Ending:
        due_at = self.calendar.add_working(self.start, self.amount + timedelta(microseconds=credit))
        return Ending(due_at, self._unknown(self.start, due_at))

    def credit(self, pause: Pause) -> Credit:
        amount = self.calendar.measure_working(pause.start, pause.end) // MICROSECOND
        return Credit(amount, self._unknown(pause.start, pause.end))

    def _unknown(self, start: datetime, end: datetime) -> date | None:
        first, last = self.calendar.local(start).date(), self.calendar.day_ended_by(end)
        return self.calendar.first_unknown_on(first, last)


@dataclass(frozen=True, slots=True)
class WorkingDayClock:
    """Working days: the day of the event is not counted, the last one ends at closing time (articles 201, 203)."""

    calendar: WorkCalendar
    start_on: date
    amount: int

    def ending(self, credit: int) -> Ending:
        calendar = self.calendar
        last_on = calendar.nth_working_day_after(self.start_on, self.amount + credit)
        unknown_on = calendar.first_unknown_on(self.start_on + timedelta(days=1), last_on)
        return Ending(calendar.closing_at(last_on), unknown_on, last_on, last_on)

    def credit(self, pause: Pause) -> Credit:
        calendar = self.calendar
        first, last = calendar.local(pause.start).date(), calendar.local(pause.end).date()
        unknown_on = calendar.first_unknown_on(first + timedelta(days=1), last)
        return Credit(calendar.working_days_between(first, last), unknown_on)


@dataclass(frozen=True, slots=True)
class CalendarDayClock:
    """Days, weeks, months, years and ends of periods: a last day that is not worked moves on (article 203)."""

    calendar: WorkCalendar
    last_on: date

    def ending(self, credit: int) -> Ending:
        calendar = self.calendar
        last_on = self.last_on + timedelta(days=credit)
        if not calendar.has_hours:
            return Ending(calendar.closing_at(last_on), None, last_on, last_on)
        closes_on = calendar.next_working_day_on_or_after(last_on)
        unknown_on = calendar.first_unknown_on(last_on, closes_on)
        return Ending(calendar.closing_at(closes_on), unknown_on, last_on, closes_on)

    def credit(self, pause: Pause) -> Credit:
        local = self.calendar.local
        return Credit((local(pause.end).date() - local(pause.start).date()).days)


def clock_for(calendar: WorkCalendar, start: datetime, limit: Limit) -> Clock:
    """The clock of a limit that begins at `start` (in the calendar's zone)."""
    match limit.unit:
        case Unit.MINUTE:
            return ElapsedClock(calendar, start, timedelta(minutes=limit.amount))
        case Unit.HOUR:
            return ElapsedClock(calendar, start, timedelta(hours=limit.amount))
        case Unit.WORKING_HOUR:
            return WorkingTimeClock(calendar, start, timedelta(hours=limit.amount))
        case Unit.WORKING_DAY:
            return WorkingDayClock(calendar, start.date(), limit.amount)
        case unit if unit.is_period_end:
            return _until_the_end_of(calendar, start, limit)
        case _:
            return CalendarDayClock(calendar, last_day(start.date(), limit))


def _until_the_end_of(calendar: WorkCalendar, start: datetime, limit: Limit) -> Clock:
    """
    The end of the period that holds `start`; begun after that period was closed (in the evening of its last day),
    the end of the next one: nobody can keep a limit that was over when it began.
    """
    clock = CalendarDayClock(calendar, last_day(start.date(), limit))
    if clock.ending(0).due_at >= start:
        return clock
    return CalendarDayClock(calendar, last_day(clock.last_on + timedelta(days=1), limit))


def clock_beyond(calendar: WorkCalendar, due_at: datetime, unit: Unit) -> Clock:
    """A clock that only gives credit on top of a due time that was set by hand; not to be asked for credit 0."""
    match unit:
        case Unit.MINUTE | Unit.HOUR:
            return ElapsedClock(calendar, due_at, timedelta())
        case Unit.WORKING_HOUR:
            return WorkingTimeClock(calendar, due_at, timedelta())
        case Unit.WORKING_DAY:
            return WorkingDayClock(calendar, calendar.day_ended_by(due_at), 0)
        case _:
            return CalendarDayClock(calendar, calendar.day_ended_by(due_at))
