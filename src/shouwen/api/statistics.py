"""Figures of a period by time, category, unit, level, channel or result."""

from datetime import date, timedelta
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer, moment
from shouwen.api.document import answers
from shouwen.api.parameters import Day
from shouwen.api.problems import FieldsError
from shouwen.api.schemas import figures as shapes
from shouwen.application import clock, queries
from shouwen.application.views.figures import FigureRow

router = Router(tags=["statistics"])
LONGEST = 3660
"""Days: ten years."""
USUAL = timedelta(days=29)


class Period(Schema):
    """Days are those of the organisation's own zone; both ends count."""

    first: Annotated[Day, Field(alias="from", description="default: 30 days to the last one")] = ""
    last: Annotated[Day, Field(alias="to", description="default: today")] = ""
    by: Annotated[
        Literal["time", "day", "month", "category", "unit", "level", "channel", "result"],
        Field(description="`time` is `day`"),
    ] = "day"


@router.get(
    "/statistics",
    operation_id="readStatistics",
    summary="Counts and rates of a period",
    response=answers(200, shapes.Statistics, (401, 422)),
    by_alias=True,
)
def statistics(request: StaffRequest, period: Query[Period]) -> HttpResponse:
    """Received and open cases count by the day of registration, all others by the day of closing."""
    now = clock.now()
    last = date.fromisoformat(period.last) if period.last else queries.today(request.auth, now)
    first = date.fromisoformat(period.first) if period.first else last - USUAL
    if first > last:
        raise FieldsError(("/from", "after_the_end"))
    if (last - first).days > LONGEST:
        raise FieldsError(("/from", "too_long_a_period"))
    by = "day" if period.by == "time" else period.by
    told = queries.statistics(request.auth, first=first, last=last, by=by, now=now)
    of_all, of_key = queries.medians(request.auth, first=first, last=last, by=by)
    return answer(
        {
            "by": told.by,
            "from": told.first.isoformat(),
            "to": told.last.isoformat(),
            "as_of": moment(told.as_of),
            "total": _figures(told.total, of_all),
            "rows": [_figures(row, of_key.get(row.key.id, {})) for row in told.rows],
        }
    )


def _figures(row: FigureRow, hours: dict[str, float]) -> dict[str, object]:
    return {
        "key": row.key.id, "name": row.key.name, "received": row.received, "open": row.open,
        "overdue": row.overdue, "closed": row.closed, "on_time": row.on_time, "late": row.late,
        "on_time_rate": _rate(row.on_time, row.late), "satisfied": row.satisfied,
        "dissatisfied": row.dissatisfied, "satisfaction_rate": _rate(row.satisfied, row.dissatisfied),
        "median_hours": {what: hours.get(what) for what in ("respond", "reply", "close")},
    }  # fmt: skip


def _rate(good: int, bad: int) -> float | None:
    return round(good / (good + bad), 4) if good + bad else None
