"""Cases: register, list, read."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer, moment
from shouwen.api.bodies import demand_complainant, idempotency_key, json_object
from shouwen.api.document import READ, REGISTER, WRITE, answers, body, idempotent
from shouwen.api.parameters import Cursor, Flag, Instant
from shouwen.api.schemas import case as shapes
from shouwen.application import clock, operations, queries
from shouwen.application.queries.record import RATED
from shouwen.application.views.lists import LedgerFilter, LedgerRow
from shouwen.core.case.command_data import Line
from shouwen.core.case.state import Stage

router = Router(tags=["cases"])


class Wanted(Schema):
    """What to list; an empty value is as good as none. Units by name, handlers by account."""

    state: Literal[("", *(stage.value for stage in Stage))] = ""  # type: ignore[valid-type]
    level: Line = ""
    kind: Literal["", "complaint", "inquiry", "suggestion", "problem"] = ""
    channel: Line = ""
    category: Annotated[Line, Field(description="with everything below it in the tree")] = ""
    unit: Line = ""
    handler: Line = ""
    overdue: Flag = ""
    due_before: Annotated[Instant, Field(description="ISO 8601 with offset")] = ""
    q: Annotated[Line, Field(description="words of the case, or its number")] = ""
    cursor: Annotated[Cursor, Field(description="`next` of the page before")] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@router.post(
    "",
    operation_id="register",
    summary="Register a case",
    response=answers(201, shapes.Registered, WRITE),
    openapi_extra=idempotent(body(REGISTER)),
)
def register(request: StaffRequest) -> HttpResponse:
    """Keys that are not named here are kept with the case as they are."""
    key, data = idempotency_key(request), json_object(request)
    demand_complainant(data)
    outcome = operations.register(request.auth, data, now=clock.now(), key=key)
    told = {
        "number": outcome.number,
        "query_code": outcome.query_code,
        "state": outcome.state,
        "level": outcome.level,
        "version": outcome.version,
        "obligations": outcome.obligations,
    }
    return answer(told, status=201, headers={"Location": f"{request.path}/{outcome.number}"})


@router.get(
    "",
    operation_id="listCases",
    summary="The cases that the caller may see, newest first",
    response=answers(200, shapes.CasePage, READ),
)
def ledger(request: StaffRequest, wanted: Query[Wanted]) -> HttpResponse:
    narrowed = LedgerFilter(
        state=wanted.state, level=wanted.level, kind=wanted.kind, channel=wanted.channel, category=wanted.category,
        unit=wanted.unit, handler=wanted.handler, q=wanted.q,
        overdue=wanted.overdue in ("true", "1") if wanted.overdue else None,
        due_before=datetime.fromisoformat(wanted.due_before) if wanted.due_before else None,
    )  # fmt: skip
    page = queries.ledger(request.auth, narrowed, now=clock.now(), cursor=wanted.cursor, limit=wanted.limit)
    return answer({"items": [_line(row) for row in page.items], "next": page.next or None})


@router.get(
    "/{number}",
    operation_id="readCase",
    summary="One case",
    response=answers(200, shapes.Case, READ),
)
def read(request: StaffRequest, number: str) -> HttpResponse:
    return answer(queries.case_record(request.auth, number, now=clock.now()))


@router.get(
    "/{number}/events",
    operation_id="readEvents",
    summary="The stream of a case",
    response=answers(200, shapes.Events, READ),
)
def events(request: StaffRequest, number: str) -> HttpResponse:
    return answer({"items": queries.case_events(request.auth, number, now=clock.now())})


@router.get(
    "/{number}/obligations",
    operation_id="readObligations",
    summary="What is and was owed in a case",
    response=answers(200, shapes.Obligations, READ),
)
def obligations(request: StaffRequest, number: str) -> HttpResponse:
    return answer({"items": queries.case_obligations(request.auth, number, now=clock.now())})


@router.get(
    "/{number}/evidence",
    operation_id="readEvidence",
    summary="Clause by clause: applicable, kept, broken, and the events that show it",
    response=answers(200, shapes.Evidence, READ),
)
def evidence(request: StaffRequest, number: str) -> HttpResponse:
    lines = queries.case_evidence(request.auth, number, now=clock.now())
    items = [
        {
            "clause": line.clause,
            "text": line.text,
            "verdict": line.verdict,
            "verdict_name": line.verdict_name,
            "applicable": line.verdict not in ("not_applicable", "statement"),
            "kept": line.verdict == "kept",
            "broken": line.verdict == "broken",
            "events": line.shown_by,
        }
        for line in lines
    ]
    return answer({"items": items})


def _line(row: LedgerRow) -> dict[str, object]:
    return {
        "number": row.number, "state": row.stage.id, "level": row.level.id, "kind": row.kind.id,
        "channel": row.channel.id, "category": row.category.id, "subject": row.subject,
        "complainant": row.complainant, "unit": row.unit, "handler": row.handler_account,
        "handler_name": row.handler, "registered_at": moment(row.registered_at), "due_at": moment(row.due_at),
        "overdue": row.overdue, "paused": row.paused, "round": row.round, "satisfied": RATED.get(row.satisfied),
        "closed_at": moment(row.closed_at),
        "names": {
            "kind": row.kind.name, "channel": row.channel.name, "category": row.category.name,
            "level": row.level.name, "state": row.stage.name,
        },
    }  # fmt: skip
