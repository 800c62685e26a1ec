"""The handling manual: read it, confirm it; for who writes rule books, send it and see who has read it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shouwen.application import clock, manuals, people, studio
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@staff
def show(request: StaffRequest, person: Person) -> HttpResponse:
    """The manual in force: what it is of, where to read it, and how far it has been read."""
    now = clock.now()
    found = manuals.manual_of(person, now=now)
    issue = manuals.issue(person, now=now)
    readings = issue.readings if issue else ()
    context = {
        "title": found.book.title.in_(person.language),
        "version": found.book.version,
        "from": formats.day(found.in_force_from),
        "issue": issue,
        "sent_at": formats.moment(issue.sent_at, now=now) if issue else "",
        "rows": [(one, formats.moment(one.read_at, now=now)) for one in readings],
        "manuals": manuals.pending(person),
        "may_send": studio.may_edit(person),
    }
    return page(request, person, "web/manual.html", context, here="rulebook")


@require_safe
@staff
def download(request: StaffRequest, person: Person, kind: str) -> HttpResponse:
    """The manual of the version in force, or of `version`, as `pdf` or `docx`."""
    from shouwen.documents.manual import manual  # heavy, and only here
    from shouwen.documents.manual_docx import manual_docx
    from shouwen.documents.manual_pdf import manual_pdf

    told = request.GET.get("version", "")
    if kind not in KINDS or (told and not (told.isascii() and told.isdigit() and len(told) < 9)):
        raise Http404
    now = clock.now()
    found = manuals.manual_of(person, now=now, version=int(told) if told else None)
    made = manual(
        found.book, person.language, organisation=people.name_of(person.organisation, person.language),
        in_force=formats.day(found.in_force_from),
    )  # fmt: skip
    content = manual_docx(made) if kind == "docx" else manual_pdf(made, at=now)
    response = HttpResponse(content, content_type=KINDS[kind])
    where = "attachment" if kind == "docx" else "inline"
    name = f"{found.book.slug}-manual-{found.book.version}.{kind}"
    response["Content-Disposition"] = f'{where}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@staff
def send(request: StaffRequest, person: Person) -> HttpResponse:
    try:
        n = manuals.send(person, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.say.in_(person.language))
    else:
        messages.success(request, _("已发给 %(n)d 人，请他们阅读后确认。") % {"n": n})
    return redirect("web:manual")


@require_POST
@staff
def remind(request: StaffRequest, person: Person) -> HttpResponse:
    try:
        n = manuals.remind(person, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.say.in_(person.language))
    else:
        messages.success(request, _("已提醒 %(n)d 人。") % {"n": n})
    return redirect("web:manual")


@require_POST
@staff
def confirm(request: StaffRequest, person: Person) -> HttpResponse:
    told = request.POST.get("version", "")
    if not (told.isascii() and told.isdigit() and len(told) < 9):
        raise NotFoundError
    manuals.confirm(person, version=int(told), now=clock.now())
    messages.success(request, _("已确认阅读第 %(n)s 版处理手册。") % {"n": told})
    return redirect("web:manual")
