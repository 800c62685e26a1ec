"""The work bench: what the reader owes, soonest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, manuals, queries
from shouwen.application.people import Person
from shouwen.application.queries import registers
from shouwen.application.views import Owed
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff

Scope = Literal["mine", "unit", "all"]
LIMIT = 200


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


@require_safe
@staff
def bench(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    scope = _scope(request.GET.get("scope", ""))
    owed = queries.work(person, now=now, scope=scope, limit=LIMIT)
    context = {
        "groups": grouped(owed, now=now),
        "counts": queries.work_counts(person, now=now, scope=scope),
        "scopes": [("mine", _("我的")), ("unit", _("本部门")), ("all", _("全部"))],
        "scope": scope,
        "served": [
            (line, formats.moment(line.object_until, now=now))
            for line in registers.served_on(person, now=now)
        ],
        "capped": len(owed) == LIMIT,
        "limit": LIMIT,
        "manuals": manuals.pending(person) if person.unread else (),
    }
    return page(request, person, "web/bench.html", context, here="bench")


def grouped(owed: Iterable[Owed], *, now: datetime) -> tuple[Group, ...]:
    """Overdue, today, later, waiting; the order within each is the query's. Empty groups are left out."""
    found: dict[str, list[Line]] = {"late": [], "today": [], "later": [], "waiting": []}
    for item in owed:
        line = Line(owed=item, countdown=formats.countdown(item.due_at, status=item.status, now=now))
        found[_group_of(item, now=now)].append(line)
    names = {"late": _("已逾期"), "today": _("今天到期"), "later": _("以后"), "waiting": _("等待中")}
    return tuple(Group(id=key, name=names[key], lines=tuple(lines)) for key, lines in found.items() if lines)


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
