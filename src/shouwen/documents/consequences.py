"""The register of awards and sanctions (奖惩记录, form 34) as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shouwen.core.rulebook.names import clause_name
from shouwen.documents.spreadsheet import Sheet

if TYPE_CHECKING:
    from shouwen.application.views.registers import ConsequenceRow

_TITLE = ("奖惩记录", "Awards and sanctions")
_COLUMNS = (
    ("人员", "Person", 12.0), ("部门", "Unit", 14.0), ("奖惩", "Award or sanction", 10.0), ("种类", "Kind", 12.0),
    ("金额或分值", "Amount or points", 12.0), ("案件", "Case", 18.0), ("事由", "Subject", 34.0), ("依据", "Clause", 12.0),
    ("申辩", "Heard", 9.0), ("审批", "Decision", 10.0), ("审批人", "Decided by", 11.0), ("生效", "In force", 12.0),
    ("记录时间", "Recorded", 17.0),
)  # fmt: skip
_SIDES = (("处罚", "sanction"), ("奖励", "award"))
_HEARD = (("", ""), ("已听取", "heard"))


def consequences_xlsx(rows: Iterable[ConsequenceRow], language: str) -> bytes:
    """Rows are read once, in order; times are those of the rows' own zone."""
    english = language.startswith("en")
    sheet = Sheet(title=_TITLE[english])
    sheet.heading([(en if english else zh, width) for zh, en, width in _COLUMNS])
    last = 0
    for last, row in enumerate(rows, start=1):
        cells = (
            row.who, row.unit, _SIDES[row.award][english], row.kind.name, row.amount, row.case, row.subject, clause_name(row.clause).in_(language),
            _HEARD[row.heard][english], row.decided.name, row.decided_by,
            row.in_force_on.isoformat() if row.in_force_on else "",
        )  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write_text(last, column, cell)
        sheet.write_time(last, len(cells), row.at)
    sheet.sheet.autofilter(0, 0, max(last, 1), len(_COLUMNS) - 1)
    return sheet.done()
