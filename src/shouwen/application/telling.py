"""Who is told of what: events → messages in the outbox, in the transaction of the event."""

from collections.abc import Iterable
from datetime import datetime

from shouwen.core.case import events as e
from shouwen.core.case import events_oversight as o
from shouwen.core.case.state import State
from shouwen.core.rulebook.model import RuleBook
from shouwen.store.models import Case, Message, Staff
from shouwen.store.projection import Household, owner_of


def messages(
    case: Case,
    events: Iterable[e.Event],
    *,
    state: State,
    book: RuleBook,
    household: Household,
    now: datetime,
) -> list[Message]:
    """A message for everyone concerned by the events, but for who acted and who stays out of the case."""
    silent = {state.respondent_id, *state.recused}
    return [
        Message(
            organisation_id=case.organisation_id, case=case, seq=event.seq, kind=event.data.type,
            rule=getattr(event.data, "rule", ""), recipient=person, queued_at=now,
        )
        for event in events
        for person in _concerned(event, state=state, book=book, household=household)
        if person.user.username not in (event.actor.id, *silent)
    ]  # fmt: skip


def queue(told: list[Message]) -> None:
    """Queue messages for the outbox, in the caller's transaction."""
    if told:
        Message.objects.bulk_create(told, ignore_conflicts=True)


def _concerned(event: e.Event, *, state: State, book: RuleBook, household: Household) -> Iterable[Staff]:
    match event.data:
        case e.Assigned():
            handler = household.staff.get(state.handler)
            head = household.heads.get(state.unit)
            assisting = [household.heads[name] for name in state.assisting if name in household.heads]
            return _once([handler or head, *assisting])
        case e.DeadlineReminded() as d:
            return _owners(d.rule, state=state, book=book, household=household)
        case e.DeadlineMissed() as d:
            return _owners(d.rule, state=state, book=book, household=household)
        case e.Urged() as d:
            if d.rule:
                return _owners(d.rule, state=state, book=book, household=household)
            return _once([household.staff.get(state.handler), household.heads.get(state.unit)])
        case e.Escalated() as d:
            return _holders(d.to, state=state, book=book, household=household)
        case e.Returned() | e.SatisfactionRecorded(satisfied=False) | e.Appealed():
            receiver = household.staff.get(state.registered_by)
            return _once([receiver, *_with_role("supervisor", household)])
        case e.SolutionProposed():
            return _once([household.heads.get(state.unit)])
        case e.SolutionRejected() | e.SolutionApproved() | e.Supplemented() | e.ConsentRecorded():
            return _once([household.staff.get(state.handler) or household.staff.get(state.registered_by)])
        case o.ContributionRequested() as d:
            return _once([household.heads.get(d.unit)]) or _of_unit(d.unit, household)
        case o.Contributed():
            return _once([household.staff.get(state.handler)])
        case o.ResponsibilityDisputed():
            return _with_role("supervisor", household)
        case o.Recused():  # where it was the handler, the head looks for another one
            return () if state.handler else _once([household.heads.get(state.unit)])
        case _:
            return ()


def _owners(rule_id: str, *, state: State, book: RuleBook, household: Household) -> list[Staff]:
    rule = next((rule for rule in book.must if rule.id == rule_id), None)
    if rule is None:
        return []
    _, owner = owner_of(rule.by, state, book=book, household=household)
    return [owner] if owner is not None else _holders(rule.by, state=state, book=book, household=household)


def _holders(role_id: str, *, state: State, book: RuleBook, household: Household) -> list[Staff]:
    """Everyone who holds a role towards this case; unit heads and handlers only of its lead unit."""
    own = book.role(role_id)
    staff_role = own.holds if own is not None else role_id
    units = set(own.units) if own is not None else set()
    if not units and staff_role in ("handler", "unit_head"):
        units = {state.unit or state.registering_unit}
    return [one for one in _with_role(staff_role, household) if not units or one.unit.name in units]


def _of_unit(unit: str, household: Household) -> list[Staff]:
    return [one for one in household.staff.values() if one.unit.name == unit]


def _with_role(role: str, household: Household) -> list[Staff]:
    return [one for one in household.staff.values() if role in one.roles]


def _once(people: Iterable[Staff | None]) -> list[Staff]:
    return list({one.pk: one for one in people if one is not None}.values())
