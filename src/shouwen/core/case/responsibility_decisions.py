"""
What the commands of responsibility come to: the division and its editions, service, objections, awards and
sanctions, payments. Whether a command makes sense now, and who may give it, is settled before.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from shouwen.core.case import commands_responsibility as c
from shouwen.core.case import events_oversight as oe
from shouwen.core.case import events_responsibility as e
from shouwen.core.case.authority import Acting
from shouwen.core.case.commands_oversight import HoldAccountable
from shouwen.core.case.events import Happening
from shouwen.core.case.refusals import Refused
from shouwen.core.case.responsibility import Consequence
from shouwen.core.case.shares import whole
from shouwen.core.case.situation import Decider, Situation, event_of
from shouwen.core.case.state import State
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.values import JsonObject
from shouwen.core.worktime import due_at

SHEET, RULING = "责认", "责裁"
"""What the numbers of attribution sheets and of rulings begin with."""


def document_number(prefix: str, case: str, edition: int) -> str:
    """责认〔2026〕123号, its second edition 责认〔2026〕123-2号: from the number of the case, so that nobody counts apart."""
    parts = case.split("-")
    if len(parts) < 2 or not parts[-1].isdigit():
        return ""
    place = str(int(parts[-1])) + (f"-{edition}" if edition > 1 else "")
    return f"{prefix}〔{parts[-2]}〕{place}号"


def permit_responsibility(
    command: str, who: Acting, state: State, book: RuleBook, now: datetime | None
) -> None:
    """Raise `Refused` for who has a part in what he would decide, and for an objection after its time."""
    match command:
        case "dispute_responsibility":
            _refuse_late(state, book, who.seat.unit, now)
        case "review_objection" if own := [one.unit for one in who.people if one.unit in state.disputed]:
            raise Refused("own_objection", facts={"unit": own[0]})
        case "decide_consequence" | "hear_defence":
            mine = [one for one in state.consequences if not one.decided]
            if mine and all(_is_about(one, who) for one in mine):
                raise Refused("own_consequence")
        case _:
            pass


def _is_about(one: Consequence, who: Acting) -> bool:
    """Whether it falls on him, or on whom he stands for."""
    return any(one.who in {person.id, person.name} - {""} for person in who.people)


def _refuse_late(state: State, book: RuleBook, unit: str, now: datetime | None) -> None:
    last = state.last_day_of(unit)
    if last is not None and now is not None and now > last:
        clause = book.objections.clause if book.objections else ""
        facts: JsonObject = {"unit": unit, "object_until": last.isoformat(timespec="minutes")}
        raise Refused("objection_late", clause=clause, facts=facts)


def _attribute(
    s: Situation, command: c.AttributeResponsibility, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    edition = s.state.edition + 1
    if edition > 1 and not command.reason:
        raise Refused("correction_needs_reason", facts={"edition": edition})
    told, case = _numbered(known)
    number = document_number(SHEET, case, edition)
    shares = whole(command.shares)
    return (
        event_of(oe.ResponsibilityAttributed, command, told, shares=shares, number=number, edition=edition),
    )


def _serve(
    s: Situation, command: c.ServeAttribution, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    """On the units named, or on all that were not served yet. Units outside the division are refused."""
    sharing = tuple(dict.fromkeys(share.unit for share in s.state.shares))
    strange = [unit for unit in command.units if unit not in sharing]
    if strange:
        raise Refused("no_share", facts={"unit": strange[0], "units": list(sharing)})
    units = command.units or tuple(unit for unit in sharing if unit not in s.state.served)
    if not units:
        raise Refused("served_already", facts={"units": list(sharing)})
    until = "" if s.state.shares_ruled else _object_until(s, now)
    return (
        event_of(
            e.AttributionServed, command, known, units=units, edition=s.state.edition, object_until=until
        ),
    )


def _object_until(s: Situation, now: datetime) -> str:
    if s.book.objections is None or s.calendar is None:
        return ""
    return due_at(s.calendar, now, s.book.objections.within).due_at.isoformat()


def _receive(
    s: Situation, command: c.ReceiveAttribution, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    unit = str(known.get("unit") or "")
    if unit not in s.state.served:
        raise Refused("not_served", facts={"unit": unit})
    if unit in s.state.received:
        raise Refused("received_already", facts={"unit": unit})
    return (event_of(e.AttributionReceived, command, known, edition=s.state.edition),)


def _dispute(
    s: Situation, command: c.DisputeResponsibility, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    unit = command.unit or str(known.get("unit") or "")
    if all(share.unit != unit for share in s.state.shares):
        raise Refused("no_share", facts={"unit": unit, "units": [share.unit for share in s.state.shares]})
    if unit in s.state.disputed:
        raise Refused("disputed_already", facts={"unit": unit})
    _refuse_late(s.state, s.book, unit, now)
    return (event_of(oe.ResponsibilityDisputed, command, known),)


def _review(
    s: Situation, command: c.ReviewObjection, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    told, case = _numbered(known)
    if not command.agreed:
        return (event_of(e.ObjectionReviewed, command, told, shares=(), edition=s.state.edition),)
    edition = s.state.edition + 1
    shares, number = whole(command.shares), document_number(SHEET, case, edition)
    return (event_of(e.ObjectionReviewed, command, told, shares=shares, number=number, edition=edition),)


def _rule(
    s: Situation, command: c.RuleOnResponsibility, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    """Who upholds the attribution need not tell it again."""
    stand = command.upheld and not command.shares
    shares = s.state.shares if stand else whole(command.shares)
    told, case = _numbered(known)
    edition = s.state.edition + (shares != s.state.shares)
    number = document_number(RULING, case, s.state.round)
    return (event_of(oe.ResponsibilityRuled, command, told, shares=shares, number=number, edition=edition),)


def _propose(
    s: Situation, command: c.ProposeSanction | c.ProposeAward, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    _cents_only(command.amount)
    which = len(s.state.consequences) + 1
    if isinstance(command, c.ProposeAward):
        return (event_of(e.AwardProposed, command, known, which=which),)
    return (event_of(e.SanctionProposed, command, known, which=which),)


def _hear(
    s: Situation, command: c.HearDefence, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    open_ = _open(s, command.which)
    if open_.award:
        raise Refused("nothing_to_defend", facts={"which": command.which})
    if not command.waived and not command.statement:
        raise Refused("defence_empty", facts={"which": command.which})
    return (event_of(e.DefenceHeard, command, known),)


def _decide(
    s: Situation, command: c.DecideConsequence, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    """An approved sanction holds somebody to account, which is an event of its own that rules wait for."""
    one = _open(s, command.which)
    told = dict(known)
    who: Acting = told.pop("who")
    if who.is_any_of(one.proposed_by, one.proposed_for):
        raise Refused("own_consequence_proposal", facts={"which": one.which})
    if _is_about(one, who):
        raise Refused("own_consequence", facts={"which": one.which})
    if command.approved and not one.award and not one.heard:
        raise Refused("not_heard", facts={"which": one.which, "who": one.who})
    if not command.approved:
        if not command.reason:
            raise Refused("rejection_needs_reason", facts={"which": one.which})
        return (event_of(e.ConsequenceDecided, command, told, in_force_on=""),)
    zone = s.calendar.zone if s.calendar else now.tzinfo
    from_day = command.in_force_on or now.astimezone(zone).date()
    decided = event_of(e.ConsequenceDecided, command, told, in_force_on=from_day.isoformat())
    if one.award:
        return (decided,)
    held = oe.AccountabilityRecorded(
        who=one.who, unit=one.unit, kind=one.kind, clause=one.clause, which=one.which
    )
    return (decided, held)


def _pay(
    _s: Situation, command: c.RecordPayment, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    _cents_only(command.amount)
    return (event_of(e.PaymentRecorded, command, known),)


def _hold(
    s: Situation, command: HoldAccountable, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    """Who holds to account at once may not pass by a sanction that is still to be decided."""
    waiting = [
        one.which
        for one in s.state.consequences
        if one.who == command.who and not one.award and not one.decided
    ]
    if waiting:
        raise Refused("sanction_pending", facts={"which": waiting[0], "who": command.who})
    return (event_of(oe.AccountabilityRecorded, command, known),)


def _open(s: Situation, which: int) -> Consequence:
    one = s.state.consequence(which)
    if one is None:
        raise Refused("no_such_consequence", facts={"which": which})
    if one.decided:
        raise Refused("consequence_decided_already", facts={"which": which})
    return one


def _cents_only(amount: float) -> None:
    if Decimal(str(amount)) != round(Decimal(str(amount)), 2):
        raise Refused("cents_only", facts={"amount": amount})


def _numbered(known: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """What is known without the number of the case, and that number: it makes the document's."""
    return {key: value for key, value in known.items() if key != "case_number"}, str(
        known.get("case_number") or ""
    )


RESPONSIBILITY_DECIDERS: Mapping[str, Decider] = {
    "attribute_responsibility": _attribute,
    "serve_attribution": _serve,
    "receive_attribution": _receive,
    "dispute_responsibility": _dispute,
    "review_objection": _review,
    "rule_on_responsibility": _rule,
    "propose_sanction": _propose,
    "propose_award": _propose,
    "hear_defence": _hear,
    "decide_consequence": _decide,
    "record_payment": _pay,
    "hold_accountable": _hold,
}
