"""
The commands: wishes in the imperative, with the data that each takes (checked, in the user's words). Those of joint
work and supervision are in `commands_oversight`.

A command's data has the keys of the event that it leads to. `parse` is the only way in for data from
outside: it gathers every bad field at once.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from math import isfinite
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
)  # fmt: skip

from shouwen.core.case.command_data import (
    LINE,
    TEXT,
    Data,
    Day,
    Grade,
    Line,
    NeededLine,
    NeededText,
    Planned,
    Text,
    readable,
)
from shouwen.core.case.commands_dealings import DEALINGS_LEAD_TO, DealingCommand
from shouwen.core.case.commands_disposal import DISPOSAL_LEADS_TO, DisposalCommand
from shouwen.core.case.commands_oversight import OVERSIGHT_LEADS_TO, OversightCommand
from shouwen.core.case.commands_supervision import SUPERVISION_LEADS_TO, SupervisionCommand
from shouwen.core.case.commands_ties import TIES_LEAD_TO, TieCommand
from shouwen.core.case.events import EVENTS
from shouwen.core.values import JsonObject

__all__ = ["LINE", "Data", "Line"]
"""What others take from here although it is made in `command_data`."""


M = TypeVar("M", bound=BaseModel)


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
    measures: Annotated[tuple[Planned, ...], Field(max_length=50)] = ()
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
    | RecordSatisfaction | Reopen | Appeal | DecideReview | Withdraw | Suspend | Resume | Extend | Urge
    | Escalate | RemindDeadline | MissDeadline | ReportStall | Correct | Note | Rebase | OversightCommand
    | SupervisionCommand | TieCommand | DealingCommand | Close | Archive | DisposalCommand
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
    "decide_review": "review_decided", "withdraw": "withdrawn", "suspend": "suspended", "resume": "resumed",
    "extend": "extended", "urge": "urged", "escalate": "escalated", "remind_deadline": "deadline_reminded",
    "miss_deadline": "deadline_missed", "report_stall": "stalled", "correct": "corrected", "note": "noted", "rebase": "rebased",
    **OVERSIGHT_LEADS_TO, **SUPERVISION_LEADS_TO,
    **TIES_LEAD_TO, **DEALINGS_LEAD_TO, "close": "closed", "archive": "archived", **DISPOSAL_LEADS_TO,
}  # fmt: skip
"""Command → the event that it leads to (others may follow in the same transaction)."""

COMES_FROM: Mapping[str, str] = {
    **{event: command for command, event in LEADS_TO.items()},
    "approval_given": "approve_solution",
}
"""Event → the command that it comes from. One step of an approval is given by the same command as the whole."""


@dataclass(frozen=True, slots=True)
class BadField:
    """One field at fault: JSON pointer into the data, code, and limits for the wording."""

    pointer: str
    code: str
    limits: JsonObject


class BadDataError(ValueError):
    """The data of a command does not fit; every bad field is told."""

    def __init__(self, command: str, fields: tuple[BadField, ...]) -> None:
        super().__init__(f"{command}: {', '.join(f'{f.pointer} {f.code}' for f in fields)}")
        self.command, self.fields = command, fields


class UnknownCommandError(ValueError):
    """There is no such command."""


ESSENTIAL: Mapping[str, tuple[str, ...]] = {
    "propose_solution": ("note", "measures", "amount"),
    "record_finding": ("finding", "validity", "stage", "ground"),
    "add_evidence": ("note", "file", "kind"),
}
"""Command → the keys of which one must say something, the one that is asked for first."""


def parse(name: str, data: Mapping[str, Any]) -> Data:
    """The command with its data, which says something where `ESSENTIAL` wants it. Raise `UnknownCommandError` or
    `BadDataError`.
    """
    command = parse_beginning(name, data)
    keys = ESSENTIAL.get(name, ())
    if keys and not any((*(getattr(command, key) for key in keys), *command.free().values())):
        raise BadDataError(name, (BadField(f"/{keys[0]}", "missing", {}),))
    return command


def parse_beginning(name: str, data: Mapping[str, Any]) -> Data:
    """The same for who adds what is essential himself (a file)."""
    if name not in COMMANDS:
        raise UnknownCommandError(name)
    command = checked(COMMANDS[name], {k: v for k, v in data.items() if k not in _reserved(name)}, name=name)
    faults = _unfit(command.free(), "")
    if isinstance(command, Register):
        faults += _unfit(dict(command.complainant.model_extra or {}), "/complainant")
    if isinstance(command, Register | Correct):
        faults += _unfit(command.facts, "/facts")
    if faults:
        raise BadDataError(name, tuple(faults))
    return command


def checked(model: type[M], data: Mapping[str, Any], *, name: str) -> M:
    """What was told, in the shape of a model. Raise `BadDataError` with every bad field."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadDataError(name, tuple(_bad_field(dict(e)) for e in error.errors())) from None


@cache
def _reserved(name: str) -> frozenset[str]:
    """Keys of the event that the command does not ask for: the program fills them, whatever was sent."""
    keys = {f.name for f in fields(EVENTS[LEADS_TO[name]])} | _FOUND_OUT
    return frozenset(keys - set(COMMANDS[name].model_fields))


_FOUND_OUT = frozenset({"respondent_id"})
"""Keys that the shell adds to what was told, after looking it up."""


def _unfit(value: JsonValue, pointer: str, *, depth: int = 0) -> list[BadField]:
    """What of a free value a database cannot keep or nobody can read."""
    if depth > 5:
        return [BadField(pointer, "too_deep", {})]
    if isinstance(value, str):
        return _unfit_text(value, pointer, longest=TEXT)
    if isinstance(value, list):
        return [f for n, v in enumerate(value) for f in _unfit(v, f"{pointer}/{n}", depth=depth + 1)]
    if isinstance(value, dict):
        keys = [f for key in value for f in _unfit_text(key, f"{pointer}/{key}", longest=LINE)]
        return keys + [f for k, v in value.items() for f in _unfit(v, f"{pointer}/{k}", depth=depth + 1)]
    return [BadField(pointer, "not_a_number", {})] if isinstance(value, float) and not isfinite(value) else []


def _unfit_text(text: str, pointer: str, *, longest: int) -> list[BadField]:
    try:
        readable(text)
    except ValueError:
        return [BadField(pointer, "control_characters", {})]
    return [BadField(pointer, "string_too_long", {"max_length": longest})] if len(text) > longest else []


_INNER = frozenset({"field_type", "class_name", "actual_length"})
"""What the library adds to a limit and what means nothing to who asks."""


def _bad_field(error: dict[str, Any]) -> BadField:
    code = str(error["type"])
    if code == "value_error":
        code = str(error["ctx"]["error"])
    limits: JsonObject = {
        k: v
        for k, v in (error.get("ctx") or {}).items()
        if k not in _INNER and isinstance(v, str | int | float)
    }
    return BadField("/" + "/".join(str(part) for part in error["loc"]), code, limits)
