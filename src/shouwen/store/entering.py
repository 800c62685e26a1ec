"""What a registration asks for before it is decided: a number, and what the same customer registered before.

The customer is found by the blind index of his telephone number or address. On PostgreSQL the numbers come from
sequences: no writer waits for another, a number is left out when a registration fails, and all is one way to the server.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import ProgrammingError, connection, transaction

from shouwen.store.sql import fetch
from shouwen.store.transactions import POSTGRESQL

_MOST = 50
_EARLIER = (
    "SELECT registered_at FROM store_case WHERE organisation_id = %s AND contact_index = %s AND contact_index <> '' AND kind = %s"
    " AND registered_at >= %s AND registered_at <= %s ORDER BY registered_at DESC LIMIT %s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The next place in the register."""

    number: int
    """Counted by year."""
    key: int | None
    """The key of the row, where it is known before."""
    earlier: tuple[str, ...]
    """When cases of the same kind were registered from the same contact: ISO 8601, newest first."""


def next_entry(year: int, *, organisation: int, contact: str, kind: str, now: datetime, days: int) -> Entry:
    """A place in the register of a year, for a customer with this blind index ("": none), looking so many days back."""
    told = [organisation, contact, kind, now - timedelta(days=days + 1), now, _MOST]
    if connection.vendor == POSTGRESQL:
        number, key, earlier = _from_sequences(year, told)
    else:
        begun = "INSERT INTO store_numbercounter (year, last) VALUES (%s, 1)"
        more = " ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last"
        number, key = int(fetch(begun + more, [year])[0][0]), None
        earlier = [at for (at,) in fetch(_EARLIER, told)] if contact else []
    return Entry(number=number, key=key, earlier=tuple(at.isoformat() for at in earlier))


def _from_sequences(year: int, told: list[object]) -> tuple[int, int, list[datetime]]:
    place = (str(connection.settings_dict["NAME"]), year)
    if place not in _known:
        _make_sequence(year)
        # a refused registration takes its sequence back with it
        transaction.on_commit(lambda: _known.add(place))
    numbers = f"nextval('case_number_{int(year)}'), nextval('store_case_id_seq')"
    try:
        number, key, earlier = fetch(f"SELECT {numbers}, ARRAY({_EARLIER})", told)[0]
    except ProgrammingError:  # somebody put another database in its place
        _known.discard(place)
        raise
    return int(number), int(key), earlier


_known: set[tuple[str, int]] = set()
"""The sequences, by database and year, that this process has seen committed."""


def _make_sequence(year: int) -> None:
    """Make the year's sequence if it is not there; who comes second waits for the first to commit."""
    if fetch("SELECT to_regclass(%s)", [f"case_number_{int(year)}"])[0][0] is not None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [year])
        cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS case_number_{int(year)}")
