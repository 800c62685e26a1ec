"""Bench, ledger, board and statistics."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

from django.http import QueryDict

from shouwen.application import clock
from shouwen.web.access import PAGE
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


def test_the_button_says_what_is_to_be_done(browser, office) -> None:
    office.register()
    button = re.search(
        r'href="/cases/[^"]+/do/accept">([^<]+)<', browser("lin", english=True).get("/").content.decode()
    )
    assert button[1] == "Accept"


def test_an_empty_bench_is_friendly(browser) -> None:
    assert "没有待办事项" in browser("shao").get("/").content.decode()


def _walk(client, path: str, *, pattern: str) -> list[list[str]]:
    """What matches on each part of a list, to its end."""
    parts: list[list[str]] = []
    query = ""
    while len(parts) < 20:
        text = client.get(f"{path}{query}").content.decode()
        parts.append(re.findall(pattern, text))
        onward = re.search(r'rel="next" href="([^"]+)"', text)
        if onward is None:
            return parts
        query = unescape(onward[1])
    raise AssertionError("the list has no end")


def test_a_list_goes_on_part_by_part_and_shows_everything_once(browser, office) -> None:
    began = clock.now()
    cases = [office.register(now=began - timedelta(minutes=n)).number for n in range(PAGE + 5)]
    for account, path, pattern in (
        ("lin", "/", r'<li class="owed" data-row data-href="/cases/([^"]+)"'),
        ("luo", "/cases", r'<tr data-row data-href="/cases/([^"]+)"'),
        (
            "luo",
            "/board",
            r'<tr data-row data-href="/cases/([^"]+)">\s*<td[^>]*>.*?</small></td>(?s:.*?)<td data-label="节点">([^<]+)',
        ),
    ):
        parts = _walk(browser(account), path, pattern=pattern)
        shown = [one for part in parts for one in part]
        assert len(parts[0]) == PAGE, path
        assert len(shown) == len(set(shown)), path
        assert {one if isinstance(one, str) else one[0] for one in shown} == set(cases), path


def test_a_group_of_the_bench_that_goes_on_has_one_heading_and_its_whole_count(browser, office) -> None:
    for n in range(PAGE + 5):
        office.register(now=LONG_AGO + timedelta(minutes=n))
    client = browser("lin")
    first = client.get("/").content.decode()
    onward = unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])
    assert f'已逾期 <span class="count num">{PAGE + 5}</span>' in first
    second = client.get(f"/{onward}").content.decode()
    assert 'bench-group late continued" aria-label="已逾期"' in second
    assert "group-late" not in second


def test_of_more_than_a_thousand_only_the_soonest_are_counted(browser, office, monkeypatch) -> None:
    monkeypatch.setattr("shouwen.store.owed.MOST", 3)
    now = clock.now()
    for n in range(3):
        office.register(now=LONG_AGO + timedelta(minutes=n))
    office.register(now=now)
    board = browser("luo").get("/board").content.decode()
    assert re.findall(r'<b class="num">([^<]+)</b><span>(已逾期|今天到期|全部在办)', board)[0] == (
        "3+",
        "已逾期",
    )
    assert '<b class="num">3+</b><span>全部在办' in board


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


def test_a_name_is_masked_in_the_list_and_whole_on_the_case_and_the_list_says_so(browser, office) -> None:
    number = office.register(complainant={"name": "司徒明月"}).number
    client = browser("luo")
    listed, opened = (client.get(path).content.decode() for path in ("/cases", f"/cases/{number}"))
    assert "司**" in listed
    assert "司徒明月" not in listed
    assert "投诉人只写姓" in listed
    assert "司徒明月" in opened
