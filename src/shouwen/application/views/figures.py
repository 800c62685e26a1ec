"""Counts and rates: statistics, clauses over months."""

from collections import Counter
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
    periods: dict[date, dict[str, int]] = field(default_factory=dict)
    """The same of periodic work: month in which the period ended → verdict → number of periods."""

    def sums(self, month: date | None = None) -> dict[str, int]:
        """Verdict → how many cases and periods, in one month or in all."""
        found: Counter[str] = Counter()
        for counts in (self.counts, self.periods):
            for one, verdicts in counts.items():
                if month in (None, one):
                    found.update(verdicts)
        return dict(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTable:
    months: tuple[date, ...]
    """First days, in order."""
    lines: tuple[ClauseMonths, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """
    What one case shows of one clause, for working papers; `seq` is the event that shows it. Of periodic work `case` is
    empty, `subject` names the work and its period, and `registered_at` is the period's end.
    """

    clause: str
    text: str
    verdict: str
    seq: int | None
    case: str
    subject: str
    registered_at: datetime
    unit: str
