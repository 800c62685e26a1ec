"""Commands of the clock: suspending and resuming, extending, urging, escalating, reminders, breaches, stalling."""

from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from shouwen.core.case.command_data import Data, Line, NeededLine, NeededText, Text


class Suspend(Data):
    name: ClassVar[str] = "suspend"
    basis: Line = ""
    ground: NeededText


class Resume(Data):
    name: ClassVar[str] = "resume"
    note: Text = ""


Instance = Annotated[int, Field(ge=0, le=10_000)]
"""Which obligation of the rule, where it can have several at a time; 0 for the first that is live."""


class Extend(Data):
    name: ClassVar[str] = "extend"
    rule: NeededLine
    new_due: AwareDatetime
    basis: Line = ""
    reason: NeededText
    instance: Instance = 0


class Urge(Data):
    name: ClassVar[str] = "urge"
    rule: Line = ""
    note: Text = ""


class Escalate(Data):
    name: ClassVar[str] = "escalate"
    to: NeededLine
    reason: Text = ""


class RemindDeadline(Data):
    name: ClassVar[str] = "remind_deadline"
    rule: NeededLine
    at_mark: Line = ""
    instance: Instance = 0


class MissDeadline(Data):
    name: ClassVar[str] = "miss_deadline"
    rule: NeededLine
    instance: Instance = 0


class ReportStall(Data):
    name: ClassVar[str] = "report_stall"


ClockCommand = Suspend | Resume | Extend | Urge | Escalate | RemindDeadline | MissDeadline | ReportStall

CLOCKS_LEAD_TO = {
    "suspend": "suspended", "resume": "resumed", "extend": "extended", "urge": "urged", "escalate": "escalated",
    "remind_deadline": "deadline_reminded", "miss_deadline": "deadline_missed", "report_stall": "stalled",
}  # fmt: skip
