"""Disposal of many cases at once: one command each, every one answered for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shouwen.application import disposing, rules
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.execute import execute
from shouwen.application.operations.sight import cases_of
from shouwen.application.people import Person
from shouwen.application.queries.disposals import may_keep_records
from shouwen.application.sitting import Wish
from shouwen.application.views.case import Carried
from shouwen.core.case.command_data import Data
from shouwen.core.case.parsing import parse

AT_ONCE = 200


def propose_disposals(
    person: Person, numbers: Iterable[str], *, now: datetime, note: str = ""
) -> tuple[Carried, ...]:
    """Propose cases for disposal, in one batch. A refusal leaves the others as they are. Raise `NotFoundError` for who does
    not keep records, `BadDataError`.
    """
    chosen = _chosen(person, numbers)
    number = ""
    if chosen and person.acting.roles & {"intake", "supervisor"}:  # no number for what is refused
        year = now.astimezone(rules.in_force_at(person.organisation, now)[1].calendar.zone).year
        number = disposing.batch_number(person.organisation_id, year)
    known = {"batch": number} if number else {}
    command = parse("propose_disposal", {"note": note})
    return tuple(_done(_wish(person, case, command, now, known)) for case in chosen)


def decide_disposals(
    person: Person, numbers: Iterable[str], *, now: datetime, reason: str = "", confirmed: bool
) -> tuple[Carried, ...]:
    """Confirm proposed disposals, or send them back with a reason; else as `propose_disposals`."""
    command = parse("dispose", {}) if confirmed else parse("reject_disposal", {"reason": reason})
    return tuple(_done(_wish(person, case, command, now, {})) for case in _chosen(person, numbers))


def _chosen(person: Person, numbers: Iterable[str]) -> list[str]:
    if not may_keep_records(person):
        raise NotFoundError
    return list(dict.fromkeys(numbers))[:AT_ONCE]


def _wish(person: Person, number: str, command: Data, now: datetime, known: dict[str, Any]) -> Wish:
    return Wish(
        command=command, who=person.acting, now=now, organisation=person.organisation, number=number, known=known,
        among=cases_of(person, number),
    )  # fmt: skip


def _done(wish: Wish) -> Carried:
    number, name = str(wish.number), wish.command.name
    try:
        execute(wish)
    except Refused as refused:
        return Carried(number=number, command=name, code=refused.code, why=refused.say, clause=refused.clause)
    except NotFoundError:
        unseen = Refused("unknown_case")
        return Carried(number=number, command=name, code=unseen.code, why=unseen.say)
    return Carried(number=number, command=name, done=True)
