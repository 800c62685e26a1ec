"""Being away and standing in: the register, the form, withdrawing; and the banner that says in whose place one acts."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwen.application import clock, operations, queries
from shouwen.application.errors import BadDataError, Refused
from shouwen.application.people import Person
from shouwen.application.views.absences import AbsenceLine, AwayNote
from shouwen.web import formats
from shouwen.web.access import PAGE, StaffRequest, page, staff
from shouwen.web.wording import fault_of

FIELDS = ("who", "deputy", "powers", "from_on", "until_on", "reason")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def absences(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    told = {"who": person.acting.id, "powers": "all", "from_on": queries.today(person, now).isoformat()}
    faults: dict[str, str] = {}
    refusal = ""
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in FIELDS}
        try:
            operations.set_absence(person, told, now=now)
        except BadDataError as error:
            faults = {bad.pointer.strip("/"): str(fault_of(bad)) for bad in error.fields}
        except Refused as refused:
            refusal = _in_full(refused, person.language)
        else:
            messages.success(request, _("离岗已登记。"))
            return redirect("web:absences")
    found = queries.absences(person, now=now, cursor=request.GET.get("cursor", ""), limit=PAGE)
    context = {
        "lines": [(one, _span(one, now), formats.moment(one.set_at, now=now), formats.moment(one.withdrawn_at, now=now)) for one in found.rows],
        "more": formats.following(found.next), "told": told, "faults": faults, "refusal": refusal,
        "people": queries.absence_people(person), "rules": queries.deputy_rules(person, now=now),
    }  # fmt: skip
    return page(request, person, "web/absences.html", context, here="absences")


@require_POST
@staff
def withdraw(request: StaffRequest, person: Person, key: int) -> HttpResponse:
    try:
        operations.withdraw_absence(person, key, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.say.in_(person.language))
    else:
        messages.success(request, _("已撤回，立即生效。"))
    return redirect("web:absences")


def away_sentence(one: AwayNote, *, now: datetime) -> str:
    """张三离岗至 8月7日，由李四代理。"""
    told = {"name": one.name, "until": formats.day(one.until_on, now=now), "deputy": one.deputy_name}
    if not one.deputy:
        return _("%(name)s离岗至%(until)s，没有人代理。") % told
    return _("%(name)s离岗至%(until)s，由%(deputy)s代理。") % told


def _span(one: AbsenceLine, now: datetime) -> str:
    first, last = formats.day(one.from_on, now=now), formats.day(one.until_on, now=now)
    return first if one.from_on == one.until_on else f"{first} – {last}"


def _in_full(refused: Refused, language: str) -> str:
    """The refusal, and whose absence stands against it."""
    text = refused.say.in_(language)
    who, first, last = (str(refused.facts.get(key) or "") for key in ("who", "from_on", "until_on"))
    return f"{text} · {who} {first} – {last}" if who else text
