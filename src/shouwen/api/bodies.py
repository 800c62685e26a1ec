"""Reading what a client sends, strictly and within limits. What is wrong is a problem, told at once."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from django.http import HttpRequest

from shouwen.api.answers import JSON
from shouwen.api.problems import FieldsError, ProblemError
from shouwen.core.case.parsing import BadDataError, BadField, parse

LARGEST_JSON = 1024 * 1024
"""Bytes. The longest text of a field has 20,000 characters; a thousand times a short form still fits."""
LONGEST_KEY = 200
_KEY = re.compile(rf"[\x21-\x7e](?:[\x20-\x7e]{{0,{LONGEST_KEY - 2}}}[\x21-\x7e])?")


def json_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object in the body. Raise `ProblemError` 400, 413 or 415, or `FieldsError` for other JSON."""
    if not _is_json(request.content_type or ""):
        raise ProblemError(415, "media_type", {"expected": JSON})
    within(request, LARGEST_JSON)
    try:
        told = json.loads(request.body.decode(), parse_constant=_not_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        raise ProblemError(400, "malformed") from None
    if not isinstance(told, dict):
        raise FieldsError(("", "not_an_object"))
    return told


def demand_complainant(data: Mapping[str, Any]) -> None:
    """Who complains is named in the data of a registration, or said to be anonymous. Raise `BadDataError` with every bad
    field.
    """
    if missing := _unnamed(data.get("complainant")):
        try:
            parse("register", data)
        except BadDataError as error:
            raise BadDataError("register", (*error.fields, missing)) from None
        raise BadDataError("register", (missing,))


def _unnamed(complainant: object) -> BadField | None:
    if complainant is None:
        return BadField("/complainant", "missing", {})
    if not isinstance(complainant, Mapping) or complainant.get("anonymous"):
        return None
    name = complainant.get("name", "")
    return None if not isinstance(name, str) or name.strip() else BadField("/complainant/name", "unnamed", {})


def within(request: HttpRequest, limit: int) -> None:
    """Raise `ProblemError` 413 when the client announces more than `limit` bytes; nothing was read then."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdecimal() or int(announced) > limit:
        raise ProblemError(413, "too_large", {"limit": limit})


def idempotency_key(request: HttpRequest) -> str:
    """The client's key for this request, "" without one. Raise `FieldsError`."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not _KEY.fullmatch(key):
        raise FieldsError(("/Idempotency-Key", "bad_key"))
    return key


def _is_json(content_type: str) -> bool:
    kind = content_type.lower()
    return kind == JSON or (kind.startswith("application/") and kind.endswith("+json"))


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _not_finite(digits)


def _not_finite(_digits: str) -> NoReturn:
    raise ValueError("not_a_number")
