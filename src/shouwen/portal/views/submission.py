"""Submitting a case, and the page that hands over number and code."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwen.application import clock, operations, queries
from shouwen.application.errors import (
    BadDataError,
    ConflictError,
    FileRefusedError,
    NotFoundError,
    Refused,
)  # fmt: skip
from shouwen.application.queries import OrganisationCard
from shouwen.application.views.case import Outcome
from shouwen.portal import grants, links, throttle, wording
from shouwen.portal.forms.submission import SubmissionForm
from shouwen.portal.kinds import wishes
from shouwen.portal.pages import in_words, language, organisation_card, page, unlisted


@require_http_methods(["GET", "HEAD", "POST"])
@in_words
def new(request: HttpRequest, organisation: str) -> HttpResponse:
    """The form; a good one becomes a case and leads on to `done`."""
    card = organisation_card(organisation)
    words = queries.portal_form_words(organisation, language())
    if request.method == "POST":
        form = SubmissionForm(request.POST, request.FILES, words=words)
        if form.is_valid() and (outcome := _register(request, card, form)) is not None:
            return _hand_over(request, card, outcome)
    else:
        known = {kind.id for kind in words.kinds}
        wanted = request.GET.get("kind", "")
        form = SubmissionForm(words=words, initial={"kind": wanted if wanted in known else words.kinds[0].id})
    context = {"organisation": card, "form": form, "wishes": wishes(words.kinds)}
    return page(request, "new.html", context)


def _register(request: HttpRequest, card: OrganisationCard, form: SubmissionForm) -> Outcome | None:
    """Register, files included. What is wrong is told on the form, and None returned."""
    give_back = throttle.SUBMISSIONS.take(throttle.address_of(request), card.slug)
    try:
        outcome = operations.portal_register(card.slug, form.case_data(), now=clock.now(), key=form.key)
    except BadDataError as error:
        form.tell_bad_data(error)
    except Refused as error:
        form.tell_refusal(error)
    except ConflictError:
        form.new_try()
        form.add_error(
            None,
            gettext(
                "您刚才提交的那一份我们已经收到了。现在的内容和那一份不同；要作为另外一件提交，请再点一次“提交”。"
            ),
        )
    else:
        if outcome.repeated:
            give_back()
        else:
            # a repeated tap must not attach twice: the first request is doing it
            _attach(request, outcome, form.cleaned_data["uploads"])
        return outcome
    give_back()
    return None


def _attach(request: HttpRequest, outcome: Outcome, files: "list[UploadedFile[bytes]]") -> None:
    """A file that is not taken costs the customer that file, never the case."""
    for file in files:
        try:
            operations.portal_attach(
                outcome.number, outcome.query_code, name=file.name or "", content=file.read(), now=clock.now()
            )
        except FileRefusedError as error:
            messages.warning(request, wording.refused_file(file.name or "", error))
        except Refused as error:
            messages.warning(request, wording.refusal(error))


def _hand_over(request: HttpRequest, card: OrganisationCard, outcome: Outcome) -> HttpResponse:
    response = redirect("portal:done", card.slug)
    grants.show_done(
        request, response, organisation=card.slug, number=outcome.number, code=outcome.query_code
    )
    grants.open_case(request, response, number=outcome.number, code=outcome.query_code)
    return response


@require_safe
@in_words
def done(request: HttpRequest, organisation: str) -> HttpResponse:
    """Number, query code, promised times. Shown only to the browser that submitted, and not for long."""
    card = organisation_card(organisation)
    told = grants.just_submitted(request)
    try:
        progress = queries.progress(*told, now=clock.now(), language=language()) if told else None
    except NotFoundError:
        progress = None
    if told is None or progress is None:
        return unlisted(page(request, "done_expired.html", {"organisation": card}, status=404))
    link = links.tracking_link(request, number=told[0], code=told[1])
    context = {
        "organisation": card, "progress": progress, "number": told[0], "code": told[1],
        "link": link, "qr": links.qr_picture(link),
    }  # fmt: skip
    return unlisted(page(request, "done.html", context))
