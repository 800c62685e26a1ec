"""What customers do without an account: by organisation, or by number and query code. Rate-limited."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api import limits
from shouwen.api.answers import answer, moment
from shouwen.api.bodies import demand_complainant, idempotency_key, json_object
from shouwen.api.document import PUBLIC_READ, PUBLIC_WRITE, REGISTER, answers, body, idempotent
from shouwen.api.problems import FieldsError, language_of
from shouwen.api.schemas import case as shapes
from shouwen.api.schemas import progress as told
from shouwen.application import clock, operations, queries
from shouwen.application.errors import NotFoundError
from shouwen.application.promised import PROMISED
from shouwen.application.views.case import Outcome
from shouwen.application.views.customer import Progress
from shouwen.core.case.command_data import Line
from shouwen.core.case.commands import COMMANDS

router = Router(tags=["portal"], auth=None)
T = TypeVar("T")
STEPS = {
    "supplement": "supplement",
    "rate": "record_satisfaction",
    "appeal": "appeal",
    "withdraw": "withdraw",
    "urge": "urge",
    "delete": "request_deletion",
}
"""Address → command."""


class Opening(Schema):
    code: Annotated[Line, Field(min_length=1, description="the query code told at registration")]


@router.post(
    "/cases",
    operation_id="submitCase",
    summary="Submit a case to an organisation",
    response=answers(201, shapes.Registered, PUBLIC_WRITE),
    openapi_extra=idempotent(
        body(
            {
                "allOf": [
                    REGISTER,
                    {
                        "type": "object",
                        "required": ["organisation"],
                        "properties": {"organisation": {"type": "string", "pattern": "^[a-z0-9-]{1,50}$"}},
                    },
                ]
            }
        )
    ),
)
def submit(request: HttpRequest) -> HttpResponse:
    key, data = idempotency_key(request), json_object(request)
    organisation = data.pop("organisation", None)
    if not isinstance(organisation, str):
        raise FieldsError(("/organisation", "missing" if organisation is None else "string_type"))
    limits.SUBMISSIONS.pour(limits.address_of(request))
    if "\0" in organisation:
        raise NotFoundError
    demand_complainant(data)
    outcome = operations.portal_register(organisation, data, now=clock.now(), key=key)
    # what else is owed is the office's own affair
    obligations = [o for o in outcome.obligations if o["do"] in PROMISED]
    return answer(
        {
            "number": outcome.number,
            "query_code": outcome.query_code,
            "state": outcome.state,
            "level": outcome.level,
            "version": outcome.version,
            "obligations": obligations,
        },
        status=201,
    )


@router.get(
    "/cases/{number}",
    operation_id="readProgress",
    summary="How a case stands, for the customer",
    response=answers(200, told.Progress, PUBLIC_READ),
)
def progress(request: HttpRequest, number: str, opening: Query[Opening]) -> HttpResponse:
    limits.LOOKS.pour(limits.address_of(request))
    found = _by_code(
        request,
        lambda: queries.progress(number, opening.code, now=clock.now(), language=language_of(request)),
    )
    return answer(_progress(found))


def _step(address: str, command: str) -> None:
    """Declare one of the customer's commands."""
    data = {"$ref": f"#/components/schemas/{COMMANDS[command].__name__}"}
    code = {
        "type": "object",
        "properties": {"code": {"type": "string", "minLength": 1, "description": "or in the address"}},
    }
    parameter = {
        "name": "code", "in": "query", "required": False, "description": "the query code, if not in the body",
        "schema": {"type": "string", "minLength": 1},
    }  # fmt: skip

    def give(request: HttpRequest, number: str) -> HttpResponse:
        sent = json_object(request)
        code = sent.pop("code", request.GET.get("code"))
        if not isinstance(code, str):
            raise FieldsError(("/code", "missing" if code is None else "string_type"))
        limits.ANSWERS.pour(limits.address_of(request))
        outcome: Outcome = _by_code(
            request, lambda: operations.portal_command(number, code, command, sent, now=clock.now())
        )
        return answer({"number": outcome.number, "state": outcome.state, "version": outcome.version})

    router.post(
        f"/cases/{{number}}/{address}",
        operation_id=f"{address}Case",
        summary=f"The customer's {address}",
        response=answers(200, told.CustomerDone, PUBLIC_WRITE),
        openapi_extra={**body({"allOf": [data, code]}), "parameters": [parameter]},
        url_name=f"portal-{address}",
    )(give)


for _address, _command in STEPS.items():
    _step(_address, _command)


def _by_code(request: HttpRequest, opened: Callable[[], T]) -> T:
    """What number and code open; who tries wrong ones has to wait before he may try more."""
    who = limits.address_of(request)
    limits.WRONG_CODES.check(who)
    try:
        return opened()
    except NotFoundError:
        limits.WRONG_CODES.pour(who)
        raise


def _progress(found: Progress) -> dict[str, Any]:
    return {
        "number": found.number, "organisation": found.organisation.id, "organisation_name": found.organisation.name,
        "subject": found.subject, "kind": found.kind.id, "state": found.stage.id, "state_name": found.stage.name,
        "registered_at": moment(found.registered_at),
        "steps": [{"name": name, "standing": standing, "at": moment(at)} for name, standing, at in found.steps],
        "promises": found.promises,
        "words": [
            {
                "at": moment(entry.at), "type": entry.type, "name": entry.name, "by_customer": bool(entry.actor),
                "lines": entry.lines,
            }
            for entry in found.words
        ],
        "asked": found.asked, "solution": found.solution, "reply": found.reply, "choices": found.choices,
    }  # fmt: skip
