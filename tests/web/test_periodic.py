"""Periodic work in the browser: the list, the form with its faults, the record, paper, bench and evidence."""

from datetime import UTC, datetime

import pytest

from shouwen.application import clock
from shouwen.store.models import PeriodicRecord, RuleBookVersion
from tests.web.cast import NASTY
from tests.web.markup import page_of

PATH = "/periodic/assessment/2026-09-30"
TOLD = {f"text_{name}": f"{name} {NASTY}" for name in ("timeliness", "satisfaction", "resolution", "result")}


@pytest.fixture(autouse=True)
def _october(office, monkeypatch) -> None:
    """The rule book has been known since August."""
    RuleBookVersion.objects.update(installed_at=datetime(2026, 8, 3, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 10, 12, 2, tzinfo=UTC))


def test_what_is_over_waits_on_the_bench_and_in_the_list(browser) -> None:
    client = browser("luo")
    assert PATH in page_of(client.get("/")).links
    listed = page_of(client.get("/periodic"))
    assert PATH in listed.links and "2026年第3季度" in listed.text and "去完成" in listed.text
    assert PATH not in page_of(browser("lin").get("/")).links, "it is not his"


def test_it_is_filled_in_read_printed_and_written_anew(browser) -> None:
    client = browser("luo")
    assert client.get(PATH + "/print").status_code == 404, "there is nothing to print yet"
    assert client.post(PATH, TOLD).status_code == 302
    page = page_of(client.get(PATH))
    assert "按时" in page.text and "<script>alert" not in page.text and "timeliness" in page.text
    paper = page_of(client.get(PATH + "/print"))
    assert "季度考核" in paper.text and "领导审签" in paper.text and "<script>alert" not in paper.text
    assert PATH not in page_of(client.get("/")).links
    again = page_of(client.get(PATH + "?write=1"))
    assert 'name="text_result"' in again.text
    client.post(PATH, {**TOLD, "text_result": "改为良好"})
    assert "第 2 稿" in page_of(client.get(PATH)).text
    assert [row.edition for row in PeriodicRecord.objects.order_by("edition")] == [1, 2]


def test_a_fault_stands_by_its_field_and_nothing_typed_is_lost(browser) -> None:
    answer = browser("luo").post(PATH, {**TOLD, "text_result": " "})
    page = page_of(answer)
    assert answer.status_code == 422
    assert 'aria-describedby="f-result"' in page.text and "请填写这一项" in page.text
    assert "timeliness" in page.text
    assert not PeriodicRecord.objects.exists()


def test_who_may_not_do_it_reads_it_only(browser) -> None:
    client = browser("nie")
    assert "<textarea" not in page_of(client.get(PATH)).text
    answer = client.post(PATH, TOLD, follow=True)
    assert "投诉办公室" in page_of(answer).text
    assert not PeriodicRecord.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/periodic/assessment/2026-09-29",
        "/periodic/none/2026-09-30",
        "/periodic/assessment/x",
        "/periodic/assessment/9999-12-31",
    ],
)
def test_there_is_no_other_period(browser, path) -> None:
    assert browser("luo").get(path).status_code == 404


def test_the_evidence_counts_it_and_leads_there(browser) -> None:
    browser("luo").post(PATH, TOLD)
    page = page_of(browser("luo").get("/evidence"))
    assert "2 期没做到" in page.text or "1 期没做到" in page.text, "the stars of August and September"
    assert "/periodic" in page.links


def test_it_reads_in_english(browser) -> None:
    page = page_of(browser("luo", english=True).get("/periodic"))
    assert "Periodic work" in page.text and "2026 Q3" in page.text and "complaint office" in page.text
