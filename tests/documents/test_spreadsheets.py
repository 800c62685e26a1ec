"""Spreadsheets: real dates, no formulas from texts, any number of rows."""

import csv
import re
import zipfile
from dataclasses import fields
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from shouwen.application.views.figures import ClauseMonths, ClauseTable, ProofRow
from shouwen.application.views.lists import LedgerRow
from shouwen.application.views.names import Named
from shouwen.documents import evidence_xlsx, ledger_csv, ledger_xlsx, statistics_xlsx
from tests.documents.material import ledger_row, statistics

DANGEROUS = ['=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1", " =1+1", "=HYPERLINK(1)"]
TEXT_FIELDS = [f.name for f in fields(LedgerRow) if f.type in (str, "str")]
NAMED_FIELDS = ["kind", "channel", "category", "level", "stage"]


def rows(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_a_row() -> None:
    head, row = rows(ledger_xlsx([ledger_row(3)], "zh-hans"))
    told = dict(zip(head, row, strict=True))
    assert told["编号"] == "WY-2026-000003"
    assert told["投诉人"] == "王*"
    assert told["收到时间"] == datetime(2026, 9, 28, 12, 12)
    assert told["是否逾期"] == "否"
    assert told["办结时间"] == datetime(2026, 10, 1, 0, 12)
    assert told["满意度"] == "满意"


def test_an_empty_ledger_has_its_heading() -> None:
    assert len(rows(ledger_xlsx([], "en"))) == 1


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text: str) -> None:
    named = {name: Named(id="x", name=text) for name in NAMED_FIELDS}
    content = ledger_xlsx([ledger_row(1, **dict.fromkeys(TEXT_FIELDS, text), **named)], "zh-hans")
    assert "<f>" not in sheet_xml(content)
    shown = [cell for cell in rows(content)[1] if isinstance(cell, str) and cell not in ("", "否")]
    assert len(shown) == 11  # every column with a text
    assert all(cell.startswith("'") for cell in shown)


@pytest.mark.parametrize("text", [*DANGEROUS, 'a,"b"\n=c', "𠮷"])
def test_as_csv(text: str) -> None:
    content = ledger_csv([ledger_row(1, subject=text), ledger_row(3)], "zh-hans")
    assert content.startswith("\ufeff序号,编号".encode())
    read = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(read) == 3
    assert read[1][5] == (f"'{text}" if text in DANGEROUS else text)
    assert read[2][14] == "2026-10-01 00:12"


def test_no_category_becomes_a_formula() -> None:
    content = statistics_xlsx(statistics("category", *DANGEROUS), "zh-hans")
    assert "<f>" not in sheet_xml(content)


@pytest.mark.parametrize("text", ["𠮷䶮", "a" * 40_000, "\x00\x01\ud800", "<b>&amp;", "_x0041_"])
def test_odd_texts(text: str) -> None:
    told = rows(ledger_xlsx([ledger_row(1, subject=text)], "zh-hans"))[1]
    assert len(told) == 17
    if text in ("𠮷䶮", "<b>&amp;"):
        assert told[5] == text


def test_ten_thousand_rows() -> None:
    content = ledger_xlsx((ledger_row(n) for n in range(1, 10_001)), "zh-hans")
    found = rows(content)
    assert len(found) == 10_001
    assert found[-1][1] == "WY-2026-010000"


def test_the_heading_is_frozen_and_filters() -> None:
    xml = sheet_xml(ledger_xlsx([ledger_row()], "zh-hans"))
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A1:Q2"' in xml


@pytest.mark.parametrize("by", ["day", "month", "category", "unit", "level", "channel"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_statistics_with_a_chart_of_their_own(by: str, language: str) -> None:
    content = statistics_xlsx(statistics(by), language)
    found = rows(content)
    assert found[4][0] == ("Total" if language == "en" else "合计")
    assert found[1][1:7] == [10, 8, 2, 7, 1, 0.875]
    with zipfile.ZipFile(BytesIO(content)) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
    assert ("<c:lineChart>" if by in ("day", "month") else "<c:barChart>") in chart


def test_a_row_of_figures_without_a_name_is_not_left_blank() -> None:
    found = rows(statistics_xlsx(statistics("unit", "", "工程部"), "zh-hans"))
    assert [row[0] for row in found[1:3]] == ["—", "工程部"]


def test_statistics_of_nothing() -> None:
    content = statistics_xlsx(statistics("day").__class__(**{**_plain(), "rows": ()}), "zh-hans")
    assert len(rows(content)) == 2


def _plain() -> dict[str, object]:
    some = statistics("day")
    return {f.name: getattr(some, f.name) for f in fields(some)}


def test_the_same_rows_make_the_same_bytes() -> None:
    assert ledger_xlsx([ledger_row()], "en") == ledger_xlsx([ledger_row()], "en")


def test_csv_has_the_same_columns_and_no_formulas():
    from shouwen.documents import ledger_csv
    from tests.documents.material import ledger_row

    text = ledger_csv([ledger_row(subject="=1+1"), ledger_row(subject="䶮，\n𠮷")], "zh-hans").decode(
        "utf-8-sig"
    )
    assert text.splitlines()[0].startswith("序号,编号,收到时间")
    assert ",'=1+1," in text
    assert '"䶮，\n𠮷"' in text


def test_the_working_paper_prints_with_its_heads_whole_texts_and_places_to_sign() -> None:
    clause = "受理后五个工作日内作出答复；情况复杂的经批准可以延长，延长不超过五个工作日，并告知投诉人。" * 2
    table = ClauseTable(
        months=(date(2026, 1, 1), date(2026, 3, 1)),
        lines=(ClauseMonths(clause="c1", text=clause, counts={date(2026, 1, 1): {"kept": 2, "broken": 1}}),),
    )
    row = ProofRow(
        clause="c1", text=clause, verdict="broken", seq=7, case="WY-2026-000003", subject="=电梯停运", unit="工程部",
        registered_at=datetime(2026, 1, 5, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    content = evidence_xlsx(table, [row], "zh-hans", organisation="海达 & 物业")
    head, group, one = rows(content)
    assert group[:5] == ["第1条", clause, "", "", "已做到 2，未做到 1，进行中 0"]
    assert one[2:5] == ["未做到", "WY-2026-000003", "'=电梯停运"]
    xml = sheet_xml(content)
    assert len(head) == 9
    assert "&amp;C海达 &amp;&amp; 物业　检查底稿　2026-01 – 2026-03" in xml
    assert "检查人：" in xml
    assert "&amp;P / &amp;N" in xml
    assert 'orientation="landscape"' in xml
    assert 'fitToHeight="0"' in xml
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert "$1:$1" in book.read("xl/workbook.xml").decode(), "the head is repeated on every page"
        styles = book.read("xl/styles.xml").decode()
    cells = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs", 1)[1])
    style = int(re.search(r'r="B2" s="(\d+)"', xml)[1])
    assert 'wrapText="1"' in cells[style], "the text of a clause is read whole"
    assert "Inspector:" in sheet_xml(evidence_xlsx(table, [], "en"))
