"""`shouwen import`: what is said of a ledger, on which stream, with which status."""

import pytest

from shouwen.store.models import Case
from tests.cli.terminal import shouwen

LEDGER = "原编号,渠道,投诉内容,承办备注\nA-1,电话,坏了,甲\nA-2,电话,又坏了,乙\n"


@pytest.fixture
def sheet(db, tmp_path):
    shouwen("organisation", "add", "haitang", "海棠商城", "--rulebook", "four-level", "--from", "2026-01-01")
    path = tmp_path / "台账.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def taken_in(path, *words: str):
    return shouwen("import", str(path), "--organisation", "haitang", *words)


def test_a_ledger_goes_in_once(sheet) -> None:
    tried = taken_in(sheet, "--dry-run")
    assert (tried.status, tried.out.splitlines()[-1]) == (0, "共 2 行，检查无误，未导入")
    assert Case.objects.count() == 0
    done = taken_in(sheet)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [f"{sheet}: 没有用到的列：承办备注", "共 2 行，导入 2 件"]
    again = taken_in(sheet)
    first, second = Case.objects.order_by("pk").values_list("number", flat=True)
    assert again.out.splitlines() == [
        f"{sheet}: 第 2 行早先已经导入，是 {first}", f"{sheet}: 第 3 行早先已经导入，是 {second}",
        f"{sheet}: 没有用到的列：承办备注", "共 2 行，导入 0 件",
    ]  # fmt: skip


def test_remarks_stand_beside_faults(sheet) -> None:
    taken_in(sheet)
    sheet.write_text(LEDGER.replace("坏了,甲", "修了又坏,甲") + "A-3,飞鸽,坏了,\n", encoding="utf-8")
    answer = taken_in(sheet)
    assert (answer.status, answer.is_one_line()) == (1, True)
    assert answer.err == "1 处错误，没有导入任何一件\n"
    fault, changed, known, unused = answer.out.splitlines()
    assert "第 4 行 渠道：“飞鸽”不在可选项内" in fault
    assert "第 2 行早先已经导入" in changed
    assert "与那时不同" in changed
    assert known.startswith(f"{sheet}: 第 3 行早先已经导入")
    assert unused.endswith("承办备注")
    assert Case.objects.count() == 2
