"""Keeping and disposal: what is due, what waits for a second person, requests for deletion, batches to print."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shouwen.application import clock, operations, people, queries
from shouwen.application.errors import BadDataError
from shouwen.application.people import Person
from shouwen.application.queries import disposals
from shouwen.application.views.case import Carried
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.duty import tabs

PARTS = ("due", "proposed", "asked", "kept", "refused", "rejected", "disposed")
DEEDS = ("propose", "confirm", "reject")


@require_safe
@staff
def show(request: StaffRequest, person: Person) -> HttpResponse:
    return _page(request, person, request.GET.get("part", ""))


@require_POST
@staff
def do(request: StaffRequest, person: Person) -> HttpResponse:
    """Propose, confirm or send back what was ticked, and say of each what came of it."""
    deed, numbers, told = (
        request.POST.get("deed", ""),
        request.POST.getlist("case"),
        request.POST.get("reason", "").strip(),
    )
    now = clock.now()
    done: tuple[Carried, ...] = ()
    fault = "" if numbers else _("一件也没有选。")
    try:
        if deed == "propose":
            done = operations.propose_disposals(person, numbers, now=now, note=told)
        elif deed in DEEDS and numbers:
            done = operations.decide_disposals(
                person, numbers, now=now, reason=told, confirmed=deed == "confirm"
            )
    except BadDataError:
        fault = _("退回的，请写明理由。")
    return _page(request, person, "due" if deed == "propose" else "proposed", done=done, fault=fault)


@require_safe
@staff
def batch(request: StaffRequest, person: Person) -> HttpResponse:
    """The list of a batch, to be signed."""
    from shouwen.documents import batch_pdf  # heavy, and only here

    found = disposals.batch(person, request.GET.get("number", "")[:60])
    reader = people.reader(person)
    content = batch_pdf(found, reader.organisation.name, person.language, printed_at=clock.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="disposal.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _page(
    request: StaffRequest, person: Person, part: str, *, done: tuple[Carried, ...] = (), fault: str = ""
) -> HttpResponse:
    now = clock.now()
    today = queries.today(person, now)
    part = part if part in PARTS else "due"
    counts = disposals.disposal_counts(person, today=today)
    names = {
        "due": _("保管期满"), "proposed": _("待确认"), "asked": _("删除申请"), "kept": _("只存不用"), "refused": _("不予删除"),
        "rejected": _("已退回"), "disposed": _("已销毁"),
    }  # fmt: skip
    cursor = request.GET.get("cursor", "")
    own = person.acting.roles
    context: dict[str, Any] = {
        "tabs": tabs(person), "tab": "disposal", "part": part, "name": names[part],
        "tallies": [(key, names[key], counts.get(key, 0)) for key in PARTS if key in ("due", "proposed", "asked", "disposed") or counts.get(key)],
        "lines": _lines(done, person), "fault": fault,
        "may_propose": part == "due" and bool(own & {"intake", "supervisor"}),
        "may_confirm": part == "proposed" and bool(own & {"supervisor", "executive"}),
    }  # fmt: skip
    if part == "due":
        due = disposals.due(person, today=today, cursor=cursor)
        rows = [
            (row, formats.day(row.closed_on) if row.closed_on else "", formats.day(row.kept_until))
            for row in due.rows
        ]
        context |= {"due": rows, "next": formats.following(due.next, part=part)}
    else:
        found = disposals.disposals(person, stands=part, cursor=cursor)
        context |= {
            "rows": [(row, formats.moment(row.at, now=now)) for row in found.rows],
            "next": found.next,
        }
    return page(
        request, person, "web/duty/disposals.html", context, here="duty", status=422 if fault else 200
    )


def _lines(done: tuple[Carried, ...], person: Person) -> dict[str, object] | None:
    if not done:
        return None
    failed = [(one, one.why.in_(person.language) if one.why else "") for one in done if not one.done]
    return {"done": len(done) - len(failed), "failed": failed}
