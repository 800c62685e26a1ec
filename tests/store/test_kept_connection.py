"""Connections are kept between requests; one that the server has closed is noticed before it is used."""

import pytest
from django.db import connection, connections

from shouwen.application import queries
from shouwen.application.views.lists import LedgerFilter


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


def test_lists_are_planned_for_their_reader_each_time(desk) -> None:
    """What suits who sees all the plan kept for any values walks the table for who sees a handful."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite keeps no plans")
    desk.to("accepted")
    for _ in range(12):
        for who in ("clerk", "office"):
            queries.work_page(desk.cast[who], now=desk.now)
            queries.ledger(desk.cast[who], LedgerFilter(q="漏水"), now=desk.now)
            queries.case(desk.cast[who], desk.number, now=desk.now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [statement for (statement,) in cursor.fetchall()]
    assert any("store_caseevent" in statement for statement in kept), "what always takes the same way is kept"
    lists = ("FROM store_obligation", "FROM store_casetext", "ORDER BY registered_at DESC, id DESC")
    assert not [statement for statement in kept if any(part in statement for part in lists)]
