"""Answers: plain data to JSON bytes, instants as ISO 8601 with offset."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.http import HttpResponse

JSON = "application/json"
PROBLEM = "application/problem+json"


def answer(data: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """`data` as it is, unchecked: what queries and operations answer has its shape already."""
    return HttpResponse(
        encoded(data),
        content_type=JSON,
        status=status,
        headers={"Cache-Control": "private, no-store", **(headers or {})},
    )


def encoded(data: object) -> bytes:
    """Compact JSON; half a surrogate pair, which only an echoed name of a field may hold, becomes `?`."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def moment(at: datetime | None) -> str | None:
    """An instant in the organisation's zone, with its offset."""
    return at.isoformat() if at is not None else None
