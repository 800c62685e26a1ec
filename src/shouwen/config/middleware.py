"""What holds for every request and answer: its address, its length, its language, its session, its headers."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shouwen.application import clock

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)

MOST_DISCARDED = 256 * 1024 * 1024
"""Bytes of a refused request that are read so that the client hears the answer; after that the line is cut."""
CHUNK = 64 * 1024


class ClientAddress:
    """The address behind our own proxies: throttles and lock-outs go by it. What a client writes into the header
    himself stands further left and is not looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if 0 < settings.PROXIES <= len(passed):
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(passed[-settings.PROXIES].strip()))
        return self.get_response(request)


class BodyLimit:
    """Refuse a request whose body is longer than any form of ours, before a byte of it is kept.

    What was refused unread is read to its end and thrown away: a client that is still sending when the
    connection closes sees a broken pipe and not the answer. The API finds the length by itself and tells it in
    its own shape.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        fits = told.isdecimal() and int(told) <= settings.BODY_LIMIT
        if fits or request.path.startswith("/api/"):
            response = self.get_response(request)
        else:
            response = HttpResponse(
                "内容过大，没有接收。 / The request is too large.",
                status=413,
                content_type="text/plain; charset=utf-8",
            )
        if response.status_code >= 400 and told != "0":
            _discard(request)
        return response


def _discard(request: HttpRequest) -> None:
    """Read what is left of the body, up to a bound."""
    left = MOST_DISCARDED
    with suppress(OSError):  # the client went away
        while left > 0 and (piece := request.read(CHUNK)):
            left -= len(piece)


class ChineseFirst:
    """Pages are Chinese until the reader switches, whatever the browser prefers; the API heeds the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return self.get_response(request)


class SlidingSession:
    """A session ends so many minutes after the last click; what a page fetches by itself is no click."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.is_empty() and not request.path.startswith("/notices/bell"):
            half = settings.SESSION_COOKIE_AGE / 2
            begun = session.get("renewed_at", 0)
            now = clock.now().timestamp()
            if now - begun > min(half, 300):
                session["renewed_at"] = now
        return response


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
