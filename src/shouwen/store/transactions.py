"""What differs between the two databases about transactions, numbers and reading behind writers."""

from django.db import ProgrammingError, connection, transaction

from shouwen.store.models import NumberCounter

POSTGRESQL = "postgresql"


def current() -> int:
    """The writing transaction's identity; 0 on SQLite, where writers take turns."""
    if connection.vendor != POSTGRESQL:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def settled() -> int | None:
    """Events written in transactions before this one are all visible; None where order of writing is
    order of appearance (SQLite)."""
    if connection.vendor != POSTGRESQL:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def next_number(year: int) -> int:
    """The next case number of a year. On PostgreSQL from a sequence: no writer waits for another, and a
    number is left out when a registration fails."""
    if connection.vendor != POSTGRESQL:
        counter, _ = NumberCounter.objects.select_for_update().get_or_create(year=year)
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last
    try:
        with transaction.atomic():
            return _next_of_sequence(year)
    except ProgrammingError:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [year])
            cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS case_number_{int(year)}")
        return _next_of_sequence(year)


def _next_of_sequence(year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval('case_number_{int(year)}')")
        return int(cursor.fetchone()[0])
