"""What a customer does with the case: supplement, agree, rate, upload, urge, appeal, withdraw."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shouwen.application import clock, operations, queries
from shouwen.application.errors import (
    BadDataError,
    ConflictError,
    FileRefusedError,
    NotFoundError,
    Refused,
    TooFastError,
)  # fmt: skip
from shouwen.application.views.customer import Progress
from shouwen.portal import throttle, wording
from shouwen.portal.forms.answers import (
    AnswerForm,
    AppealForm,
    DeletionForm,
    RecusalForm,
    UrgeForm,
    WithdrawForm,
)
from shouwen.portal.forms.survey import SurveyForm
from shouwen.portal.pages import in_words, language, page, too_fast, unlisted
from shouwen.portal.views.tracking import INLINE, card_of, case_page, let_in

OWN_PAGE: Mapping[str, type[AnswerForm]] = {
    "urge": UrgeForm, "appeal": AppealForm, "withdraw": WithdrawForm, "recusal": RecusalForm, "survey": SurveyForm,
    "deletion": DeletionForm,
}  # fmt: skip
"""Answers that are asked on a page of their own, so that nobody gives them by mistake."""

THANKS: Mapping[str, Promise] = {
    "supplement": _("收到了，谢谢。我们接着办。"),
    "upload": _("文件已经收到。"),
    "consent": _("您的意见已经记下。"),
    "rate": _("谢谢您的评价。"),
    "confirm": _("谢谢您核对，记录已经确认。"),
    "survey": _("谢谢您的评价。"),
    "recusal": _("您的申请已经收到，负责人会决定并告诉您。"),
    "deletion": _("您的申请已经收到，我们会作出决定，并在这里告诉您。"),
    "urge": _("已经替您催办，负责的人会看到。"),
    "appeal": _("您的申诉已经收到，我们会重新看这件事。"),
    "withdraw": _("已按您的意思撤回。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@in_words
def answer(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """One answer of the customer; afterwards the tracking page."""
    kind = INLINE.get(action) or OWN_PAGE.get(action)
    if kind is None:
        raise NotFoundError(action)
    found = let_in(request, number=number)
    if isinstance(found, HttpResponse):
        return found
    code, progress = found
    if request.method != "POST":
        if action in INLINE:
            return redirect("portal:case", number)
        return _own_page(request, progress, action=action, form=kind(prefix=action))
    form = kind(request.POST, request.FILES, prefix=action)
    try:
        if form.is_valid() and _carry_out(number, code, action=action, form=form):
            messages.success(request, str(THANKS[action]))
            return redirect("portal:case", number)
    except TooFastError as error:
        return too_fast(request, error, back=number if action == "urge" else "")
    progress = queries.progress(number, code, now=clock.now(), language=language())
    if action in INLINE:
        return case_page(request, progress, action=action, form=form)
    return _own_page(request, progress, action=action, form=form)


def _own_page(request: HttpRequest, progress: Progress, *, action: str, form: AnswerForm) -> HttpResponse:
    if form.command not in progress.choices and not form.is_bound:
        return redirect("portal:case", progress.number)
    context = {"organisation": card_of(progress), "progress": progress, "form": form, "action": action}
    template = "own_survey.html" if action == "survey" else f"{action}.html"
    return unlisted(page(request, template, context))


def _carry_out(number: str, code: str, *, action: str, form: AnswerForm) -> bool:
    """Whether it was done; if not, the form says why."""
    give_back = (throttle.URGES if action == "urge" else throttle.ANSWERS).take(number)
    try:
        if not _attach(number, code, form=form):
            return False
        if form.command:
            operations.portal_command(number, code, form.command, form.command_data(), now=clock.now())
    except Refused as error:
        form.add_error(None, wording.refusal(error))
    except BadDataError as error:
        for bad in error.fields:
            name = bad.pointer.strip("/")
            form.add_error(name if name in form.fields else None, wording.bad_field(bad))
    except ConflictError:
        form.add_error(None, gettext("这件事刚刚有了新进展，请先看一看，再提交一次。"))
    else:
        return True
    give_back()
    return False


def _attach(number: str, code: str, *, form: AnswerForm) -> bool:
    """Files first: when one is not taken, the words stay on the form and only that file is chosen anew."""
    taken, refused = [], []
    for file in form.cleaned_data.get("uploads", ()):
        try:
            operations.portal_attach(number, code, name=file.name, content=file.read(), now=clock.now())
        except FileRefusedError as error:
            refused.append(wording.refused_file(file.name, error))
        else:
            taken.append(wording.shortened(file.name))
    for words in refused:
        form.add_error("uploads", words)
    if refused and taken:
        form.add_error(
            "uploads", gettext("已经收到：%(names)s。这些不用再选。") % {"names": gettext("、").join(taken)}
        )
    return not refused
