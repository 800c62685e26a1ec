"""
Periodic work of the office (定期工作): which periods it is owed for, until when, and whether it was done in time.

A period is owed under the version of the rule book that is in force on its last day. Its clock starts when it is over; what
is done before that counts, once it has begun.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from shouwen.core.case.acting import Acting
from shouwen.core.case.authority import holds, refuse_roles
from shouwen.core.case.standing import in_place_of
from shouwen.core.case.state import State
from shouwen.core.evidence import Verdict
from shouwen.core.obligations import Obligations, Status
from shouwen.core.rulebook.model import Every, Periodic, RuleBook
from shouwen.core.worktime import Due, Limit, WorkCalendar, due_at

COMMAND = "record_periodic"
A_YEAR = timedelta(days=366)
"""The longest period."""
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
VERDICTS = {
    Status.MET: Verdict.KEPT,
    Status.MET_LATE: Verdict.BROKEN,
    Status.MISSED: Verdict.BROKEN,
    Status.OPEN: Verdict.PENDING,
}
"""What each standing shows of the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From its first to its last day, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reign:
    """A version of the rule book, from the day on which it comes into force."""

    first: date
    version: int
    """Its key in the store."""
    rules: Obligations


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One piece of periodic work for one period. `status`: open, met, met_late or missed."""

    work: Periodic
    period: Period
    version: int
    ended_at: datetime
    """The last second of the period."""
    due_at: datetime
    provisional: bool
    """The holidays of the due day's year are not announced yet."""
    status: Status
    done_at: datetime | None = None


def period_of(every: Every, day: date) -> Period:
    """The period that a day belongs to."""
    if every is Every.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(first=first, last=first + timedelta(days=6))
    length = _MONTHS[every]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    following = first.year * 12 + first.month - 1 + length
    return Period(first=first, last=date(following // 12, following % 12 + 1, 1) - timedelta(days=1))


def duties(
    reigns: Sequence[Reign],
    done: Mapping[tuple[str, date], datetime],
    *,
    since: date,
    now: datetime,
) -> tuple[Duty, ...]:
    """
    Everything owed for the periods that have begun by `now` and end on `since` or later, by work in the order of the book,
    the newest period first. `reigns` in the order in which they begin; `done`: (work, last day of the period) → when.
    """
    found: list[Duty] = []
    for reign, until in zip(reigns, (*(later.first for later in reigns[1:]), date.max), strict=True):
        today = reign.rules.calendar.local(now).date()
        if max(since, reign.first) - today > A_YEAR:  # no period that has begun ends so late
            continue
        for work in reign.rules.book.periodic:
            begin = max(since, reign.first)
            found += [
                _duty(work, period, reign, done.get((work.id, period.last)), now)
                for period in _periods(work.every, begin, today)
                if begin <= period.last < until
            ]
    every = [work.id for reign in reversed(reigns) for work in reign.rules.book.periodic]
    return tuple(sorted(found, key=lambda duty: (every.index(duty.work.id), -duty.period.last.toordinal())))


def doer(work: Periodic, who: Acting, book: RuleBook) -> Acting:
    """Who he is when he does this work, himself or in somebody's place. Raise `Refused` if it is not his."""
    return next(_doers(work, who, book), None) or refuse_roles((work.by,), book, clause=work.clause)


def is_whose(work: Periodic, who: Acting, book: RuleBook) -> bool:
    """Whether somebody may do this work."""
    return next(_doers(work, who, book), None) is not None


def _doers(work: Periodic, who: Acting, book: RuleBook) -> Iterator[Acting]:
    return (one for one in (who, *in_place_of(COMMAND, who)) if holds(work.by, one, State(), book))


@lru_cache(maxsize=4096)
def _due(calendar: WorkCalendar, ended: datetime, limit: Limit) -> Due:
    """The same few are asked for with every look at a bench; a calendar never changes."""
    return due_at(calendar, ended, limit)


def _periods(every: Every, begin: date, today: date) -> Iterator[Period]:
    period = period_of(every, begin)
    while period.first <= today:
        yield period
        period = period_of(every, period.last + timedelta(days=1))


def _duty(work: Periodic, period: Period, reign: Reign, done_at: datetime | None, now: datetime) -> Duty:
    calendar = reign.rules.calendar
    ended = datetime.combine(period.last, time(23, 59, 59), tzinfo=calendar.zone)
    due = _due(calendar, ended, work.within)
    if done_at is not None:
        status = Status.MET if done_at <= due.due_at else Status.MET_LATE
    else:
        status = Status.OPEN if now <= due.due_at else Status.MISSED
    return Duty(
        work=work, period=period, version=reign.version, ended_at=ended, due_at=due.due_at, provisional=due.provisional, status=status,
        done_at=done_at,
    )  # fmt: skip
