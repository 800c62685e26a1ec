"""What queries answer about keeping and disposal."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A case whose time of keeping is over."""

    case: str
    subject: str
    kind: Named
    category: Named
    closed_on: date | None
    result: str
    kept_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRow:
    """A case with a request for deletion or a disposal, as it stands."""

    case: str
    subject: str
    kind: Named
    category: Named
    registered_on: date
    closed_on: date | None
    stands: Named
    basis: Named
    batch: str
    at: datetime
    asked_at: datetime | None
    proposed_at: datetime | None
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    texts: int
    files: int
    mine: bool
    """The reader proposed it, and cannot confirm it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalPage:
    rows: tuple[DisposalRow, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    rows: tuple[DueRow, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch of disposals (销毁批次), to be printed."""

    number: str
    rows: tuple[DisposalRow, ...]
    bases: tuple[Named, ...]
    proposed_by: tuple[str, ...]
    decided_by: tuple[str, ...]
    proposed_at: datetime | None
    decided_at: datetime | None
    texts: int
    files: int
