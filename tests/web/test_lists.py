"""Bench, ledger, board and statistics."""

from datetime import UTC, date, datetime, timedelta

from django.http import QueryDict

from shouwen.application import clock
from shouwen.web.narrowing import filter_of
from shouwen.web.statistics import period_of
from tests.web.cast import LONG_AGO


def test_the_bench_groups_what_is_owed_soonest_first(browser, office) -> None:
    old = office.register(now=LONG_AGO).number
    new = office.register(now=clock.now()).number
    text = browser("lin").get("/").content.decode()
    assert "已逾期" in text
    assert text.index(old) < text.index(new)
    assert f"/cases/{old}/do/accept" in text


def test_an_empty_bench_is_friendly(browser) -> None:
    assert "没有待办事项" in browser("shao").get("/").content.decode()


def test_the_ledger_narrows_and_tells_by_what(browser, office) -> None:
    first = office.register(facts={"severity": "high", "urgency": "high"}).number
    second = office.register().number
    text = browser("lin").get("/cases?level=L1").content.decode()
    assert first in text
    assert second not in text
    assert "级别：一级" in text


def test_the_ledger_exports_what_it_shows(browser, office) -> None:
    office.register()
    answer = browser("lin").get("/cases/export.xlsx?level=L3")
    assert b"".join(answer)[:2] == b"PK"


def test_unreadable_filters_are_left_out() -> None:
    found = filter_of(
        QueryDict("registered_from=gestern&overdue=perhaps&due_before=2026-01-01&q=%00x&level=L1")
    )
    assert (found.registered_from, found.overdue, found.due_before, found.q, found.level) == (
        None,
        None,
        None,
        "x",
        "L1",
    )


def test_the_board_counts_and_offers_to_urge(browser, office) -> None:
    number = office.register(now=LONG_AGO).number
    text = browser("luo").get("/board?status=missed").content.decode()
    assert number in text
    assert f"/cases/{number}/do/urge" in text
    assert f"/cases/{number}/do/urge" not in browser("nie").get("/board?status=missed").content.decode()


def test_statistics_take_any_period(browser) -> None:
    client = browser("luo")
    for query in (
        "",
        "period=last_month&by=level",
        "period=custom&first=2026-01-01&last=2026-02-01&by=month",
        "period=custom&first=x",
    ):
        assert client.get(f"/statistics?{query}").status_code == 200
        assert client.get(f"/statistics/times?{query}").status_code == 200
        exported = client.get(f"/statistics/export.xlsx?{query}")
        assert exported.content.startswith(b"PK")


def test_periods_are_whole_and_in_order() -> None:
    today = date(2026, 3, 31)
    assert period_of(QueryDict("period=last_month"), today=today) == (
        "last_month",
        date(2026, 2, 1),
        date(2026, 2, 28),
    )
    assert period_of(QueryDict("period=this_quarter"), today=today)[1] == date(2026, 1, 1)
    backward = QueryDict("period=custom&first=2026-03-01&last=2026-02-01")
    assert period_of(backward, today=today)[1:] == (date(2026, 2, 1), date(2026, 3, 1))
    endless = period_of(QueryDict("period=custom&first=0001-01-01&last=2026-03-01"), today=today)
    assert endless[1] > date(2022, 1, 1)


def test_notices_are_marked_as_read(browser) -> None:
    client = browser("lin")
    assert client.post("/notices/read").headers["Location"] == "/notices"
    assert client.post("/notices/read", {"id": "x" * 30, "case": ""}).status_code == 302
    assert datetime.now(tz=UTC) - clock.now() < timedelta(seconds=5)
