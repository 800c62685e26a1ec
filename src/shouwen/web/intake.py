"""Registering a case: the form, the help while typing, and what is told to the customer afterwards."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwen.application import clock, operations, people, queries
from shouwen.application.errors import BadDataError, ConflictError, Refused
from shouwen.application.people import Person
from shouwen.application.views.case import Outcome
from shouwen.application.views.forms import IntakeHelp
from shouwen.web import formats
from shouwen.web.access import StaffRequest, fault, page, staff
from shouwen.web.case_page import case_page, owed_lines
from shouwen.web.forms.intake import JOIN, IntakeForm

LONGEST_KEY = 64


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def new(request: StaffRequest, person: Person) -> HttpResponse:
    """The empty form; with POST, register. `check` in the form asks for help only (without scripts)."""
    words = queries.form_words(person)
    if request.method != "POST" and not people.reader(person).may_register:
        text = _("按现行办法，您的岗位不登记投诉件。需要登记的，请转给受理人员。")
        return fault(request, status=403, title=_("您不能登记新件"), text=text)
    if request.method != "POST":
        return _form_page(request, person, IntakeForm(words=words))
    form = IntakeForm(request.POST, words=words)
    if "check" in request.POST:
        return _form_page(request, person, form, advice=_help(person, form))
    key = request.POST.get("key", "")[:LONGEST_KEY]
    try:
        outcome = operations.register(person, form.to_data(), now=clock.now(), key=key)
    except BadDataError as error:
        form.tell(error)
    except Refused as refusal:
        form.tell_refusal(refusal, refusal.say.in_(person.language))
    except ConflictError:
        form.add_error(
            None, _("这张表已经登记过一件了，内容与现在不同。请核对台账；确要再登记一件，请重新打开登记表。")
        )
    else:
        _join(request, person, outcome.number)
        return _registered(request, person, outcome)
    return _form_page(request, person, form, advice=_help(person, form))


@require_POST
@staff
def help_while_typing(request: StaffRequest, person: Person) -> HttpResponse:
    """Missing items, earlier and similar cases, proposed category and level, promised times."""
    form = IntakeForm(request.POST, words=queries.form_words(person))
    context = _advised(request, form, _help(person, form))
    return render(request, "web/intake_help.html", context)


def _join(request: StaffRequest, person: Person, number: str) -> None:
    """Join the new case with the one that was chosen. Registered it is in any case; why not joined is told."""
    chosen = request.POST.get(JOIN, "")[:LONGEST_KEY]
    if not chosen:
        return
    try:
        operations.command(person, number, "join", {"case": chosen}, now=clock.now())
    except Refused as refusal:
        told = {"case": chosen, "why": refusal.say.in_(person.language)}
        messages.warning(request, _("没有和 %(case)s 并案：%(why)s") % told)
    else:
        messages.success(request, _("已和 %s 并案。") % chosen)


def _advised(request: StaffRequest, form: IntakeForm, advice: IntakeHelp | None) -> dict[str, object]:
    return {
        "advice": advice,
        "conducts": [(one, formats.day(one.until)) for one in advice.conducts] if advice else [],
        "chosen_category": form["category"].value() or "",
        "chosen_join": request.POST.get(JOIN, ""),
    }


def _help(person: Person, form: IntakeForm) -> IntakeHelp:
    return queries.intake_help(person, form.to_data(), now=clock.now())


def _form_page(
    request: StaffRequest,
    person: Person,
    form: IntakeForm,
    *,
    advice: IntakeHelp | None = None,
) -> HttpResponse:
    key = request.POST.get("key", "")[:LONGEST_KEY] or uuid.uuid4().hex
    context = {"form": form, "key": key, **_advised(request, form, advice)}
    return page(request, person, "web/intake.html", context, here="intake")


def _registered(request: StaffRequest, person: Person, outcome: Outcome) -> HttpResponse:
    now = clock.now()
    case = queries.case(person, outcome.number, now=now)
    view = case_page(case, now=now)
    context = {
        "outcome": outcome,
        "case": case,
        "view": view,
        "promised": [line for line in owed_lines(case.owed, now=now) if line.live],
        "registered": formats.moment(case.registered_at, now=now),
    }
    return page(request, person, "web/intake_done.html", context, here="intake", status=201)
