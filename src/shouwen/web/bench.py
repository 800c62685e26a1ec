"""The work bench: what the reader owes, soonest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, manuals, queries
from shouwen.application.people import Person
from shouwen.application.queries import registers
from shouwen.application.views.lists import Owed, WorkPage
from shouwen.web import formats
from shouwen.web.access import PAGE, StaffRequest, page, staff

Scope = Literal["mine", "unit", "all"]
COUNTED = {"late": "missed", "today": "due_today", "later": "later", "waiting": "paused"}
"""Group of the page → count of the query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the bench, ready to show."""

    owed: Owed
    countdown: formats.Countdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    id: str
    name: str
    lines: tuple[Line, ...]
    count: str
    """How many there are in all, also those that are not on this part of the list."""
    continued: bool
    """It began on the part before."""


@require_safe
@staff
def bench(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    scope = _scope(request.GET.get("scope", ""))
    cursor = request.GET.get("cursor", "")
    owed = queries.work_page(person, now=now, scope=scope, cursor=cursor, limit=PAGE)
    groups = grouped(owed, now=now, after=request.GET.get("after", ""))
    context = {
        "groups": groups,
        "counts": {key: formats.tally(owed.counts[key], more=key in owed.at_least) for key in owed.counts},
        "more": formats.following(owed.next, scope=scope, after=groups[-1].id if groups else ""),
        "scopes": [("mine", _("我的")), ("unit", _("本部门")), ("all", _("全部"))],
        "scope": scope,
        "served": [
            (line, formats.moment(line.object_until, now=now))
            for line in registers.served_on(person, now=now)
        ],
        "standing": [
            (one.name, formats.day(one.until_on, now=now), one.powers.id == "approvals")
            for one in queries.standing_for(person, now=now)
        ],
        "away": queries.away_note(person, person.acting.id, now=now),
        "periodic": [
            (line, formats.countdown(line.due_at, status=line.status.id, now=now))
            for line in queries.periodic_waiting(person, now=now)
        ],
        "manuals": manuals.pending(person) if person.unread else (),
    }
    return page(request, person, "web/bench.html", context, here="bench")


def grouped(part: WorkPage, *, now: datetime, after: str = "") -> tuple[Group, ...]:
    """Overdue, today, later, waiting; the order within each is the query's. Empty groups are left out. `after`: the
    group with which the part before ended.
    """
    found: dict[str, list[Line]] = {"late": [], "today": [], "later": [], "waiting": []}
    for item in part.items:
        line = Line(owed=item, countdown=formats.countdown(item.due_at, status=item.status, now=now))
        found[_group_of(item, now=now)].append(line)
    names = {"late": _("已逾期"), "today": _("今天到期"), "later": _("以后"), "waiting": _("等待中")}
    return tuple(
        Group(
            id=key,
            name=names[key],
            lines=tuple(lines),
            count=formats.tally(part.counts[COUNTED[key]], more=COUNTED[key] in part.at_least),
            continued=key == after,
        )
        for key, lines in found.items()
        if lines
    )


def _group_of(owed: Owed, *, now: datetime) -> str:
    if owed.status == "paused":
        return "waiting"
    if owed.due_at < now:
        return "late"
    return "today" if owed.due_at.date() == now.astimezone(owed.due_at.tzinfo).date() else "later"


def _scope(asked: str) -> Scope:
    if asked == "unit":
        return "unit"
    return "all" if asked == "all" else "mine"
