"""What joint work and supervision add to the state of a case: a part of `State`, and of `evolve`."""

from dataclasses import dataclass
from typing import TypeVar

from shouwen.core.case import events_oversight as o
from shouwen.core.case.copying import replace
from shouwen.core.case.dealings import Dealings
from shouwen.core.case.disposal import Keeping
from shouwen.core.case.responsibility import Responsibility, answered, divided
from shouwen.core.case.supervision import Supervised
from shouwen.core.case.wire import Actor


@dataclass(frozen=True, kw_only=True)
class Oversight(Supervised, Dealings, Responsibility, Keeping):
    """The fields of `State` that the events of joint work and supervision write. No slots: `replace` needs none."""

    validity: str = ""
    validity_confirmed: bool = False
    identity_verified: bool = False
    genuine: str = ""
    """yes or no once identity and authenticity were checked."""
    record_confirmed: bool = False
    meetings: int = 0
    minuted: int = 0
    """Meetings whose minutes are on record."""
    asked: tuple[str, ...] = ()
    """Units whose contribution is still to come, one entry for each request."""
    retest: str = ""
    reported_to: tuple[str, ...] = ()
    quality: str = ""
    rework: bool = False
    """A quality review failed, and none has been passed since."""
    accountable: int = 0
    accountable_kinds: tuple[str, ...] = ()
    """How people were held to account, in order."""
    accountable_clauses: tuple[str, ...] = ()
    """The clauses that it rested on."""
    sanction_told: bool = False
    """The customer was told something after somebody was last held to account."""
    taught: bool = False
    improvements: int = 0
    improvement: str = ""


S = TypeVar("S", bound=Oversight)


def overseen(s: S, happening: o.OversightEvent, actor: Actor, *, seq: int) -> S:
    """The state after an event of joint work or supervision."""
    match happening:
        case o.IdentityVerified() as d:
            return replace(s, identity_verified=True, genuine="yes" if d.genuine else "no")
        case o.RecordConfirmed():
            return replace(s, record_confirmed=True)
        case o.MeetingHeld() as d:
            return replace(
                s,
                meetings=s.meetings + 1,
                minuted=s.minuted + bool(d.minutes),
                decided=(*s.decided, len(d.decisions)),
            )
        case o.ContributionRequested() as d:
            return replace(s, asked=(*s.asked, d.unit))
        case o.Contributed() as d:
            return replace(s, asked=_without(s.asked, d.unit or actor.unit))
        case o.Retested() as d:
            return replace(s, retest="confirmed" if d.confirmed else "refuted")
        case o.ValidityConfirmed() as d:
            return replace(s, validity=d.validity or s.validity, validity_confirmed=True)
        case o.Reported() as d:
            return replace(s, reported_to=(*s.reported_to, d.to))
        case o.QualityReviewed() as d:
            return replace(s, quality="passed" if d.passed else "failed", rework=not d.passed)
        case o.ResponsibilityAttributed() as d:
            again = divided(s, d.shares, "attributed", seq=seq, number=d.number)
            return replace(again, disputed=(), objection_reviewed=False, shares_ruled=False)
        case o.ResponsibilityDisputed() as d:
            return replace(s, disputed=(*s.disputed, d.unit or actor.unit))
        case o.ResponsibilityRuled() as d:
            ruled = divided(s, d.shares or s.shares, "ruled", seq=seq, number=d.number)
            return replace(
                ruled, disputed=(), objection_reviewed=False, shares_ruled=True, rule_gap_open=not d.upheld
            )
        case o.AccountabilityRecorded() as d:
            return replace(
                s,
                accountable=s.accountable + 1,
                accountable_kinds=(*s.accountable_kinds, d.kind),
                accountable_clauses=(*s.accountable_clauses, d.clause),
                sanction_told=False,
            )
        case o.StaffTaught():
            return replace(s, taught=True)
        case o.ImprovementPlanned():
            return replace(s, improvements=s.improvements + 1, improvement="", rule_gap_open=False)
        case o.ImprovementEvaluated() as d:
            return replace(s, improvement="reached" if d.reached else "missed")
        case o.Recused() as d:
            return replace(s, recused=(*s.recused, d.who), handler="" if d.who == s.handler else s.handler)
        case _:
            return answered(s, happening, actor, seq=seq)


def _without(asked: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """One request of the unit is answered; another that was made of it stays."""
    if unit not in asked:
        return asked
    first = asked.index(unit)
    return (*asked[:first], *asked[first + 1 :])
