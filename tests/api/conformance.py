"""Every answer that a test gets is held against the API document: status, media type, shape, headers."""

import re
from functools import cache
from typing import Any

from django.http import HttpResponse
from jsonschema import Draft202012Validator, FormatChecker

from shouwen.api.urls import api


@cache
def document() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix="/api/v1/")


def check(method: str, path: str, answer: HttpResponse) -> None:
    """Raise `AssertionError` when the document does not allow this answer."""
    operation = operation_of(method, path)
    if operation is None:
        assert answer.status_code in (404, 405), (method, path, answer.status_code)
        return
    declared = {str(k): v for k, v in operation["responses"].items()}
    told = (operation["operationId"], answer.status_code, answer.content[:300].decode(errors="replace"))
    assert str(answer.status_code) in declared, told
    response = declared[str(answer.status_code)]
    content = response.get("content", {})
    kind = answer["Content-Type"].split(";")[0]
    assert kind in content or "*/*" in content, (*told, kind)
    assert all(name in answer.headers for name in response.get("headers", {})), told
    if kind in content:
        _validator(kind, operation["operationId"], str(answer.status_code)).validate(answer.json())


def operation_of(method: str, path: str) -> dict[str, Any] | None:
    for pattern, operations in _patterns():
        if pattern.fullmatch(path) and method.lower() in operations:
            return operations[method.lower()]
    return None


@cache
def _patterns() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    return [
        (re.compile(re.sub(r"{\w+}", "[^/]+", path)), operations)
        for path, operations in document()["paths"].items()
    ]


@cache
def _validator(kind: str, operation_id: str, status: str) -> Draft202012Validator:
    operation = next(
        operation
        for operations in document()["paths"].values()
        for operation in operations.values()
        if operation["operationId"] == operation_id
    )
    declared = {str(k): v for k, v in operation["responses"].items()}
    schema = {**declared[status]["content"][kind]["schema"], "components": document()["components"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())
