"""The usual way of a case to every stage, under every shipped rule book, through the application."""

import pytest

from shouwen.application import queries
from tests.cast import BOOKS, SUBJECT, WAYS, Desk, settle

LAST = (
    "archived",
    "dissatisfied",
    "suspended",
    "reviewing",
    "withdrawn",
    "declined",
    "redirected",
    "supplementing",
)
"""Stages at the end of a way; all others lie on the way to one of them."""


@pytest.mark.parametrize("book", BOOKS)
def test_every_stage_is_reached_under_every_rule_book(db, book: str) -> None:
    desk = Desk(settle(book))
    for stage in WAYS if book == "four-level" else LAST:
        case = desk.again().to(stage, category=SUBJECT[book])
        view = queries.case(case.cast.office, case.number, now=case.now)
        assert view.stage.id == stage, f"{book}: {stage}"
        assert view.version == len(view.timeline)
