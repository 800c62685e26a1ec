"""Taking the database's guards off, as somebody with the keys to the server could."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

_guards = import_module("shouwen.store.migrations.0002_guards")


@contextmanager
def unguarded() -> Iterator[None]:
    """Events can be changed meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for trigger in ("event_never_updated", "event_never_deleted"):
                cursor.execute(f"DROP TRIGGER {trigger}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit stands in the way
            cursor.execute("ALTER TABLE store_caseevent DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in _guards.SQLITE[:2]:
                cursor.execute(statement)
        else:
            cursor.execute("ALTER TABLE store_caseevent ENABLE TRIGGER USER")


def run(sql: str, *values: object) -> int:
    """Raw SQL; answer the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount
