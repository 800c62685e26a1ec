"""The register of rulings on who takes what: list, add, edit, retire."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwen.application import clock, operations, queries
from shouwen.application.errors import BadDataError, Refused
from shouwen.application.people import Person
from shouwen.application.views.supervision import Ruling
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.forms.screening import category_options
from shouwen.web.wording import fault_of

FIELDS = ("category", "words", "unit", "reason")


@require_safe
@staff
def precedents(request: StaffRequest, person: Person) -> HttpResponse:
    q, retired = request.GET.get("q", "")[:200], request.GET.get("retired") == "1"
    found = queries.rulings(
        person, now=clock.now(), q=q, retired=retired, cursor=request.GET.get("cursor", "")
    )
    context = {
        "lines": found.rows, "more": formats.following(found.next, q=q, retired="1" if retired else ""),
        "q": q, "retired": retired, "may_keep": operations.may_keep(person),
    }  # fmt: skip
    return page(request, person, "web/precedents.html", context, here="board")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: StaffRequest, person: Person) -> HttpResponse:
    return _form(request, person, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: StaffRequest, person: Person, key: int) -> HttpResponse:
    return _form(request, person, queries.ruling(person, key, now=clock.now()))


@require_POST
@staff
def retire(request: StaffRequest, person: Person, key: int) -> HttpResponse:
    try:
        operations.retire_ruling(person, key, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.say.in_(person.language))
    else:
        messages.success(request, _("先例已停用，不再用于建议。"))
    return redirect("web:precedents")


def _form(request: StaffRequest, person: Person, old: Ruling | None) -> HttpResponse:
    told: Mapping[str, str] = _of(old)
    faults: dict[str, str] = {}
    refusal = ""
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in FIELDS}
        try:
            operations.keep_ruling(person, told, now=clock.now(), key=old.id if old else None)
        except BadDataError as error:
            faults = {bad.pointer.strip("/"): str(fault_of(bad)) for bad in error.fields}
        except Refused as refused:
            refusal = refused.say.in_(person.language)
        else:
            messages.success(request, _("先例已保存。"))
            return redirect("web:precedents")
    words = queries.form_words(person)
    context = {
        "old": old, "told": told, "faults": faults, "refusal": refusal, "units": words.units,
        "categories": category_options(words.categories), "may_keep": operations.may_keep(person),
    }  # fmt: skip
    return page(request, person, "web/precedent.html", context, here="board")


def _of(old: Ruling | None) -> dict[str, str]:
    if old is None:
        return dict.fromkeys(FIELDS, "")
    return {"category": old.category.id, "words": old.words, "unit": old.unit, "reason": old.reason}
