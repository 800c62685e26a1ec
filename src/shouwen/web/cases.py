"""The case page and the commands given on it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from shouwen.application import clock, operations, queries
from shouwen.application.errors import BadDataError, ConflictError, Refused
from shouwen.application.people import Person
from shouwen.application.views.case import CaseView
from shouwen.web.absences import away_sentence
from shouwen.web.access import StaffRequest, page, safe_next, staff
from shouwen.web.case_page import EntryLine, case_page, since
from shouwen.web.forms.catalogue import FORMS
from shouwen.web.forms.command import Basis, CommandForm

"""Who is offered a new query code; whether he may have it is decided by the application."""


GIVING = frozenset({"assign", "designate"})
"""Commands that give the case to a unit."""
NAMING = GIVING | {"acknowledge"}
"""Commands whose form names who is to handle the case."""


LATEST = 12
"""Entries of the timeline that the page begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """An open command form, and what came back from the last attempt."""

    command: str
    name: str
    form: CommandForm
    version: int
    after: str = ""
    """Where to go when it is done, if not to the case."""
    refusal: str = ""
    clause: str = ""
    clause_text: str = ""
    meanwhile: tuple[EntryLine, ...] = ()
    """What others did since the form was opened."""
    conditions: tuple[str, ...] = ()
    """Rules that will look at what is filled in."""
    behalf: str = ""
    """The name of the one who is away and in whose place it is done."""
    barred: bool = False
    """It is refused whatever is filled in: the refusal stands there, and no form."""


@require_safe
@staff
def show(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    now = clock.now()
    case = queries.case(person, number, now=now, latest=LATEST)
    primary = next((c.command for c in case.choices if c.primary and c.allowed and c.command in FORMS), "")
    panel = _panel(person, case, primary, now=now) if primary else None
    return _page(request, person, case, panel, now=now, opened=False)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def do(request: StaffRequest, person: Person, number: str, command: str) -> HttpResponseBase:
    """GET opens the command's form; POST gives the command."""
    if command not in FORMS:
        raise Http404
    now = clock.now()
    case = queries.case(person, number, now=now)
    if request.method == "POST":
        return _give(request, person, case, command, now=now)
    panel = _panel(person, case, command, now=now, initial=request.GET)
    barred = next((one for one in case.choices if one.command == command and not one.allowed), None)
    if barred is not None:
        panel = replace(
            panel, barred=True, refusal=barred.why, clause=barred.clause, clause_text=barred.clause_text
        )
    return _answer(request, person, case, replace(panel, after=safe_next(request, "")), now=now)


@require_POST
@staff
def renew_query_code(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    """A new query code for the customer; the old one no longer opens the tracking page."""
    try:
        code = operations.new_query_code(person, number, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.say.in_(person.language))
    else:
        messages.success(request, _("新的查询码：%s。请告诉客户，它只显示这一次。") % code)
    return redirect("web:case", number=number)


def _give(
    request: StaffRequest, person: Person, case: CaseView, command: str, *, now: datetime
) -> HttpResponseBase:
    panel = _panel(person, case, command, now=now, data=request.POST)
    panel = replace(panel, version=_version(request.POST), after=safe_next(request, ""))
    try:
        outcome = operations.command(
            person,
            case.number,
            command,
            panel.form.to_data(),
            now=now,
            expected_version=panel.version or None,
        )
    except BadDataError as error:
        panel.form.tell(error)
        return _answer(request, person, case, panel, now=now)
    except Refused as refusal:
        return _answer(request, person, case, _with_refusal(panel, case, person, refusal), now=now)
    except ConflictError:
        fresh = queries.case(person, case.number, now=now)
        news = since(fresh, panel.version, now=now)
        return _answer(request, person, fresh, replace(panel, meanwhile=news, version=fresh.version), now=now)
    messages.success(
        request, _("%(number)s：%(name)s，已记录。") % {"number": case.number, "name": panel.name}
    )
    for one in queries.away_among(person, outcome, now=now):
        messages.info(request, away_sentence(one, now=now))
    target = panel.after or reverse("web:case", args=[case.number])
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _with_refusal(panel: Panel, case: CaseView, person: Person, refusal: Refused) -> Panel:
    text = next((line.text for line in case.evidence if line.clause == refusal.clause), "")
    return replace(panel, refusal=refusal.say.in_(person.language), clause=refusal.clause, clause_text=text)


def _panel(
    person: Person,
    case: CaseView,
    command: str,
    *,
    now: datetime,
    data: QueryDict | None = None,
    initial: QueryDict | None = None,
) -> Panel:
    words = queries.form_words(person)
    proposed = queries.proposals(person, case, now=now) if command in GIVING else ()
    away = queries.away_now(person, now=now) if command in NAMING else ()
    basis = Basis(
        case=case, words=words, now=now, proposals=proposed, away={one.account: one for one in away}
    )
    first = {key: value for key, value in (initial or {}).items() if key != "next"}
    form = FORMS[command](data, basis=basis, initial=first)
    choice = next((choice for choice in case.choices if choice.command == command), None)
    name, conditions, behalf = (
        (choice.name, choice.conditions, choice.behalf) if choice else (command, (), "")
    )
    return Panel(
        command=command, name=name, form=form, version=case.version, conditions=conditions, behalf=behalf
    )  # fmt: skip


def _answer(
    request: StaffRequest, person: Person, case: CaseView, panel: Panel, *, now: datetime
) -> HttpResponse:
    """The form alone for htmx, else the whole page with the form open in it.

    Also with faults: a form to be mended is an answer, not an error (browsers log other statuses as such).
    """
    if request.htmx:
        return render(request, "web/case/panel.html", {"panel": panel, "case": case})
    return _page(request, person, case, panel, now=now, opened=True)


def _page(
    request: StaffRequest,
    person: Person,
    case: CaseView,
    panel: Panel | None,
    *,
    now: datetime,
    opened: bool,
) -> HttpResponse:
    context = {
        "view": case_page(case, now=now),
        "case": case,
        "panel": panel,
        "opened": opened,
        "evidence_kinds": queries.form_words(person).evidence_kinds,
        "may_renew": operations.may_renew(person),
    }
    return page(request, person, "web/case.html", context, here="ledger")


def _version(data: QueryDict) -> int:
    text = data.get("expected_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
