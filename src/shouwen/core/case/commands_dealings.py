"""Commands of dealing with the customer beside the handling; see `events_dealings`."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shouwen.core.case.command_data import Data, Day, Line, NeededLine, NeededText, Text
from shouwen.core.case.commands_protection import PROTECTION_LEADS_TO, ProtectionCommand

Mark = Annotated[int, Field(ge=0, le=5)]


class AnswerSurvey(Data):
    name: ClassVar[str] = "answer_survey"
    timeliness: Mark = 0
    attitude: Mark = 0
    professionalism: Mark = 0
    result: Mark = 0
    overall: Annotated[int, Field(ge=1, le=5)]
    satisfied: bool
    suggestion: Text = ""


class ProposeEnding(Data):
    name: ClassVar[str] = "propose_ending"
    ground: Literal["duty_done", "unreasonable"]
    reason: NeededText


class ApproveEnding(Data):
    name: ClassVar[str] = "approve_ending"
    note: Text = ""


class RejectEnding(Data):
    name: ClassVar[str] = "reject_ending"
    reason: NeededText


class Settle(Data):
    name: ClassVar[str] = "settle"
    manner: Literal["settlement", "mediation"] = "settlement"
    parties: Annotated[tuple[NeededLine, ...], Field(max_length=50)] = ()
    terms: NeededText
    signed_on: Day = ""
    perform_by: Day = ""
    mediator: Line = ""


class RecordPerformance(Data):
    name: ClassVar[str] = "record_performance"
    kept: bool
    note: Text = ""


class ReportConduct(Data):
    name: ClassVar[str] = "report_conduct"
    kind: Literal["abusive", "threatening", "harassing", "malicious", "other"]
    file: Line = ""
    note: NeededText


class ReviewConduct(Data):
    name: ClassVar[str] = "review_conduct"
    confirmed: bool
    until: Day = ""
    measures: Text = ""
    reason: Text = ""


class DeclareInterest(Data):
    name: ClassVar[str] = "declare_interest"
    relation: NeededLine
    note: Text = ""


class RequestRecusal(Data):
    name: ClassVar[str] = "request_recusal"
    person: NeededLine
    reason: NeededText


class DecideRecusal(Data):
    name: ClassVar[str] = "decide_recusal"
    granted: bool
    who: Line = ""
    reason: NeededText


class LiftRecusal(Data):
    name: ClassVar[str] = "lift_recusal"
    who: NeededLine
    reason: NeededText


class DecideSuggestion(Data):
    name: ClassVar[str] = "decide_suggestion"
    adopted: Literal["adopted", "partly", "declined"]
    reason: Text = ""


DealingCommand = (
    AnswerSurvey | ProposeEnding | ApproveEnding | RejectEnding | Settle | RecordPerformance | ReportConduct
    | ReviewConduct | DeclareInterest | RequestRecusal | DecideRecusal | LiftRecusal | DecideSuggestion
    | ProtectionCommand
)  # fmt: skip

DEALINGS_LEAD_TO = {
    "answer_survey": "survey_answered", "propose_ending": "ending_proposed",
    "approve_ending": "ending_approved", "reject_ending": "ending_rejected", "settle": "settled",
    "record_performance": "settlement_performed", "report_conduct": "conduct_reported",
    "review_conduct": "conduct_reviewed", "declare_interest": "interest_declared",
    "request_recusal": "recusal_requested", "decide_recusal": "recusal_decided",
    "lift_recusal": "recusal_lifted", "decide_suggestion": "suggestion_decided",
    **PROTECTION_LEADS_TO,
}  # fmt: skip
