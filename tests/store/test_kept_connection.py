"""Connections are kept between requests; one that the server has closed is noticed before it is used."""

import pytest
from django.db import connection, connections


def test_a_connection_that_the_server_closed_is_not_used_again(db) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no server that could go away")
    kept = connections["default"].copy()
    kept.ensure_connection()
    assert kept.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [kept.connection.info.backend_pid])
    assert not kept.is_usable()
    kept.close()
    assert not kept.is_usable()
