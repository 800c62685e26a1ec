"""
Variables of conditions that count days: families of names, each name a variable of its own.

* `days_since_replied`: calendar days from the last such event, or from a date of the form, to the moment at which the
  rule is asked; `days_from_happened_on_to_registered` between two of them. The day of the event is not counted.
* `over_30d_since_replied`, `over_2y_from_happened_on_to_registered`: whether a limit that began there is over, reckoned
  exactly as the `within` of a rule (a last day that is a holiday moves on, the due instant itself is in time).
* `cases_within_30d`: cases of the same kind that this customer registered in so many days up to this one, which counts.

What has not happened has no value, and no comparison with it holds.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shouwen.core.worktime import CalendarError, Limit, LimitError, WorkCalendar, due_at

LONGEST_WINDOW = 366
"""Days back to which earlier cases of the customer are recorded."""
_SPAN = re.compile(r"(?:days|over_(?P<limit>[0-9]+[a-z]+))_(?:since_(?P<since>\w+)|from_(?P<two>\w+))")
_CASES = re.compile(r"cases_within_([1-9][0-9]{0,2})d")


class Moment(NamedTuple):
    """When a rule is asked, and the calendar of the case; without one no limit can be reckoned."""

    at: datetime
    calendar: WorkCalendar | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From one event or date of the form to another, or to the moment (`end` is ""); `limit` where it asks for its end."""

    start: str
    end: str = ""
    limit: Limit | None = None

    @property
    def type(self) -> str:
        return "int" if self.limit is None else "bool"

    @property
    def ends(self) -> tuple[str, ...]:
        return (self.start, self.end) if self.end else (self.start,)


def span_of(name: str, known: Container[str]) -> Span | None:
    """The span that a name stands for, between events and dates that are known."""
    return next((span for span in _readings(name) if all(end in known for end in span.ends)), None)


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[Span, ...]:
    """What the name can mean; the name of a date may have `_to_` in it."""
    match = _SPAN.fullmatch(name)
    if match is None:
        return ()
    try:
        limit = Limit.parse(match["limit"]) if match["limit"] else None
    except LimitError:
        return ()
    if match["since"]:
        return (Span(match["since"], "", limit),)
    parts = match["two"].split("_to_")
    halves = (("_to_".join(parts[:n]), "_to_".join(parts[n:])) for n in range(1, len(parts)))
    return tuple(Span(start, end, limit) for start, end in halves)


def window_of(name: str) -> int | None:
    """The days of `cases_within_30d`; None for another name and for more than are recorded."""
    match = _CASES.fullmatch(name)
    days = int(match[1]) if match else 0
    return days if 0 < days <= LONGEST_WINDOW else None


def measured(
    span: Span, happened: Mapping[str, datetime], dates: Mapping[str, object], moment: Moment, zone: ZoneInfo
) -> int | bool | None:
    """The value of a span: days, or whether its limit is over; None for what did not happen or cannot be reckoned."""
    start = _instant(span.start, happened, dates, zone)
    end = _instant(span.end, happened, dates, zone) if span.end else moment.at
    if start is None or end is None:
        return None
    if span.limit is None:
        return (end.astimezone(zone).date() - start.astimezone(zone).date()).days
    if moment.calendar is None:
        return None
    try:
        return end > due_at(moment.calendar, start, span.limit).due_at
    except (CalendarError, LimitError):
        return None


def within(days: int, registered_at: datetime | None, earlier: Iterable[datetime], zone: ZoneInfo) -> int:
    """How many cases of the customer fall into so many days that end with this one, which is one of them."""
    if registered_at is None:
        return 0
    last_on = registered_at.astimezone(zone).date()
    return 1 + sum((last_on - at.astimezone(zone).date()).days <= days for at in earlier)


def _instant(
    name: str, happened: Mapping[str, datetime], dates: Mapping[str, object], zone: ZoneInfo
) -> datetime | None:
    if name in happened:
        return happened[name]
    told = dates.get(name)
    try:
        return datetime.combine(date.fromisoformat(str(told)[:10]), time(12), zone) if told else None
    except ValueError:
        return None
