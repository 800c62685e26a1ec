"""
The API as a whole: its OpenAPI document, and an answer of its own for every address and method.

Routers declare what they answer through `answers`, so that no error is left undeclared; bodies, which are
checked by the core's own models, are declared by reference to those models.
"""

from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, re_path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shouwen.api.answers import JSON, PROBLEM
from shouwen.api.problems import problem
from shouwen.api.schemas.problem import Problem
from shouwen.core.case.commands import COMMANDS, SYSTEM_ONLY, Register

READ = (401, 404, 422)
"""What may go wrong where one of the staff asks for something."""
WRITE = (400, 401, 403, 404, 409, 413, 415, 422)
PUBLIC_READ = (404, 422, 429)
PUBLIC_WRITE = (400, 403, 404, 409, 413, 415, 422, 429)

_REFERENCE = "#/components/schemas/{model}"
GIVEN = {name: kind for name, kind in COMMANDS.items() if name != "register" and name not in SYSTEM_ONLY}
"""The commands that people may give on a case."""


def answers(status: int, shape: type[BaseModel] | None, problems: tuple[int, ...]) -> dict[int, Any]:
    """The map of answers of one operation: its own, and the problems that may come instead."""
    return {status: shape, **dict.fromkeys(problems, Problem)}


def body(schema: Mapping[str, Any], media_type: str = JSON) -> dict[str, Any]:
    """The declaration of a body that the view reads by itself."""
    return {"requestBody": {"required": True, "content": {media_type: {"schema": dict(schema)}}}}


def idempotent(declared: dict[str, Any]) -> dict[str, Any]:
    """The same with the header that makes a request safe to repeat."""
    header = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "the same key within 24 hours makes one case, also when two requests arrive at once",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]([ -~]*[!-~])?$"},
    }
    return {**declared, "parameters": [header]}


REGISTER = {
    "allOf": [
        {"$ref": _REFERENCE.format(model="Register")},
        {
            "type": "object",
            "required": ["complainant"],
            "properties": {
                "complainant": {
                    "description": "named, or anonymous",
                    "anyOf": [
                        {"required": ["name"], "properties": {"name": {"type": "string", "minLength": 1}}},
                        {"required": ["anonymous"], "properties": {"anonymous": {"const": True}}},
                    ],
                }
            },
        },
    ]
}
COMMAND = {
    "oneOf": [{"$ref": _REFERENCE.format(model=f"Give_{name}")} for name in GIVEN],
    "discriminator": {
        "propertyName": "command",
        "mapping": {name: _REFERENCE.format(model=f"Give_{name}") for name in GIVEN},
    },
}


@cache
def data_schema(command: str) -> dict[str, Any]:
    """The JSON Schema of a command's data, complete in itself."""
    return COMMANDS[command].model_json_schema()


class RestAPI(NinjaAPI):
    """Ninja's API with problems for unknown addresses and methods, and a document made once."""

    _document: OpenAPISchema | None = None

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        patterns, app, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _told(pattern.callback)
        return [*patterns, re_path("", _no_such_address)], app, namespace

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        if self._document is None:
            document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
            document["components"]["schemas"].update(_body_schemas())
            for path in document["paths"].values():
                for operation in path.values():
                    _declare(operation)
            self._document = document
        return self._document


def _told(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, with a problem where the library would answer a bare page."""

    @wraps(view)
    def answered(request: HttpRequest, **kept: Any) -> HttpResponseBase:
        if "\0" in request.path:
            return _no_such_address(request)
        if request.method == "HEAD":  # as GET, without the content: that the server leaves out
            request.method = "GET"
        try:
            answer = view(request, **kept)
        except Http404:
            return _no_such_address(request)
        if answer.status_code == 405 and answer.headers.get("Content-Type") != PROBLEM:
            refusal = problem(request, 405, "method_not_allowed")
            refusal["Allow"] = answer["Allow"]
            return refusal
        return answer

    return answered


def _no_such_address(request: HttpRequest) -> HttpResponse:
    return problem(request, 404, "no_such_address")


_no_such_address.csrf_exempt = True  # type: ignore[attr-defined]


def _declare(operation: dict[str, Any]) -> None:
    """Problems have a media type of their own; answers that limit tell when to try again."""
    for status, response in operation["responses"].items():
        if int(status) >= 400 and "content" in response:
            response["content"] = {PROBLEM: response["content"][JSON]}
        if int(status) == 429:
            seconds = {"type": "integer", "minimum": 1}
            response["headers"] = {"Retry-After": {"schema": seconds, "description": "seconds"}}


def _body_schemas() -> dict[str, Any]:
    """The data of every command, and the envelopes that name the command beside its data."""
    models = [(model, "validation") for model in (Register, *GIVEN.values())]
    _, told = models_json_schema(models, ref_template=_REFERENCE)  # type: ignore[arg-type]
    envelopes = {f"Give_{name}": _envelope(name, model) for name, model in GIVEN.items()}
    return {**told["$defs"], **envelopes}


def _envelope(name: str, model: type[BaseModel]) -> dict[str, Any]:
    needed = any(field.is_required() for field in model.model_fields.values())
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["command", *(["data"] if needed else [])],
        "properties": {
            "command": {"const": name, "type": "string"},
            "data": {"$ref": _REFERENCE.format(model=model.__name__)},
            "expected_version": {"type": "integer", "minimum": 0},
        },
    }
