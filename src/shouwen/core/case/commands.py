"""
The commands: wishes in the imperative, with the data that each takes; those of the way from intake to archive here,
the others in the files beside. A command's data has the keys of the event that it leads to; `parsing` checks it.
"""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

from shouwen.core.case.command_data import (
    Data,
    Day,
    Grade,
    Line,
    NeededLine,
    NeededText,
    PlannedMeasure,
    Text,
)
from shouwen.core.case.commands_clocks import CLOCKS_LEAD_TO, ClockCommand
from shouwen.core.case.commands_dealings import DEALINGS_LEAD_TO, DealingCommand
from shouwen.core.case.commands_disposal import DISPOSAL_LEADS_TO, DisposalCommand
from shouwen.core.case.commands_oversight import OVERSIGHT_LEADS_TO, OversightCommand
from shouwen.core.case.commands_supervision import SUPERVISION_LEADS_TO, SupervisionCommand
from shouwen.core.case.commands_ties import TIES_LEAD_TO, TieCommand


def _half_width(text: Any) -> Any:
    """Digits and signs as a Chinese input method may give them: １３８－ is 138-."""
    return unicodedata.normalize("NFKC", text) if isinstance(text, str) else text


class Complainant(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)
    name: Line = ""
    phone: Annotated[
        str,
        BeforeValidator(_half_width),
        StringConstraints(strip_whitespace=True, max_length=40, pattern=r"^[0-9+() \-]*$"),
    ] = ""
    email: Annotated[Line, Field(max_length=200, pattern=r"^$|^[^@\s]+@[^@\s]+$")] = ""
    address: Line = ""
    anonymous: bool = False


class Register(Data):
    name: ClassVar[str] = "register"
    kind: Literal["complaint", "inquiry", "suggestion", "problem"] = "complaint"
    channel: Literal[
        "hotline", "visit", "letter", "fax", "email", "web", "app", "chat", "social", "im", "onsite", "transferred"
    ]  # fmt: skip
    subject: NeededLine
    description: NeededText
    complainant: Complainant = Complainant()
    respondent: Line = ""
    respondent_account: Line = ""
    occurred_at: Line = ""
    place: Line = ""
    demand: Text = ""
    category: Line = ""
    facts: dict[str, JsonValue] = Field(default_factory=dict, max_length=100)
    external_ref: Line = ""
    external_from: Line = ""
    external_on: Day = ""
    external_due: Day = ""


class Accept(Data):
    name: ClassVar[str] = "accept"
    note: Text = ""


class Decline(Data):
    name: ClassVar[str] = "decline"
    reason: NeededText
    guidance: NeededText


class Redirect(Data):
    name: ClassVar[str] = "redirect"
    to: NeededLine
    reason: Text = ""


class RequestSupplement(Data):
    name: ClassVar[str] = "request_supplement"
    items: Annotated[tuple[NeededLine, ...], Field(min_length=1, max_length=30)]


class Supplement(Data):
    name: ClassVar[str] = "supplement"
    content: Text = ""


class Grading(Data):
    name: ClassVar[str] = "grade"
    level: Line = ""
    severity: Grade = ""
    urgency: Grade = ""
    prevalence: Literal["", "single", "many"] = ""
    flags: Annotated[tuple[Line, ...], Field(max_length=30)] = ()
    reason: Text = ""


class Assign(Data):
    name: ClassVar[str] = "assign"
    unit: NeededLine
    handler: Line = ""
    assisting: Annotated[tuple[NeededLine, ...], Field(max_length=30)] = ()
    note: Text = ""


class Acknowledge(Data):
    name: ClassVar[str] = "acknowledge"
    handler: Line = ""


class Return(Data):
    name: ClassVar[str] = "return"
    ground: Literal["", "not_ours", "misclassified", "unclear", "recusal", "other"] = ""
    reason: NeededText


class Respond(Data):
    name: ClassVar[str] = "respond"
    manner: Line = ""
    note: Text = ""


class StartAnalysis(Data):
    name: ClassVar[str] = "start_analysis"
    note: Text = ""


class AddEvidence(Data):
    name: ClassVar[str] = "add_evidence"
    file: Line = ""
    kind: Line = ""
    note: Text = ""


class RecordFinding(Data):
    name: ClassVar[str] = "record_finding"
    stage: Literal["", "preliminary", "in_depth"] = ""
    validity: Literal["", "valid", "partly_valid", "invalid"] = ""
    ground: Literal[
        "", "no_fault", "misunderstanding", "own_fault", "out_of_scope", "repeated", "malicious"
    ] = ""
    finding: Text = ""


class DetermineRootCause(Data):
    name: ClassVar[str] = "determine_root_cause"
    cause: NeededText


class ProposeSolution(Data):
    name: ClassVar[str] = "propose_solution"
    measures: Annotated[tuple[PlannedMeasure, ...], Field(max_length=50)] = ()
    amount: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] = 0
    note: Text = ""


class ApproveSolution(Data):
    name: ClassVar[str] = "approve_solution"
    note: Text = ""


class RejectSolution(Data):
    name: ClassVar[str] = "reject_solution"
    reason: NeededText


class RecordConsent(Data):
    name: ClassVar[str] = "record_consent"
    agreed: bool
    note: Text = ""


class CompleteMeasure(Data):
    name: ClassVar[str] = "complete_measure"
    which: Annotated[int, Field(ge=1, le=50)] = 1
    note: Text = ""


class Reply(Data):
    name: ClassVar[str] = "reply"
    manner: Line = ""
    text: Text = ""


class MakeCallback(Data):
    name: ClassVar[str] = "make_callback"
    manner: Line = ""
    reached: bool
    note: Text = ""


class RecordSatisfaction(Data):
    name: ClassVar[str] = "record_satisfaction"
    satisfied: bool
    score: Annotated[int, Field(ge=0, le=5)] = 0
    comment: Text = ""


class Reopen(Data):
    name: ClassVar[str] = "reopen"
    reason: Text = ""


class Appeal(Data):
    name: ClassVar[str] = "appeal"
    reason: NeededText


class DecideReview(Data):
    name: ClassVar[str] = "decide_review"
    upheld: bool
    reason: Text = ""


class Withdraw(Data):
    name: ClassVar[str] = "withdraw"
    reason: Text = ""


class Correct(Data):
    name: ClassVar[str] = "correct"
    category: Line = ""
    facts: dict[str, JsonValue] = Field(default_factory=dict, max_length=100)
    reason: NeededText


class Note(Data):
    name: ClassVar[str] = "note"
    told: bool = False
    note: NeededText


class Rebase(Data):
    name: ClassVar[str] = "rebase"
    reason: NeededText


class Close(Data):
    name: ClassVar[str] = "close"
    result: Line = ""
    lesson: Text = ""


class Archive(Data):
    name: ClassVar[str] = "archive"
    retention: Line = ""


Command = (
    Register | Accept | Decline | Redirect | RequestSupplement | Supplement | Grading | Assign | Acknowledge
    | Return | Respond | StartAnalysis | AddEvidence | RecordFinding | DetermineRootCause | ProposeSolution
    | ApproveSolution | RejectSolution | RecordConsent | CompleteMeasure | Reply | MakeCallback
    | RecordSatisfaction | Reopen | Appeal | DecideReview | Withdraw | ClockCommand | Correct | Note | Rebase
    | OversightCommand | SupervisionCommand | TieCommand | DealingCommand | Close | Archive | DisposalCommand
)  # fmt: skip

COMMANDS: dict[str, type[Data]] = {cls.name: cls for cls in Command.__args__}
"""Wire name → class, in the order of the flow."""

SYSTEM_ONLY = ("remind_deadline", "miss_deadline", "report_stall", "count_group")
"""Commands that no person gives."""

LEADS_TO: Mapping[str, str] = {
    "register": "registered", "accept": "accepted", "decline": "declined", "redirect": "redirected",
    "request_supplement": "supplement_requested", "supplement": "supplemented", "grade": "graded",
    "assign": "assigned", "acknowledge": "acknowledged", "return": "returned", "respond": "responded",
    "start_analysis": "analysis_started", "add_evidence": "evidence_added",
    "record_finding": "finding_recorded", "determine_root_cause": "root_cause_determined",
    "propose_solution": "solution_proposed", "approve_solution": "solution_approved",
    "reject_solution": "solution_rejected", "record_consent": "consent_recorded",
    "complete_measure": "measure_done", "reply": "replied", "make_callback": "callback_made",
    "record_satisfaction": "satisfaction_recorded", "reopen": "reopened", "appeal": "appealed",
    "decide_review": "review_decided", "withdraw": "withdrawn", **CLOCKS_LEAD_TO, "correct": "corrected",
    "note": "noted", "rebase": "rebased", **OVERSIGHT_LEADS_TO, **SUPERVISION_LEADS_TO, **TIES_LEAD_TO,
    **DEALINGS_LEAD_TO, "close": "closed", "archive": "archived", **DISPOSAL_LEADS_TO,
}  # fmt: skip
"""Command → the event that it leads to (others may follow in the same transaction)."""

COMES_FROM: Mapping[str, str] = {
    **{event: command for command, event in LEADS_TO.items()},
    "approval_given": "approve_solution",
}
"""Event → the command that it comes from. One step of an approval is given by the same command as the whole."""
