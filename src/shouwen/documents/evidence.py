"""The working paper (检查底稿) of an inspection: clauses over months, and behind them every case with its event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from shouwen.core.rulebook.names import clause_name
from shouwen.documents.spreadsheet import Sheet

if TYPE_CHECKING:
    from shouwen.application.views.figures import ClauseTable, ProofRow

_TITLE = ("检查底稿", "Inspection working paper")
_HEADS = (
    ("条款", "Clause", 12), ("条款内容", "Text", 46), ("结论", "Verdict", 10), ("编号", "Case", 18), ("事由", "Subject", 34),
    ("主办部门", "Lead unit", 14), ("登记时间", "Registered", 17), ("见第几条记录", "Shown by event", 12),
    ("检查人意见", "Inspector's remark", 24),
)  # fmt: skip
_VERDICTS = {
    "kept": ("已做到", "kept"), "broken": ("未做到", "broken"), "pending": ("进行中", "pending"), "excused": ("免除", "excused"),
}  # fmt: skip
_SUMMARY = (
    "已做到 {kept}，未做到 {broken}，进行中 {pending}",
    "kept {kept}, broken {broken}, pending {pending}",
)


_OVER = ("{organisation}　检查底稿　{months}", "{organisation} · Inspection working paper · {months}")
_UNDER = (
    "检查人：　　　　　　　　　被检查部门：　　　　　　　　　日期：",
    "Inspector:                         Unit:                         Date:",
)


def evidence_xlsx(
    table: ClauseTable, rows: Iterable[ProofRow], language: str, *, organisation: str = ""
) -> bytes:
    """Every clause that can be judged with its sums, then every case to which it applied; the last column is left to
    the inspector. Rows come in the order of the clauses.
    """
    english = language.startswith("en")
    sheet = Sheet(title=_TITLE[english])
    heads = [(en if english else zh, float(width)) for zh, en, width in _HEADS]
    over = _OVER[english].format(organisation=organisation, months=_span(table.months)).strip(" 　·")
    sheet.heading(heads, over=over, under=_UNDER[english])
    sums = {line.clause: (line.text, line.sums()) for line in table.lines}
    at, clause = 0, ""
    for row in rows:
        if row.clause != clause:
            clause, at = row.clause, at + 1
            text, counts = sums.get(clause, (row.text, {}))
            summary = _summary(counts, english=english)
            sheet.write_group(
                at,
                [
                    clause_name(clause).in_(language),
                    text or row.text,
                    "",
                    "",
                    summary,
                    *[""] * (len(_HEADS) - 5),
                ],
            )
        at += 1
        sheet.write_text(at, 0, clause_name(row.clause).in_(language))
        sheet.write_text(at, 2, _VERDICTS.get(row.verdict, (row.verdict, row.verdict))[english])
        sheet.write_text(at, 3, row.case)
        sheet.write_text(at, 4, row.subject)
        sheet.write_text(at, 5, row.unit)
        sheet.write_time(at, 6, row.registered_at)
        if row.seq:
            sheet.sheet.write_number(at, 7, row.seq, sheet.number)
    sheet.sheet.autofilter(0, 0, max(at, 1), len(_HEADS) - 1)
    return sheet.done()


def _span(months: Sequence[date]) -> str:
    return " – ".join(f"{month:%Y-%m}" for month in dict.fromkeys((*months[:1], *months[-1:])))


def _summary(counts: dict[str, int], *, english: bool) -> str:
    return _SUMMARY[english].format(**{v: counts.get(v, 0) for v in ("kept", "broken", "pending")})
