"""What staff do with cases."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from pydantic import JsonValue

from shouwen.application import rules, uploads
from shouwen.application.errors import Refused
from shouwen.application.execute import Door, execute
from shouwen.application.operations import reviews, ties
from shouwen.application.operations.sight import NUL, cases_of, seen
from shouwen.application.people import Person
from shouwen.application.sitting import Inside, Wish
from shouwen.application.views.case import Outcome
from shouwen.core.case import commands as c
from shouwen.core.case import commands_dealings as gc
from shouwen.core.case import commands_oversight as oc
from shouwen.core.case import commands_responsibility as rc
from shouwen.core.case import commands_supervision as vc
from shouwen.core.case.command_data import Data
from shouwen.core.case.parsing import BadDataError, UnknownCommandError, parse, parse_beginning
from shouwen.core.case.state import State
from shouwen.store import objects
from shouwen.store.crypto import query_code
from shouwen.store.models import Case, Message, StoredFile
from shouwen.store.projection import Household

__all__ = ["NUL", "cases_of", "seen"]
"""What others take from here although it is made in `sight`."""

ACROSS: Mapping[str, Callable[[Person, Wish, Any, Door], Outcome]] = {
    "join": ties.join,
    "separate": ties.separate,
    "link": ties.link,
    "open_review": reviews.open_review,
    "conclude_review": reviews.conclude_review,
    "decide_review": reviews.decide_review,
}
"""Commands that look at another case too, and what carries them out."""


def register(
    person: Person, data: Mapping[str, Any], *, now: datetime, key: str = "", door: Door = execute
) -> Outcome:
    """Enter a case in the register. The same `key` within a day makes one case.

    Raise `BadDataError`, `Refused`, `ConflictError` (key used for another request).
    """
    organisation = person.organisation
    parsed = parse("register", data)
    wish = Wish(
        command=parsed, who=person.acting, now=now, organisation=organisation, key=key,
        scope=f"staff:{person.staff_id}",
        known={"unit": person.acting.unit, **complained_about(parsed, rules.household(organisation), by_staff=True)},
    )  # fmt: skip
    return door(wish)


def command(
    person: Person,
    number: str,
    name: str,
    data: Mapping[str, Any],
    *,
    now: datetime,
    expected_version: int | None = None,
    door: Door = execute,
) -> Outcome:
    """Give a command on a case. Raise `BadDataError`, `UnknownCommandError`, `Refused`, `NotFoundError`,
    `ConflictError` (the case is not at `expected_version` any more), `BrokenCaseError`.
    """
    among = cases_of(person, number)
    try:
        parsed = named(staff_command(name, data), rules.household(person.organisation))
        known = _known(parsed, person, number)
    except (BadDataError, UnknownCommandError, Refused):
        seen(person, number)  # who may not see the case learns no more than that
        raise
    wish = Wish(
        command=parsed, who=person.acting, now=now, organisation=person.organisation, number=number,
        expected_version=expected_version, known=known, among=among,
    )  # fmt: skip
    if (across := ACROSS.get(name)) is not None:
        ties.permitted(person, wish)  # who may not do it here learns nothing of any other case
        return across(person, wish, parsed, door)
    return door(wish)


def attach(
    person: Person, number: str, *, name: str, content: bytes, now: datetime, kind: str = "", note: str = ""
) -> Outcome:
    """Add an evidence file. Raise `FileRefusedError` and whatever `command` raises; nothing is kept then."""
    wish = Wish(
        command=parse_beginning("add_evidence", {"kind": kind, "note": note}), who=person.acting, now=now,
        organisation=person.organisation, number=number, among=cases_of(person, number),
    )  # fmt: skip
    return execute(wish, inside=keeping(uploads.check(name, content), by=person.acting.name, now=now))


def keeping(file: uploads.CheckedFile, *, by: str, now: datetime) -> Inside:
    """Keep a checked file inside the transaction of the event that names it; the bytes are on disk first."""

    def keep(case: Case, _state: State) -> dict[str, Any]:
        objects.put(file.sha256, file.content)
        stored = StoredFile.objects.create(
            case=case, sha256=file.sha256, name=file.name, type=file.type, size=len(file.content),
            added_at=now, added_by=by,
        )  # fmt: skip
        return {"file": str(stored.pk), "name": file.name, "sha256": file.sha256}

    return keep


RENEWING = frozenset({"intake", "supervisor"})
"""Roles that give a customer a new query code."""


def new_query_code(person: Person, number: str, *, now: datetime) -> str:
    """A new query code for a customer who lost his; the old one is void. Only for who may register, or stands in for one who may; the
    note then names both.
    """
    case = seen(person, number)
    renewing = _renewing(person)
    if renewing is None:
        raise Refused("not_permitted", facts={"roles": [*sorted(RENEWING)]})
    salt = os.urandom(16)
    with transaction.atomic():  # the old code stays good where the note is refused
        command(renewing, number, "note", {"note": "已为客户更换查询码"}, now=now)
        Case.objects.filter(pk=case.pk).update(code_salt=salt)
    return query_code(case.number, salt)


def may_renew(person: Person) -> bool:
    """Whether somebody may give a customer a new query code."""
    return _renewing(person) is not None


def _renewing(person: Person) -> Person | None:
    """Himself, or in the place of one who is away and gave him all powers; None where neither may."""
    if person.acting.roles & RENEWING:
        return person
    seats = (one.person.acting for one in person.seats if not one.approvals_only)
    behalf = next((one for one in seats if one.roles & RENEWING), None)
    if behalf is None:
        return None
    return replace(person, acting=replace(person.acting, stands_for=(), behalf=behalf))


def mark_read(person: Person, ids: Iterable[int] | None, *, now: datetime) -> None:
    """Mark own notices as read, all of them for None."""
    own = Message.objects.filter(recipient_id=person.staff_id, read_at=None)
    (own if ids is None else own.filter(pk__in=list(ids))).update(read_at=now)


def named(parsed: Data, household: Household) -> Data:
    """People by account, units by name, as the organisation has them. Raise `Refused` for unknown ones."""
    for unit in _units(parsed):
        if unit not in household.units:
            raise Refused("unknown_unit", facts={"unit": unit})
    if isinstance(parsed, c.Assign | c.Acknowledge | vc.Designate) and parsed.handler:
        return parsed.model_copy(update={"handler": account_of(parsed.handler, household)})
    if isinstance(parsed, vc.IssueSupervision) and parsed.person:
        return parsed.model_copy(update={"person": account_of(parsed.person, household)})
    if isinstance(parsed, oc.Recuse | gc.DecideRecusal | gc.LiftRecusal) and parsed.who:
        return parsed.model_copy(update={"who": account_of(parsed.who, household)})
    if isinstance(parsed, rc.ProposeSanction | rc.ProposeAward | rc.RecordPraise):
        return parsed.model_copy(update=_one_of_us(parsed.who, parsed.unit, household))
    return parsed


def _one_of_us(who: str, unit: str, household: Household) -> dict[str, str]:
    """The account and the unit of a person, where it is one of the staff; a group or somebody outside stays as told."""
    found = [who] if who in household.staff else [a for a, one in household.staff.items() if one.name == who]
    if len(found) != 1:
        return {"who": who, "unit": unit}
    return {"who": found[0], "unit": unit or household.staff[found[0]].unit.name}


def _units(parsed: Data) -> tuple[str, ...]:
    """The units that a command gives work to; a share of responsibility may fall on somebody outside."""
    match parsed:
        case c.Assign() | vc.Designate():
            return (parsed.unit, *parsed.assisting)
        case oc.RequestContribution() | vc.IssueSupervision():
            return (parsed.unit,)
        case _:
            return ()


def account_of(told: str, household: Household) -> str:
    """The account of a person told by account or by name. Raise `Refused`."""
    if told in household.staff:
        return told
    found = [account for account, one in household.staff.items() if one.name == told]
    if len(found) != 1:
        raise Refused("unknown_person", facts={"person": told})
    return found[0]


def complained_about(parsed: Data, household: Household, *, by_staff: bool = False) -> dict[str, str]:
    """
    The account of the person complained about, where the respondent names one of the staff. Of several with
    the same name nobody is taken by it: staff are asked who is meant (`NOBODY`: none of them), customers are not.
    """
    if not isinstance(parsed, c.Register) or not parsed.respondent:
        return {}
    chosen = parsed.respondent_account if by_staff else ""
    if chosen:
        return {} if chosen == NOBODY else {"respondent_id": account_of(chosen, household)}
    found = [account for account, one in household.staff.items() if one.name in parsed.respondent]
    if len(found) == 1:
        return {"respondent_id": found[0]}
    if by_staff and found and len({household.staff[account].name for account in found}) == 1:
        people: list[JsonValue] = [
            {"account": account, "name": household.staff[account].name, "unit": household.staff[account].unit.name}
            for account in found
        ]  # fmt: skip
        raise Refused("ambiguous_person", facts={"field": "respondent_account", "people": people})
    return {}


NOBODY = "-"


def staff_command(name: str, data: Mapping[str, Any]) -> Data:
    """A command that staff may give. Raise `UnknownCommandError`, `BadDataError`."""
    if name == "register" or name in c.SYSTEM_ONLY:
        raise UnknownCommandError(name)
    return parse(name, data)


def _known(parsed: Data, person: Person, number: str) -> dict[str, Any]:
    """What the application knows besides what was told. Raise `Refused`."""
    match parsed.name:
        case "approve_solution":
            return {"by": person.acting.id}
        case "extend" | "suspend":
            return {"approver": person.acting.id}
        case (
            "attribute_responsibility"
            | "rule_on_responsibility"
            | "review_objection"
            | "dispute_responsibility"
        ):
            for file_id in getattr(parsed, "evidence", ()):
                _known_file(number, file_id)
            return {} if parsed.name == "dispute_responsibility" else {"case_number": number}
        case "add_evidence" if isinstance(parsed, c.AddEvidence) and parsed.file:
            return _known_file(number, parsed.file)
        case _:
            return {}


def _known_file(number: str, file_id: str) -> dict[str, Any]:
    try:
        stored = StoredFile.objects.filter(case__number=number, pk=file_id, destroyed_at=None).first()
    except (ValueError, ValidationError):
        stored = None
    if stored is None:
        raise Refused("unknown_file", facts={"file": file_id})
    return {"name": stored.name, "sha256": stored.sha256}
