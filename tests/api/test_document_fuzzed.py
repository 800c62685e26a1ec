"""The document against the service: made-up requests, fitting and unfitting, find no error of ours."""

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
api = schemathesis.openapi.from_dict(document())


def service(environ, start_response):
    """The service with the settings of the test that runs, not of the moment of import."""
    return WSGIHandler()(environ, start_response)


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
    max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=False, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_no_request_finds_an_error_of_ours(case: schemathesis.Case, office, number: str) -> None:
    if "number" in (case.path_parameters or {}):
        case.path_parameters["number"] = number
    headers = {"Host": "testserver"}
    if "/portal/" not in case.path:
        headers["Authorization"] = f"Bearer {office.clerk.token}"
    case.call_and_validate(checks=CHECKS, headers=headers)
