"""The organisation's own questions as form fields."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwen.application.views.forms import Field
from shouwen.portal.forms.fields import LineField, NumberField

PREFIX = "fact-"
FEW = 6
"""So many options still fit on a phone as buttons; more become a list to open."""


def form_field(asked: Field) -> forms.Field:
    """The form field for one question. Whether it must be answered depends on the kind, so the form says."""
    told: dict[str, Any] = {"label": asked.name, "help_text": asked.hint, "required": False}
    options = [(option.id, option.name) for option in asked.options]
    match asked.type:
        case "number":
            return NumberField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **told)
        case "bool":
            return forms.ChoiceField(
                choices=[("yes", _("是")), ("no", _("否"))], widget=forms.RadioSelect, **told
            )
        case "date":
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **told)
        case "choice" if len(options) <= FEW:
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **told)
        case "choice":
            return forms.ChoiceField(choices=[("", _("请选择")), *options], **told)
        case "choices":
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **told)
        case _:
            return LineField(**told)


def answer(asked: Field, cleaned: Any) -> Any:
    """The cleaned value as the case keeps it; None where nothing was answered."""
    if cleaned in ("", None, []):
        return None
    match asked.type:
        case "bool":
            return cleaned == "yes"
        case "date":
            return cleaned.isoformat()
        case _:
            return cleaned


class Question:
    """One own question, bound to a form, as the template shows it."""

    def __init__(self, asked: Field, bound: BoundField, *, all_kinds: tuple[str, ...]) -> None:
        self.asked, self.bound = asked, bound
        self.kinds = " ".join(asked.kinds)
        self.only_some = bool(asked.kinds) and set(asked.kinds) < set(all_kinds)
        self.many = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def needed(self) -> bool:
        return self.asked.required

    @property
    def needed_words(self) -> str:
        """What is told when it is left out, "" where it may be."""
        return gettext("这一项还没有填。") if self.needed else ""
