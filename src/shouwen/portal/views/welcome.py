"""Choosing an organisation, its welcome page, the language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from shouwen.application import queries
from shouwen.portal.forms.answers import TrackForm
from shouwen.portal.kinds import wishes
from shouwen.portal.pages import in_words, language, organisation_card, page


@require_safe
@in_words
def choose(request: HttpRequest) -> HttpResponse:
    """All organisations, and the way to a case that is already under way."""
    return page(
        request, "choose.html", {"organisations": queries.organisations(language()), "form": TrackForm()}
    )


@require_safe
@in_words
def welcome(request: HttpRequest, organisation: str) -> HttpResponse:
    """What the organisation promises, and the two ways on: submit, track."""
    card = organisation_card(organisation)
    words = queries.portal_form_words(organisation, language())
    context = {
        "organisation": card, "wishes": wishes(words.kinds), "limits": card.promises,
        "form": TrackForm(),
    }  # fmt: skip
    return page(request, "welcome.html", context)


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie and go back to where the reader was."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = reverse("portal:choose")
    response = HttpResponseRedirect(target)
    wanted = request.POST.get("language", "")
    if translation.check_for_language(wanted) and wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=31_536_000,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response
