"""Commands of transfer and of supervision: designation, the documents of the escalation ladder, meeting decisions."""

from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from shouwen.core.case.command_data import Data, Line, NeededLine, NeededText, Text

Rung = Literal["warning", "urging", "supervision", "circular", "interview", "listing"]
Cause = Literal["late", "repeated", "refused", "dissatisfied", "media", "group", "regulator", "other"]


class Designate(Data):
    name: ClassVar[str] = "designate"
    unit: NeededLine
    handler: Line = ""
    assisting: Annotated[tuple[NeededLine, ...], Field(max_length=30)] = ()
    reason: NeededText


class IssueSupervision(Data):
    name: ClassVar[str] = "issue_supervision"
    rung: Rung
    unit: NeededLine
    person: Line = ""
    ground: Cause
    rule: Line = ""
    reason: Text = ""
    demands: NeededText
    reply_by: AwareDatetime


class ReceiveSupervision(Data):
    name: ClassVar[str] = "receive_supervision"
    number: NeededLine


class AnswerSupervision(Data):
    name: ClassVar[str] = "answer_supervision"
    number: NeededLine
    progress: NeededText
    situation: Text = ""
    suggestions: Text = ""


class ReviewSupervision(Data):
    name: ClassVar[str] = "review_supervision"
    number: NeededLine
    passed: bool
    opinion: Text = ""
    reply_by: AwareDatetime | None = None


class WithdrawSupervision(Data):
    name: ClassVar[str] = "withdraw_supervision"
    number: NeededLine
    reason: NeededText


class CompleteDecision(Data):
    name: ClassVar[str] = "complete_decision"
    meeting: Annotated[int, Field(ge=1, le=1000)] = 1
    which: Annotated[int, Field(ge=1, le=50)] = 1
    note: Text = ""


SupervisionCommand = (
    Designate | IssueSupervision | ReceiveSupervision | AnswerSupervision | ReviewSupervision | WithdrawSupervision
    | CompleteDecision
)  # fmt: skip

SUPERVISION_LEADS_TO = {
    "designate": "designated", "issue_supervision": "supervision_issued",
    "receive_supervision": "supervision_received", "answer_supervision": "supervision_answered",
    "review_supervision": "supervision_reviewed", "withdraw_supervision": "supervision_withdrawn",
    "complete_decision": "decision_done",
}  # fmt: skip
