"""What differs between the two databases about transactions and reading behind writers."""

from django.db import connection

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
