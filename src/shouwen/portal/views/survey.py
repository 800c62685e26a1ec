"""The survey that a link opens: no login, no query code, nothing of what the case is about."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shouwen.application import clock, surveys
from shouwen.application.errors import BadDataError, Refused
from shouwen.application.queries import OrganisationCard, organisations
from shouwen.portal import throttle, wording
from shouwen.portal.forms.survey import SurveyForm
from shouwen.portal.pages import in_words, language, page, unlisted


@require_http_methods(["GET", "HEAD", "POST"])
@in_words
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; answered once, they may be put right until the round is over."""
    throttle.SURVEYS.take(throttle.address_of(request))
    asked = surveys.survey(token, now=clock.now(), language=language())
    form = SurveyForm(request.POST) if request.method == "POST" else SurveyForm(initial=_told(asked))
    done = request.method == "POST" and form.is_valid() and _answered(token, form)
    if done:
        asked = surveys.survey(token, now=clock.now(), language=language())
    context = {"organisation": _card(asked.organisation.id), "survey": asked, "form": form, "done": done}
    return unlisted(page(request, "survey.html", context))


def _told(asked: surveys.Survey) -> dict[str, object]:
    """What was answered before, for putting it right."""
    marks = {name: str(mark) for name, mark in asked.marks.items() if mark}
    return {**marks, "satisfied": asked.satisfied, "suggestion": asked.suggestion}


def _answered(token: str, form: SurveyForm) -> bool:
    try:
        surveys.answer_survey(token, form.command_data(), now=clock.now())
    except Refused as refused:
        form.add_error(None, wording.refusal(refused))
    except BadDataError as error:
        for bad in error.fields:
            name = bad.pointer.strip("/")
            form.add_error(name if name in form.fields else None, wording.bad_field(bad))
    else:
        return True
    return False


def _card(slug: str) -> OrganisationCard | None:
    return next((card for card in organisations(language()) if card.slug == slug), None)
