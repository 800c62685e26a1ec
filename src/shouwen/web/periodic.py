"""Periodic work of the office: what is owed for which period, and one piece of it, to be read, done or written anew."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.application import clock, operations, people, queries
from shouwen.application.errors import BadDataError, Refused
from shouwen.application.people import Person
from shouwen.application.views.figures import Statistics
from shouwen.application.views.periodic import PeriodicLine, PeriodicView
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.wording import fault_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the list, ready to show."""

    row: PeriodicLine
    due: formats.Countdown
    done: str


@require_safe
@staff
def listed(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    lines = [_line(row, now=now) for row in queries.periodic(person, now=now)]
    waiting = sorted((one for one in lines if one.row.done_at is None), key=lambda one: one.row.due_at)
    done = [one for one in lines if one.row.done_at is not None]
    context = {"waiting": waiting, "done": done}
    return page(request, person, "web/periodic.html", context, here="board")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def one(request: StaffRequest, person: Person, work: str, last: str) -> HttpResponse:
    now = clock.now()
    day = _day(last)
    view = queries.periodic_one(person, work, day, now=now)
    told = {text.id: text.text for text in view.texts}
    faults: dict[str, str] = {}
    if request.method == "POST":
        told = {text.id: request.POST.get(f"text_{text.id}", "") for text in view.texts}
        try:
            operations.record_periodic(person, work, day, told, now=now)
        except BadDataError as error:
            faults = {bad.pointer.strip("/"): fault_of(bad) for bad in error.fields}
        except Refused as refused:
            messages.error(request, refused.say.in_(person.language))
        else:
            messages.success(request, _("已记录。"))
        if not faults:
            return redirect("web:periodic-work", work, last)
    context = {
        "view": view, "line": _line(view.line, now=now), "told": told, "faults": faults,
        "writing": view.line.mine and (bool(faults) or not view.editions or "write" in request.GET),
        "editions": [(n, formats.moment(at.astimezone(view.line.due_at.tzinfo), now=now), who) for n, at, who in view.editions],
        "figures": _figures(person, view, now),
        "organisation": people.reader(person).organisation.name,
    }  # fmt: skip
    return page(
        request, person, "web/periodic_work.html", context, here="board", status=422 if faults else 200
    )


@require_safe
@staff
def paper(request: StaffRequest, person: Person, work: str, last: str) -> HttpResponse:
    """On paper, to be signed; nothing to print while nothing is on record."""
    now = clock.now()
    view = queries.periodic_one(person, work, _day(last), now=now)
    if not view.editions:
        raise Http404
    context = {"view": view, "line": _line(view.line, now=now), "figures": _figures(person, view, now)}
    return page(request, person, "web/periodic_print.html", context)


def _figures(person: Person, view: PeriodicView, now: datetime) -> Statistics:
    """Of the period, as the statistics have them."""
    return queries.statistics(person, first=view.line.first, last=view.line.last, by="category", now=now)


def _line(row: PeriodicLine, *, now: datetime) -> Line:
    done = row.done_at.astimezone(row.due_at.tzinfo) if row.done_at else None
    return Line(
        row=row,
        due=formats.countdown(row.due_at, status=row.status.id, now=now),
        done=formats.moment(done, now=now),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
