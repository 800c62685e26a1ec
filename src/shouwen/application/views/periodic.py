"""Periodic work of the office, as it is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicLine:
    """One piece of work for one period. `status`: open, met, met_late, missed; `running`: the period is not over yet."""

    work: Named
    clause: str
    every: Named
    period: str
    """2026年10月, 2026 Q3 …"""
    first: date
    last: date
    by: Named
    due_at: datetime
    provisional: bool
    status: Named
    running: bool
    done_at: datetime | None
    done_by: str
    edition: int
    """0 while nothing is on record."""
    mine: bool
    """Whether the reader may do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicText:
    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicView:
    """One piece of work with what is on record of it."""

    line: PeriodicLine
    texts: tuple[PeriodicText, ...]
    editions: tuple[tuple[int, datetime, str], ...]
    """(number, when, by whom), the newest first."""
