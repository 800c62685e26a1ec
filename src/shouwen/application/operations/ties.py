"""
What concerns two cases or more: joining and separating, linking, carrying the handling of a lead case to its
members.

No command touches two cases. Each operation here gives one command to each case, one after the other, having
first looked whether all of them would be taken; what a race makes of that is told, and giving the same wish
again brings it to its end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shouwen.application import rules as rulebooks
from shouwen.application.errors import ConflictError, NotFoundError
from shouwen.application.execute import Door, execute
from shouwen.application.operations.sight import cases_of, seen
from shouwen.application.people import Person
from shouwen.application.sitting import Wish
from shouwen.application.views.case import Carried, Outcome
from shouwen.core.case import commands_ties as tc
from shouwen.core.case import events as e
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.decide import Situation, decide, permit
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import State
from shouwen.store import timeline
from shouwen.store.models import Case, Organisation

HOUSEHOLDS = "households"
"""The fact under which a rule book asks for how many households a case speaks."""
MOST_MEMBERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case as it stands, for looking before anything is written."""

    case: Case
    stream: tuple[e.Event, ...]
    situation: Situation

    @property
    def state(self) -> State:
        return self.situation.state


def permitted(person: Person, wish: Wish) -> None:
    """Raise `NotFoundError`, or `Refused` where the person may not give the command on this case now."""
    permit(_opened(person, str(wish.number)).situation, wish.command.name, wish.who)


def join(person: Person, wish: Wish, command: tc.Join, door: Door) -> Outcome:
    """
    Put the case of the wish into the group that the named one leads. Raise `Refused`, `ConflictError`.

    Named a member, its lead is meant. All cases of the group learn how many customers it counts now.
    """
    member = _opened(person, str(wish.number))
    lead = _lead_of(person, _other(person, wish.number, command.case))
    _fit(member, lead)
    others = [_opened_unseen(person, number) for number in lead.state.members]
    size = _size([lead, member, *others])
    of_member = replace(
        wish, command=command.model_copy(update={"case": lead.case.number}), known={"part": "member", "size": size}
    )  # fmt: skip
    of_lead = replace(
        wish, number=lead.case.number, command=command.model_copy(update={"case": member.case.number}),
        known={"part": "lead", "size": size}, expected_version=None,
    )  # fmt: skip
    _try(member, of_member)
    known_already = member.case.number in lead.state.members
    if not known_already:
        _try(lead, of_lead)
        execute(of_lead)
    try:
        outcome = door(of_member)
    except (Refused, ConflictError):
        if not known_already:  # somebody was faster between the look and the step
            _part(of_lead, lead.case.number, member.case.number, part="lead", size=lead.state.group_size)
        raise
    _recount(wish, others, size)
    return outcome


def separate(person: Person, wish: Wish, command: tc.Separate, door: Door) -> Outcome:
    """Take a member out of its group, from its own page or from the lead's. Nothing of what happened is lost."""
    own = _opened(person, str(wish.number))
    other = _other(person, wish.number, command.case)
    lead, member = (own, other) if other.case.number in own.state.members else (other, own)
    if member.state.lead != lead.case.number and member.case.number not in lead.state.members:
        raise Refused("not_joined", facts={"case": command.case})
    left = [_opened_unseen(person, number) for number in lead.state.members if number != member.case.number]
    size = _size([lead, *left])
    sizes = {lead.case.number: ("lead", size), member.case.number: ("member", 1)}
    pair = ((own, other), (other, own))
    steps = [
        replace(
            wish, number=one.case.number, command=command.model_copy(update={"case": two.case.number}),
            known=dict(zip(("part", "size"), sizes[one.case.number], strict=True)),
            expected_version=wish.expected_version if one is own else None,
        )
        for one, two in pair
        if two.case.number in (*one.state.members, one.state.lead)
    ]  # fmt: skip
    for step in steps:
        _try(own if step.number == own.case.number else other, step)
    outcomes = [door(step) for step in steps]
    _recount(wish, left, size)
    return outcomes[0]


def link(person: Person, wish: Wish, command: tc.Link, door: Door) -> Outcome:
    """Tie two cases, each to the other. Raise `Refused`."""
    other = _other(person, wish.number, command.case)
    told = replace(wish, command=command.model_copy(update={"case": other.case.number}))
    back = tc.Link(case=str(wish.number), relation="same_matter", reason=command.reason)
    outcome = door(told)
    if (str(wish.number), "same_matter") not in other.state.linked and not other.state.archived:
        execute(replace(wish, number=other.case.number, command=back, expected_version=None))
    return outcome


STEPS = ("record_finding", "determine_root_cause", "propose_solution")
"""What may be carried from a lead case to its members."""


def carry(
    person: Person, number: str, steps: Iterable[str], *, now: datetime, members: Iterable[str] | None = None
) -> tuple[Carried, ...]:
    """
    Give the members of a group the finding, the root cause, the solution of their lead: one command each.

    Every command is answered for; a refusal leaves the others as they are. What a member has already is left
    out. Raise `NotFoundError` where the lead is not to be seen, `Refused` where it leads nobody.
    """
    lead = _opened(person, number)
    if not lead.state.members:
        raise Refused("not_joined", facts={"case": number})
    chosen = lead.state.members if members is None else set(members)
    wanted = set(steps)
    said = {name: data for name, data in _said(lead.stream).items() if name in wanted}
    return tuple(
        _carried(person, member, name, data, now)
        for member in lead.state.members
        if member in chosen
        for name, data in said.items()
    )


def _carried(person: Person, number: str, name: str, data: Mapping[str, Any], now: datetime) -> Carried:
    try:
        member = _opened(person, number)
        if _said(member.stream).get(name) == data:
            return Carried(number=number, command=name, done=True)
        wish = Wish(
            command=parse(name, data), who=person.acting, now=now, organisation=person.organisation,
            number=number, among=cases_of(person, number),
        )  # fmt: skip
        execute(wish)
    except Refused as refused:
        return Carried(number=number, command=name, code=refused.code, why=refused.say, clause=refused.clause)
    except NotFoundError:
        unseen = Refused("unknown_case")
        return Carried(number=number, command=name, code=unseen.code, why=unseen.say)
    return Carried(number=number, command=name, done=True)


def _said(stream: Iterable[e.Event]) -> dict[str, dict[str, Any]]:
    """Command → the data of what was recorded last, in the order of the work."""
    told: dict[str, dict[str, Any]] = {}
    for event in stream:
        match event.data:
            case e.FindingRecorded() as d:
                told["record_finding"] = {
                    "stage": d.stage, "validity": d.validity, "ground": d.ground, "finding": d.finding,
                }  # fmt: skip
            case e.RootCauseDetermined() as d:
                told["determine_root_cause"] = {"cause": d.cause}
            case e.SolutionProposed() as d:
                measures = [{"what": m.what, "owner": m.owner, "due": m.due} for m in d.measures]
                told["propose_solution"] = {"measures": measures, "amount": d.amount, "note": d.note}
            case _:
                pass
    return {name: told[name] for name in STEPS if name in told}


def _fit(member: Opened, lead: Opened) -> None:
    if member.case.number == lead.case.number:
        raise Refused("same_case", facts={"field": "case"})
    if lead.state.ended is not None:
        raise Refused("case_ended", facts={"field": "case", "case": lead.case.number})
    if member.state.kind != lead.state.kind:
        raise Refused("other_kind", facts={"field": "case", "kind": lead.state.kind})
    if len(lead.state.members) >= MOST_MEMBERS:
        raise Refused("group_full", facts={"members": MOST_MEMBERS})


def _size(group: Iterable[Opened]) -> int:
    """How many customers or households a group speaks for: each customer once, with the households that he told of."""
    found: dict[str, int] = {}
    for one in group:
        told = one.state.facts.get(HOUSEHOLDS)
        count = int(told) if isinstance(told, int | float) and not isinstance(told, bool) else 1
        who = one.case.contact_index or one.case.number
        found[who] = max(found.get(who, 1), count)
    return sum(found.values())


def _recount(wish: Wish, others: Iterable[Opened], size: int) -> None:
    for one in others:
        if one.state.part and one.state.group_size != size and not one.state.archived:
            execute(
                Wish(
                    command=tc.CountGroup(), who=SYSTEM, now=wish.now, organisation=wish.organisation,
                    number=one.case.number, known={"size": size},
                )
            )  # fmt: skip


def _part(wish: Wish, number: str, other: str, *, part: str, size: int) -> None:
    undone = tc.Separate(case=other, reason="并案没有成功，恢复原状")
    execute(replace(wish, number=number, command=undone, known={"part": part, "size": size}))


def _try(opened: Opened, wish: Wish) -> None:
    """Raise what the command would raise."""
    if wish.expected_version is not None and wish.expected_version != len(opened.stream):
        raise ConflictError("version", version=len(opened.stream))
    decide(opened.situation, wish.command, wish.who, wish.now, known=wish.known)


def _lead_of(person: Person, opened: Opened) -> Opened:
    return _opened(person, opened.state.lead) if opened.state.lead else opened


def _other(person: Person, own: str | None, told: str) -> Opened:
    """The other case. Raise `Refused` for one that is not to be seen: a number is guessed in vain."""
    number = told.strip().upper()
    try:
        found = _opened(person, number)
    except NotFoundError:
        raise Refused("unknown_case", facts={"field": "case", "case": told}) from None
    if number == own:
        raise Refused("same_case", facts={"field": "case"})
    return found


def _opened(person: Person, number: str) -> Opened:
    return opened(seen(person, number), person.organisation)


def _opened_unseen(person: Person, number: str) -> Opened:
    """A case of the group that the person need not see: the program only counts it."""
    return opened(Case.objects.get(organisation=person.organisation, number=number), person.organisation)


def opened(case: Case, organisation: Organisation) -> Opened:
    """The case as it stands."""
    stream, _ = timeline.load(case)
    rules = rulebooks.rules_of(case.rule_book_id, organisation.reference_version)
    situation = Situation(
        state=rules.read(stream).state, obligations=(), book=rules.book, in_force=rules.book,
        calendar=rules.calendar,
    )  # fmt: skip
    return Opened(case=case, stream=tuple(stream), situation=situation)
