"""Connections are kept between requests; one that the server has closed is noticed before it is used."""

import pytest
from django.db import connection, connections

from shouwen.application import queries


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


def test_what_is_owed_is_planned_for_its_reader_each_time(desk) -> None:
    """What suits who sees all the plan kept for any values walks the table for who sees a handful."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite keeps no plans")
    desk.to("accepted")
    for _ in range(12):
        for who in ("clerk", "office"):
            queries.work_page(desk.cast[who], now=desk.now)
            queries.case(desk.cast[who], desk.number, now=desk.now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [statement for (statement,) in cursor.fetchall()]
    assert any("store_caseevent" in statement for statement in kept), "what always takes the same way is kept"
    assert not [statement for statement in kept if "FROM store_obligation o" in statement]
