"""Evidence over months: how each clause was kept, the worst first, and the working paper."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, people, queries
from shouwen.application.people import Person
from shouwen.application.views.figures import ClauseMonths
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, spreadsheet, staff

SPANS = (3, 6, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One clause in one month, or in all of them."""

    kept: int
    broken: int
    pending: int
    rate: str
    cases: int
    """Cases in which it was broken."""
    link: str
    """The query string of the ledger that lists them."""
    periods: int
    """Periods in which it was broken: periodic work that was late or not done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    clause: str
    text: str
    cells: tuple[Cell, ...]
    total: Cell


@require_safe
@staff
def evidence(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    months, first, last = _period(request.GET, queries.today(person, now))
    table = queries.clause_table(person, first=first, last=last, now=now)
    lines = [
        _line(line, table.months, last)
        for line in table.lines
        if not line.statement or line.counts or line.periods
    ]
    worst = sorted((x for x in lines if x.total.broken), key=lambda x: (-x.total.broken, x.total.kept))[:3]
    context = {
        "months": [_month(month) for month in table.months],
        "lines": lines,
        "worst": worst,
        "counts_periods": any(line.periods for line in table.lines),
        "statements": sum(line.statement for line in table.lines),
        "span": months,
        "spans": SPANS,
        "query": urlencode({"months": months}),
    }
    return page(request, person, "web/evidence.html", context, here="rulebook")


@require_safe
@staff
def paper(request: StaffRequest, person: Person) -> HttpResponse:
    """The working paper (检查底稿): every clause and every case to which it applied."""
    from shouwen.documents import evidence_xlsx  # heavy, and only here

    now = clock.now()
    _months, first, last = _period(request.GET, queries.today(person, now))
    table = queries.clause_table(person, first=first, last=last, now=now)
    rows = queries.proof_rows(person, first=first, last=last, now=now)
    organisation = people.reader(person).organisation.name
    content = evidence_xlsx(table, rows, person.language, organisation=organisation)
    return spreadsheet(content, f"evidence-{first:%Y%m}-{last:%Y%m}.xlsx")


def _period(query: QueryDict, today: date) -> tuple[int, date, date]:
    """(number of months, first day, today) that are looked at."""
    asked = query.get("months", "")
    months = int(asked) if asked.isdecimal() and int(asked) in SPANS else SPANS[1]
    begin = today.year * 12 + today.month - months
    return months, date(begin // 12, begin % 12 + 1, 1), today


def _line(line: ClauseMonths, months: tuple[date, ...], last: date) -> Line:
    cells = [_cell(line, month, month, _end(month, months, last)) for month in months]
    total = _cell(line, None, months[0], last)
    return Line(clause=line.clause, text=line.text, cells=tuple(cells), total=total)


def _end(month: date, months: tuple[date, ...], last: date) -> date:
    """The last day of a month of the table."""
    later = [other for other in months if other > month]
    return date.fromordinal(later[0].toordinal() - 1) if later else last


def _cell(line: ClauseMonths, month: date | None, first: date, last: date) -> Cell:
    """Of one month, or (None) of all."""
    sums = line.sums(month)
    kept, broken = sums.get("kept", 0), sums.get("broken", 0)
    cases = sum(n.get("broken", 0) for one, n in line.counts.items() if month in (None, one))
    narrowed = {
        "clause": line.clause, "verdict": "broken", "registered_from": first.isoformat(), "registered_to": last.isoformat(),
    }  # fmt: skip
    return Cell(
        kept=kept, broken=broken, pending=sums.get("pending", 0), rate=formats.percent(kept, kept + broken), cases=cases,
        link=urlencode(narrowed), periods=broken - cases,
    )  # fmt: skip


def _month(month: date) -> str:
    return _("%(year)d年%(month)d月") % {"year": month.year, "month": month.month}
