"""What is shown of the customer's conduct and of the protection of staff."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductRemark:
    """A confirmed record of the customer's conduct that stands. It refuses nothing."""

    kind: str
    until: date
    case: str
    """The case that it is from, where the reader may see it; else ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelter:
    """Measures to protect one of the staff that hold now."""

    which: int
    measures: tuple[str, ...]
    until: date
    who: str
    """Whom they protect, for readers who may know; else ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """A request for protection, for those who may read it."""

    which: int
    who: str
    unit: str
    kind: str
    open: bool
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What the case page remarks on, above everything else."""

    conducts: tuple[ConductRemark, ...] = ()
    """Confirmed conduct of the customer that stands, from whichever case."""
    shelters: tuple[Shelter, ...] = ()
    pleas: tuple[Plea, ...] = ()
    stalled_since: datetime | None = None
    """Where it is on record that nobody has acted for too long: since when."""
