"""Which records of a customer's conduct stand, kept under the blind index of the contact."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shouwen.core.case import events as e
from shouwen.core.case.events_dealings import ConductReported, ConductReviewed
from shouwen.store.models import Case, ConductMark
from shouwen.store.sql import fetch, insert


class Standing(NamedTuple):
    """A record that stands; in the order of `_STANDING`."""

    number: str
    kind: str
    until: date


_STANDING = """
SELECT c.number, m.kind, m.until FROM store_conductmark m JOIN store_case c ON c.id = m.case_id
WHERE m.organisation_id = %s AND m.contact_index = %s AND m.until >= %s ORDER BY m.until DESC, m.id DESC LIMIT 5
"""


def mark_conduct(case: Case, stream: Iterable[e.Event], *, since: int) -> None:
    """Keep what was confirmed after `since`; a customer without a contact cannot be found again."""
    if not case.contact_index:
        return
    kind = "other"
    rows: list[dict[str, object]] = []
    for event in stream:
        match event.data:
            case ConductReported() as d:
                kind = d.kind
            case ConductReviewed(confirmed=True) as d if event.seq > since and d.until:
                rows.append({
                    "organisation_id": case.organisation_id, "case_id": case.pk, "seq": event.seq,
                    "kind": kind or "other", "contact_index": case.contact_index, "until": date.fromisoformat(d.until),
                })  # fmt: skip
            case _:
                pass
    insert(ConductMark, rows, once=True)


def standing(organisation_id: int, contact: str, on: date) -> list[Standing]:
    """The records of a contact that stand on a day, the longest first."""
    if not contact:
        return []
    return [Standing._make(row) for row in fetch(_STANDING, [organisation_id, contact, on])]
