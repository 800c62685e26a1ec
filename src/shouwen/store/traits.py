"""What cases are about (a place, a batch, an object), as marks by which others about the same are found."""

from collections.abc import Sequence

from shouwen.core.case import events as e
from shouwen.core.case.state import State
from shouwen.core.values import JsonObject
from shouwen.store.crypto import trait_mark
from shouwen.store.models import Case, CaseTrait
from shouwen.store.sql import insert

TRAITS = {
    "batch": "batch", "serial_number": "object", "article": "object", "report_number": "object",
    "product": "object", "outlet": "place", "shop": "place",
}  # fmt: skip
"""Facts that say of a case what it is about, by the ids that rule books give them."""


def traits(place: str, facts: JsonObject) -> dict[str, str]:
    """Mark → kind, of what a case tells it is about."""
    told = [("place", place)] + [(kind, facts.get(fact)) for fact, kind in TRAITS.items()]
    marks = ((trait_mark(kind, value), kind) for kind, value in told if isinstance(value, str))
    return {mark: kind for mark, kind in marks if mark}


def enter_traits(case: Case, stream: Sequence[e.Event], state: State) -> None:
    """Keep what a case is about; what was told once stays, whatever is corrected."""
    first = stream[0].data
    place = first.place if isinstance(first, e.Registered) else ""
    rows = [
        {
            "case_id": case.pk, "organisation_id": case.organisation_id, "kind": kind, "mark": mark,
            "registered_at": case.registered_at,
        }
        for mark, kind in traits(place, state.facts).items()
    ]  # fmt: skip
    insert(CaseTrait, rows, once=True)
