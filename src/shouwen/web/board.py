"""The supervision board: the progress tracking table, and urging from it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, queries
from shouwen.application.people import Person
from shouwen.application.views.lists import BoardRow
from shouwen.web import formats
from shouwen.web.access import PAGE, StaffRequest, page, staff

STATUSES = ("missed", "due_today", "due_soon", "paused", "open")
URGING_ROLES = frozenset({"supervisor", "executive", "intake"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    row: BoardRow
    countdown: formats.Countdown
    started: str
    done: str
    urged: str


@require_safe
@staff
def board(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    status, unit = request.GET.get("status", ""), request.GET.get("unit", "")[:200]
    status = status if status in STATUSES else ""
    cursor = request.GET.get("cursor", "")
    found = queries.board(person, now=now, unit=unit, status=status, cursor=cursor, limit=PAGE)
    names = {
        "missed": _("已逾期"), "due_today": _("今天到期"), "due_soon": _("即将到期"), "paused": _("计时暂停"), "open": _("全部在办"),
    }  # fmt: skip
    context = {
        "lines": tuple(_line(row, now=now) for row in found.rows),
        "tallies": [
            (key, names[key], formats.tally(found.counts.get(key, 0), more=key in found.at_least))
            for key in STATUSES
        ],
        "status": status,
        "unit": unit,
        "units": queries.form_words(person).units,
        "more": formats.following(found.next, status=status, unit=unit),
        "may_urge": bool(person.acting.roles & URGING_ROLES),
        "here_url": request.get_full_path(),
    }
    return page(request, person, "web/board.html", context, here="board")


def _line(row: BoardRow, *, now: datetime) -> Line:
    return Line(
        row=row,
        countdown=formats.countdown(row.due_at, status=row.status, now=now),
        started=formats.moment(row.started_at, now=now),
        done=formats.moment(row.done_at, now=now),
        urged=formats.moment(row.last_urged_at, now=now),
    )
