"""The bell: reminders, escalations, what was assigned."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shouwen.application import clock, manuals, operations, people, queries
from shouwen.application.people import Person
from shouwen.application.views.desk import Notice
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff

LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    notice: Notice
    at: str


@require_safe
@staff
def notices(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    found = queries.notices(person, limit=LIMIT)
    lines = tuple(NoticeLine(notice=notice, at=formats.moment(notice.at, now=now)) for notice in found)
    unread = any(not notice.read for notice in found)
    return page(
        request,
        person,
        "web/notices.html",
        {"lines": lines, "unread": unread, "manuals": manuals.pending(person)},
        here="notices",
    )


@require_safe
@staff
def bell(request: StaffRequest, person: Person) -> HttpResponse:
    """The bell alone, asked for every minute."""
    return render(request, "web/bell.html", {"reader": people.reader(person)})


@require_POST
@staff
def read(request: StaffRequest, person: Person) -> HttpResponse:
    """Mark one notice as read and go to its case, or all of them."""
    chosen = request.POST.get("id", "")
    one = [int(chosen)] if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None
    operations.mark_read(person, one, now=clock.now())
    case = request.POST.get("case", "")
    if "absence" in request.POST:
        return redirect("web:absences")
    return redirect("web:case", number=case) if case else redirect("web:notices")
