"""What queries answer of the registers: responsibility by unit, awards and sanctions, quality reviews, traces."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedLine:
    """An attribution served on a unit of the reader, while it may still object."""

    case: str
    subject: str
    unit: str
    percent: str
    object_until: datetime
    received: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenObjection:
    """A unit that may still object to its share, for the office."""

    case: str
    subject: str
    unit: str
    percent: str
    received: bool
    object_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDuty:
    """What falls on one unit: cases with a share, the sum of the shares, cost, and how many follow a correction."""

    unit: str
    cases: int
    weighted: str
    """Cases weighted by the share: 0.6 + 1 + 0.25 …, two decimals."""
    cents: int
    corrected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCase:
    """One case behind the figure of a unit, with the shares that it had before."""

    number: str
    subject: str
    registered_at: datetime
    percent: str
    cents: int
    how: Named
    before: tuple[tuple[int, str], ...]
    """(edition, percent) of the unit in earlier editions."""
    reason: str
    """Why the present edition took the place of the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceFilter:
    """Empty means all. `kind` is award or sanction; `state` open, approved or rejected."""

    unit: str = ""
    kind: str = ""
    state: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceRow:
    """One line of the register of awards and sanctions (奖惩记录)."""

    case: str
    subject: str
    at: datetime
    award: bool
    who: str
    unit: str
    kind: Named
    amount: str
    clause: str
    heard: bool
    decided: Named
    decided_by: str
    in_force_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRow:
    case: str
    subject: str
    unit: str
    handler: str
    round: int
    on: date
    ground: str
    state: str
    """waiting, passed, failed."""
    reviewer: str
    score: str
    mine: bool
    """Whether the reader may review it: neither its handler nor its receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityMonth:
    """What was drawn in a month, what is reviewed, what failed."""

    month: date
    counts: dict[str, int]
    """drawn, waiting, passed, failed."""
    rows: tuple[QualityRow, ...]
    next: str
