"""The form on which a customer tells what happened."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwen.application.errors import BadDataError, Refused
from shouwen.application.views.forms import FormWords
from shouwen.core.values import JsonObject
from shouwen.portal import plain_text, wording
from shouwen.portal.forms import facts
from shouwen.portal.forms.fields import FilesField, LineField, TextField
from shouwen.portal.kinds import wishes

_KEY = re.compile(r"[A-Za-z0-9-]{16,64}")
_PHONE = re.compile(r"[0-9+() -]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

_POINTERS = {"subject": "description", "complainant": "name"}


class SubmissionForm(forms.Form):
    """Fields for the customer's words, the organisation's own questions, a trap for robots, and the key
    that makes two taps one case.
    """

    use_required_attribute = False

    kind = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("请选一项。")})
    description = TextField(
        label=_("发生了什么"),
        help_text=_("想到什么写什么，不用讲究措辞。时间、地点、经过写得越具体，办得越快。"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("请写一下发生了什么。")},
    )
    demand = TextField(
        label=_("您希望我们怎么做"),
        required=False,
        help_text=_("例如：退款、维修、道歉，或者只要一个说法。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    category = forms.ChoiceField(label=_("属于哪一类"), required=False)
    occurred_at = LineField(
        label=_("什么时候"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("例如：9月28日下午3点左右")}),
    )
    place = LineField(label=_("在哪里"), required=False)
    respondent = LineField(label=_("涉及哪个人或哪个部门"), required=False)
    anonymous = forms.BooleanField(label=_("我想匿名"), required=False)
    name = LineField(
        label=_("怎么称呼您"), required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = LineField(
        label=_("电话"), required=False, most=40,
        help_text=_("手机或座机都可以，我们只为这件事联系您。"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = LineField(
        label=_("电子邮箱"), required=False,
        widget=forms.TextInput(attrs={"type": "email", "inputmode": "email", "autocomplete": "email"}),
    )  # fmt: skip
    uploads = FilesField(label=_("照片或文件"), required=False)
    privacy = forms.BooleanField(
        label=_("我同意按上面的说明使用我填写的信息"),
        error_messages={"required": _("需要您同意，我们才能处理。")},
    )
    homepage = forms.CharField(required=False)

    def __init__(self, *args: Any, words: FormWords, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self._choice("kind").choices = [(wish.id, wish.name) for wish in wishes(words.kinds)]
        self._choice("category").choices = [
            ("", _("不清楚，由你们判断")),
            *((c.id, "\u3000" * depth + c.name) for depth, c in words.categories),
        ]
        for asked in words.fields:
            self.fields[facts.PREFIX + asked.id] = facts.form_field(asked)
        told = str(self.data.get("key", ""))
        self.key = told if _KEY.fullmatch(told) else new_key()

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    @property
    def questions(self) -> list[facts.Question]:
        kinds = tuple(kind.id for kind in self.words.kinds)
        return [facts.Question(f, self[facts.PREFIX + f.id], all_kinds=kinds) for f in self.words.fields]

    @property
    def needed_questions(self) -> list[facts.Question]:
        return [question for question in self.questions if question.needed]

    @property
    def other_questions(self) -> list[facts.Question]:
        return [question for question in self.questions if not question.needed]

    @property
    def more_open(self) -> bool:
        """Whether the part for further details has to be open: something is told or wrong there."""
        inside = [
            "category",
            "occurred_at",
            "place",
            "respondent",
            *(q.bound.name for q in self.other_questions),
        ]
        return any(self[name].errors or self[name].value() for name in inside)

    @property
    def files_lost(self) -> bool:
        """Files were chosen, and the page has to be shown again: browsers do not keep them."""
        return self.is_bound and bool(self.files)

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).replace("（", "(").replace("）", ")").replace("＋", "+")
        if not _PHONE.fullmatch(phone) or (phone and sum(c.isdigit() for c in phone) < 5):
            raise forms.ValidationError(gettext("电话号码看起来不对，请只填数字，例如 13800000000。"))
        return phone

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).replace("＠", "@")
        if email and not _EMAIL.fullmatch(email):
            raise forms.ValidationError(gettext("邮箱看起来不对，应当像 name@example.com。"))
        return email

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("homepage"):
            self.add_error(None, gettext("没能确认是您本人在填写，请再点一次“提交”。"))
        if not told.get("anonymous"):
            if "name" in told and not told["name"]:
                self.add_error("name", gettext("请告诉我们怎么称呼您，或者选择匿名。"))
            if "phone" in told and "email" in told and not (told["phone"] or told["email"]):
                self.add_error(
                    "phone", gettext("请留一个电话（或邮箱），不然我们没法答复您。也可以选择匿名。")
                )
        for asked in self.words.fields:
            name = facts.PREFIX + asked.id
            unanswered = told.get(name) in ("", None, []) and name not in self.errors
            if asked.required and unanswered and self._asked_of(asked.kinds):
                self.add_error(name, gettext("这一项还没有填。"))
        return told

    def _asked_of(self, kinds: tuple[str, ...]) -> bool:
        return not kinds or self.cleaned_data.get("kind") in kinds

    def case_data(self) -> JsonObject:
        """What to register, with the keys of the command."""
        told = self.cleaned_data
        answers = {
            asked.id: facts.answer(asked, told.get(facts.PREFIX + asked.id))
            for asked in self.words.fields
            if self._asked_of(asked.kinds)
        }
        complainant: JsonObject = {key: told[key] for key in ("name", "phone", "email") if told[key]}
        return {
            "kind": told["kind"],
            "channel": "web",
            "subject": plain_text.subject_of(told["description"]),
            "complainant": {"anonymous": True} if told["anonymous"] else complainant,
            "facts": {key: value for key, value in answers.items() if value is not None},
            **{
                key: told[key]
                for key in ("description", "demand", "category", "occurred_at", "place", "respondent")
                if told[key]
            },
        }

    def tell_bad_data(self, error: BadDataError) -> None:
        """Say beside its field what the application found wrong."""
        for bad in error.fields:
            self._tell(bad.pointer.strip("/").split("/"), wording.bad_field(bad))

    def tell_refusal(self, refused: Refused) -> None:
        fact = refused.facts.get("fact")
        if refused.code in ("wrong_fact", "unknown_fact") and fact:
            self._tell(["facts", str(fact)], wording.wrong_fact())
        elif refused.code == "unknown_category":
            self._tell(["category"], wording.wrong_fact())
        else:
            self.add_error(None, wording.refusal(refused))

    def _tell(self, place: list[str], words: str) -> None:
        names = [facts.PREFIX + place[1] if place[0] == "facts" and len(place) > 1 else place[-1], place[0]]
        names += [_POINTERS.get(place[0], "")]
        self.add_error(next((name for name in names if name in self.fields), None), words)

    def new_try(self) -> None:
        """The key has served for other words: give the form a new one."""
        self.key = new_key()


def new_key() -> str:
    return str(uuid.uuid4())
