"""One case for programs: identifiers and plain values, where the case page has words."""

from datetime import datetime

from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.application.queries.case import Opened, choices, missing, opened, phone_shown
from shouwen.application.queries.files import stored_file
from shouwen.application.operations.cases import seen
from shouwen.application.views import Attachment, Choice
from shouwen.core.case import events as e
from shouwen.core.case.vocabulary import Facts
from shouwen.core.values import JsonObject

RATED = {"yes": True, "no": False}
"""Satisfaction as recorded; absent: not asked yet."""


def case_record(person: Person, number: str, *, now: datetime) -> JsonObject:
    """The case as it stands. Raise `NotFoundError`, `BrokenCaseError`."""
    o = opened(person, number, now)
    return {
        **_told(o),
        **_handled(o),
        "findings": _findings(o),
        "solution": _solution(o),
        "missing": list(missing(o)),
        "files": [_file(file) for file in _files(o)],
        "rule_book": {
            "name": o.rules.book.slug,
            "version": o.rules.book.version,
            "title": o.rules.book.title.in_(person.language),
        },
        "names": _names(o),
    }


def case_choices(person: Person, number: str, *, now: datetime) -> tuple[int, tuple[Choice, ...]]:
    """(version, every command with whether this person may give it now). Raise as `case_record`."""
    o = opened(person, number, now)
    return o.ledger.state.seq, choices(o)
