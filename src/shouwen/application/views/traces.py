"""What queries answer of traceability: the chain of a product, batches against their product, the cases of a batch."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.core.trace import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain: what was done, when, and who answers for it."""

    link: str
    on: date
    unit: str
    person: str
    document: str
    result: str
    deviating: bool
    of_unit: bool
    """Of this very unit, not of its whole batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain of a serial number or of a batch, and the unit that it speaks for."""

    product: str
    batch: str
    serial: str
    units: int
    complaints: int
    links: tuple[Link, ...]
    proposed: str
    """The unit proposed; "" where nothing in the chain speaks for one."""
    because: str
    """deviation, link or category."""
    person: str
    """Who answers for the link that speaks for the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    code: str
    product: str
    units: int
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedCase:
    number: str
    subject: str
    serial: str
    unit: str
    registered_at: datetime
