"""The ledger (投诉台账) as a spreadsheet or as CSV: any number of rows in little memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING, TypeAlias

from shouwen.documents.spreadsheet import Sheet, safe

if TYPE_CHECKING:
    from shouwen.application.views.lists import LedgerRow

_TITLE = ("投诉台账", "Complaint ledger")
_COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("序号", "No.", 7), ("编号", "Number", 18), ("收到时间", "Received", 17), ("来源", "Channel", 11),
    ("投诉人", "Complainant", 11), ("事由", "Subject", 36), ("类型", "Kind", 9), ("分类", "Category", 15),
    ("等级", "Level", 9), ("主办部门", "Lead unit", 14), ("承办人", "Handler", 11), ("环节", "Stage", 12),
    ("办理时限", "Due", 17), ("是否逾期", "Overdue", 10), ("办结时间", "Closed", 17), ("满意度", "Satisfaction", 12),
    ("轮次", "Round", 7),
)  # fmt: skip
_OVERDUE = (("否", "no"), ("是", "yes"))
_SATISFIED = {"yes": ("满意", "satisfied"), "no": ("不满意", "dissatisfied")}


_Cell: TypeAlias = str | int | datetime | None


def ledger_xlsx(rows: Iterable[LedgerRow], language: str) -> bytes:
    """The ledger; rows are read once, in order. Times are those of the rows' own zone."""
    english = language.startswith("en")
    sheet = Sheet(title=_TITLE[english])
    sheet.heading(list(zip(_heads(english=english), (width for _, _, width in _COLUMNS), strict=True)))
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(_cells(last, row, english=english)):
            if isinstance(cell, str):
                sheet.write_text(last, column, cell)
            elif isinstance(cell, int):
                sheet.sheet.write_number(last, column, cell, sheet.number)
            else:
                sheet.write_time(last, column, cell)
    sheet.sheet.autofilter(0, 0, max(last, 1), len(_COLUMNS) - 1)
    return sheet.done()


def ledger_csv(rows: Iterable[LedgerRow], language: str) -> bytes:
    """The same as text, UTF-8 with the mark by which spreadsheets know it; no cell begins like a formula."""
    english = language.startswith("en")
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_heads(english=english))
    for number, row in enumerate(rows, start=1):
        writer.writerow([_as_text(cell) for cell in _cells(number, row, english=english)])
    return text.getvalue().encode("utf-8-sig")


def _heads(*, english: bool) -> list[str]:
    return [en if english else zh for zh, en, _ in _COLUMNS]


def _cells(number: int, row: LedgerRow, *, english: bool) -> tuple[_Cell, ...]:
    return (
        number, row.number, row.registered_at, row.channel.name, row.complainant, row.subject, row.kind.name,
        row.category.name, row.level.name, row.unit, row.handler, row.stage.name, row.due_at,
        _OVERDUE[row.overdue][english], row.closed_at,
        _SATISFIED.get(row.satisfied, (row.satisfied, row.satisfied))[english], row.round,
    )  # fmt: skip


def _as_text(cell: _Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return safe(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
