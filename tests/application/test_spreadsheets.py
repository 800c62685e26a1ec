"""Tables from outside: what can be read is read, whatever else is told in one line and takes nothing down."""

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from shouwen.application import importing, spreadsheets
from shouwen.application.administration import AdministrationError
from shouwen.application.spreadsheets import lines_of
from shouwen.application.timers import tidying
from shouwen.store.answered import answered, forget
from shouwen.store.models import AnsweredRequest, Case
from tests.cast import MONDAY

SHEET = "xl/worksheets/sheet1.xml"


def book(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        sheet, day = made.add_worksheet(), made.add_format({"num_format": "yyyy-mm-dd"})
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                sheet.write(y, x, cell, *([day] if isinstance(cell, date) else []))
    return path


def with_sheet(path: Path, xml: bytes) -> Path:
    """A workbook whose sheet is written by hand."""
    plain = book(path.with_name("plain.xlsx"), [["a"]])
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, xml if name == SHEET else source.read(name))
    return path


def cell(place: str, inner: str = "<is><t>x</t></is>") -> str:
    return f'<row><c r="{place}" t="inlineStr">{inner}</c></row>'


def sheet(*rows: str, before: str = "") -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f'<?xml version="1.0"?>{before}<worksheet {space}><sheetData>{"".join(rows)}</sheetData></worksheet>'.encode()


def test_cells_read_as_a_clerk_would_type_them(tmp_path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        [["𠮷䶮", 13800001111, 1.5, datetime(2026, 3, 2, 9, 30), date(2026, 3, 2), True], ["", "二"]],
    )
    first, second = lines_of(path)
    assert first == ["𠮷䶮", "13800001111", "1.5", "2026-03-02 09:30", "2026-03-02", "True"]
    assert second[:2] == ["", "二"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_that_offices_save_a_csv_in(tmp_path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('事由,内容\r\n坏了,"冰箱\n坏了"\r\n'.encode(encoding))
    assert list(lines_of(path)) == [["事由", "内容"], ["坏了", "冰箱\n坏了"]]


HOSTILE = {
    "a cell in the last corner": sheet(cell("A1"), cell("XFD1048576")),
    "an entity of a file": sheet(cell("A1", "<is><t>&a;</t></is>"), before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "laughs": sheet(
        cell("A1", "<is><t>&b;</t></is>"),
        before="<!DOCTYPE x [<!ENTITY a '" + "ha" * 5000 + "'><!ENTITY b '" + "&a;" * 5000 + "'>]>",
    ),
    "a text that is not there": sheet('<row><c r="A1" t="s"><v>99</v></c></row>'),
    "no cell of this world": sheet(cell("ZZZZZZZ99999999999")),
    "half a sheet": sheet(cell("A1"))[:-40],
}  # fmt: skip


@pytest.fixture
def _in_a_hurry(monkeypatch) -> None:
    monkeypatch.setattr(spreadsheets, "MEMORY", 400_000_000)
    monkeypatch.setattr(spreadsheets, "SECONDS", 1)


@pytest.mark.usefixtures("_in_a_hurry")
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_workbook_ends_in_one_line(tmp_path, what: str) -> None:
    path = with_sheet(tmp_path / "a.xlsx", HOSTILE[what])
    with pytest.raises(AdministrationError) as told:
        list(lines_of(path))
    assert str(told.value).startswith("a.xlsx ")
    assert "\n" not in str(told.value)


@pytest.mark.usefixtures("_in_a_hurry")
def test_a_sheet_that_unpacks_without_end(tmp_path) -> None:
    text = "x" * 30_000
    rows = "".join(cell(f"A{n}", f"<is><t>{text}{n}</t></is>") for n in range(1, 2001))
    path = with_sheet(tmp_path / "a.xlsx", sheet(rows * 8))
    assert path.stat().st_size < 10_000_000
    with pytest.raises(AdministrationError, match=r"过大|损坏"):
        list(lines_of(path))


@pytest.mark.parametrize("content", [b"hello", b"", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_workbook(tmp_path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(AdministrationError, match="不是 Excel 文件"):
        list(lines_of(path))


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\xff\xff\xff", '事由,"'.encode() + "字".encode() * 200_000]
)
def test_what_is_no_csv(tmp_path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(AdministrationError):
        list(lines_of(path))


HEADINGS = "事由,投诉内容,收到日期\n"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("坏了,冰箱坏了,2099-01-01", "收到日期", "以后"),
        ("坏了,冰箱坏了,1899-01-01", "收到日期", "早于"),
        ("坏了,冰箱坏了,明天", "收到日期", "不是日期"),
        ("坏了,,2026-02-01", "投诉内容", "不能为空"),
        (",,2026-02-01", "投诉内容", "不能为空"),
    ],
)
def test_a_row_at_fault_is_told_in_words_and_nothing_is_written(
    tmp_path, desk, row: str, column: str, reason: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADINGS + "好的,好的一行,2026-02-02\n" + row + "\n", encoding="utf-8")
    report = importing.import_ledger(
        path, organisation=desk.cast.office.organisation.slug, dry_run=False, now=MONDAY
    )
    assert report.created == Case.objects.count() == 0
    assert {number for number, _, _ in report.faults} == {3}
    assert any(told == column and reason in why for _, told, why in report.faults)
    assert not any(why.isascii() for _, _, why in report.faults)


def test_a_column_twice_is_told(tmp_path, desk) -> None:
    path = tmp_path / "a.csv"
    path.write_text("事由,投诉内容,事由\n", encoding="utf-8")
    with pytest.raises(AdministrationError, match="重复的列：事由"):
        importing.import_ledger(
            path, organisation=desk.cast.office.organisation.slug, dry_run=True, now=MONDAY
        )


def ledger(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ledger.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def imported(cast, path: Path) -> importing.ImportReport:
    return importing.import_ledger(path, organisation=cast.organisation.slug, dry_run=False, now=MONDAY)


def test_a_cell_of_several_lines_is_taken_whole_and_names_the_case_by_its_beginning(cast, tmp_path) -> None:
    report = imported(cast, ledger(tmp_path, '渠道,投诉内容\r\n电话,"冰箱\r\n坏了\t又响"\r\n'))
    assert (report.created, report.faults) == (1, ())
    assert Case.objects.get().subject == "冰箱 坏了 又响"


def test_what_stands_beyond_the_headings_is_told_and_not_lost(cast, tmp_path) -> None:
    report = imported(cast, ledger(tmp_path, "渠道,投诉内容\n电话,坏了,又响\n电话,好的,\n"))
    assert [(row, column) for row, column, _ in report.faults] == [(2, "标题行以外")]
    assert Case.objects.count() == 0


def test_a_row_without_content_is_told_once(cast, tmp_path) -> None:
    report = imported(cast, ledger(tmp_path, "渠道,投诉内容\n电话,\n"))
    assert report.faults == ((2, "投诉内容", "不能为空"),)


def test_a_quote_left_open_does_not_swallow_the_rows_after_it(cast, tmp_path) -> None:
    with pytest.raises(AdministrationError, match="第 4 行引号没有配对"):
        imported(cast, ledger(tmp_path, '渠道,投诉内容\n电话,"坏了\n电话,一\n电话,二\n'))
    assert Case.objects.count() == 0


TWICE = "渠道,投诉内容,收到日期,投诉人,承办备注\n电话,冰箱坏了,2026-02-02,丁一,甲\n电话,洗衣机响,2026-02-03,林二,乙\n"


def numbers() -> list[str]:
    return list(Case.objects.order_by("pk").values_list("number", flat=True))


def test_the_same_ledger_again_makes_no_second_case(cast, tmp_path) -> None:
    assert imported(cast, ledger(tmp_path, TWICE)).created == 2
    first = numbers()
    again = imported(cast, ledger(tmp_path, TWICE + "电话,又坏了,2026-02-04,丁一,\n"))
    assert again.created == 1
    assert again.present == ((2, first[0]), (3, first[1]))
    assert len(numbers()) == 3


def test_however_late_it_comes_and_after_the_nightly_tidying(cast, tmp_path) -> None:
    imported(cast, ledger(tmp_path, TWICE))
    tidying.forget_expired(MONDAY + timedelta(days=400))
    later = importing.import_ledger(
        ledger(tmp_path, TWICE),
        organisation=cast.organisation.slug, dry_run=False, now=MONDAY + timedelta(days=400),
    )  # fmt: skip
    assert (later.created, len(later.present)) == (0, 2)


def test_rows_that_say_the_same_are_each_one_of_their_own(cast, tmp_path) -> None:
    text = "渠道,投诉内容\n电话,坏了\n电话,坏了\n"
    assert imported(cast, ledger(tmp_path, text)).created == 2
    again = imported(cast, ledger(tmp_path, text + "电话,坏了\n"))
    assert (again.created, [row for row, _ in again.present]) == (1, [2, 3])


def test_a_number_of_its_own_tells_a_row_whatever_else_was_changed(cast, tmp_path) -> None:
    assert (
        imported(cast, ledger(tmp_path, "原编号,渠道,投诉内容\nA-1,电话,坏了\nA-2,电话,坏了\n")).created == 2
    )
    again = imported(cast, ledger(tmp_path, "原编号,渠道,投诉内容\nA-2,来访,坏了，又修了\nA-3,电话,坏了\n"))
    assert (again.created, again.present) == (1, ((2, numbers()[1]),))


def test_a_number_twice_in_one_file_is_a_fault_and_loses_no_row(cast, tmp_path) -> None:
    text = "原编号,渠道,投诉内容\nA-1,电话,坏了\nA-2,电话,又坏了\nA-1,来访,另一件事\n"
    report = imported(cast, ledger(tmp_path, text))
    assert report.faults == ((4, "原编号", "“A-1”与第 2 行重复"),)
    assert report.present == ()
    assert Case.objects.count() == 0


def test_a_date_written_another_way_is_the_same_date(cast, tmp_path) -> None:
    imported(cast, ledger(tmp_path, TWICE))
    again = imported(
        cast, ledger(tmp_path, TWICE.replace("2026-02-02", "2026/02/02").replace("电话", "hotline"))
    )
    assert (again.created, len(again.present)) == (0, 2)


def test_another_organisation_has_its_own_rows(cast, tmp_path) -> None:
    imported(cast, ledger(tmp_path, TWICE))
    assert answered("import:elsewhere", ["ref A-1"]) == {}


def test_a_trial_writes_nothing_and_a_fault_holds_back_the_rows_that_are_new(cast, tmp_path) -> None:
    path = ledger(tmp_path, TWICE)
    slug = cast.organisation.slug
    assert importing.import_ledger(path, organisation=slug, dry_run=True, now=MONDAY).present == ()
    assert Case.objects.count() == 0
    assert imported(cast, ledger(tmp_path, TWICE + "电话,坏了,明天,,\n")).created == Case.objects.count() == 0
    assert imported(cast, ledger(tmp_path, TWICE)).created == 2
    assert len(importing.import_ledger(path, organisation=slug, dry_run=True, now=MONDAY).present) == 2


def test_what_nothing_is_done_with_is_named(cast, tmp_path) -> None:
    report = imported(cast, ledger(tmp_path, TWICE))
    assert report.unused == ("承办备注",)
    again = imported(cast, ledger(tmp_path, TWICE))
    assert again.remarks == (
        f"第 2 行早先已经导入，是 {numbers()[0]}", f"第 3 行早先已经导入，是 {numbers()[1]}", "没有用到的列：承办备注",
    )  # fmt: skip


NUMBERED = "原编号,渠道,投诉内容,投诉人\nA-1,电话,坏了,丁一\nA-2,电话,又坏了,林二\n"


def test_a_row_that_says_something_else_than_then_is_told_and_changes_no_case(cast, tmp_path) -> None:
    imported(cast, ledger(tmp_path, NUMBERED))
    stood = list(Case.objects.order_by("pk").values())
    again = imported(cast, ledger(tmp_path, NUMBERED.replace("又坏了", "又坏了，要求换货")))
    assert (again.created, again.changed) == (0, {3})
    assert [("与那时不同" in remark) for remark in again.remarks] == [False, True]
    assert list(Case.objects.order_by("pk").values()) == stood


def test_what_says_something_else_is_told_before_what_is_merely_known(cast, tmp_path) -> None:
    many = "原编号,渠道,投诉内容\n" + "".join(f"A-{n},电话,坏了\n" for n in range(60))
    imported(cast, ledger(tmp_path, many))
    again = imported(cast, ledger(tmp_path, many.replace("A-59,电话,坏了", "A-59,电话,好了")))
    assert again.remarks[-2].startswith("第 61 行早先已经导入")
    assert again.remarks[-1] == "另有 10 行早先已经导入"


@pytest.mark.parametrize("text", [TWICE, NUMBERED])
def test_a_row_whose_case_lost_its_texts_is_still_known_and_cannot_be_guessed(cast, tmp_path, text) -> None:
    imported(cast, ledger(tmp_path, text))
    kept = set(AnsweredRequest.objects.values_list("key", flat=True))
    for case in Case.objects.all():
        forget(case)
        forget(case)  # a text taken out, then disposed of
    rows = AnsweredRequest.objects.values_list("key", "fingerprint")
    assert not kept & {key for key, _ in rows}
    assert {fingerprint for _, fingerprint in rows} == {""}
    again = imported(cast, ledger(tmp_path, text))
    assert (again.created, len(again.present), again.changed) == (0, 2, frozenset())


def test_what_was_imported_before_is_asked_for_at_once(cast, tmp_path, django_assert_max_num_queries) -> None:
    many = "原编号,渠道,投诉内容\n" + "".join(f"A-{n},电话,坏了\n" for n in range(40))
    imported(cast, ledger(tmp_path, many))
    with django_assert_max_num_queries(12):
        assert len(imported(cast, ledger(tmp_path, many)).present) == 40
