"""The form of one command: fields, their words, and the data that the command takes.

Forms convert and keep what was typed; whether it is right is judged by the application alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django import forms
from django.http import QueryDict

from shouwen.application.errors import BadDataError
from shouwen.application.views.absences import AwayNote
from shouwen.application.views.case import CaseView
from shouwen.application.views.forms import FormWords
from shouwen.application.views.names import Named
from shouwen.application.views.supervision import Proposal
from shouwen.web.wording import fault_of, place_of, without_empty

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label: TypeAlias = "str | _StrPromise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a form is filled in against: the case, the organisation's words, the present instant."""

    case: CaseView
    words: FormWords
    now: datetime
    proposals: tuple[Proposal, ...] = ()
    """Units for a form that gives the case to one."""
    away: Mapping[str, AwayNote] = field(default_factory=dict)
    """Who is away now, by account, for a form that names who is to handle the case."""


class CommandForm(forms.Form):
    """
    Base of all command forms. `hint` is one line above the fields; `danger` marks what ends a case.

    Whatever the order of writing, the fields that must be filled in come first.
    """

    hint: ClassVar[Label] = ""
    danger: ClassVar[bool] = False
    submit: ClassVar[Label] = ""
    use_required_attribute = False
    template = "web/case/fields.html"

    def __init__(
        self, data: QueryDict | None = None, *, basis: Basis, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id="do-%s", label_suffix="")
        self.basis = basis
        self.settle()
        self.order_fields([name for name, field in self.fields.items() if is_needed(field)])

    def settle(self) -> None:
        """Fill choices and initial values from the basis."""

    @property
    def leading(self) -> list[forms.BoundField]:
        """The fields that must be filled in: they come before everything else, lists of rows included."""
        return [field for field in self if is_needed(field.field)]

    @property
    def following(self) -> list[forms.BoundField]:
        return [field for field in self if not is_needed(field.field)]

    def to_data(self) -> dict[str, object]:
        """The command's data, empty fields left out."""
        self.is_valid()  # cleans, once: faults told since then stay
        return without_empty({name: self.cleaned_data.get(name) for name in self.fields})

    def tell(self, error: BadDataError) -> None:
        """Put each bad field's fault beside the field that it came from."""
        for bad in error.fields:
            name = self.field_of(place_of(bad.pointer))
            self.add_error(name if name in self.fields else None, fault_of(bad))

    def field_of(self, place: Sequence[str]) -> str:
        return place[0] if place else ""


def line(
    label: Label, *, needed: bool = False, hint: Label = "", limit: int = 200, **attrs: str
) -> forms.CharField:
    widget = forms.TextInput(
        attrs={"class": "form-control", "maxlength": str(limit), **_needed(needed), **attrs}
    )
    return forms.CharField(label=label, required=False, help_text=hint, widget=widget, empty_value="")


def text(label: Label, *, needed: bool = False, hint: Label = "", rows: int = 4) -> forms.CharField:
    attrs = {"class": "form-control", "rows": str(rows), "maxlength": "20000", **_needed(needed)}
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea(attrs=attrs))


def choice(
    label: Label, options: Sequence[tuple[str, Any]] = (), *, needed: bool = False, hint: Label = ""
) -> "OpenChoiceField":
    widget = forms.Select(attrs={"class": "form-select", **_needed(needed)})
    return OpenChoiceField(label=label, required=False, choices=options, widget=widget, help_text=hint)


def segments(
    label: Label, options: Sequence[tuple[str, Any]] = (), *, needed: bool = False, hint: Label = ""
) -> "OpenChoiceField":
    """A choice of few, all visible."""
    widget = forms.RadioSelect(attrs={"class": "segment"})
    field = OpenChoiceField(label=label, required=False, choices=options, widget=widget, help_text=hint)
    field.needed = needed
    return field


def several(label: Label, *, hint: Label = "") -> "OpenChoicesField":
    widget = forms.CheckboxSelectMultiple(attrs={"class": "chip-box"})
    return OpenChoicesField(label=label, required=False, choices=(), widget=widget, help_text=hint)


class OpenChoiceField(forms.ChoiceField):
    """A choice whose membership is judged by the application, so that its refusal is the one told."""

    needed = False

    def valid_value(self, value: Any) -> bool:
        return isinstance(value, str)


class OpenChoicesField(forms.MultipleChoiceField):
    def valid_value(self, value: Any) -> bool:
        return isinstance(value, str)


def options(named: Sequence[Named], *, blank: "Label | None" = "—") -> list[tuple[str, Label]]:
    """Select options for named things, with an empty one first unless `blank` is None."""
    first: list[tuple[str, Label]] = [] if blank is None else [("", blank)]
    return [*first, *((thing.id, thing.name) for thing in named)]


def is_needed(field: forms.Field) -> bool:
    """Whether the field has to be filled in."""
    return "data-needed" in field.widget.attrs or bool(getattr(field, "needed", False))


def _needed(needed: bool) -> dict[str, str]:
    return {"aria-required": "true", "data-needed": ""} if needed else {}
