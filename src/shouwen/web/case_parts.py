"""Parts of the case page that are fetched when somebody looks; without scripts each is a page of its own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shouwen.application import clock, queries
from shouwen.application.people import Person
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.case_page import entry_lines, owed_lines, parted
from shouwen.web.forms.catalogue import FORMS


@require_safe
@staff
def timeline(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    """What came before a place in the stream; all that happened, without one."""
    now, asked = clock.now(), request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    entries = queries.case_timeline(person, number, now=now, before=before)
    context = {"timeline": entry_lines(entries, now=now), "number": number}
    return _part(request, person, "timeline", context)


@require_safe
@staff
def owed(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    """What is and was owed."""
    now = clock.now()
    lines = owed_lines(queries.case_owed(person, number, now=now), now=now)
    return _part(request, person, "owed", {"owed": lines, "number": number})


@require_safe
@staff
def why_then(request: StaffRequest, person: Person, number: str, rule: str, instance: int) -> HttpResponse:
    """How a due time came about, fetched when somebody asks."""
    now = clock.now()
    steps = queries.due_explained(person, number, rule, instance, now=now)
    lines = [(formats.moment(at, now=now), note) for at, note in steps]
    return render(request, "web/case/why_then.html", {"lines": lines})


@require_safe
@staff
def proof(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    """Clause by clause."""
    applying, quiet = parted(queries.case_evidence(person, number, now=clock.now()))
    return _part(request, person, "proof", {"proof": applying, "proof_quiet": quiet, "number": number})


@require_safe
@staff
def refused(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    """What cannot be done now and why, fetched when somebody asks."""
    _, choices = queries.case_choices(person, number, now=clock.now())
    told = [choice for choice in choices if not choice.allowed and choice.command in FORMS]
    return render(request, "web/case/refused.html", {"choices": told})


def _part(request: StaffRequest, person: Person, name: str, context: Mapping[str, Any]) -> HttpResponse:
    template = f"web/case/{name}.html"
    if request.htmx:
        return render(request, template, dict(context))
    return page(request, person, "web/case/part_page.html", {**context, "part": name}, here="ledger")
