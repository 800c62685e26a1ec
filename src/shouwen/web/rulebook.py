"""The organisation's rule book to read: clause by clause with the rules in words, as a picture, two versions side by side."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, studio, studio_page
from shouwen.application.errors import Refused
from shouwen.application.people import Person
from shouwen.core.rulebook.flow import flow_of
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff


@require_safe
@staff
def rulebook(request: StaffRequest, person: Person) -> HttpResponse:
    """The version in force, or the one that is asked for."""
    now = clock.now()
    name = studio.name_in_force(person, now)
    source = request.GET.get("version", studio.IN_FORCE)
    book = studio.book(person, name, source if source != studio.DRAFT else "", now=now)
    lines = studio.versions(person, name, now=now)
    here = next((line for line in lines if line.version == book.version), None)
    context = {
        "book": studio_page.of_book(book, person.language),
        "from": formats.day(here.in_force_from) if here and source != studio.SHIPPED else "",
        "in_force": bool(here and here.in_force and source != studio.SHIPPED),
        "source": source,
        "versions": [(line, formats.day(line.in_force_from)) for line in lines],
        "may_edit": studio.may_edit(person),
    }
    return page(request, person, "web/rulebook.html", context, here="rulebook")


@require_safe
@staff
def flow(request: StaffRequest, person: Person) -> HttpResponse:
    """The flow as a picture, and the same in words."""
    from shouwen.documents.flow_picture import flow_svg

    now = clock.now()
    name = studio.name_in_force(person, now)
    source = request.GET.get("version", studio.IN_FORCE)
    try:
        drawn = flow_of(studio.book(person, name, source, now=now), person.language)
    except Refused:
        drawn = flow_of(studio.book(person, name, studio.IN_FORCE, now=now), person.language)
    if "svg" in request.GET:
        response = HttpResponse(flow_svg(drawn), content_type="image/svg+xml")
        response["Content-Disposition"] = f'attachment; filename="{name}-flow.svg"'
        response["Cache-Control"] = "private, no-store"
        return response
    context = {
        "flow": drawn,
        "svg": flow_svg(drawn, described="flow-words"),
        "source": source,
        "sources": _named(person, name),
    }
    return page(request, person, "web/flow.html", context, here="rulebook")


@require_safe
@staff
def compare(request: StaffRequest, person: Person) -> HttpResponse:
    """Any two of: the draft, the versions, the shipped file."""
    now = clock.now()
    name = studio.name_in_force(person, now)
    sources = _named(person, name)
    ids = [source for source, _name in sources]
    current = str(studio.book(person, name, studio.IN_FORCE, now=now).version)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    before = before if before in ids else current
    after = after if after in ids else next((one for one in ids if one != before), before)
    context = {
        "sources": sources,
        "before": before,
        "after": after,
        "differences": studio.comparison(person, name, before, after, now=now),
        "changes": {"added": _("新增"), "removed": _("删去"), "changed": _("修改")},
    }
    return page(request, person, "web/compare.html", context, here="rulebook")


def _named(person: Person, name: str) -> list[tuple[str, str]]:
    words = {studio.DRAFT: _("草稿"), studio.SHIPPED: _("随程序提供的")}
    return [
        (source, words.get(source) or _("第 %(n)s 版") % {"n": source})
        for source in studio.sources(person, name)
    ]
