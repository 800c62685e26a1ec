"""The statistics page: counts and rates; every number opens the cases behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, cast

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, queries
from shouwen.application.people import Person
from shouwen.application.views.figures import FigureRow, Statistics
from shouwen.application.views.supervision import ReturnRow
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, spreadsheet, staff

By = Literal["day", "category", "unit", "level", "channel", "month", "result"]
FIGURES = ("received", "closed", "open", "overdue", "on_time", "late", "satisfied", "dissatisfied")
TIMES = ("respond", "reply", "close")
PERIODS = ("this_month", "last_month", "this_quarter", "this_year", "custom")
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    figure: str
    value: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    name: str
    cells: tuple[Cell, ...]
    kept: str
    """Share of deadlines kept."""
    pleased: str
    """Share of satisfied among those who answered."""


@require_safe
@staff
def statistics(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    asked = _asked(request, person, now)
    period, first, last, by = asked.period, asked.first, asked.last, asked.by
    figures = queries.statistics(person, first=first, last=last, by=by, now=now)
    context = {
        "query": request.GET.urlencode(),
        "total": _line(figures.total, name=_("合计")),
        "lines": tuple(_line(row, name=row.key.name or _("未定")) for row in figures.rows),
        "anything": any(getattr(figures.total, figure) for figure in FIGURES),
        "columns": _columns(),
        "chart": _chart(figures),
        "by": by,
        "by_name": _bys()[by],
        "bys": _bys(),
        "period": period,
        "periods": _periods(),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "span": f"{formats.day(first)} – {formats.day(last)}",
        "as_of": formats.moment(figures.as_of, now=now),
    }
    return page(request, person, "web/statistics.html", context, here="statistics")


@require_safe
@staff
def times(request: StaffRequest, person: Person) -> HttpResponse:
    """The medians of handling times, fetched once the page stands: they are counted anew from the cases."""
    now = clock.now()
    asked = _asked(request, person, now)
    figures = queries.statistics(person, first=asked.first, last=asked.last, by=asked.by, now=now)
    total, found = queries.medians(person, first=asked.first, last=asked.last, by=asked.by)
    rows = [(row.key.name or _("未定"), found[row.key.id]) for row in figures.rows if row.key.id in found]
    context = {
        "by_name": _bys()[asked.by],
        "lines": [(name, _spans(hours)) for name, hours in rows],
        "total": _spans(total),
    }
    return render(request, "web/statistics_times.html", context)


@require_safe
@staff
def returns(request: StaffRequest, person: Person) -> HttpResponse:
    """Returns by unit, fetched once the page stands."""
    asked = _asked(request, person, clock.now())
    found = queries.returns(person, first=asked.first, last=asked.last)
    context = {"lines": [_of_unit(row) for row in found.rows], "total": _of_unit(found.total)}
    return render(request, "web/statistics_returns.html", context)


def _of_unit(row: ReturnRow) -> dict[str, object]:
    return {
        "row": row,
        "share": formats.percent(row.returned, row.assigned),
        "median": "—" if row.median_minutes is None else formats.span(row.median_minutes * 60),
        "total": formats.span(row.total_minutes * 60) if row.total_minutes else "—",
    }


@require_safe
@staff
def export(request: StaffRequest, person: Person) -> HttpResponse:
    """The figures as shown, as a spreadsheet with its chart."""
    from shouwen.documents import statistics_xlsx  # heavy, and only here

    now = clock.now()
    asked = _asked(request, person, now)
    figures = queries.statistics(person, first=asked.first, last=asked.last, by=asked.by, now=now)
    name = f"statistics-{asked.first:%Y%m%d}-{asked.last:%Y%m%d}.xlsx"
    return spreadsheet(statistics_xlsx(figures, person.language), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the statistics were asked for."""

    period: str
    first: date
    last: date
    by: By


def _asked(request: StaffRequest, person: Person, now: datetime) -> Asked:
    period, first, last = period_of(request.GET, today=queries.today(person, now))
    return Asked(period=period, first=first, last=last, by=_by(request.GET.get("by", "")))


def _spans(hours: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(formats.span(hours[what] * 3600) if what in hours else "—" for what in TIMES)


def period_of(query: QueryDict, *, today: date) -> tuple[str, date, date]:
    """(period, first day, last day) of what was picked; this month when nothing readable was."""
    month = today.replace(day=1)
    match query.get("period", ""):
        case "last_month":
            before = month - timedelta(days=1)
            return "last_month", before.replace(day=1), before
        case "this_quarter":
            return "this_quarter", month.replace(month=(today.month - 1) // 3 * 3 + 1), today
        case "this_year":
            return "this_year", month.replace(month=1), today
        case "custom":
            try:
                first, last = (date.fromisoformat(query.get(name, "")) for name in ("first", "last"))
            except ValueError:
                return "this_month", month, today
            first, last = min(first, last), max(first, last)
            return "custom", max(first, last - LONGEST), last
        case _:
            return "this_month", month, today


def _by(asked: str) -> By:
    return cast("By", asked) if asked in _bys() else "day"


def _bys() -> dict[str, str]:
    return {
        "day": _("日"), "month": _("月"), "category": _("分类"), "unit": _("部门"), "level": _("级别"), "channel": _("渠道"),
        "result": _("处理结果"),
    }  # fmt: skip


def _periods() -> list[tuple[str, str]]:
    names = (_("本月"), _("上月"), _("本季度"), _("今年"), _("自选"))
    return list(zip(PERIODS, names, strict=True))


def _columns() -> list[tuple[str, str]]:
    names = (_("收到"), _("办结"), _("在办"), _("逾期未结"), _("按时"), _("逾期办结"), _("满意"), _("不满意"))
    return list(zip(FIGURES, names, strict=True))


def _line(row: FigureRow, *, name: str) -> Line:
    return Line(
        name=name,
        cells=tuple(Cell(figure=f, value=getattr(row, f), link=row.links.get(f, "")) for f in FIGURES),
        kept=formats.percent(row.on_time, row.on_time + row.late),
        pleased=formats.percent(row.satisfied, row.satisfied + row.dissatisfied),
    )


def _chart(figures: Statistics) -> dict[str, object]:
    """What the chart draws: names and two series; lines over time, bars otherwise."""
    rows = figures.rows
    return {
        "kind": "line" if figures.by in ("day", "month") else "bar",
        "names": [row.key.name or _("未定") for row in rows],
        "series": [
            {"name": _("收到"), "data": [row.received for row in rows]},
            {"name": _("办结"), "data": [row.closed for row in rows]},
        ],
    }
