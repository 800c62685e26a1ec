"""Commands of the protection of staff; see `events_protection`."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shouwen.core.case.command_data import Data, Day, Line, NeededText, Text

Which = Annotated[int, Field(ge=1, le=1000)]
Measure = Literal["takeover", "second_person", "written_only", "accompanied", "police"]


class AskProtection(Data):
    name: ClassVar[str] = "ask_protection"
    kind: Literal["abusive", "threatening", "harassing", "violent", "other"]
    file: Line = ""
    note: NeededText
    conduct: bool = True
    """Whether the customer's conduct is put on record as well, where no record waits for its review."""


class DecideProtection(Data):
    name: ClassVar[str] = "decide_protection"
    which: Which = 1
    granted: bool
    measures: Annotated[tuple[Measure, ...], Field(max_length=5)] = ()
    until: Day = ""
    note: Text = ""


class EndProtection(Data):
    name: ClassVar[str] = "end_protection"
    which: Which = 1
    reason: NeededText


ProtectionCommand = AskProtection | DecideProtection | EndProtection

PROTECTION_LEADS_TO = {
    "ask_protection": "protection_asked",
    "decide_protection": "protection_decided",
    "end_protection": "protection_ended",
}
