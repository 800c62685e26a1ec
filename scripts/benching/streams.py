"""The streams of copied cases: each with a chain and sealed texts of its own, as if its commands had been carried out."""

from dataclasses import dataclass
from typing import Any

from shouwen.store import timeline
from shouwen.store.crypto import seal, unseal
from shouwen.store.timeline import EventRow

_EVENTS = """COPY store_caseevent
  (case_id, seq, type, type_version, at, actor, data, rule_book, previous, digest, written_in) FROM STDIN"""
_TEXTS = "COPY store_privatetext (case_id, seq, salt, sealed) FROM STDIN"


@dataclass(frozen=True, slots=True)
class Original:
    """What is copied of a case: its events, and place → (salt, text) of what is private of them."""

    rows: list[EventRow]
    texts: dict[int, tuple[bytes, str]]


def originals(cursor: Any, last: int) -> dict[int, Original]:
    """The streams of the cases up to a key."""
    found: dict[int, Original] = {}
    cursor.execute(
        "SELECT e.case_id, c.number, p.salt, p.sealed, e.seq, e.type, e.type_version, e.at, e.actor, e.data, e.rule_book, "
        "e.previous, e.digest FROM store_caseevent e JOIN store_case c ON c.id = e.case_id "
        "LEFT JOIN store_privatetext p ON p.case_id = e.case_id AND p.seq = e.seq "
        "WHERE e.case_id <= %s ORDER BY e.case_id, e.seq",
        [last],
    )
    for key, number, salt, sealed, *columns in cursor.fetchall():
        row, one = EventRow._make(columns), found.setdefault(key, Original([], {}))
        one.rows.append(row)
        if sealed is not None:
            one.texts[row.seq] = bytes(salt), unseal(bytes(sealed), row=f"{number}:{row.seq}")
    return found


def copy(cursor: Any, known: dict[int, Original], shift: int) -> None:
    """Write the streams of the copies whose keys lie `shift` above their originals."""
    last = max(known)
    cursor.execute("SELECT id, number FROM store_case WHERE id > %s AND id <= %s", [shift, shift + last])
    copies = cursor.fetchall()
    with cursor.copy(_EVENTS) as into:
        for key, number in copies:
            previous = ""
            for original in known[key - shift].rows:
                row = original._replace(previous=previous)
                previous = timeline._chained(number, row)  # noqa: SLF001 what the product would have written
                into.write_row((key, *row[:-1], previous, 0))
    with cursor.copy(_TEXTS) as into:
        for key, number in copies:
            for seq, (salt, text) in known[key - shift].texts.items():
                into.write_row((key, seq, salt, seal(text, row=f"{number}:{seq}")))
