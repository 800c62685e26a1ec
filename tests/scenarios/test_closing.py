"""
What an office that closes at the first chance gets out of, book by book.

Closing excuses what is open. `closing.txt` lists the duties that are excused so on the way of a complaint that is
closed as soon as nobody refuses it, slight or grave, of no category or of each kind: to be read against the source.
What the source demands does not belong there: it wants a `never close while …`, or a duty that `closed` opens.
"""

from pathlib import Path

import pytest

from shouwen.rulebooks import rule_book, shipped
from tests.core.case.case_walk import Walk
from tests.core.case.way_out import cast_of, ticked, way_out

TABLE = Path(__file__).parent / "closing.txt"
GRAVE = {"severity": "high", "urgency": "high", "prevalence": "single"}
CUSTOMERS = ({"severity": "low", "urgency": "low", "prevalence": "single"}, GRAVE)


def _kinds_of(slug: str) -> list[str]:
    """One matter of each kind: the first leaf under each of the top categories."""
    first: dict[str, str] = {}
    for path in rule_book(slug).category_paths():
        if not path[-1].children:
            first.setdefault(path[0].id, path[-1].id)
    return list(first.values())


def dodged(slug: str) -> list[str]:
    """`book rule, clause` for each duty that was open when a complaint was closed at the first chance."""
    book, found = rule_book(slug), set[str]()
    for facts, category in [(facts, "") for facts in CUSTOMERS] + [(GRAVE, one) for one in _kinds_of(slug)]:
        walk = Walk(slug, cast_of(slug))
        told = {
            "channel": "hotline",
            "subject": "事由",
            "description": "经过",
            "facts": {**ticked(book), **facts},
            "category": category,
        }
        assert walk.give("clerk", "register", told) == ""
        way_out(walk)
        closed = {event.seq for event in walk.stream if event.data.type == "closed"}
        found |= {
            f"{slug} {owed.rule}, {owed.clause}"
            for owed in walk.ledger.obligations(walk.now)
            if owed.status == "excused" and owed.ended_seq in closed
        }
    return sorted(found)


@pytest.mark.parametrize("slug", sorted(shipped()))
def test_closing_at_the_first_chance_excuses_what_was_read_and_no_more(slug: str) -> None:
    read = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith(f"{slug} ")]
    assert dodged(slug) == read
