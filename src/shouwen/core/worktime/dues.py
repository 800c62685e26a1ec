"""Due times: when a limit ends, with the pauses given back; extended ones; and when to remind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shouwen.core.worktime.calendars import WorkCalendar
from shouwen.core.worktime.clocks import Clock, Ending, clock_beyond, clock_for
from shouwen.core.worktime.ledger import MICROSECOND, micros
from shouwen.core.worktime.limits import Limit, LimitError, Unit
from shouwen.core.worktime.pauses import Pause, merged

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Due:
    """A due instant, which is itself still in time. `provisional`: it rests on a year whose holidays are not announced."""

    due_at: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class GivenPause:
    """A pause and its credit in the limit's own measure; None: it came after the limit had ended."""

    pause: Pause
    credit: int | None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that the computation of a due time found out; `ending` is the final one."""

    start: datetime
    ending: Ending
    pauses: tuple[GivenPause, ...]
    unknown_on: date | None

    @property
    def credit(self) -> int:
        return sum(given.credit or 0 for given in self.pauses)


def due_at(calendar: WorkCalendar, start: datetime, limit: Limit, pauses: Sequence[Pause] = ()) -> Due:
    """
    When the limit ends that began at `start`; `start` and pauses are aware instants, the result is in the calendar's zone.

    Raises CalendarError if the calendar has not enough working time, LimitError `overflow` past the year 9998.
    """
    reckoning = reckon(calendar, start, limit, pauses)
    return Due(reckoning.ending.due_at, reckoning.unknown_on is not None)


def extended_due(calendar: WorkCalendar, new_due: datetime, unit: Unit, pauses: Sequence[Pause] = ()) -> Due:
    """
    A due time set anew (an extension), moved on by the pauses that began after it was set; pass only those.

    Without credit it stays exactly as set. Credited in days, it ends at closing time of the day it moves to.
    """
    local = calendar.local(new_due)
    ending, _, unknown_on = _give_back(clock_beyond(calendar, local, unit), Ending(local), merged(pauses))
    return Due(ending.due_at, unknown_on is not None)


def reminder_at(
    calendar: WorkCalendar,
    start: datetime,
    due_at: datetime,
    unit: Unit,
    percent: int,
    *,
    pauses: Sequence[Pause] = (),
) -> datetime:
    """
    The instant at which so many percent of the time are used up: of the clock for `min` and `h`, else of working time.

    Time spent in pauses is not used, so that nobody is reminded for having waited. Of working time a reminder that
    would fall outside of it waits for its next beginning, unless that is not before the due time; a span without any
    working time is measured by the clock. ValueError unless 0 <= percent <= 100.
    """
    if not 0 <= percent <= _WHOLE:
        raise ValueError("percent must be between 0 and 100")
    begin, end = calendar.local(start), calendar.local(due_at)
    if micros(end) <= micros(begin):
        return end
    runs = _without(begin, end, merged(pauses, begin))
    worked = [0 if unit.is_elapsed else calendar.measure_working(a, b) // MICROSECOND for a, b in runs]
    by_clock = not any(worked)
    sizes = [micros(b) - micros(a) for a, b in runs] if by_clock else worked
    left = sum(sizes) * percent // _WHOLE
    for (since, _), size in zip(runs, sizes, strict=True):
        if left <= size:
            span = timedelta(microseconds=left)
            if by_clock:
                return calendar.elapse(since, span)
            reached = calendar.add_working(since, span)
            return calendar.working_time_before(reached, end) or reached
        left -= size
    return end


def _without(begin: datetime, end: datetime, pauses: Sequence[Pause]) -> list[tuple[datetime, datetime]]:
    """What is left between two instants when pauses in order, not overlapping, are taken out."""
    runs: list[tuple[datetime, datetime]] = []
    since = begin
    for pause in pauses:
        if micros(pause.start) >= micros(end):
            break
        if micros(since) < micros(pause.start):
            runs.append((since, pause.start))
        since = max(since, pause.end, key=micros)
    if micros(since) < micros(end):
        runs.append((since, end))
    return runs


def reckon(calendar: WorkCalendar, start: datetime, limit: Limit, pauses: Sequence[Pause] = ()) -> Reckoning:
    """The one computation behind `due_at` and `explain`, which therefore cannot disagree."""
    local = calendar.local(start)
    try:
        clock = clock_for(calendar, local, limit)
        first = clock.ending(0)
        if not pauses:
            return Reckoning(local, first, (), first.unknown_on)
        ending, given, unknown_on = _give_back(clock, first, merged(pauses, local))
    except OverflowError as error:
        raise LimitError("overflow", f"时限 {limit} 自 {local:%Y-%m-%d} 起超出可计算的日期范围") from error
    return Reckoning(local, ending, given, unknown_on)


def _give_back(
    clock: Clock, first: Ending, pauses: Sequence[Pause]
) -> tuple[Ending, tuple[GivenPause, ...], date | None]:
    """Credit the pauses in order; one that starts after the due time so far finds the limit already missed."""
    ending, credit, unknown_on = first, 0, first.unknown_on
    given: list[GivenPause] = []
    for pause in pauses:
        if pause.starts > micros(ending.due_at):
            given.append(GivenPause(pause, None))
            continue
        gained = clock.credit(pause)
        given.append(GivenPause(pause, gained.amount))
        unknown_on = unknown_on or gained.unknown_on
        if gained.amount:
            credit += gained.amount
            ending = clock.ending(credit)
            unknown_on = unknown_on or ending.unknown_on
    return ending, tuple(given), unknown_on
