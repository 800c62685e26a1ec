"""The short forms on the tracking page: one for each thing that a customer may do with the case."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwen.core.values import JsonObject
from shouwen.portal import plain_text
from shouwen.portal.forms.fields import FilesField, LineField, TextField


class TrackForm(forms.Form):
    """Number and query code."""

    use_required_attribute = False
    number = LineField(label=_("编号"), error_messages={"required": _("请填写编号。")})
    code = LineField(label=_("查询码"), error_messages={"required": _("请填写查询码。")})

    def clean_number(self) -> str:
        return plain_text.key(self.cleaned_data["number"])

    def clean_code(self) -> str:
        return plain_text.key(self.cleaned_data["code"])


class AnswerForm(forms.Form):
    """Base of the answers: what the command takes."""

    use_required_attribute = False
    command: ClassVar[str]

    def written(self) -> list[str]:
        """The customer's own sentences, to be shown again when their form is no longer there."""
        told = getattr(self, "cleaned_data", {})
        texts = [told.get(name) for name, field in self.fields.items() if isinstance(field, TextField)]
        return [text for text in texts if text]

    def command_data(self) -> JsonObject:
        return {key: value for key, value in self.cleaned_data.items() if key != "uploads" and value != ""}


class SupplementForm(AnswerForm):
    command = "supplement"
    content = TextField(label=_("您的补充"), required=False)
    uploads = FilesField(label=_("照片或文件"), required=False)

    def clean(self) -> dict[str, Any]:
        if not (self.cleaned_data.get("content") or self.cleaned_data.get("uploads") or self.errors):
            self.add_error("content", gettext("请写几句，或者选照片、文件。"))
        return self.cleaned_data


class UploadForm(AnswerForm):
    command = ""
    uploads = FilesField(label=_("照片或文件"), required=False)

    def clean_uploads(self) -> Any:
        files = self.cleaned_data["uploads"]
        if not files:
            raise forms.ValidationError(gettext("请先选照片或文件。"))
        return files


class ConsentForm(AnswerForm):
    command = "record_consent"
    agreed = forms.ChoiceField(
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选同意或者不同意。")},
    )
    note = TextField(
        label=_("想说的话"), required=False, help_text=_("不同意的话，请说说哪里不合适、您希望怎样。")
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("agreed") == "no" and not self.cleaned_data.get("note") and not self.errors:
            self.add_error("note", gettext("请说说哪里不合适，我们好另外想办法。"))
        return self.cleaned_data

    def command_data(self) -> JsonObject:
        return {"agreed": self.cleaned_data["agreed"] == "yes", "note": self.cleaned_data["note"]}


class RateForm(AnswerForm):
    command = "record_satisfaction"
    satisfied = forms.ChoiceField(
        choices=[("yes", _("满意")), ("no", _("不满意"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选满意或者不满意。")},
    )
    score = forms.ChoiceField(
        label=_("打几分"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(str(n), str(n)) for n in range(1, 6)],
    )
    comment = TextField(label=_("想说的话"), required=False)

    def command_data(self) -> JsonObject:
        told = self.cleaned_data
        return {
            "satisfied": told["satisfied"] == "yes",
            "score": int(told["score"] or 0),
            "comment": told["comment"],
        }


class AppealForm(AnswerForm):
    command = "appeal"
    reason = TextField(
        label=_("为什么不服"),
        help_text=_("请写清您不同意的是哪一点、依据是什么。"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("请写一下理由。")},
    )


class WithdrawForm(AnswerForm):
    command = "withdraw"
    reason = TextField(label=_("原因（可不填）"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmForm(AnswerForm):
    command = "confirm_record"


class RecusalForm(AnswerForm):
    command = "request_recusal"
    person = LineField(
        label=_("请谁回避"), error_messages={"required": _("请写明是谁，不知道姓名可写岗位。")}
    )
    reason = TextField(
        label=_("为什么"),
        help_text=_("例如：和对方是亲属，或者就是被投诉的人。"),
        error_messages={"required": _("请写一下理由。")},
    )


class DeletionForm(AnswerForm):
    command = "request_deletion"
    ground = forms.ChoiceField(
        label=_("为什么"),
        widget=forms.RadioSelect,
        choices=[
            ("purpose_over", _("事情已经办完，不必再留")),
            ("kept_too_long", _("保存的期限已经过了")),
            ("consent_withdrawn", _("我撤回当时的同意")),
            ("unlawful", _("我认为收集、使用不合法或者违反约定")),
            ("other", _("其他")),
        ],
        error_messages={"required": _("请选一项。")},
    )
    reason = TextField(
        label=_("想说明的（可不填）"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class UrgeForm(AnswerForm):
    command = "urge"
    note = TextField(
        label=_("想对我们说的（可不填）"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
