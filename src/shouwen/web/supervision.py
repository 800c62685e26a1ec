"""Documents of supervision: the list, and one of them on paper."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, people, queries
from shouwen.application.people import Person
from shouwen.application.views.supervision import PaperRow
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff

STANDS = ("issued", "received", "sent_back", "answered", "overdue", "closed", "withdrawn")
OVER = ("closed", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    row: PaperRow
    issued: str
    countdown: formats.Countdown


@require_safe
@staff
def papers(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    stands, unit = request.GET.get("stands", ""), request.GET.get("unit", "")[:200]
    stands = stands if stands in STANDS else ""
    found = queries.papers(person, now=now, stands=stands, unit=unit, cursor=request.GET.get("cursor", ""))
    names = {
        "issued": _("待签收"), "received": _("待报送"), "sent_back": _("待重办"), "answered": _("待审核"),
        "overdue": _("逾期未报送"), "closed": _("已审结"), "withdrawn": _("已撤回"),
    }  # fmt: skip
    context = {
        "lines": tuple(_line(row, now=now) for row in found.rows),
        "tallies": [(key, names[key], found.counts.get(key, 0)) for key in STANDS if key not in OVER],
        "stands": stands,
        "unit": unit,
        "units": queries.form_words(person).units,
        "more": formats.following(found.next, stands=stands, unit=unit),
    }
    return page(request, person, "web/papers.html", context, here="board")


@require_safe
@staff
def paper(request: StaffRequest, person: Person, number: str, paper: str) -> HttpResponse:
    """The document as it is sent, with receipt, replies and reviews."""
    from shouwen.documents import supervision_pdf  # heavy, and only here

    del request
    now = clock.now()
    case = queries.case(person, number, now=now)
    found = next((one for one in case.papers if one.number == paper), None)
    if found is None:
        raise Http404
    reader = people.reader(person)
    zone = case.registered_at.tzinfo
    content = supervision_pdf(
        case, found, reader.organisation.name, person.language, printed_by=reader.name, printed_at=now.astimezone(zone)
    )  # fmt: skip
    response = HttpResponse(content, content_type="application/pdf")
    place = [one.number for one in case.papers].index(paper) + 1
    response["Content-Disposition"] = f'inline; filename="{number}-{place}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _line(row: PaperRow, *, now: datetime) -> Line:
    waiting = row.stands.id in ("issued", "received", "sent_back")
    status = "missed" if row.overdue else "open" if waiting else "met"
    return Line(
        row=row,
        issued=formats.moment(row.issued_at, now=now),
        countdown=formats.countdown(row.reply_by, status=status, now=now),
    )
