"""
Commands of joint work and of supervision: what is done beside the handling itself, and about it.

None of them moves the case to another stage or touches a clock.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shouwen.core.case.command_data import Data, Line, NeededLine, NeededText, Planned, Text
from shouwen.core.case.commands_responsibility import RESPONSIBILITY_LEADS_TO, ResponsibilityCommand


class Identify(Data):
    name: ClassVar[str] = "identify"
    manner: Line = ""
    genuine: bool
    note: Text = ""


class ConfirmRecord(Data):
    name: ClassVar[str] = "confirm_record"
    note: Text = ""


class HoldMeeting(Data):
    name: ClassVar[str] = "hold_meeting"
    topic: NeededLine
    attendees: Annotated[tuple[NeededLine, ...], Field(max_length=100)] = ()
    decisions: Annotated[tuple[Planned, ...], Field(max_length=50)] = ()
    minutes: Text = ""


class RequestContribution(Data):
    name: ClassVar[str] = "request_contribution"
    unit: NeededLine
    what: NeededText
    due: Line = ""


class Contribute(Data):
    name: ClassVar[str] = "contribute"
    unit: Line = ""
    content: NeededText


class RecordRetest(Data):
    name: ClassVar[str] = "record_retest"
    sample: NeededLine
    testers: Annotated[tuple[NeededLine, ...], Field(max_length=10)] = ()
    confirmed: bool
    note: Text = ""


class ConfirmValidity(Data):
    name: ClassVar[str] = "confirm_validity"
    validity: Literal["valid", "partly_valid", "invalid"]
    note: Text = ""


class ReportOutside(Data):
    name: ClassVar[str] = "report_outside"
    to: NeededLine
    number: Line = ""
    note: Text = ""


Points = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]


class ReviewQuality(Data):
    name: ClassVar[str] = "review_quality"
    scores: Annotated[dict[NeededLine, Points], Field(max_length=50)] = Field(default_factory=dict)
    score: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None = None
    passed: bool | None = None
    rework: Text = ""
    note: Text = ""


class HoldAccountable(Data):
    name: ClassVar[str] = "hold_accountable"
    who: NeededLine
    unit: Line = ""
    kind: Literal[
        "apology", "criticism", "deduction", "compensation", "training", "off_post", "dismissal", "other"
    ]  # fmt: skip
    clause: Line = ""
    note: Text = ""


class TeachStaff(Data):
    name: ClassVar[str] = "teach_staff"
    who: NeededLine
    manner: Line = ""
    note: Text = ""


class PlanImprovement(Data):
    name: ClassVar[str] = "plan_improvement"
    what: NeededText
    unit: Line = ""
    owner: Line = ""
    due: Line = ""
    effect: Text = ""


class EvaluateImprovement(Data):
    name: ClassVar[str] = "evaluate_improvement"
    reached: bool
    note: Text = ""


class Recuse(Data):
    name: ClassVar[str] = "recuse"
    who: NeededLine
    reason: Text = ""


OversightCommand = (
    Identify | ConfirmRecord | HoldMeeting | RequestContribution | Contribute | RecordRetest | ConfirmValidity
    | ReportOutside | ReviewQuality | ResponsibilityCommand | HoldAccountable | TeachStaff | PlanImprovement | EvaluateImprovement | Recuse
)  # fmt: skip

OVERSIGHT_LEADS_TO = {
    "identify": "identity_verified", "confirm_record": "record_confirmed", "hold_meeting": "meeting_held",
    "request_contribution": "contribution_requested", "contribute": "contributed", "record_retest": "retested",
    "confirm_validity": "validity_confirmed", "report_outside": "reported", "review_quality": "quality_reviewed",
    **RESPONSIBILITY_LEADS_TO,
    "hold_accountable": "accountability_recorded", "teach_staff": "staff_taught",
    "plan_improvement": "improvement_planned", "evaluate_improvement": "improvement_evaluated",
    "recuse": "recused",
}  # fmt: skip
