"""What queries answer about supervision across cases: lists of documents, rulings on who takes what, returns of units."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A document of supervision in the list."""

    number: str
    rung: Named
    ground: Named
    stands: Named
    case: str
    subject: str
    unit: str
    person: str
    issued_at: datetime
    reply_by: datetime
    overdue: bool
    sent_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    rows: tuple[PaperRow, ...]
    counts: dict[str, int]
    """Open documents by where they stand, and `overdue`."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A precedent of who takes what."""

    id: int
    category: Named
    words: str
    unit: str
    decided_by: str
    decided_on: date
    reason: str
    case: str
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingPage:
    rows: tuple[Ruling, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A unit proposed for a case, and why."""

    unit: str
    name: str
    why: str
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """How often a unit was given cases and gave them back, in a period."""

    unit: str
    assigned: int
    returned: int
    unsettled: int
    """Of those given back, how many nobody has signed for since."""
    median_minutes: float | None
    total_minutes: int
    link: str
    """The query string of the ledger that lists the cases given back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    rows: tuple[ReturnRow, ...]
    total: ReturnRow
