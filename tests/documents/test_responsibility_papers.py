"""The attribution sheet, the ruling and the list of a batch of disposals: numbers, shares to the cent, places to sign."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shouwen.application.views.disposal import Batch, DisposalRow
from shouwen.application.views.names import Named
from shouwen.application.views.responsibility import (
    DivisionView,
    ObjectionLine,
    ResponsibilityView,
    ServiceLine,
    ShareLine,
)
from shouwen.documents import attribution_pdf, batch_pdf, ruling_pdf
from tests.documents.material import PRINTED, START, case_view
from tests.documents.papers import WITH_TEXT, lines, pages, text

OFFICE = "海达物业服务有限公司"


def named(id_: str, name: str) -> Named:
    return Named(id=id_, name=name)


def share(unit: str, percent: float, cents: int) -> ShareLine:
    return ShareLine(
        unit=unit, person="", percent=percent, kind=named("main", "主要责任"), clause="c7-1", cents=cents
    )


def division(edition: int, how: str, *shares: ShareLine, present: bool) -> DivisionView:
    return DivisionView(
        edition=edition, number=f"责认〔2026〕{16 + edition}号", how=named(how, how), at=START, by="孙悦",
        grounds="皮带超期未换。\n备件到货晚两日。", reason="", proposal="按比例承担。", evidence=("维保记录.pdf",),
        shares=shares, present=present,
    )  # fmt: skip


def said(seq: int, what: str, by: str, unit: str, verdict: str, told: str) -> ObjectionLine:
    return ObjectionLine(
        seq=seq, what=named(what, what), at=START + timedelta(hours=seq), by=by, unit=unit, verdict=verdict, text=told,
        number="责裁〔2026〕3号" if what == "responsibility_ruled" else "",
    )  # fmt: skip


FIRST = division(1, "attributed", share("工程部", 60, 120_001), share("采购部", 40, 80_000), present=False)
RULED = division(2, "ruled", share("工程部", 80, 160_001), share("采购部", 20, 40_000), present=True)
DISPUTE = (
    said(31, "responsibility_disputed", "李强", "采购部", "", "备件按约定时间到货。"),
    said(32, "objection_reviewed", "孙悦", "", "异议不成立", "到货记录待核。"),
    said(33, "responsibility_ruled", "赵敏", "", "改变原认定", "出库单属实。"),
)


def ruled_view() -> object:
    return case_view(
        responsibility=ResponsibilityView(divisions=(FIRST, RULED), objections=DISPUTE, ruled=True)
    )


def sheet(language: str = "zh-hans", *, services: tuple[ServiceLine, ...] = ()) -> bytes:
    one = division(1, "attributed", *FIRST.shares, present=True)
    view = case_view(responsibility=ResponsibilityView(divisions=(one,), services=services))
    return attribution_pdf(view, OFFICE, language, edition=1, printed_at=PRINTED)


SERVED = (
    ServiceLine(unit="工程部", served=True, received=True, objects=False, object_until=START + timedelta(days=7)),
    ServiceLine(unit="采购部", served=True, received=False, objects=False, object_until=START + timedelta(days=7)),
)  # fmt: skip


def test_each_is_one_page_and_the_same_arguments_make_the_same_bytes() -> None:
    for language in ("zh-hans", "en"):
        assert sheet(language, services=SERVED) == sheet(language, services=SERVED)
        assert pages(sheet(language, services=SERVED)) == 1
        made = ruling_pdf(ruled_view(), OFFICE, language, printed_at=PRINTED)
        assert made is not None
        assert pages(made) == 1


@WITH_TEXT
def test_what_stands_in_the_attribution_sheet() -> None:
    found = text(sheet(services=SERVED))
    for part in (
        "责任认定书", "责认〔2026〕17号", "工程部主要责任60%第7.1条1,200.01", "采购部主要责任40%第7.1条800.00", "合计100%2,000.01",
        "皮带超期未换。", "备件到货晚两日。", "1.维保记录.pdf", "按比例承担。", "认定人", "孙悦", "分管领导", "第1页共1页",
        "2026-10-0509:12",
    ):  # fmt: skip
        assert part in found, part


@WITH_TEXT
def test_what_stands_in_the_ruling() -> None:
    made = ruling_pdf(ruled_view(), OFFICE, "zh-hans", printed_at=PRINTED)
    assert made is not None
    found = text(made)
    for part in (
        "责任裁决书", "责裁〔2026〕3号", "申请方采购部", "采购部：备件按约定时间到货。", "异议不成立", "到货记录待核。", "改变原认定",
        "出库单属实。", "工程部主要责任80%第7.1条1,600.01", "合计100%2,000.01", "裁决人", "赵敏",
    ):  # fmt: skip
        assert part in found, part
    english = ruling_pdf(ruled_view(), OFFICE, "en", printed_at=PRINTED)
    assert english is not None
    assert "采购部:备件按约定时间到货。" in text(english)


@WITH_TEXT
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_papers_are_the_ones_agreed_upon(language: str, snapshot) -> None:
    """`make golden` writes them anew; the difference is for those who sign."""
    assert lines(sheet(language, services=SERVED)) == snapshot(name="attribution")
    made = ruling_pdf(ruled_view(), OFFICE, language, printed_at=PRINTED)
    assert made is not None
    assert lines(made) == snapshot(name="ruling")


@WITH_TEXT
def test_long_tables_repeat_their_heads_and_names_of_units_stay_on_one_line() -> None:
    unit = "第一分公司客户服务与售后维修部"
    shares = [share(f"{unit}{n:02}", 2.5, 12_345) for n in range(40)]
    served = [replace(SERVED[0], unit=f"{unit}{n:02}") for n in range(40)]
    one = division(1, "attributed", *shares, present=True)
    view = case_view(responsibility=ResponsibilityView(divisions=(one,), services=tuple(served)))
    told = lines(attribution_pdf(view, OFFICE, "zh-hans", edition=1, printed_at=PRINTED)).splitlines()
    assert sum(line.startswith("责任主体  责任性质") for line in told) == 2
    assert sum(line.startswith("责任主体  送达") for line in told) == 2
    assert sum(line.startswith(unit) and "已送达" in line and "已签收" in line for line in told) == 40


def test_there_is_no_ruling_before_one_was_made() -> None:
    view = case_view(responsibility=ResponsibilityView(divisions=(FIRST,), objections=DISPUTE[:2]))
    assert ruling_pdf(view, OFFICE, "zh-hans", printed_at=PRINTED) is None


def batch(count: int) -> Batch:
    rows = tuple(
        DisposalRow(
            case=f"TS-2023-{n:06}", subject="〔已隐去〕", kind=named("complaint", "投诉"), category=named("a", "电梯"),
            registered_on=date(2023, 1, 3), closed_on=date(2023, 1, 9), stands=named("disposed", "已销毁"),
            basis=named("retention", "保管期满"), batch="销〔2026〕1号", at=START, asked_at=None, proposed_at=START,
            proposed_by="孙悦", decided_at=START, decided_by="赵敏", texts=7, files=1, mine=False,
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    return Batch(
        number="销〔2026〕1号", rows=rows, bases=(named("retention", "保管期满"),), proposed_by=("孙悦",),
        decided_by=("赵敏",), proposed_at=START, decided_at=START, texts=7 * count, files=count,
    )  # fmt: skip


@WITH_TEXT
def test_what_stands_in_the_list_of_a_batch() -> None:
    made = batch_pdf(batch(2), OFFICE, "zh-hans", printed_at=PRINTED)
    found = text(made)
    for part in (
        "销毁批次表", "销〔2026〕1号", "2件，其中已销毁2件", "文字14项，文件2个", "TS-2023-000002投诉电梯2023-01-032023-01-09保管期满已销毁赵敏",
        "初审（提请人）", "复审（确认人）",
    ):  # fmt: skip
        assert part in found, part
    assert made == batch_pdf(batch(2), OFFICE, "zh-hans", printed_at=PRINTED)
    assert pages(batch_pdf(batch(90), OFFICE, "en", printed_at=PRINTED)) > 2
