"""Being away and standing in: the register, entering, withdrawing."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer, moment
from shouwen.api.bodies import json_object
from shouwen.api.document import READ, WRITE, answers, body
from shouwen.api.problems import FieldsError
from shouwen.api.schemas import absence as shapes
from shouwen.application import clock, operations, queries
from shouwen.application.operations.absences import Away
from shouwen.application.views.absences import AbsenceLine, AwayNote

router = Router(tags=["work"])
LARGEST_KEY = 2**53


class Page(Schema):
    cursor: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 25


@router.get(
    "/absences", operation_id="listAbsences", summary="Absences that the caller may see, newest first",
    response=answers(200, shapes.Absences, (401, 422)),
)  # fmt: skip
def listed(request: StaffRequest, page: Query[Page]) -> HttpResponse:
    found = queries.absences(request.auth, now=clock.now(), cursor=page.cursor, limit=page.limit)
    return answer({"items": [_line(one) for one in found.rows], "next": found.next or None})


@router.get(
    "/absences/now", operation_id="readAway", summary="Who is away at present, and who acts for him",
    response=answers(200, shapes.AwayNow, (401,)),
)  # fmt: skip
def away(request: StaffRequest) -> HttpResponse:
    return answer({"items": [away_line(one) for one in queries.away_now(request.auth, now=clock.now())]})


@router.post(
    "/absences", operation_id="setAbsence", summary="Say that somebody is away, and who acts in the meantime",
    response=answers(201, shapes.AbsenceSet, WRITE),
    openapi_extra=body({**Away.model_json_schema(), "additionalProperties": False}),
)  # fmt: skip
def enter(request: StaffRequest) -> HttpResponse:
    """For oneself; a head for his units; an administrator for everybody."""
    told = json_object(request)
    if unknown := [(f"/{key}", "unknown_field") for key in told if key not in Away.model_fields]:
        raise FieldsError(*unknown)
    return answer({"id": operations.set_absence(request.auth, told, now=clock.now())}, status=201)


@router.delete(
    "/absences/{key}", operation_id="withdrawAbsence", summary="End an absence at once; it stays on record",
    response=answers(204, None, (*READ, 403)),
)  # fmt: skip
def withdraw(request: StaffRequest, key: Annotated[int, Field(ge=1, le=LARGEST_KEY)]) -> HttpResponse:
    operations.withdraw_absence(request.auth, key, now=clock.now())
    return HttpResponse(status=204)


def away_line(one: AwayNote) -> dict[str, object]:
    return {
        "who": one.account, "name": one.name, "until_on": one.until_on.isoformat(), "deputy": one.deputy,
        "deputy_name": one.deputy_name, "powers": one.powers.id,
    }  # fmt: skip


def _line(one: AbsenceLine) -> dict[str, object]:
    return {
        "id": one.id, "who": one.account, "name": one.name, "unit": one.unit, "deputy": one.deputy,
        "deputy_name": one.deputy_name, "powers": one.powers.id, "from_on": one.from_on.isoformat(),
        "until_on": one.until_on.isoformat(), "reason": one.reason, "state": one.state.id, "set_by": one.set_by,
        "set_at": moment(one.set_at), "withdrawn_by": one.withdrawn_by, "withdrawn_at": moment(one.withdrawn_at),
        "may_withdraw": one.may_withdraw,
    }  # fmt: skip
