"""The register form (登记表): what every case has, and the organisation's own fields."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shouwen.application.errors import BadDataError, Refused
from shouwen.application.views.forms import FormWords
from shouwen.web import formats
from shouwen.web.forms.command import choice, line, options, segments, several, text
from shouwen.web.forms.own_fields import OWN, own_field, typed
from shouwen.web.forms.screening import GRADES, PREVALENCES, category_options
from shouwen.web.wording import fault_of, place_of, without_empty

PARTY = ("name", "phone", "email", "anonymous")
GRADING = ("severity", "urgency", "prevalence", "flags")
PLAIN = (
    "kind", "channel", "subject", "description", "demand", "occurred_at", "place", "respondent", "category", "external_ref",
    "external_from", "external_on", "external_due", "respondent_account",
)  # fmt: skip
JOIN = "join_with"
"""The case, offered beside the form, that the new one is to be handled together with."""


class IntakeForm(forms.Form):
    """Everything is optional here; the application says what is missing."""

    use_required_attribute = False

    kind = segments(_("类型"))
    channel = choice(_("渠道"))
    name = line(_("姓名"), autocomplete="off")
    phone = line(_("电话"), limit=40, inputmode="tel", autocomplete="off")
    email = line(_("电子邮件"), inputmode="email", autocomplete="off")
    anonymous = forms.BooleanField(label=_("匿名"), required=False)
    subject = line(_("事由"), needed=True)
    description = text(_("投诉内容"), needed=True, rows=6)
    demand = text(_("投诉请求"), rows=2)
    occurred_at = forms.CharField(
        label=_("事发时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "form-control num"}),
    )
    place = line(_("事发地点"))
    respondent = line(_("被投诉方"), hint=_("人员、部门或合作单位；写明姓名的人员将回避。"))
    respondent_account = choice(_("被投诉的是哪一位"), hint=_("有几位同名的人员，选出后只有这一位回避。"))
    category = choice(_("分类"))
    severity = segments(_("严重程度"), GRADES)
    urgency = segments(_("紧急程度"), GRADES)
    prevalence = segments(_("影响面"), PREVALENCES)
    flags = several(_("标记"))
    external_ref = line(_("来文编号"), hint=_("转办件填来文单位的编号。"))
    external_from = line(_("来文单位"))
    external_on = line(_("来文日期"), type="date")
    external_due = line(_("要求答复的日期"), type="date", hint=_("转办件填；到期前须答复来文单位。"))

    def __init__(self, data: QueryDict | None = None, *, words: FormWords) -> None:
        super().__init__(
            data, auto_id="in-%s", label_suffix="", initial={"kind": "complaint", "channel": "hotline"}
        )
        self.words = words
        self._choose("kind", options(words.kinds, blank=None))
        self._choose("channel", options(words.channels, blank=None))
        self._choose("category", category_options(words.categories))
        for name in GRADING:
            if words.grades.get(name):
                self._choose(name, options(words.grades[name], blank=None))
        if not words.grades.get("flags"):
            del self.fields["flags"]
        self._same_name()
        for own in words.fields:
            self.fields[OWN + own.id] = own_field(own)

    @property
    def own(self) -> list[tuple[forms.BoundField, str]]:
        """The organisation's fields, each with the kinds that it is asked for ("" for all)."""
        return [(self[OWN + own.id], " ".join(own.kinds)) for own in self.words.fields]

    def to_data(self) -> dict[str, object]:
        """The data of `register`; what was left empty is left out."""
        self.is_valid()  # cleans, once: faults told since then stay
        told = without_empty(self.cleaned_data)
        data = {name: told[name] for name in PLAIN if name in told}
        party = {name: told[name] for name in PARTY if told.get(name)}
        kind = str(told.get("kind", "complaint"))
        own = [field for field in self.words.fields if not field.kinds or kind in field.kinds]
        facts = {name: told[name] for name in GRADING if name in told}
        facts |= {field.id: typed(field, told[OWN + field.id]) for field in own if OWN + field.id in told}
        return {**data, "complainant": party, "facts": facts}

    def tell(self, error: BadDataError) -> None:
        """Put each bad field's fault beside the field that it came from."""
        for bad in error.fields:
            self._fault(place_of(bad.pointer), fault_of(bad))

    def tell_refusal(self, refusal: Refused, words: str) -> None:
        """A refusal that names a field stands beside it, any other above the form."""
        self._fault([str(refusal.facts.get("fact") or refusal.facts.get("field") or "")], words)

    def _fault(self, place: Sequence[str], words: str) -> None:
        last = place[-1] if place else ""
        found = next((n for n in (last, OWN + last, place[0] if place else "") if n in self.fields), None)
        self.add_error(found, words)

    def _same_name(self) -> None:
        """Asked only where the name of the person complained about is that of several people."""
        told = str(self.data.get("respondent") or "")
        found = [(unit, one) for unit, one in self.words.staff if one.name and one.name in told]
        if len(found) < 2 or len({one.name for _unit, one in found}) != 1:
            del self.fields["respondent_account"]
            return
        known = [(one.id, formats.beside(one.name, unit)) for unit, one in found]
        self._choose("respondent_account", [("", "—"), *known, ("-", _("都不是，只是同名"))])

    def _choose(self, name: str, choices: Sequence[tuple[object, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)
