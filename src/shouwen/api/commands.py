"""Commands: what the caller wants done with a case, and what he may do with it now."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from shouwen.api.absences import away_line
from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer
from shouwen.api.bodies import json_object
from shouwen.api.document import COMMAND, GIVEN, READ, WRITE, answers, body, data_schema
from shouwen.api.problems import FieldsError
from shouwen.api.schemas import case as shapes
from shouwen.application import clock, operations, queries
from shouwen.application.views.case import Outcome

router = Router(tags=["commands"])
_ENVELOPE = ("command", "data", "expected_version")


@router.post(
    "/{number}/commands",
    operation_id="giveCommand",
    summary="Give a command on a case",
    response=answers(200, shapes.Done, WRITE),
    openapi_extra=body(COMMAND),
)
def give(request: StaffRequest, number: str) -> HttpResponse:
    """With `expected_version` the command is given only while the case is at that version; without it the
    rules decide on the case as it is by then.
    """
    name, data, version = _envelope(json_object(request))
    request.data_pointer = "/data"  # type: ignore[attr-defined]
    outcome = operations.command(request.auth, number, name, data, now=clock.now(), expected_version=version)
    away = queries.away_among(request.auth, outcome, now=clock.now())
    return answer({**done(outcome), "away": [away_line(one) for one in away]})


@router.get(
    "/{number}/commands",
    operation_id="readCommands",
    summary="What the caller may do now, and for the rest why not",
    response=answers(200, shapes.PossibleCommands, READ),
)
def possible(request: StaffRequest, number: str) -> HttpResponse:
    version, choices = queries.case_choices(request.auth, number, now=clock.now())
    items = [
        {
            "command": choice.command,
            "name": choice.name,
            "allowed": choice.allowed,
            "primary": choice.primary,
            "code": choice.code,
            "why": choice.why,
            "clause": choice.clause,
            "clause_text": choice.clause_text,
            "conditions": list(choice.conditions),
            "behalf": choice.behalf,
            "data": data_schema(choice.command),
        }
        for choice in choices
    ]
    return answer({"version": version, "items": items})


def done(outcome: Outcome) -> dict[str, Any]:
    """What a command did."""
    return {
        "number": outcome.number,
        "events": outcome.events,
        "state": outcome.state,
        "level": outcome.level,
        "version": outcome.version,
        "obligations": outcome.obligations,
    }


def _envelope(told: dict[str, Any]) -> tuple[str, dict[str, Any], int | None]:
    """(command, data, expected version). Raise `FieldsError` with everything that does not fit."""
    name, data, version = told.get("command"), told.get("data", {}), told.get("expected_version")
    faults = [(f"/{key}", "unknown_field") for key in told if key not in _ENVELOPE]
    if "command" not in told:
        faults.append(("/command", "missing"))
    elif not isinstance(name, str) or name not in GIVEN:
        faults.append(("/command", "unknown_command"))
    if not isinstance(data, dict):
        faults.append(("/data", "not_an_object"))
    if "expected_version" in told and (type(version) is not int or version < 0):
        faults.append(("/expected_version", "int_type"))
    if faults:
        raise FieldsError(*faults)
    return str(name), dict(data), version
