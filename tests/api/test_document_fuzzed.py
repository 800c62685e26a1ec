"""The document against the service: made-up requests, fitting and unfitting, find no error of ours."""

from copy import deepcopy

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shouwen.api import limits
from tests.api.conformance import document

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
COMMANDS = "/api/v1/cases/{number}/commands"
VARIED = (
    "request_supplement",
    "grade",
    "assign",
    "add_evidence",
    "propose_solution",
    "record_satisfaction",
    "extend",
)


def service(environ, start_response):
    """The service with the settings of the test that runs, not of the moment of import."""
    return WSGIHandler()(environ, start_response)


def shortened() -> dict:
    """The document with a few commands: a choice of forty takes a minute to invent requests for."""
    told = deepcopy(dict(document()))
    body = told["paths"][COMMANDS]["post"]["requestBody"]["content"]["application/json"]["schema"]
    del body["discriminator"]
    body["oneOf"] = [choice for choice in body["oneOf"] if choice["$ref"].rsplit("Give_", 1)[-1] in VARIED]
    assert len(body["oneOf"]) == len(VARIED)
    return told


api = schemathesis.openapi.from_dict(shortened())
api.app = service
api.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])


@pytest.fixture
def number(office, monkeypatch) -> str:
    for name in ("SUBMISSIONS", "LOOKS", "ANSWERS", "WRONG_CODES"):
        monkeypatch.setattr(limits, name, limits.Bucket(name=name, count=10**6, seconds=60))
    return office.assigned()


@pytest.mark.django_db
@api.parametrize()
@seed(20260930)
@settings(
    max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate], database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_no_request_finds_an_error_of_ours(case: schemathesis.Case, office, number: str) -> None:
    if "number" in (case.path_parameters or {}):
        case.path_parameters["number"] = number
    headers = {"Host": "testserver"}
    if "/portal/" not in case.path:
        headers["Authorization"] = f"Bearer {office.clerk.token}"
    case.call_and_validate(checks=CHECKS, headers=headers)


UNFIT = [
    None,
    True,
    -1,
    1e300,
    "",
    "长" * 20_001,
    "a\u0000b",
    [],
    {},
    [[]],
    [{"what": None}],
    {"": {"": ""}},
    "2026-02-30",
]


@pytest.mark.django_db
def test_no_command_stumbles_over_a_value_of_another_kind(office, number: str) -> None:
    for choice in office.clerk.get(f"/cases/{number}/commands").json()["items"]:
        for value in UNFIT:
            data = dict.fromkeys([*choice["data"]["properties"], "free"], value)
            answer = office.clerk.give(number, choice["command"], data)
            assert answer.status_code in (200, 403, 422), (choice["command"], value)
