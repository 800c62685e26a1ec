"""Periodic work of the office: what is owed for which period, and putting it on record."""

from datetime import date
from typing import Annotated

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer, moment
from shouwen.api.bodies import json_object
from shouwen.api.document import READ, WRITE, answers, body
from shouwen.api.parameters import Day
from shouwen.api.schemas import periodic as shapes
from shouwen.application import clock, operations, queries
from shouwen.application.views.periodic import PeriodicLine

router = Router(tags=["work"])
Work = Annotated[str, Field(max_length=100)]
_TEXTS = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "content → what is said",
}


@router.get(
    "/periodic", operation_id="listPeriodicWork", summary="Periodic work of the last year, by work, newest period first",
    response=answers(200, shapes.PeriodicWorks, (401,)),
)  # fmt: skip
def listed(request: StaffRequest) -> HttpResponse:
    return answer({"items": [_line(one) for one in queries.periodic(request.auth, now=clock.now())]})


@router.get(
    "/periodic/{work}/{last}", operation_id="readPeriodicWork", summary="One piece of work with what is on record",
    response=answers(200, shapes.PeriodicText, READ),
)  # fmt: skip
def one(request: StaffRequest, work: Work, last: Day) -> HttpResponse:
    """`last`: the last day of the period."""
    view = queries.periodic_one(request.auth, work, date.fromisoformat(last), now=clock.now())
    contents = [{"id": text.id, "name": text.name, "text": text.text} for text in view.texts]
    return answer({**_line(view.line), "contents": contents})


@router.post(
    "/periodic/{work}/{last}", operation_id="recordPeriodicWork", summary="Put the work of a period on record, or write it anew",
    response=answers(201, shapes.PeriodicRecorded, WRITE), openapi_extra=body(_TEXTS),
)  # fmt: skip
def record(request: StaffRequest, work: Work, last: Day) -> HttpResponse:
    """Whoever the rule book names; every content says something. The first edition tells whether it was in time."""
    told = json_object(request)
    edition = operations.record_periodic(request.auth, work, date.fromisoformat(last), told, now=clock.now())
    return answer({"edition": edition}, status=201)


def _line(one: PeriodicLine) -> dict[str, object]:
    return {
        "work": one.work.id, "name": one.work.name, "clause": one.clause, "every": one.every.id, "period": one.period,
        "first": one.first.isoformat(), "last": one.last.isoformat(), "by": one.by.id, "due_at": moment(one.due_at),
        "provisional": one.provisional, "status": one.status.id, "running": one.running,
        "done_at": moment(one.done_at) if one.done_at else None, "done_by": one.done_by, "edition": one.edition,
        "mine": one.mine,
    }  # fmt: skip
