"""Parts of a case that are asked for one by one: what the page shows when somebody looks there."""

from datetime import datetime

from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.application.queries import protection
from shouwen.application.queries.case import files_in, opened, owed_of, proofs, timeline_of
from shouwen.application.views.case import Entry, ProofLine
from shouwen.application.views.lists import Owed


def due_explained(
    person: Person, number: str, rule: str, instance: int, *, now: datetime
) -> tuple[tuple[datetime, str], ...]:
    """How a due time came about: (instant, sentence) in order. Raise `NotFoundError`, `BrokenCaseError`."""
    o = opened(person, number, now)
    steps = o.ledger.explain(rule, instance, now)
    if not steps:
        raise NotFoundError
    return tuple((step.at.astimezone(o.rules.calendar.zone), step.note) for step in steps)


def case_evidence(person: Person, number: str, *, now: datetime) -> tuple[ProofLine, ...]:
    return proofs(opened(person, number, now))


def case_timeline(
    person: Person, number: str, *, now: datetime, before: int | None = None
) -> tuple[Entry, ...]:
    """The entries before a place in the stream, or all, oldest first."""
    o = opened(person, number, now)
    read = protection.readable(o.stream, person, o.ledger.state)
    return timeline_of(o, [event for event in read if before is None or event.seq < before], files_in(o))


def case_owed(person: Person, number: str, *, now: datetime) -> tuple[Owed, ...]:
    """What is and was owed, in words."""
    return owed_of(opened(person, number, now))
