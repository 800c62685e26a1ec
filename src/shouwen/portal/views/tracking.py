"""Getting to a case with number and code, and its tracking page."""

from collections.abc import Mapping
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwen.application import clock, queries
from shouwen.application.errors import NotFoundError
from shouwen.application.queries import OrganisationCard
from shouwen.application.views.customer import Progress
from shouwen.portal import grants, throttle
from shouwen.portal.forms.answers import (
    AnswerForm,
    ConfirmForm,
    ConsentForm,
    RateForm,
    SupplementForm,
    TrackForm,
    UploadForm,
)
from shouwen.portal.pages import in_words, language, page, unlisted

INLINE: Mapping[str, type[AnswerForm]] = {
    "supplement": SupplementForm, "consent": ConsentForm, "rate": RateForm, "upload": UploadForm,
    "confirm": ConfirmForm,
}  # fmt: skip
"""Answers whose form stands on the tracking page itself."""
ALWAYS = frozenset({"answer_survey", "request_recusal", "request_deletion"})
"""What may be done long after everything else; files are not asked for then."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_words
def track(request: HttpRequest) -> HttpResponse:
    """Number and code open the case; a wrong number and a wrong code get the same answer."""
    if request.method != "POST":
        return ask_for_code(request, form=TrackForm())
    form = TrackForm(request.POST)
    if not form.is_valid():
        return ask_for_code(request, form=form)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    give_back = throttle.WRONG_CODES.take(throttle.address_of(request))
    try:
        progress = queries.progress(number, code, now=clock.now(), language=language())
    except NotFoundError:
        form.add_error(None, gettext("编号或查询码不对，请核对后再试。"))
        return ask_for_code(request, form=form)
    give_back()
    response = redirect("portal:case", progress.number)
    grants.open_case(request, response, number=progress.number, code=code)
    return response


def ask_for_code(request: HttpRequest, *, form: TrackForm) -> HttpResponse:
    return unlisted(page(request, "track.html", {"form": form}))


def let_in(request: HttpRequest, *, number: str) -> tuple[str, Progress] | HttpResponse:
    """(code, progress) of the case that this browser may see, else the page that asks for the code."""
    code = grants.code_for(request, number=number)
    try:
        return code, queries.progress(
            number, code, now=clock.now(), language=language()
        ) if code else _nobody()
    except NotFoundError:
        # the same page whether or not there is such a case
        return ask_for_code(request, form=TrackForm(initial={"number": number}))


def _nobody() -> Progress:
    raise NotFoundError


@require_safe
@in_words
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The tracking page."""
    found = let_in(request, number=number)
    if isinstance(found, HttpResponse):
        return found
    code, progress = found
    response = case_page(request, progress)
    grants.open_case(request, response, number=number, code=code)
    return response


def case_page(
    request: HttpRequest, progress: Progress, *, action: str = "", form: AnswerForm | None = None
) -> HttpResponse:
    """The tracking page, with the form of `action` as the customer left it."""
    forms = {name: form if name == action else kind(prefix=name) for name, kind in INLINE.items()}
    context = {
        "organisation": card_of(progress),
        "progress": progress,
        "forms": forms,
        "failed": action if form is not None else "",
        "stranded": form
        if form is not None and form.command and form.command not in progress.choices
        else None,
        "may_upload": bool(set(progress.choices) - ALWAYS),
        "waits_for_you": bool(
            {"supplement", "record_consent", "record_satisfaction", "confirm_record"} & set(progress.choices)
        ),
    }
    return unlisted(page(request, "case.html", context))


def card_of(progress: Progress) -> OrganisationCard | None:
    cards = queries.organisations(language())
    return next((card for card in cards if card.slug == progress.organisation.id), None)


@require_POST
def leave(_request: HttpRequest, number: str) -> HttpResponse:
    """Forget the code on this device."""
    response = redirect("portal:choose")
    grants.leave_case(response, number=number)
    return response


@require_safe
@in_words
def open_file(request: HttpRequest, number: str, file_id: str) -> HttpResponse:
    """A file of the case, always as a download: nothing that was uploaded runs as a page of ours."""
    code = grants.code_for(request, number=number)
    if not code:
        raise NotFoundError
    file = queries.portal_open_file(number, code, file_id)
    response = HttpResponse(file.content, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return unlisted(response)
