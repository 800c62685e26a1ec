"""From a case's ledger to its row and its obligations: the columns that lists, boards and timers read."""

from datetime import date, datetime, timedelta

from shouwen.core import obligations as core
from shouwen.core.case import events as e
from shouwen.core.case.events_dealings import ConductReviewed, InterestDeclared, RecusalDecided, RecusalLifted
from shouwen.core.case.events_oversight import Recused
from shouwen.core.case.retention import keeping, kept_until
from shouwen.core.case.state import Stage, State
from shouwen.core.case.vocabulary import Facts
from shouwen.core.obligations import Obligations, Status
from shouwen.core.rulebook.model import RuleBook
from shouwen.store.charged import units_charged
from shouwen.store.conduct import mark_conduct
from shouwen.store.crypto import contact_index
from shouwen.store.household import Household
from shouwen.store.models import Case, CaseRecusal, CaseUnit, Obligation, Staff, Unit
from shouwen.store.moments import day_of, first_at, last_at, minutes_to
from shouwen.store.sql import change, insert
from shouwen.store.traits import enter_traits

__all__ = ["Household"]
"""What others take from here although it is made in `household`."""

_ROW_STATUS = {Status.MISSED: "open"}


def project(
    case: Case,
    stream: list[e.Event],
    *,
    rules: Obligations,
    ledger: core.Ledger,
    obligations: tuple[core.Obligation, ...],
    household: Household,
) -> None:
    """Bring the row, the units and the obligations of a case to the end of its stream; a new row is
    inserted.
    """
    state, since = ledger.state, case.version
    columns = row_of(stream, state, obligations, rules=rules, household=household)
    columns["stalls_at"] = ledger.stalls_at()
    for name, value in columns.items():
        setattr(case, name, value)
    if since:
        change(case, rule_book_id=case.rule_book_id, **columns)
    else:
        _enter(case)
    _obligations(case, obligations, state=state, book=rules.book, household=household, fresh=since == 0)
    fresh = [event.data for event in stream if event.seq > since]
    if since == 0 or any(isinstance(data, Recused | InterestDeclared | RecusalDecided) for data in fresh):
        _recusals(case, {state.respondent_id, *state.recused}, household)
    for data in fresh:
        if isinstance(data, RecusalLifted) and data.who not in {state.respondent_id, *state.recused}:
            CaseRecusal.objects.filter(case=case, staff__user__username=data.who).delete()
    if any(isinstance(data, ConductReviewed) for data in fresh):
        mark_conduct(case, stream, since=since)
    if since == 0 or any(isinstance(data, e.Corrected) for data in fresh):
        enter_traits(case, stream, state)
    named = {role.id: role.units for role in rules.book.roles if role.units}
    assigned = [data for data in fresh if isinstance(data, e.Assigned)]
    charged = units_charged(fresh, household)
    if (
        since == 0
        or assigned
        or charged
        or any(isinstance(data, e.Escalated) for data in fresh)
        or any(o.opened_seq > since and o.by in named for o in obligations)
    ):
        concerned = {*state.escalated_to, *(o.by for o in obligations)} & named.keys()
        working = {name for data in assigned for name in (data.unit, *data.assisting)}
        brought_in = {unit for role in concerned for unit in named[role]}
        _units(case, {state.registering_unit, *working, *charged, *brought_in}, household)


def _enter(case: Case) -> None:
    """The row of a new case; its key was taken with the number, or the database gives one now."""
    if case.pk is None:
        case.save(force_insert=True)
    else:
        insert(Case, [vars(case)])


def row_of(
    stream: list[e.Event],
    state: State,
    obligations: tuple[core.Obligation, ...],
    *,
    rules: Obligations,
    household: Household,
) -> dict[str, object]:
    """The columns of `Case` that follow from the stream."""
    zone = rules.calendar.zone
    first = stream[0].data
    registered = first if isinstance(first, e.Registered) else e.Registered()
    closed = last_at(stream, e.Closed, e.Declined, e.Redirected, e.Withdrawn) if state.ended else None
    counted = [o for o in obligations if o.lapsed or o.status in (Status.MET, Status.MET_LATE, Status.MISSED)]
    return {
        "version": state.seq,
        "kind": state.kind,
        "channel": state.channel,
        "category": state.category,
        "level": str(Facts(state, rules.book)["level"]),
        "stage": str(state.stage),
        "unit_id": _key(household.units.get(state.unit)),
        "handler_id": _key(household.staff.get(state.handler)),
        "receiver_id": _key(household.staff.get(state.registered_by)),
        "subject": registered.subject,
        "complainant": masked(str(registered.complainant.get("name") or ""), anonymous=state.anonymous),
        "contact_index": _contact(registered),
        "registered_at": stream[0].at,
        "registered_on": day_of(stream[0].at, zone),
        "due_at": min(
            (o.due_at for o in obligations if o.live and o.status is not Status.PAUSED), default=None
        ),
        "paused": state.paused,
        "round": state.round,
        "satisfied": state.satisfied,
        "replied_at": last_at(stream, e.Replied) if state.replied else None,
        "closed_at": closed,
        "closed_on": day_of(closed, zone) if closed else None,
        "on_time": all(o.status is Status.MET for o in counted) if counted else None,
        "result": _result(stream, state),
        "respond_minutes": minutes_to(first_at(stream, e.Responded), stream),
        "reply_minutes": minutes_to(first_at(stream, e.Replied), stream),
        "close_minutes": minutes_to(closed, stream),
        "dispose_from": _dispose_from(state, rules),
    }


def _dispose_from(state: State, rules: Obligations) -> date | None:
    """The day after the time of keeping; None while it is not known, for ever, or disposal is under way."""
    if not state.archived or state.archived_at is None or state.disposal or state.deletion == "asked":
        return None
    archived_on = day_of(state.archived_at, rules.calendar.zone)
    last = kept_until(archived_on, keeping(state.retention, rules.book))
    return last + timedelta(days=1) if last else None


def masked(name: str, *, anonymous: bool = False) -> str:
    """王*: enough to recognise, not to know."""
    if anonymous or not name:
        return "匿名" if anonymous else ""
    return name[0] + "*" * min(len(name) - 1, 2)


def owner_of(
    role: str, state: State, *, book: RuleBook, household: Household, addressee: str = ""
) -> tuple[Unit | None, Staff | None]:
    """Whose work list an obligation of `role` stands on: (unit, person), None for whoever holds the role.
    `addressee`: the unit whose it is, whoever leads the case.
    """
    own = book.role(role)
    if addressee in household.units:
        head = (own.holds if own is not None else role) == "unit_head"
        return household.units[addressee], household.heads.get(addressee) if head else None
    lead = household.units.get(state.unit)
    handler = household.staff.get(state.handler)
    if own is not None and own.units:
        if handler is not None and handler.unit.name in own.units and own.holds == "handler":
            return handler.unit, handler
        unit = lead if lead is not None and lead.name in own.units else None
        if unit is None and len(own.units) == 1:
            unit = household.units.get(own.units[0])
        return unit, None
    match own.holds if own is not None else role:
        case "handler":
            return lead, handler
        case "unit_head":
            unit = lead or household.units.get(state.registering_unit)
            return unit, household.heads.get(unit.name) if unit else None
        case "intake":
            receiver = household.staff.get(state.registered_by)
            return (receiver.unit, receiver) if receiver and "intake" in receiver.roles else (None, None)
        case _:
            return None, None


def wake_at(obligation: core.Obligation, *, archived: bool) -> datetime | None:
    """When the timer has to look at it again: the next reminder, or the breach not yet recorded."""
    if archived:  # nothing more goes on record there
        return None
    if obligation.status not in (Status.OPEN, Status.MISSED) or obligation.breach_recorded:
        return None
    # the due instant itself is still in time
    late = obligation.due_at + timedelta(microseconds=1)
    return min((at for _, at in obligation.reminders if at < obligation.due_at), default=late)


_OWED = (
    "do", "role", "clause", "unit_id", "owner_id", "started_at", "opened_at", "due_at", "provisional", "status",
    "ended_at", "wake_at",
)  # fmt: skip
"""The columns that follow from an obligation, in the order in which they are computed."""


def _obligations(
    case: Case,
    obligations: tuple[core.Obligation, ...],
    *,
    state: State,
    book: RuleBook,
    household: Household,
    fresh: bool,
) -> None:
    stored: dict[tuple[str, int], tuple[int, tuple[object, ...]]] = {}
    if not fresh:
        for pk, rule, number, *rest in case.obligations.order_by().values_list(
            "pk", "rule", "number", *_OWED
        ):
            stored[rule, number] = pk, tuple(rest)
    opened: list[dict[str, object]] = []
    for obligation in obligations:
        unit, owner = owner_of(
            obligation.by, state, book=book, household=household, addressee=obligation.unit
        )
        columns: dict[str, object] = {
            "do": obligation.do,
            "role": obligation.by,
            "clause": obligation.clause,
            "unit_id": _key(unit),
            "owner_id": _key(owner),
            "started_at": obligation.started_at,
            "opened_at": obligation.opened_at,
            "due_at": obligation.due_at,
            "provisional": obligation.provisional,
            "status": _ROW_STATUS.get(obligation.status, str(obligation.status)),
            "ended_at": obligation.ended_at,
            "wake_at": wake_at(obligation, archived=state.archived),
        }
        pk, before = stored.pop((obligation.rule, obligation.number), (None, ()))
        if pk is None:
            opened.append({
                "case_id": case.pk, "organisation_id": case.organisation_id,
                "rule": obligation.rule, "number": obligation.number, **columns,
            })  # fmt: skip
        elif before != tuple(columns.values()):
            change(Obligation(pk=pk), **columns)
    insert(Obligation, opened)
    if stored:
        Obligation.objects.filter(pk__in=[pk for pk, _ in stored.values()]).delete()


def _units(case: Case, names: set[str], household: Household) -> None:
    """The units that work on the case, and those that the rule book brings in: told of it, or owing something."""
    wanted = {household.units[name].pk for name in names if name in household.units}
    insert(CaseUnit, [{"case_id": case.pk, "unit_id": pk} for pk in sorted(wanted)], once=True)


def _recusals(case: Case, accounts: set[str], household: Household) -> None:
    """Who must not see the case. Only a lifted recusal lets somebody in again."""
    people = [household.staff[account].pk for account in sorted(accounts) if account in household.staff]
    insert(CaseRecusal, [{"case_id": case.pk, "staff_id": pk} for pk in people], once=True)


def _contact(registered: e.Registered) -> str:
    for key in ("phone", "email"):
        told = str(registered.complainant.get(key) or "")
        if told:
            return contact_index(told)
    return ""


def _key(row: Unit | Staff | None) -> int | None:
    return row.pk if row is not None else None


def _result(stream: list[e.Event], state: State) -> str:
    """What closing said; for cases that ended otherwise, how."""
    if state.ended is None:
        return ""
    closed = next((x.data.result for x in reversed(stream) if isinstance(x.data, e.Closed)), "")
    return closed[:60] if state.ended is Stage.CLOSED else str(state.ended)
