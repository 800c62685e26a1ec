"""What waits: the caller's open obligations; the units that may still object to their shares."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer, moment
from shouwen.api.document import READ, answers
from shouwen.api.parameters import Cursor
from shouwen.api.schemas import case as shapes
from shouwen.application import clock, queries
from shouwen.application.queries import registers
from shouwen.application.views.lists import Owed

router = Router(tags=["work"])


class Scope(Schema):
    scope: Annotated[
        Literal["mine", "unit", "all"], Field(description="mine, of my units, of all that I may see")
    ] = "mine"
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Further(Schema):
    cursor: Cursor = ""


@router.get(
    "/work",
    operation_id="readWork",
    summary="The caller's open obligations, soonest first",
    response=answers(200, shapes.Work, (401, 422)),
)
def work(request: StaffRequest, asked: Query[Scope]) -> HttpResponse:
    owed = queries.work(request.auth, now=clock.now(), scope=asked.scope, limit=asked.limit)
    return answer({"items": [_line(one) for one in owed]})


@router.get(
    "/objections",
    operation_id="listOpenObjections",
    summary="Units that may still object to their share of responsibility, soonest over first",
    response=answers(200, shapes.OpenObjections, READ),
)
def objections(request: StaffRequest, asked: Query[Further]) -> HttpResponse:
    """For those who oversee responsibility."""
    found, following = registers.open_objections(request.auth, now=clock.now(), cursor=asked.cursor)
    items = [
        {
            "case": row.case, "subject": row.subject, "unit": row.unit, "percent": row.percent,
            "received": row.received, "object_until": moment(row.object_until),
        }
        for row in found
    ]  # fmt: skip
    return answer({"items": items, "next": following or None})


def _line(owed: Owed) -> dict[str, object]:
    return {
        "case": owed.case, "subject": owed.subject, "state": owed.stage.id, "level": owed.level.id,
        "rule": owed.rule, "rule_name": owed.rule_name, "do": owed.do.id, "command": owed.command,
        "by": owed.by.id, "owner": owed.owner, "unit": owed.unit, "clause": owed.clause,
        "clause_text": owed.clause_text, "started_at": moment(owed.started_at), "due_at": moment(owed.due_at),
        "status": owed.status, "provisional": owed.provisional, "behalf": owed.behalf,
    }  # fmt: skip
