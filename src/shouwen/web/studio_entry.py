"""One entry of a draft on a page of its own, checked while it is edited."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shouwen.application import clock, studio, studio_entry
from shouwen.application.errors import ConflictError, NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.studio_entry import EntryView
from shouwen.core.rulebook.outline import outline
from shouwen.core.rulebook.shapes import LASTING, Fields, section_of
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.forms.condition import ConditionField
from shouwen.web.forms.studio import conditions_of, form_fields, read
from shouwen.web.forms.studio_words import titles

PART_OF = {
    "parameters": "parameters", "categories": "categories", "facts": "facts", "roles": "roles", "grounds": "grounds", "periodic": "periodic",
    "title": "start", "starts_at": "start", "calendar": "start", "days": "start", "chapters": "chapters",
    "quality": "reviews", "quality_items": "reviews", "quality_draws": "reviews", "stall": "stall", "approvals": "approvals", "approval_steps": "approvals", "retention": "reviews", "objections": "reviews",
}  # fmt: skip
"""Section → the part of the draft's page that it stands in, where that is not a clause."""
WAYS = ("up", "down")


@require_safe
@staff
def edit(request: StaffRequest, person: Person) -> HttpResponse:
    """The form of the entry at `at`, or of a new one (`/must/-`) under `clause`."""
    name = studio.name_in_force(person, clock.now())
    pointer = request.GET.get("at", "")
    try:
        view = studio_entry.entry(person, name, pointer, clause=request.GET.get("clause", ""))
    except Refused as refused:
        return page(
            request, person, "web/studio_refused.html", {"text": refused.say.in_(person.language)}, here="rulebook", status=403
        )  # fmt: skip
    context = _context(view, conditions_of(view, person.language), person)
    context["removable"] = not view.new and view.section not in LASTING
    if context["removable"]:
        context["consequences"] = studio_entry.consequences(person, name, pointer)
    return page(request, person, "web/studio_entry.html", context, here="rulebook")


@require_POST
@staff
def save(request: StaffRequest, person: Person) -> HttpResponse:
    """Write the entry into the draft; with faults too, but not while a comparison is incomplete."""
    now = clock.now()
    name = studio.name_in_force(person, now)
    pointer, version = request.POST.get("at", ""), request.POST.get("version", "")
    try:
        filled, conditions = _read(request, person, name)
        if "shape" in request.POST or any(condition.incomplete for condition in conditions.values()):
            return _again(request, person, name, filled, conditions)
        studio_entry.save(
            person, name, pointer, filled, version=int(version) if version.isdecimal() else 0, now=now
        )
    except ConflictError:
        told = _("草稿刚被别人改过，您的修改还没有保存。请核对后再保存一次。")
        return _again(request, person, name, filled, conditions, told=told, status=409)
    except Refused as refused:
        return _not_done(request, person, refused.say.in_(person.language), status=422)
    return redirect(reverse("web:studio") + _anchor(pointer, filled))


@require_POST
@staff
def check(request: StaffRequest, person: Person) -> HttpResponse:
    """What is wrong with the form as it stands, field by field: fragments that htmx puts in place."""
    name = studio.name_in_force(person, clock.now())
    try:
        filled, conditions = _read(request, person, name)
        view = studio_entry.preview(person, name, request.POST.get("at", ""), filled)
    except Refused as refused:
        return HttpResponse(refused.say.in_(person.language), status=422)
    return render(request, "web/studio_checked.html", _context(view, conditions, person))


@require_POST
@staff
def shape(request: StaffRequest, person: Person) -> HttpResponse:
    """The form anew after a choice that changes what else can be chosen."""
    name = studio.name_in_force(person, clock.now())
    try:
        filled, conditions = _read(request, person, name)
        return _again(request, person, name, filled, conditions)
    except Refused as refused:
        return HttpResponse(refused.say.in_(person.language), status=422)


@require_POST
@staff
def remove(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    name = studio.name_in_force(person, now)
    version = request.POST.get("version", "")
    try:
        studio_entry.remove(
            person, name, request.POST.get("at", ""), version=int(version) if version.isdecimal() else 0, now=now
        )  # fmt: skip
    except ConflictError:
        return _not_done(request, person, _("草稿刚被别人改过，这一条没有删除。请回到草稿核对。"), status=409)
    except Refused as refused:
        return _not_done(request, person, refused.say.in_(person.language), status=422)
    return redirect(reverse("web:studio") + _anchor(request.POST.get("at", ""), {}))


@require_POST
@staff
def move(request: StaffRequest, person: Person) -> HttpResponse:
    """Put an entry before the one above it, or behind the one below it; the same button is ready to be pressed again."""
    now = clock.now()
    name = studio.name_in_force(person, now)
    pointer, version, way = (request.POST.get(key, "") for key in ("at", "version", "way"))
    if way not in WAYS:
        raise NotFoundError
    try:
        _draft, place = studio_entry.move(
            person, name, pointer, up=way == "up", version=int(version) if version.isdecimal() else 0, now=now
        )  # fmt: skip
    except ConflictError:
        return _not_done(request, person, _("草稿刚被别人改过，顺序没有变。请回到草稿核对。"), status=409)
    except Refused as refused:
        return _not_done(request, person, refused.say.in_(person.language), status=422)
    return redirect(reverse("web:studio") + "?" + urlencode({"moved": place, "way": way}))


def _not_done(request: StaffRequest, person: Person, text: str, *, status: int) -> HttpResponse:
    return page(request, person, "web/studio_refused.html", {"text": text}, here="rulebook", status=status)


def _anchor(pointer: str, filled: Fields) -> str:
    """Where on the page of the draft an entry stands."""
    section = section_of(pointer)
    part = PART_OF.get(section, "")
    if part:
        return f"#part-{part}"
    place = filled.get("clause") or (filled.get("id") if section == "clauses" else "")
    return f"#clause-{place}" if place else ""


def _read(request: StaffRequest, person: Person, name: str) -> tuple[Fields, dict[str, ConditionField]]:
    section = section_of(request.POST.get("at", ""))
    if not section:
        raise NotFoundError
    seen = outline(studio.draft(person, name).text)
    filled, conditions = read(section, request.POST, seen, person.language)
    if not filled.get("id"):
        filled["id"] = request.POST.get("id", "")
    return filled, conditions


def _again(
    request: StaffRequest,
    person: Person,
    name: str,
    filled: Fields,
    conditions: dict[str, ConditionField],
    *,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    view = studio_entry.preview(person, name, request.POST.get("at", ""), filled)
    context = {**_context(view, conditions, person), "told": told}
    if request.htmx:
        return render(request, "web/studio_form.html", context, status=status)
    return page(request, person, "web/studio_entry.html", context, here="rulebook", status=status)


def _context(view: EntryView, conditions: dict[str, ConditionField], person: Person) -> dict[str, Any]:
    return {
        "view": view,
        "fields": form_fields(view, conditions, person.language),
        "incomplete": any(condition.incomplete for condition in conditions.values()),
        "kind": titles()[view.section],
        "entry_faults": (*view.faults.get("", ()), *view.elsewhere),
    }
