"""The ledger (投诉台账) as a spreadsheet: any number of rows in little memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shouwen.documents.spreadsheet import Sheet

if TYPE_CHECKING:
    from shouwen.application.views import LedgerRow

_TITLE = ("投诉台账", "Complaint ledger")
_COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("序号", "No.", 7), ("编号", "Number", 18), ("收到时间", "Received", 17), ("来源", "Channel", 11),
    ("投诉人", "Complainant", 11), ("事由", "Subject", 36), ("类型", "Kind", 9), ("分类", "Category", 15),
    ("等级", "Level", 9), ("主办部门", "Lead unit", 14), ("承办人", "Handler", 11), ("环节", "Stage", 12),
    ("办理时限", "Due", 17), ("是否超期", "Overdue", 10), ("办结时间", "Closed", 17), ("满意度", "Satisfaction", 12),
    ("轮次", "Round", 7),
)  # fmt: skip
_OVERDUE = (("否", "no"), ("是", "yes"))
_SATISFIED = {"yes": ("满意", "satisfied"), "no": ("不满意", "dissatisfied")}


def ledger_xlsx(rows: Iterable[LedgerRow], language: str) -> bytes:
    """The ledger; rows are read once, in order. Times are those of the rows' own zone."""
    english = language.startswith("en")
    sheet = Sheet(title=_TITLE[english])
    sheet.heading([(en if english else zh, width) for zh, en, width in _COLUMNS])
    last = 0
    for last, row in enumerate(rows, start=1):
        _write(sheet, last, row, english=english)
    sheet.sheet.autofilter(0, 0, max(last, 1), len(_COLUMNS) - 1)
    return sheet.done()


def _write(sheet: Sheet, at: int, row: LedgerRow, *, english: bool) -> None:
    satisfied = _SATISFIED.get(row.satisfied, (row.satisfied, row.satisfied))[english]
    sheet.sheet.write_number(at, 0, at, sheet.number)
    sheet.write_text(at, 1, row.number)
    sheet.write_time(at, 2, row.registered_at)
    texts = (
        row.channel.name, row.complainant, row.subject, row.kind.name, row.category.name, row.level.name, row.unit,
        row.handler, row.stage.name,
    )  # fmt: skip
    for column, text in enumerate(texts, start=3):
        sheet.write_text(at, column, text)
    sheet.write_time(at, 12, row.due_at)
    sheet.write_text(at, 13, _OVERDUE[row.overdue][english])
    sheet.write_time(at, 14, row.closed_at)
    sheet.write_text(at, 15, satisfied)
    sheet.sheet.write_number(at, 16, row.round, sheet.number)
