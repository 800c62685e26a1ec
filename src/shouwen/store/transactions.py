"""What differs between the two databases about transactions, numbers and reading behind writers."""

from django.db import ProgrammingError, connection, transaction

POSTGRESQL = "postgresql"


def settled() -> int | None:
    """Events written in transactions before this one are all visible; None where order of writing is
    order of appearance (SQLite).
    """
    if connection.vendor != POSTGRESQL:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def next_number(year: int) -> tuple[int, int | None]:
    """(the next case number of a year, the key of its row where it is known before). On PostgreSQL both come from
    sequences: no writer waits for another, and a number is left out when a registration fails.
    """
    if connection.vendor != POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO store_numbercounter (year, last) VALUES (%s, 1) "
                "ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
                [year],
            )
            return int(cursor.fetchone()[0]), None
    place = (str(connection.settings_dict["NAME"]), year)
    if place not in _known:
        _make_sequence(year)
        # a refused registration takes its sequence back with it
        transaction.on_commit(lambda: _known.add(place))
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT nextval('case_number_{int(year)}'), nextval('store_case_id_seq')")
            number, key = cursor.fetchone()
            return int(number), int(key)
    except ProgrammingError:  # somebody put another database in its place
        _known.discard(place)
        raise


_known: set[tuple[str, int]] = set()
"""The sequences, by database and year, that this process has seen committed."""


def _make_sequence(year: int) -> None:
    """Make the year's sequence if it is not there; who comes second waits for the first to commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"case_number_{int(year)}"])
        if cursor.fetchone()[0] is not None:
            return
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [year])
        cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS case_number_{int(year)}")
