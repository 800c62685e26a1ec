"""What the form of a case still has no answer to."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shouwen.application.queries.case import Opened


def missing(o: "Opened") -> tuple[str, ...]:
    """What the form asks for and has no answer yet."""
    state = o.ledger.state
    return tuple(
        fact.name.in_(o.person.language)
        for fact in o.rules.book.facts
        if fact.required and state.kind in fact.kinds and state.facts.get(fact.id) in (None, "", [])
    )
