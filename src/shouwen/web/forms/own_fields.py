"""The fields of an organisation's own (登记项), as forms ask for them and take them back."""

from django import forms

from shouwen.application.views.forms import Field
from shouwen.web.forms.command import choice, line, options, several

OWN = "fact_"
"""What the name of such a field begins with, beside the fields that every form has."""


def own_field(own: Field) -> forms.Field:
    """What a form asks for a field of the organisation's own."""
    match own.type:
        case "number":
            return line(own.name, needed=own.required, hint=own.hint, inputmode="decimal")
        case "bool":
            return forms.BooleanField(label=own.name, required=False, help_text=own.hint)
        case "date":
            return _dated(own)
        case "choice":
            return choice(own.name, options(own.options), needed=own.required, hint=own.hint)
        case "choices":
            field = several(own.name, hint=own.hint)
            field.choices = options(own.options, blank=None)
            return field
        case _:
            return line(own.name, needed=own.required, hint=own.hint)


def _dated(own: Field) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date", "class": "form-control num"})
    return forms.CharField(label=own.name, required=False, help_text=own.hint, widget=widget)


def typed(own: Field, value: object) -> object:
    """Numbers as numbers where they can be read; the application judges the rest."""
    if own.type != "number":
        return value
    try:
        number = float(str(value))
    except ValueError:
        return value
    return int(number) if number.is_integer() else number


def changed(told: object, known: object) -> bool:
    """Whether what a form says of a field is something else than what is known. Empty, unticked and absent are one; a
    nought is a number.
    """
    return told != known and not (_empty(told) and _empty(known))


def _empty(value: object) -> bool:
    return value is None or value is False or value in ("", [])
