"""Fixtures about databases: one of one's own for threads and tampering, and the check of every stored case."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections

from tests.proof import check_every_case


@pytest.fixture
def own_database(request, django_db_setup, django_db_blocker, tmp_path: Path) -> Iterator[str]:
    """A committed database that other threads can open, made of the migrated one; answer its name.

    The usual rollback would hide what only shows at commit, and a flush would be refused by the guards.
    """
    from shouwen.application.remembering import forget

    with django_db_blocker.unblock():
        make = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgres
        name = make(tmp_path)
        told, before = settings.DATABASES["default"], connections["default"]
        old = told["NAME"]
        del connections["default"]
        told["NAME"] = name
        try:
            yield name
            if "tampered" not in request.fixturenames:
                check_every_case()
        finally:
            connections["default"].close()
            told["NAME"] = old
            connections["default"] = before
            if connection.vendor != "sqlite":
                _drop_postgres(name)
            forget()


@pytest.fixture
def tampered() -> None:
    """Ask for this where a test breaks a stream on purpose: the check afterwards is left out."""


def _copy_sqlite(folder: Path) -> str:
    path = str(folder / "own.sqlite3")
    connection.ensure_connection()
    with sqlite3.connect(path) as own:
        connection.connection.backup(own)
    own.close()
    return path


def _copy_postgres(_folder: Path) -> str:
    name, source = f"own_{uuid4().hex[:12]}", connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return name


def _drop_postgres(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
