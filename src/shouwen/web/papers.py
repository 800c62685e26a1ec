"""The case on paper: a page to print and sign, and the dossier as one PDF."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from shouwen.application import clock, people, queries
from shouwen.application.people import Person
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.case_page import case_page, owed_lines


@require_safe
@staff
def print_page(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    now = clock.now()
    case = queries.case(person, number, now=now)
    view = case_page(case, now=now)
    printed = formats.moment(now.astimezone(case.registered_at.tzinfo), now=now)
    context = {
        "case": case, "view": view, "printed": printed, "owed": owed_lines(case.owed, now=now),
        "story": tuple(reversed(view.timeline)),
    }  # fmt: skip
    return page(request, person, "web/print.html", context)


@require_safe
@staff
def dossier(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    from shouwen.documents import dossier_pdf  # heavy, and only here

    del request
    now = clock.now()
    case = queries.case(person, number, now=now)
    reader = people.reader(person)
    content = dossier_pdf(
        case,
        reader.organisation.name,
        person.language,
        printed_by=reader.name,
        printed_at=now.astimezone(case.registered_at.tzinfo),
    )
    return _pdf(content, case.number)


@require_safe
@staff
def attribution(request: StaffRequest, person: Person, number: str, edition: int) -> HttpResponse:
    """The attribution sheet (责任认定书) of one edition."""
    from shouwen.documents import attribution_pdf  # heavy, and only here

    del request
    now = clock.now()
    case = queries.case(person, number, now=now)
    if all(edition != one.edition or one.how.id == "ruled" for one in case.responsibility.divisions):
        raise Http404
    name = people.reader(person).organisation.name
    at = now.astimezone(case.registered_at.tzinfo)
    content = attribution_pdf(case, name, person.language, edition=edition, printed_at=at)
    return _pdf(content, f"{case.number}-attribution-{edition}")


@require_safe
@staff
def ruling(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    """The ruling (责任裁决书), the last one."""
    from shouwen.documents import ruling_pdf  # heavy, and only here

    del request
    now = clock.now()
    case = queries.case(person, number, now=now)
    name = people.reader(person).organisation.name
    at = now.astimezone(case.registered_at.tzinfo)
    content = ruling_pdf(case, name, person.language, printed_at=at)
    if content is None:
        raise Http404
    return _pdf(content, f"{case.number}-ruling")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
