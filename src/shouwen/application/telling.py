"""Who is told of what: events → messages in the outbox, in the transaction of the event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shouwen.core.case import events as e
from shouwen.core.case import events_disposal as x
from shouwen.core.case import events_oversight as o
from shouwen.core.case import events_protection as p
from shouwen.core.case import events_responsibility as r
from shouwen.core.case import events_supervision as v
from shouwen.core.case.approvals import open_step
from shouwen.core.case.commands import COMES_FROM
from shouwen.core.case.protection import protection_of
from shouwen.core.case.standing import DECISIONS
from shouwen.core.case.state import State
from shouwen.core.case.supervision import paper_of
from shouwen.core.case.vocabulary import Facts
from shouwen.core.obligations import Obligation
from shouwen.core.reminders import tone_of
from shouwen.core.rulebook.model import RuleBook
from shouwen.store.charged import owners_of
from shouwen.store.models import Case, Message, Staff
from shouwen.store.projection import Household, owner_of
from shouwen.store.sql import insert

OBJECTIONS_END = "objections_end"
"""The kind of a message that no event stands behind: the time for objections is about to end."""


def messages(
    case: Case,
    events: Iterable[e.Event],
    *,
    state: State,
    book: RuleBook,
    household: Household,
    now: datetime,
    owed: Sequence[Obligation] = (),
) -> list[Message]:
    """A message for everyone concerned by the events, but for who acted and who stays out of the case. `owed`: what is
    owed after them.
    """
    silent = {state.respondent_id, *state.recused}
    return [
        Message(
            organisation_id=case.organisation_id, case=case, seq=event.seq, kind=event.data.type,
            rule=getattr(event.data, "rule", ""), tone=_tone(event, book), recipient=person, queued_at=now,
        )
        for event in events
        for person in _with_deputies(
            _told(event, _Around(state, book, household, owed)), household, now, deciding=_asks_to_decide(event, book)
        )
        if person.user.username not in (event.actor.id, *silent)
    ]  # fmt: skip


def _with_deputies(told: list[Staff], household: Household, now: datetime, *, deciding: bool) -> list[Staff]:
    """Who is told, and for each of them who is away the one who acts for him. `deciding`: it asks for an approval or a
    decision, which is all that some deputies act for.
    """
    if not household.absences:
        return told
    absences = (household.away(one.user.username, now) for one in told)
    people = {one.pk: one for one in household.staff.values()}
    standing = (
        people.get(one.deputy_id or 0)
        for one in absences
        if one is not None and (one.powers == "all" or deciding)
    )
    return _once([*told, *standing])


def _asks_to_decide(event: e.Event, book: RuleBook) -> bool:
    """Whether it asks for an approval or a decision."""
    rule = book.by_id.get(str(getattr(event.data, "rule", "")))
    if rule is not None:
        return COMES_FROM.get(rule.do, "") in DECISIONS
    return event.data.type in _TO_DECIDE


_TO_DECIDE = frozenset({
    "solution_proposed", "approval_given", "responsibility_disputed", "sanction_proposed", "award_proposed",
    "deletion_requested", "protection_asked", "supervision_answered", "appealed", "escalated",
})  # fmt: skip


def of_the_end_of_objections(
    case: Case, stream: Sequence[e.Event], unit: str, *, state: State, household: Household, now: datetime
) -> list[Message]:
    """For the heads of a unit, and who stands in for them: the time in which it may object is about to end."""
    silent = {state.respondent_id, *state.recused}
    served = [x.seq for x in stream if isinstance(x.data, r.AttributionServed) and unit in x.data.units]
    return [
        Message(
            organisation_id=case.organisation_id, case=case, seq=served[-1] if served else 0, kind=OBJECTIONS_END,
            recipient=person, queued_at=now,
        )
        for person in _with_deputies(_heads([unit], household), household, now, deciding=False)
        if person.user.username not in silent
    ]  # fmt: skip


def queue(told: list[Message]) -> None:
    """Queue messages for the outbox, in the caller's transaction."""
    insert(Message, [vars(message) for message in told], once=True)


@dataclass(frozen=True, slots=True)
class _Around:
    """What decides who is told: the case, its rule book, the people, what is owed."""

    state: State
    book: RuleBook
    household: Household
    owed: Sequence[Obligation]


STEPS = frozenset({
    "accepted", "declined", "redirected", "assigned", "designated", "acknowledged", "responded", "finding_recorded",
    "solution_approved", "suspended", "resumed", "extended", "replied", "reopened", "withdrawn", "closed",
    "deadline_missed", "supervision_issued", "supervision_reviewed", "supervision_withdrawn",
})  # fmt: skip
"""What the first contact (首问责任人) is told of, beside what concerns him anyway."""


def _told(event: e.Event, around: _Around) -> list[Staff]:
    """Whom the event concerns, and the first contact, who stays with the case."""
    first = around.household.staff.get(around.state.registered_by) if event.data.type in STEPS else None
    return _once([*_concerned(event, around), first])


def _tone(event: e.Event, book: RuleBook) -> str:
    if not isinstance(event.data, e.DeadlineReminded | e.DeadlineMissed):
        return ""
    rule = book.by_id.get(event.data.rule)
    return tone_of(rule, getattr(event.data, "at_mark", "")) if rule is not None else ""


def _concerned(event: e.Event, around: _Around) -> Iterable[Staff]:
    state, book, household = around.state, around.book, around.household
    match event.data:
        case e.Assigned():
            handler = household.staff.get(state.handler)
            head = household.heads.get(state.unit)
            assisting = [household.heads[name] for name in state.assisting if name in household.heads]
            return _once([handler or head, *assisting])
        case e.DeadlineReminded() as d:
            return _owners(d.rule, d.instance, around)
        case e.DeadlineMissed() as d:  # the head of a unit that was asked gets a copy
            head = household.heads.get(_unit_of(d.rule, d.instance, around))
            return _once([*_owners(d.rule, d.instance, around), head])
        case e.Urged() as d:
            if d.rule:
                return _owners(d.rule, 0, around)
            return _once([household.staff.get(state.handler), household.heads.get(state.unit)])
        case e.Stalled():
            return _asked(around)
        case e.Escalated() as d:
            return _holders(d.to, state=state, book=book, household=household)
        case e.Returned() | e.SatisfactionRecorded(satisfied=False) | e.Appealed():
            receiver = household.staff.get(state.registered_by)
            return _once([receiver, *_with_role("supervisor", household)])
        case e.SolutionProposed() | e.ApprovalGiven():
            return _approvers(event, around)
        case e.SolutionApproved():  # who carries out its measures may begin, or waits for the customer
            owners = [m.owner or m.unit for m in state.solution.measures] if state.solution else []
            handler = household.staff.get(state.handler) or household.staff.get(state.registered_by)
            return _once([handler, *map(household.in_charge, owners)])
        case o.MeetingHeld() | o.ImprovementPlanned() as d:
            return _once(map(household.in_charge, owners_of(d)))
        case e.SolutionRejected() | e.Supplemented() | e.ConsentRecorded():
            return _once([household.staff.get(state.handler) or household.staff.get(state.registered_by)])
        case o.ContributionRequested() as d:
            return _once([household.heads.get(d.unit)]) or _of_unit(d.unit, household)
        case v.SupervisionIssued() | v.SupervisionReviewed() | v.SupervisionWithdrawn() as d:
            paper = paper_of(state, d.number)
            person = household.staff.get(paper.person) if paper else None
            return _once([person, household.heads.get(d.unit)]) or _of_unit(d.unit, household)
        case v.SupervisionReceived() | v.SupervisionAnswered():
            return _with_role("supervisor", household)
        case o.Contributed():
            return _once([household.staff.get(state.handler)])
        case x.DeletionRequested():
            return _with_role("supervisor", household)
        case x.DeletionDecided(decision="granted"):
            return _once([*_with_role("supervisor", household), *_with_role("executive", household)])
        case o.ResponsibilityDisputed():
            return _with_role("supervisor", household)
        case r.AttributionServed() as d:
            return _heads(d.units, household)
        case r.ObjectionReviewed() | o.ResponsibilityRuled():
            return _heads([share.unit for share in state.shares], household)
        case r.SanctionProposed() | r.AwardProposed() as d:
            return _with_role("executive", household)
        case r.ConsequenceDecided() as d:
            one = state.consequence(d.which)
            return _once([household.staff.get(one.who), household.heads.get(one.unit)]) if one else ()
        case r.QualityDrawn():
            return _with_role("quality", household)
        case o.QualityReviewed(passed=False):
            return _once([household.staff.get(state.handler), household.heads.get(state.unit)])
        case p.ProtectionAsked() as d:
            return _once([household.heads.get(d.unit), *_with_role("supervisor", household)])
        case p.ProtectionDecided() | p.ProtectionEnded() as d:
            asked = protection_of(state, d.which)
            working = (state.handler, state.registered_by, asked.who if asked else "")
            return _once([household.staff.get(account) for account in working])
        case o.Recused():  # where it was the handler, the head looks for another one
            return () if state.handler else _once([household.heads.get(state.unit)])
        case _:
            return ()


def _approvers(event: e.Event, around: _Around) -> list[Staff]:
    """Those who hold a role of the step that has just been opened; where there are no steps, the head of the unit."""
    state, book, household = around.state, around.book, around.household
    now = open_step(state, book, Facts(state, book))
    if now is None:
        return _once([household.heads.get(state.unit)]) if event.data.type == "solution_proposed" else []
    if now.given:
        return []  # they were told when the step was opened
    asked = [
        one for role in now.step.by for one in _holders(role, state=state, book=book, household=household)
    ]
    proposer = state.solution.proposed_by if state.solution else ""
    return [one for one in _once(asked) if one.user.username != proposer]


def _asked(around: _Around) -> list[Staff]:
    """Who is asked how a stalled case stands: its first contact; where it came in by itself, whoever receives cases."""
    receiver = around.household.staff.get(around.state.registered_by)
    return _once([receiver]) or _with_role("intake", around.household)


def _unit_of(rule: str, instance: int, around: _Around) -> str:
    """The unit whose the obligation is, whoever leads the case; "" where it is the lead's."""
    return next((o.unit for o in around.owed if (o.rule, o.number) == (rule, instance)), "")


def _owners(rule_id: str, instance: int, around: _Around) -> list[Staff]:
    state, book, household = around.state, around.book, around.household
    rule = book.by_id.get(rule_id)
    if rule is None:
        return []
    unit = _unit_of(rule_id, instance, around)
    _, owner = owner_of(rule.by, state, book=book, household=household, addressee=unit)
    if owner is not None:
        return [owner]
    return (
        _of_unit(unit, household) if unit else _holders(rule.by, state=state, book=book, household=household)
    )


def _holders(role_id: str, *, state: State, book: RuleBook, household: Household) -> list[Staff]:
    """Everyone who holds a role towards this case; unit heads and handlers only of its lead unit."""
    own = book.role(role_id)
    staff_role = own.holds if own is not None else role_id
    units = set(own.units) if own is not None else set()
    if not units and staff_role in ("handler", "unit_head"):
        units = {state.unit or state.registering_unit}
    return [one for one in _with_role(staff_role, household) if not units or one.unit.name in units]


def _heads(units: Iterable[str], household: Household) -> list[Staff]:
    """The heads of units, or where there is not exactly one everybody in it."""
    found = [_once([household.heads.get(unit)]) or _of_unit(unit, household) for unit in dict.fromkeys(units)]
    return _once([one for people in found for one in people])


def _of_unit(unit: str, household: Household) -> list[Staff]:
    return [one for one in household.staff.values() if one.unit.name == unit]


def _with_role(role: str, household: Household) -> list[Staff]:
    return [one for one in household.staff.values() if role in one.roles]


def _once(people: Iterable[Staff | None]) -> list[Staff]:
    return list({one.pk: one for one in people if one is not None}.values())
