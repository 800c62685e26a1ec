"""What work bench, board and case page have in common: the words in which an obligation is read, and whose it is."""

from datetime import datetime, timedelta

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person
from shouwen.application.wording import Wording
from shouwen.core.worktime import WorkCalendar
from shouwen.store.owed import OwedRow


def reading(row: OwedRow, person: Person) -> tuple[Wording, WorkCalendar]:
    """Words and calendar of the rule book that the case is under."""
    under = row.rule_book_id, person.organisation.reference_version
    return rulebooks.words_of(*under, person.language), rulebooks.rules_of(*under).calendar


def midnight(person: Person, now: datetime) -> datetime:
    """When today ends where the reader's organisation is."""
    zone = rulebooks.in_force_at(person.organisation, now)[1].calendar.zone
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


SHARED = ("handler", "unit_head")
"""Roles whose obligations fall to somebody of the unit, not to whoever holds the role."""


def belongs(person: Person, *, role: str, unit_id: int | None, owner_id: int | None) -> bool:
    """Whether one obligation is somebody's own, as the work bench asks the database."""
    if owner_id is not None or role not in roles_of(person):
        return owner_id == person.staff_id
    return unit_id in person.unit_ids if unit_id is not None else role not in SHARED


def roles_of(person: Person) -> list[str]:
    """Staff roles, and the rule book's roles that they stand for in this person's unit."""
    roles = set(person.acting.roles)
    for book in rulebooks.books(person.organisation):
        roles |= {
            role.id
            for role in book.roles
            if role.holds in person.acting.roles and (not role.units or person.acting.unit in role.units)
        }
    return sorted(roles)
