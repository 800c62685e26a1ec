"""The questions of the survey."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwen.core.values import JsonObject
from shouwen.portal.forms.answers import AnswerForm
from shouwen.portal.forms.fields import TextField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MARKS = [(str(n), str(n)) for n in range(1, 6)]


def _marked(label: "str | _StrPromise", *, needed: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=needed, widget=forms.RadioSelect, choices=MARKS,
        error_messages={"required": _("请打一个分。")},
    )  # fmt: skip


class SurveyForm(AnswerForm):
    command = "answer_survey"
    satisfied = forms.ChoiceField(
        label=_("总的来说，您满意吗"),
        choices=[("yes", _("满意")), ("no", _("不满意"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选满意或者不满意。")},
    )
    overall = _marked(_("总体打几分"), needed=True)
    timeliness = _marked(_("办得及时吗"))
    attitude = _marked(_("态度好吗"))
    professionalism = _marked(_("够专业吗"))
    result = _marked(_("结果怎么样"))
    suggestion = TextField(label=_("想对我们说的"), required=False)

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in ("overall", "timeliness", "attitude", "professionalism", "result")]

    def command_data(self) -> JsonObject:
        told = self.cleaned_data
        marks = ("overall", "timeliness", "attitude", "professionalism", "result")
        return {
            **{name: int(told[name]) for name in marks if told[name]},
            "satisfied": told["satisfied"] == "yes",
            "suggestion": told["suggestion"],
        }
