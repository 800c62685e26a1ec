"""
Which case this browser may see: the query code in a signed cookie of that case's own pages.

The code never stands in an address that a server logs. The cookie ends with the browser, after `LASTS`
seconds, or when the customer leaves the page; it is not sent to any page but the case's.
"""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

LASTS = 4 * 3600
"""Long enough for writing a long answer on a phone."""
DONE_LASTS = 1800

_CASE, _DONE = "portal_case", "portal_done"


def open_case(request: HttpRequest, response: HttpResponse, *, number: str, code: str) -> None:
    """Let this browser see the case."""
    _put(request, response, name=_CASE, path=reverse("portal:case", args=[number]), told=[number, code])


def code_for(request: HttpRequest, *, number: str) -> str:
    """The query code that this browser was let in with, or ""."""
    told = _read(request, name=_CASE, lasts=LASTS)
    return told[1] if told and told[0] == number else ""


def leave_case(response: HttpResponse, *, number: str) -> None:
    response.delete_cookie(_CASE, path=reverse("portal:case", args=[number]), samesite="Lax")


def show_done(
    request: HttpRequest, response: HttpResponse, *, organisation: str, number: str, code: str
) -> None:
    """Let this browser see, for a while, the page that shows number and code."""
    _put(request, response, name=_DONE, path=reverse("portal:done", args=[organisation]), told=[number, code])


def just_submitted(request: HttpRequest) -> tuple[str, str] | None:
    """(number, code) of the case that was just submitted from this browser."""
    told = _read(request, name=_DONE, lasts=DONE_LASTS)
    return (told[0], told[1]) if told else None


def _put(request: HttpRequest, response: HttpResponse, *, name: str, path: str, told: list[str]) -> None:
    response.set_cookie(
        name,
        signing.dumps(told, salt=name),
        path=path,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )


def _read(request: HttpRequest, *, name: str, lasts: int) -> list[str] | None:
    try:
        told = signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=lasts)
    except signing.BadSignature:
        return None
    return (
        told if isinstance(told, list) and len(told) == 2 and all(isinstance(x, str) for x in told) else None
    )
