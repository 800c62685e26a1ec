"""What the data of all commands is made of: texts and lines that people can read, and the base with its free keys."""

import re
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from shouwen.core.values import JsonObject

LINE, TEXT = 200, 20_000
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""The categories Cc and Cs of Unicode, but for the line feed and the tabulator."""


def readable(text: str) -> str:
    """Refuse what no one can read or a database cannot keep: control characters, lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNREADABLE.search(text):
        raise ValueError("control_characters")
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("one_line")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT), AfterValidator(readable)]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LINE),
    AfterValidator(readable),
    AfterValidator(_one_line),
]


def _a_day(text: str) -> str:
    """A calendar day as ISO 8601 writes it, or nothing."""
    _one_line(text)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise ValueError("date_unreadable") from None


Day = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20), AfterValidator(_a_day)]
NeededText = Annotated[Text, Field(min_length=1)]
NeededLine = Annotated[Line, Field(min_length=1)]
Grade = Literal["", "low", "medium", "high"]


class Data(BaseModel):
    """Base of all command data; unknown keys are kept as free keys."""

    model_config = ConfigDict(extra="allow", frozen=True, str_max_length=TEXT)
    name: ClassVar[str]

    def free(self) -> JsonObject:
        return dict(self.model_extra or {})


class Planned(BaseModel):
    """One thing to be done, as told: what a meeting decided."""

    model_config = ConfigDict(frozen=True)
    what: NeededText
    owner: Line = ""
    due: Line = ""


class PlannedMeasure(Planned):
    """A measure of a solution, as told. The unit is that of the owner, where he is known."""

    kind: Literal[
        "", "return", "exchange", "refund", "compensation", "repair", "discount", "redo", "apology", "training",
        "staff_change", "other",
    ] = ""  # fmt: skip
    unit: Line = ""
