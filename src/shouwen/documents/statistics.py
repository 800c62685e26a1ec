"""The statistics (投诉统计表) as a spreadsheet, with a chart that Excel and LibreOffice draw themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shouwen.documents.spreadsheet import Sheet

if TYPE_CHECKING:
    from shouwen.application.views.figures import FigureRow, Statistics

_TITLE = ("投诉统计表", "Complaint statistics")
_BY = {
    "day": ("日期", "Day"), "month": ("月份", "Month"), "category": ("分类", "Category"), "unit": ("部门", "Unit"),
    "level": ("级别", "Level"), "channel": ("渠道", "Channel"),
    "result": ("处理结果", "Result"),
}  # fmt: skip
_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("received", "收到", "Received"), ("closed", "办结", "Closed"), ("open", "在办", "Open"), ("on_time", "按时", "On time"),
    ("late", "逾期办结", "Late"), ("on_time_rate", "按时率", "On-time rate"), ("overdue", "逾期未结", "Overdue"),
    ("satisfied", "满意", "Satisfied"), ("dissatisfied", "不满意", "Dissatisfied"),
    ("satisfaction", "满意率", "Satisfaction"),
)  # fmt: skip
_RATES = {"on_time_rate": ("on_time", "late"), "satisfaction": ("satisfied", "dissatisfied")}
_TOTAL = ("合计", "Total")
_CHARTED = 60
_TALLEST = 2000


def statistics_xlsx(statistics: Statistics, language: str) -> bytes:
    """The figures as shown, a line of totals, and the chart of received and closed."""
    english = language.startswith("en")
    sheet = Sheet(title=_TITLE[english])
    first = _BY.get(statistics.by, (statistics.by, statistics.by))[english]
    names = [(en if english else zh, 11.0) for _, zh, en in _COLUMNS]
    sheet.heading([(first, 22), *names])
    for at, row in enumerate(statistics.rows, start=1):
        _write(sheet, at, row.key.name, row)
    end = len(statistics.rows)
    _write(sheet, end + 1, _TOTAL[english], statistics.total, strong=True)
    sheet.sheet.set_footer(f"&L{statistics.first:%Y-%m-%d} – {statistics.last:%Y-%m-%d}&R&P / &N")
    if end:
        _chart(sheet, statistics, names=[name for name, _ in names], english=english)
    return sheet.done()


def _write(sheet: Sheet, at: int, name: str, row: FigureRow, *, strong: bool = False) -> None:
    sheet.write_text(at, 0, name or "—", strong=strong)
    number, rate = (sheet.strong, sheet.strong_rate) if strong else (sheet.number, sheet.rate)
    for column, (key, _, _) in enumerate(_COLUMNS, start=1):
        if key in _RATES:
            good, bad = (getattr(row, part) for part in _RATES[key])
            if good + bad:
                sheet.sheet.write_number(at, column, good / (good + bad), rate)
        else:
            sheet.sheet.write_number(at, column, getattr(row, key), number)


def _chart(sheet: Sheet, statistics: Statistics, *, names: list[str], english: bool) -> None:
    """Lines over time, bars otherwise; black and grey, so that a printer needs no colour."""
    timely = statistics.by in ("day", "month")
    chart: Any = sheet.book.add_chart({"type": "line" if timely else "bar"})
    end = min(len(statistics.rows), _TALLEST if timely else _CHARTED)
    title = _TITLE[english]
    for column, colour in ((1, "#222222"), (2, "#9A9A9A")):
        style = {"line": {"color": colour, "width": 2}} if timely else {"fill": {"color": colour}}
        chart.add_series({
            "name": names[column - 1],
            "categories": [title, 1, 0, end, 0],
            "values": [title, 1, column, end, column],
            **style,
        })  # fmt: skip
    chart.set_title({"name": _TITLE[english], "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    if not timely:
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 760, "height": 380 if timely else min(_TALLEST, 160 + 36 * end)})
    sheet.sheet.insert_chart(len(statistics.rows) + 3, 0, chart)
