"""What stands of a customer's conduct, told beside his other cases. It refuses nothing."""

from datetime import date

from shouwen.application.people import Person
from shouwen.application.views.protection import ConductRemark
from shouwen.core.rulebook.names_ties import CONDUCT_NAMES
from shouwen.store.conduct import standing
from shouwen.store.sql import fetch

DEALING = frozenset({"intake", "handler", "unit_head", "supervisor", "executive"})
"""Who deals with customers, and is told how one of them behaved."""


def conduct_of(person: Person, contact: str, on: date) -> tuple[ConductRemark, ...]:
    """What stands of a customer's conduct, for those who deal with customers."""
    if not person.acting.roles & DEALING:
        return ()
    found = standing(person.organisation_id, contact, on)
    seen = _seen(person, [mark.number for mark in found])
    return tuple(
        ConductRemark(
            kind=CONDUCT_NAMES[mark.kind].in_(person.language) if mark.kind in CONDUCT_NAMES else mark.kind,
            until=mark.until,
            case=mark.number if mark.number in seen else "",
        )
        for mark in found
    )


def _seen(person: Person, numbers: list[str]) -> set[str]:
    if not numbers:
        return set()
    where = person.sees().among("number", numbers)
    return {str(number) for (number,) in fetch(f"SELECT number FROM store_case WHERE {where}", where.told)}
