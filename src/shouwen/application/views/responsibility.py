"""What queries answer about responsibility: the division with its editions, service, awards and sanctions."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    unit: str
    person: str
    percent: float
    kind: Named
    clause: str
    cents: int
    """What falls on it of the cost of redress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionView:
    """One edition of the division (责任划分)."""

    edition: int
    number: str
    how: Named
    """attributed, reviewed or ruled."""
    at: datetime
    by: str
    grounds: str
    reason: str
    proposal: str
    evidence: tuple[str, ...]
    """Names of the files of the case that it rests on."""
    shares: tuple[ShareLine, ...]
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """One unit with a share in the present edition: served, until when it may object, received."""

    unit: str
    served: bool
    received: bool
    objects: bool
    object_until: datetime | None
    silent: bool = False
    """It let the time pass without an objection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLine:
    """What was said in a dispute: objection, review, ruling, in order."""

    seq: int
    what: Named
    at: datetime
    by: str
    unit: str
    verdict: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceLine:
    """One award or sanction (奖惩事项)."""

    which: int
    award: bool
    who: str
    unit: str
    kind: Named
    amount: float
    clause: str
    reason: str
    proposed_by: str
    defence: str
    """What was said in defence, or that it was waived; "" before."""
    heard: bool
    decided: Named
    in_force_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityView:
    """Responsibility in one case, as the case page and the documents show it."""

    divisions: tuple[DivisionView, ...] = ()
    services: tuple[ServiceLine, ...] = ()
    objections: tuple[ObjectionLine, ...] = ()
    consequences: tuple[ConsequenceLine, ...] = ()
    praises: tuple[tuple[str, str, str], ...] = ()
    """(who, from where, what was said)."""
    disputed: bool = False
    ruled: bool = False
    approved_cents: int = 0
    paid_cents: int = 0

    @property
    def present(self) -> DivisionView | None:
        return self.divisions[-1] if self.divisions else None

    def __bool__(self) -> bool:
        return bool(self.divisions or self.consequences or self.praises)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardItem:
    id: str
    name: str
    points: float
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardView:
    """The standard of quality review of the case's rule book."""

    items: tuple[StandardItem, ...]
    passing: float
    clause: str
    clause_text: str
