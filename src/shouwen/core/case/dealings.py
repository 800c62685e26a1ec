"""What dealings with the customer add to the state of a case: a part of `State`, and of `evolve`."""

from dataclasses import dataclass
from typing import TypeVar, assert_never

from shouwen.core.case import events_dealings as g
from shouwen.core.case import events_protection as p
from shouwen.core.case.copying import replace
from shouwen.core.case.protection import Protected, protected
from shouwen.core.case.wire import Actor


@dataclass(frozen=True, kw_only=True)
class Dealings(Protected):
    """The fields of `State` that the events of `events_dealings` write. No slots: `replace` needs none."""

    handler: str = ""
    satisfied: str = ""
    recused: tuple[str, ...] = ()
    """Accounts that stay out by decision; who is complained about stays out anyway."""
    surveyed: bool = False
    """The customer answered the survey of this round."""
    ending: str = ""
    """proposed, approved or rejected in this round."""
    ending_ground: str = ""
    ending_by: str = ""
    ending_for: str = ""
    settled: bool = False
    performed: str = ""
    """yes or no once the settlement's performance was looked at."""
    conduct_by: str = ""
    conduct_for: str = ""
    """Who put the customer's conduct on record, while nobody has looked at it."""
    conduct_kind: str = ""
    recusals_asked: int = 0
    """Requests for recusal that nobody has decided."""
    adopted: str = ""


S = TypeVar("S", bound=Dealings)


def dealt(s: S, happening: g.DealingEvent, actor: Actor) -> S:
    """The state after an event of dealing with the customer."""
    match happening:
        case g.SurveyAnswered():
            return replace(s, surveyed=True)
        case g.EndingProposed() as d:
            return replace(
                s, ending="proposed", ending_ground=d.ground, ending_by=actor.id, ending_for=actor.behalf
            )
        case g.EndingApproved():
            return replace(s, ending="approved")
        case g.EndingRejected():
            return replace(s, ending="rejected")
        case g.Settled():
            return replace(s, settled=True, performed="")
        case g.SettlementPerformed() as d:
            return replace(s, performed="yes" if d.kept else "no")
        case g.ConductReported() as d:
            return replace(s, conduct_by=d.who or actor.id, conduct_for=actor.behalf, conduct_kind=d.kind)
        case g.ConductReviewed():
            return replace(s, conduct_by="", conduct_for="")
        case g.InterestDeclared() as d:
            return _out(s, d.who)
        case g.RecusalRequested():
            return replace(s, recusals_asked=s.recusals_asked + 1)
        case g.RecusalDecided() as d:
            decided = replace(s, recusals_asked=max(0, s.recusals_asked - 1))
            return _out(decided, d.who) if d.granted else decided
        case g.RecusalLifted() as d:
            return replace(s, recused=tuple(account for account in s.recused if account != d.who))
        case g.SuggestionDecided() as d:
            return replace(s, adopted=d.adopted)
        case p.ProtectionAsked() | p.ProtectionDecided() | p.ProtectionEnded():
            return protected(s, happening)
        case _:
            assert_never(happening)


def _out(s: S, account: str) -> S:
    if not account or account in s.recused:
        return s
    return replace(s, recused=(*s.recused, account), handler="" if account == s.handler else s.handler)
