"""The phases of the handling: the one grouping of commands and events, wherever they are listed."""

from collections.abc import Mapping
from dataclasses import dataclass

from shouwen.core.case.commands import COMES_FROM
from shouwen.core.rulebook.model import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase with its commands, in the order of the work."""

    id: str
    name: Words
    commands: tuple[str, ...]


PHASES: tuple[Phase, ...] = (
    Phase(
        id="intake", name=Words("登记与受理", "Registration and intake"),
        commands=(
            "register", "identify", "request_supplement", "supplement", "accept", "decline", "redirect", "grade", "correct",
            "confirm_record",
        ),
    ),
    Phase(
        id="assignment", name=Words("交办与签收", "Assignment"),
        commands=("assign", "acknowledge", "return", "designate"),
    ),
    Phase(
        id="handling", name=Words("调查与办理", "Investigation and handling"),
        commands=(
            "respond", "start_analysis", "add_evidence", "record_finding", "determine_root_cause", "confirm_validity",
            "record_retest", "note", "request_contribution", "contribute", "hold_meeting", "complete_decision",
            "report_outside", "decide_suggestion",
        ),
    ),
    Phase(
        id="approval", name=Words("方案、审批与答复", "Solution, approval and reply"),
        commands=(
            "propose_solution", "approve_solution", "reject_solution", "record_consent", "complete_measure", "reply",
        ),
    ),
    Phase(
        id="clocks", name=Words("时限", "Time limits"),
        commands=(
            "suspend", "resume", "extend", "remind_deadline", "miss_deadline", "report_stall", "rebase",
        ),
    ),
    Phase(
        id="supervision", name=Words("催办与督办", "Urging and supervision"),
        commands=(
            "urge", "escalate", "issue_supervision", "receive_supervision", "answer_supervision", "review_supervision",
            "withdraw_supervision",
        ),
    ),
    Phase(
        id="ties", name=Words("并案与关联", "Joined and linked cases"),
        commands=("join", "separate", "count_group", "name_representatives", "link"),
    ),
    Phase(
        id="ending", name=Words("回访与结案", "Call-back and closing"),
        commands=(
            "make_callback", "record_satisfaction", "answer_survey", "withdraw", "settle", "record_performance",
            "propose_ending", "approve_ending", "reject_ending", "close", "archive",
        ),
    ),
    Phase(
        id="afterwards", name=Words("结案之后：重办、申诉与复核", "After the end: rework, appeal and review"),
        commands=("reopen", "appeal", "decide_review", "open_review", "conclude_review"),
    ),
    Phase(
        id="responsibility", name=Words("责任与奖惩", "Responsibility, awards and sanctions"),
        commands=(
            "attribute_responsibility", "serve_attribution", "receive_attribution", "dispute_responsibility",
            "review_objection", "rule_on_responsibility", "propose_sanction", "hear_defence", "record_praise",
            "propose_award", "decide_consequence", "hold_accountable", "record_payment",
        ),
    ),
    Phase(
        id="quality", name=Words("质检与改进", "Quality review and improvement"),
        commands=("review_quality", "teach_staff", "plan_improvement", "evaluate_improvement"),
    ),
    Phase(
        id="fairness", name=Words("回避与员工保护", "Recusal and protection of staff"),
        commands=(
            "declare_interest", "request_recusal", "decide_recusal", "recuse", "lift_recusal", "report_conduct",
            "review_conduct", "ask_protection", "decide_protection", "end_protection",
        ),
    ),
    Phase(
        id="data", name=Words("保管与个人信息", "Keeping and personal data"),
        commands=(
            "set_retention", "redact_text", "redact_file", "request_deletion", "decide_deletion", "propose_disposal", "reject_disposal",
            "dispose",
        ),
    ),
)  # fmt: skip

_OF_COMMAND: Mapping[str, Phase] = {command: phase for phase in PHASES for command in phase.commands}
_FOLLOWS: Mapping[str, str] = {
    "measures_completed": "complete_measure",
    "quality_drawn": "review_quality",
}
"""Events without a command of their own → the command beside which they stand."""
_PLACES: Mapping[str, int] = {command: place for place, command in enumerate(_OF_COMMAND)}


def phase_of(command: str) -> Phase:
    """The phase of a command."""
    return _OF_COMMAND[command]


def phase_of_event(event: str) -> Phase:
    """The phase of an event: that of the command that leads to it."""
    return _OF_COMMAND[_command_of(event)]


def place_of(command: str) -> int:
    """Where a command stands in the order of the work."""
    return _PLACES[command]


def place_of_event(event: str) -> int:
    """Where an event stands in the order of the work."""
    return _PLACES[_command_of(event)]


def _command_of(event: str) -> str:
    return COMES_FROM.get(event) or _FOLLOWS[event]
