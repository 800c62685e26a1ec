"""What work bench and board have in common: the words in which an obligation is read."""

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person
from shouwen.application.wording import Wording
from shouwen.core.worktime import WorkCalendar
from shouwen.store.owed import OwedRow


def reading(row: OwedRow, person: Person) -> tuple[Wording, WorkCalendar]:
    """Words and calendar of the rule book that the case is under."""
    under = row.rule_book_id, person.organisation.reference_version
    return rulebooks.words_of(*under, person.language), rulebooks.rules_of(*under).calendar
