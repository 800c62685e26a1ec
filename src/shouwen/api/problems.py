"""
Problem details (RFC 9457): everything that goes wrong, in one shape.

`{type, title, status, code, clause?, detail, facts}`, and `errors[]` of `{pointer, code, detail}` where
fields are at fault. Words follow `Accept-Language`; `code` and `facts` are for programs.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from shouwen.api import wording
from shouwen.api.answers import PROBLEM, encoded
from shouwen.application.errors import (
    BadDataError,
    BadField,
    BrokenCaseError,
    ConflictError,
    FileRefusedError,
    NotFoundError,
    Refused,
    TooFastError,
)
from shouwen.core.values import JsonObject

logger = logging.getLogger(__name__)

_FORBIDDEN = frozenset({"not_permitted", "recused"})
"""Refusals that speak of who asks, not of the case: 403, all others 422."""
_FILES = {"too_large": 413, "type_not_allowed": 415, "false_type": 415}


class ProblemError(Exception):
    """A problem that a face finds by itself, before the application is asked."""

    def __init__(self, status: int, code: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.facts = status, code, dict(facts or {})


class FieldsError(Exception):
    """Fields of the request that do not fit."""

    def __init__(self, *fields: tuple[str, str]) -> None:
        """Pairs of JSON pointer and code."""
        super().__init__(fields)
        self.fields = tuple(BadField(pointer, code, {}) for pointer, code in fields)


def problem(
    request: HttpRequest,
    status: int,
    code: str,
    *,
    detail: str = "",
    clause: str = "",
    facts: Mapping[str, object] | None = None,
    errors: Iterable[BadField] = (),
) -> HttpResponse:
    """The answer for one problem. `detail` defaults to the words of the code."""
    language = language_of(request)
    told: dict[str, object] = {
        "type": f"urn:shouwen:problem:{code}",
        "title": wording.title(status, language),
        "status": status,
        "code": code,
        "detail": detail or wording.detail(code, language, facts or {}),
        "facts": dict(facts or {}),
    }
    if clause:
        told["clause"] = clause
    if errors:
        told["errors"] = [
            {
                "pointer": e.pointer,
                "code": e.code,
                "detail": wording.field(e.code, language, e.limits),
                **_limits(e),
            }
            for e in errors
        ]
    return HttpResponse(
        encoded(told), content_type=PROBLEM, status=status, headers={"Cache-Control": "no-store"}
    )


def language_of(request: HttpRequest) -> str:
    """`zh-hans` or `en`, as the browser's or client's header asks."""
    return str(getattr(request, "LANGUAGE_CODE", "zh-hans"))


def install(api: NinjaAPI) -> None:
    """Have every error of this API answered as a problem."""
    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
        AuthenticationError: _unauthenticated, NotFoundError: _not_found, Http404: _not_found,
        ProblemError: _found_by_face, FieldsError: _fields, BadDataError: _fields, ValidationError: _parameters,
        Refused: _refused, ConflictError: _conflict, FileRefusedError: _file, TooFastError: _too_fast,
        BrokenCaseError: _broken, RequestDataTooBig: _too_many, TooManyFieldsSent: _too_many,
        TooManyFilesSent: _too_many, MultiPartParserError: _malformed_form, UnreadablePostError: _malformed_form,
        OperationalError: _busy, Exception: _bug,
    }  # fmt: skip
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)


_FIELD_OF: Mapping[str, str] = {
    "unknown_category": "/category", "unknown_fact": "/facts/{fact}", "wrong_fact": "/facts/{fact}",
    "unknown_level": "/level",
}  # fmt: skip
"""Refusals that speak of one field of what was sent: where it stands."""


def _limits(field: BadField) -> dict[str, object]:
    return {"limits": dict(field.limits)} if field.limits else {}


def _unauthenticated(request: HttpRequest, _error: Exception) -> HttpResponse:
    answer = problem(request, 401, "unauthenticated")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _not_found(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(request, 404, "not_found")


def _found_by_face(request: HttpRequest, error: ProblemError) -> HttpResponse:
    return problem(request, error.status, error.code, facts=error.facts)


def _fields(request: HttpRequest, error: FieldsError | BadDataError) -> HttpResponse:
    root = str(getattr(request, "data_pointer", "")) if isinstance(error, BadDataError) else ""
    fields = [BadField(root + f.pointer, f.code, f.limits) for f in error.fields]
    return problem(request, 422, "bad_fields", errors=fields)


def _parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Query parameters, as the library tells them."""
    fields = []
    for found in error.errors:
        context = found.get("ctx") or {}
        code = str(context.get("error")) if found["type"] == "value_error" else str(found["type"])
        limits: JsonObject = {k: v for k, v in context.items() if k != "error" and isinstance(v, str | int)}
        fields.append(BadField(f"/{found['loc'][-1]}", code, limits))
    return problem(request, 422, "bad_fields", errors=fields)


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    status = 403 if error.code in _FORBIDDEN else 422
    said = error.say.in_(language_of(request))
    told = _FIELD_OF.get(error.code, "").format(**error.facts)
    root = str(getattr(request, "data_pointer", ""))
    fields = [BadField(root + told, error.code, {})] if told else []
    return problem(
        request, status, error.code, detail=said, clause=error.clause, facts=error.facts, errors=fields
    )


def _conflict(request: HttpRequest, error: ConflictError) -> HttpResponse:
    facts = {"version": error.version} if error.code in ("version", "draft_version") else {}
    return problem(request, 409, error.code, facts=facts)


def _file(request: HttpRequest, error: FileRefusedError) -> HttpResponse:
    said = error.say.in_(language_of(request))
    return problem(request, _FILES.get(error.code, 422), error.code, detail=said)


def _too_fast(request: HttpRequest, error: TooFastError) -> HttpResponse:
    answer = problem(request, 429, "too_fast", facts={"seconds": error.seconds})
    answer["Retry-After"] = str(error.seconds)
    return answer


def _broken(request: HttpRequest, error: BrokenCaseError) -> HttpResponse:
    logger.error("broken stream: %s", error)
    return problem(request, 500, "broken_case", facts={"number": error.number, "seq": error.seq})


def _too_many(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(request, 413, "too_many_parts")


def _malformed_form(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(request, 400, "malformed_form")


def _busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """The database did not answer in time; nothing was written."""
    logger.warning("database: %s", error)
    answer = problem(request, 503, "busy")
    answer["Retry-After"] = "1"
    return answer


def _bug(request: HttpRequest, error: Exception) -> HttpResponse:
    reference = secrets.token_hex(4)
    logger.error("bug %s at %s", reference, request.path, exc_info=error)
    return problem(request, 500, "internal", facts={"reference": reference})
