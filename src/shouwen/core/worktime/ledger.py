"""
Working time added up once, so that a question about ten years costs as much as one about a day.

A ledger holds, for an unbroken run of years, every working span on the absolute time line (microseconds since 1970,
UTC) with the working time passed by its end, and the number of every working date. Questions are binary searches.
Ledgers never change; a longer one replaces a shorter one, so threads may share a calendar without a lock.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shouwen.core.worktime.specs import Hours

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
_EPOCH_ORDINAL: Final = EPOCH.toordinal()
_MINUTE: Final = 60 * 1_000_000
_DAY: Final = 24 * 60 * _MINUTE


@dataclass(frozen=True, slots=True)
class YearSpans:
    """The working spans of one year: (start, end) in microseconds, and the ordinals of its working dates."""

    spans: tuple[tuple[int, int], ...]
    ordinals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """See the module. `passed[i]` is the working time up to `ends[i]`, counted from the ledger's beginning."""

    first_year: int
    last_year: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    passed: tuple[int, ...]
    ordinals: tuple[int, ...]

    def holds(self, first_year: int, last_year: int) -> bool:
        return self.first_year <= first_year and last_year <= self.last_year

    def passed_by(self, at: int) -> int:
        """Working time from the ledger's beginning to the instant."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.passed[index] - max(0, self.ends[index] - at)

    def instant_after(self, at: int, amount: int) -> int | None:
        """
        The first instant with `amount` more working time behind it (the last with that much less, if negative).

        None: the ledger ends before.
        """
        target = self.passed_by(at) + amount
        if target < 0:
            return None
        index = bisect_left(self.passed, target) if amount > 0 else bisect_right(self.passed, target)
        if index == len(self.passed):
            return None
        return self.ends[index] - (self.passed[index] - target)

    def working_from(self, at: int) -> int | None:
        """The instant itself inside a span [start, end), else the next start; None: the ledger ends before."""
        index = bisect_right(self.ends, at)
        return None if index == len(self.ends) else max(at, self.starts[index])

    def nth_after(self, ordinal: int, count: int) -> int | None:
        """The ordinal of the count-th working date after a date; None: the ledger ends before."""
        index = bisect_right(self.ordinals, ordinal) + count - 1
        return None if index >= len(self.ordinals) else self.ordinals[index]

    def count_through(self, ordinal: int) -> int:
        """How many working dates lie between the ledger's beginning and the date, itself included."""
        return bisect_right(self.ordinals, ordinal)


def micros(at: datetime) -> int:
    """An aware instant on the absolute time line. Order and distance of instants are taken here, never on wall clocks."""
    return (at - EPOCH) // MICROSECOND


def build_ledger(first_year: int, years: Iterable[YearSpans]) -> Ledger:
    """Join consecutive years, the first of which is `first_year`."""
    parts = tuple(years)
    spans = [span for part in parts for span in part.spans]
    passed: list[int] = []
    total = 0
    for start, end in spans:
        total += end - start
        passed.append(total)
    return Ledger(
        first_year,
        first_year + len(parts) - 1,
        tuple(start for start, _ in spans),
        tuple(end for _, end in spans),
        tuple(passed),
        tuple(ordinal for part in parts for ordinal in part.ordinals),
    )


def build_year(year: int, zone: ZoneInfo, hours_on: Callable[[date], Hours]) -> YearSpans:
    """
    Lay the hours of every date of a year on the time line.

    Where clocks are put forward, hours that do not exist have no length; where they are put back, the hour that comes
    twice counts twice if it lies inside a span.
    """
    spans: list[tuple[int, int]] = []
    ordinals: list[int] = []
    reached = 0
    first = date(year, 1, 1).toordinal()
    offset = _offset(first, 0, zone)
    for ordinal in range(first, date(year, 12, 31).toordinal() + 1):
        next_offset = _offset(ordinal + 1, 0, zone)
        hours = hours_on(date.fromordinal(ordinal))
        if hours:
            ordinals.append(ordinal)
        midnight = (ordinal - _EPOCH_ORDINAL) * _DAY
        for minutes in hours:
            ends = [
                midnight
                + minute * _MINUTE
                - (offset if offset == next_offset else _offset(ordinal, minute, zone))
                for minute in minutes
            ]
            start = max(ends[0], reached) if spans else ends[0]
            if start < ends[1]:
                spans.append((start, ends[1]))
                reached = ends[1]
        offset = next_offset
    return YearSpans(tuple(spans), tuple(ordinals))


def _offset(ordinal: int, minute: int, zone: ZoneInfo) -> int:
    """The zone's distance from UTC at a local time, in microseconds."""
    local = datetime.fromordinal(ordinal) + timedelta(minutes=minute)
    return (local.replace(tzinfo=zone).utcoffset() or timedelta()) // MICROSECOND
