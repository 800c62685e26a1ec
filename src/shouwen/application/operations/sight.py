"""Which cases somebody may lay hands on."""

from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.store.models import Case
from shouwen.store.sql import Where
from shouwen.store.visibility import one

NUL = "\0"
"""Legal in addresses, refused by PostgreSQL: nothing is called so."""


def seen(person: Person, number: str) -> Case:
    """The case if this person may see it. Raise `NotFoundError`."""
    found = one(number, cases_of(person, number))
    if found is None:
        raise NotFoundError
    return found


def cases_of(person: Person, number: str) -> Where:
    """The cases that a person may see, to look for a number among. Raise `NotFoundError` for what is none."""
    if NUL in number:
        raise NotFoundError
    return person.sees()
