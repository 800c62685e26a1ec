"""Counts and rates: statistics, clauses over months."""

from dataclasses import dataclass, field
from datetime import date, datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One line of the statistics: a day, category, unit, level or channel, or the total."""

    key: Named
    received: int
    closed: int
    open: int
    on_time: int
    late: int
    satisfied: int
    dissatisfied: int
    overdue: int
    links: dict[str, str] = field(default_factory=dict)
    """Figure → query string of the ledger that lists exactly these cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    total: FigureRow
    rows: tuple[FigureRow, ...]
    by: str
    first: date
    last: date
    as_of: datetime
    """How far the figures follow the events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseMonths:
    """One clause over months: month → verdict → number of cases to which it applied."""

    clause: str
    text: str = ""
    statement: bool = False
    counts: dict[date, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTable:
    months: tuple[date, ...]
    """First days, in order."""
    lines: tuple[ClauseMonths, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """What one case shows of one clause, for working papers; `seq` is the event that shows it."""

    clause: str
    text: str
    verdict: str
    seq: int | None
    case: str
    subject: str
    registered_at: datetime
    unit: str
