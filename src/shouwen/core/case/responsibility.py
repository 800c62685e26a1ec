"""What responsibility to its end adds to the state of a case: editions of the division, service, awards and sanctions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, assert_never

from shouwen.core.case import events_responsibility as r
from shouwen.core.case.copying import replace
from shouwen.core.case.wire import Actor, Share


@dataclass(frozen=True, kw_only=True)
class Division:
    """One edition of the division (责任划分): its shares, what made it (attributed, reviewed, ruled), the event that did."""

    edition: int
    shares: tuple[Share, ...]
    how: str
    seq: int
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """One award or sanction on its way (奖惩事项). `decided`: "" while open, then approved or rejected."""

    which: int
    award: bool
    who: str
    unit: str
    kind: str
    amount: float
    clause: str
    proposed_by: str
    proposed_for: str = ""
    heard: bool = False
    decided: str = ""
    in_force_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Responsibility:
    """The fields of `State` that the events of responsibility write. No slots: `replace` needs none."""

    shares: tuple[Share, ...] = ()
    """The present ones: as attributed, as corrected after review, or as ruled."""
    divisions: tuple[Division, ...] = ()
    """Every edition, the present one last."""
    disputed: tuple[str, ...] = ()
    """Units whose objection waits for review or ruling."""
    objection_reviewed: bool = False
    """The open objection was reviewed and goes on to arbitration."""
    shares_ruled: bool = False
    rule_gap_open: bool = False
    """A ruling changed the attribution, and no improvement was planned since."""
    served: tuple[str, ...] = ()
    """Units on which the present edition was served."""
    received: tuple[str, ...] = ()
    object_until: tuple[tuple[str, str], ...] = ()
    """(unit, last instant for its objection) under the present edition."""
    praises: int = 0
    consequences: tuple[Consequence, ...] = ()
    quality_drawn: bool = False
    draw_ground: str = ""

    @property
    def edition(self) -> int:
        """The present edition of the division; 0 while nothing is attributed."""
        return self.divisions[-1].edition if self.divisions else 0

    def last_day_of(self, unit: str) -> datetime | None:
        """The last instant for an objection of the unit; None where none was set."""
        told = dict(self.object_until).get(unit, "")
        return datetime.fromisoformat(told) if told else None

    def consequence(self, which: int) -> Consequence | None:
        return next((one for one in self.consequences if one.which == which), None)


S = TypeVar("S", bound=Responsibility)


def divided(s: S, shares: tuple[Share, ...], how: str, *, seq: int, number: str) -> S:
    """Another edition of the division; it has yet to be served. The same shares again make none."""
    if s.divisions and shares == s.shares and how == "ruled":
        return s
    division = Division(edition=s.edition + 1, shares=shares, how=how, seq=seq, number=number)
    return replace(
        s, shares=shares, divisions=(*s.divisions, division), served=(), received=(), object_until=(),
    )  # fmt: skip


def answered(s: S, happening: r.ResponsibilityEvent, actor: Actor, *, seq: int) -> S:
    """The state after an event of responsibility."""
    match happening:
        case r.AttributionServed() as d:
            until = dict(s.object_until) | dict.fromkeys(d.units, d.object_until)
            return replace(
                s, served=tuple(dict.fromkeys((*s.served, *d.units))), object_until=tuple(until.items())
            )
        case r.AttributionReceived() as d:
            return replace(s, received=tuple(dict.fromkeys((*s.received, d.unit or actor.unit))))
        case r.ObjectionReviewed() as d:
            if not d.agreed:
                return replace(s, objection_reviewed=True)
            corrected = divided(s, d.shares, "reviewed", seq=seq, number=d.number)
            return replace(corrected, disputed=(), objection_reviewed=False)
        case r.PraiseRecorded():
            return replace(s, praises=s.praises + 1)
        case r.SanctionProposed() | r.AwardProposed() as d:
            return replace(s, consequences=(*s.consequences, _proposed(s, d, actor)))
        case r.DefenceHeard() as d:
            return _changed(s, d.which, lambda one: replace(one, heard=True))
        case r.ConsequenceDecided() as d:
            decided = "approved" if d.approved else "rejected"
            day = d.in_force_on
            return _changed(s, d.which, lambda one: replace(one, decided=decided, in_force_on=day))
        case r.PaymentRecorded():
            return s
        case r.QualityDrawn() as d:
            return replace(s, quality_drawn=True, draw_ground=d.ground)
        case _:
            assert_never(happening)


def _proposed(s: Responsibility, d: r.SanctionProposed | r.AwardProposed, actor: Actor) -> Consequence:
    return Consequence(
        which=d.which or len(s.consequences) + 1, award=isinstance(d, r.AwardProposed), who=d.who, unit=d.unit,
        kind=d.kind, amount=d.amount, clause=d.clause, proposed_by=actor.id,
        proposed_for=actor.behalf,
    )  # fmt: skip


def _changed(s: S, which: int, change: Callable[[Consequence], Consequence]) -> S:
    after = tuple(change(one) if one.which == which else one for one in s.consequences)
    return replace(s, consequences=after)
