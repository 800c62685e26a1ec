"""What differs between the two databases about transactions, numbers and reading behind writers."""

from functools import cache

from django.db import ProgrammingError, connection

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


def next_number(year: int) -> int:
    """The next case number of a year. On PostgreSQL from a sequence: no writer waits for another, and a
    number is left out when a registration fails.
    """
    if connection.vendor != POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO store_numbercounter (year, last) VALUES (%s, 1) "
                "ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
                [year],
            )
            return int(cursor.fetchone()[0])
    _ensure_sequence(year)
    return _next_of_sequence(year)


@cache
def _ensure_sequence(year: int) -> None:
    """Make the year's sequence if it is not there. Should the transaction fail, the next number fails once
    and the process asks again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"case_number_{int(year)}"])
        if cursor.fetchone()[0] is not None:
            return
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [year])
        cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS case_number_{int(year)}")


def _next_of_sequence(year: int) -> int:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT nextval('case_number_{int(year)}')")
            return int(cursor.fetchone()[0])
    except ProgrammingError:
        _ensure_sequence.cache_clear()
        raise
