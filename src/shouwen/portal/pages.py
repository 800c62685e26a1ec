"""From what a view found to the page that a customer sees, errors included."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from shouwen.application import queries
from shouwen.application.errors import BrokenCaseError, NotFoundError, TooFastError
from shouwen.application.queries import OrganisationCard
from shouwen.portal import wording

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def language() -> str:
    """The reader's language, as queries want it."""
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def organisation_card(slug: str) -> OrganisationCard:
    """The organisation under this address. Raise `NotFoundError`."""
    for card in queries.organisations(language()):
        if card.slug == slug:
            return card
    raise NotFoundError(slug)


def page(
    request: HttpRequest, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A whole page. Nothing of the portal is kept by caches: it may stand on a shared device."""
    response = render(request, f"portal/{template}", dict(context or {}), status=status)
    response["Cache-Control"] = "no-store"
    return response


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep search engines away from a page about one case."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def in_words(view: View[P]) -> View[P]:
    """Turn what the application raises into a page that says what to do."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFoundError:
            return unlisted(page(request, "missing.html", status=404))
        except BrokenCaseError:
            return unlisted(page(request, "broken.html", status=503))
        except TooFastError as error:
            return too_fast(request, error)

    return wrapped


def too_fast(request: HttpRequest, error: TooFastError, *, back: str = "") -> HttpResponse:
    """When to try again; `back` is the case that was urged too often."""
    context = {"wait": wording.how_long(error.seconds), "back": back}
    response = page(request, "too_fast.html", context, status=429)
    response["Retry-After"] = str(error.seconds)
    return unlisted(response)
