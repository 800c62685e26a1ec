"""A group of cases handled together: carrying the handling of the lead to its members."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from shouwen.application import clock, operations, queries
from shouwen.application.errors import Refused
from shouwen.application.people import Person
from shouwen.application.views.case import Carried
from shouwen.web.access import StaffRequest, page, staff


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedLine:
    """One command to one member, in words."""

    carried: Carried
    subject: str
    step: str
    why: str


@require_POST
@staff
def carry(request: StaffRequest, person: Person, number: str) -> HttpResponse:
    """Give the chosen steps of the lead to its members, and say of each what came of it."""
    now = clock.now()
    case = queries.case(person, number, now=now)
    refusal = ""
    done: tuple[Carried, ...] = ()
    try:
        done = operations.carry(person, number, request.POST.getlist("step"), now=now)
    except Refused as refused:
        refusal = refused.say.in_(person.language)
    names = {choice.command: choice.name for choice in case.choices}
    subjects = {one.number: one.subject for one in case.group}
    lines = [
        CarriedLine(
            carried=one, subject=subjects.get(one.number, ""), step=names.get(one.command, one.command),
            why=one.why.in_(person.language) if one.why else "",
        )
        for one in done
    ]  # fmt: skip
    context = {"case": case, "lines": lines, "refusal": refusal}
    return page(request, person, "web/carried.html", context, here="ledger")
