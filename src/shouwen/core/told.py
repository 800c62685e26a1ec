"""Due times that an event tells in its own words: an instant, or a day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from shouwen.core.worktime import Limit, WorkCalendar, due_at

_A_DAY = Limit.parse("1d")
_CENTURY = 100


def told_due(text: str, calendar: WorkCalendar, *, since: datetime) -> datetime | None:
    """
    The due time that `text` tells: ISO 8601 with offset, or a day, which ends as a limit in days does. None for what
    cannot be read and for what is not after `since`.
    """
    try:
        due = _read(text.strip(), calendar)
    except ValueError:
        return None
    return due if due is not None and due > since else None


def told_start(text: str, calendar: WorkCalendar, *, since: datetime) -> datetime | None:
    """
    Where a clock begins that `text` tells: an instant, or a day from its 0:00. None for what cannot be read, for what is
    more than a century away, and for what is not after `since`.
    """
    told = text.strip()
    try:
        if len(told) == len("2026-03-02"):
            begin = datetime.combine(date.fromisoformat(told), time(), calendar.zone)
        else:
            begin = datetime.fromisoformat(told)
    except ValueError:
        return None
    if begin.tzinfo is None or begin.year > since.year + _CENTURY:
        return None
    return calendar.local(begin) if begin > since else None


def instants(told: Iterable[str]) -> tuple[datetime, ...]:
    """The instants among what is told, as ISO 8601 with offset."""
    found = []
    for text in told:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            continue
        if at.tzinfo is not None:
            found.append(at)
    return tuple(found)


def days_between(before: str, after: str) -> int:
    """Calendar days from one told instant to another, each by its own clock; 0 for what cannot be read."""
    try:
        return (datetime.fromisoformat(after).date() - datetime.fromisoformat(before).date()).days
    except ValueError:
        return 0


def _read(text: str, calendar: WorkCalendar) -> datetime | None:
    if len(text) == len("2026-03-02"):
        before = date.fromisoformat(text) - timedelta(days=1)
        return due_at(calendar, datetime.combine(before, time(12), calendar.zone), _A_DAY).due_at
    told = datetime.fromisoformat(text)
    return None if told.tzinfo is None else calendar.local(told)
