"""What work bench and board have in common: the words in which an obligation is read."""

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
