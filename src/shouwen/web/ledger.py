"""The ledger: the register as a table, narrowed, paged by key, exported whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from shouwen.application import clock, queries
from shouwen.application.people import Person
from shouwen.application.views.lists import LedgerRow
from shouwen.web import formats
from shouwen.web.access import PAGE, StaffRequest, page, spreadsheet, staff
from shouwen.web.narrowing import chips, filter_of, more_open, selects, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One case of the ledger, ready to show."""

    row: LedgerRow
    registered: str
    due: formats.Countdown | None
    closed: str


@require_safe
@staff
def ledger(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    words = queries.form_words(person)
    chosen = filter_of(request.GET)
    found = queries.ledger(person, chosen, now=now, cursor=request.GET.get("cursor", ""), limit=PAGE)
    context = {
        "lines": tuple(_line(row, now=now) for row in found.items),
        "selects": selects(words, request.GET),
        "texts": texts(request.GET),
        "chips": chips(words, request.GET),
        "q": chosen.q,
        "more": _with(request.GET, {"cursor": found.next}) if found.next else "",
        "first_page": _with(request.GET, {"cursor": ""}) if request.GET.get("cursor") else "",
        "query": _with(request.GET, {"cursor": ""}),
        "more_open": more_open(request.GET),
    }
    return page(request, person, "web/ledger.html", context, here="ledger")


@require_safe
@staff
def export(request: StaffRequest, person: Person) -> HttpResponse:
    """The ledger as filtered, all rows."""
    from shouwen.documents import ledger_xlsx  # heavy, and only here

    now = clock.now()
    rows = queries.ledger_all(person, filter_of(request.GET), now=now)
    return spreadsheet(ledger_xlsx(rows, person.language), f"ledger-{now:%Y%m%d}.xlsx")


def _line(row: LedgerRow, *, now: datetime) -> Line:
    due = None
    if row.due_at is not None and row.closed_at is None:
        status = "paused" if row.paused else "open"
        due = formats.countdown(row.due_at, status=status, now=now)
    return Line(
        row=row,
        registered=formats.moment(row.registered_at, now=now),
        due=due,
        closed=formats.moment(row.closed_at, now=now),
    )


def _with(query: QueryDict, changes: Mapping[str, str]) -> str:
    """The query string with changes; empty values are left out."""
    copy = query.copy()
    for key, value in changes.items():
        copy[key] = value
    for key in [key for key, value in copy.items() if not value]:
        del copy[key]
    return copy.urlencode()
