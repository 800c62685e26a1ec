"""
Events of dealing with the customer beside the handling: survey, settlement, an ending that needs approval,
conduct, recusal asked for, the fate of a suggestion.

None of them moves the case to another stage or touches a clock. How events are written down is told in `events`.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.case.events_protection import ProtectionEvent
from shouwen.core.case.wire import Wire, private
from shouwen.core.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswered(Wire):
    """
    The customer answered the survey of a `round` (满意度调查): 1–5 for each question, 0 where it was left
    open. A correction is a further event; the last one of a round counts.
    """

    type = "survey_answered"
    round: int = 1
    timeliness: int = 0
    attitude: int = 0
    professionalism: int = 0
    result: int = 0
    overall: int = 0
    satisfied: bool = False
    suggestion: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingProposed(Wire):
    """
    It was proposed to end the case although the customer is not satisfied. `ground`: duty_done
    (已尽责客户仍不满意) or unreasonable (诉求不合理).
    """

    type = "ending_proposed"
    ground: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingApproved(Wire):
    """The proposed ending was approved, by someone else than who proposed it; the case may be closed now."""

    type = "ending_approved"
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRejected(Wire):
    """The proposed ending was sent back; handling goes on."""

    type = "ending_rejected"
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Wire):
    """
    The parties came to terms. `manner`: settlement (和解) or mediation (调解); who signed, what was agreed, by
    when it is to be performed.
    """

    type = "settled"
    manner: str = "settlement"
    parties: tuple[str, ...] = private(())
    terms: str = private("")
    signed_on: str = ""
    perform_by: str = ""
    mediator: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementPerformed(Wire):
    """It was looked at whether the settlement is performed (履行); `kept`: it is."""

    type = "settlement_performed"
    kept: bool = False
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductReported(Wire):
    """
    Abusive or malicious conduct of the customer was put on record with its evidence. `kind`: abusive,
    threatening, harassing, malicious or other. It refuses nothing by itself. `who` reported it, where that is not who
    acted.
    """

    type = "conduct_reported"
    kind: str = ""
    file: str = ""
    who: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductReviewed(Wire):
    """
    Somebody else looked at the record of conduct. `confirmed`: it stands, `until` that day, with the
    `measures` taken (a second person on the line, written contact only …).
    """

    type = "conduct_reviewed"
    confirmed: bool = False
    until: str = ""
    measures: str = private("")
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared(Wire):
    """One of the staff declared a relation to a party (申报关系); `who`, the account, stays out from now on."""

    type = "interest_declared"
    who: str = ""
    relation: str = private("")
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalRequested(Wire):
    """The customer asked that somebody stay out of the case (申请回避); `person` in the customer's words."""

    type = "recusal_requested"
    person: str = private("")
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalDecided(Wire):
    """The request was decided (回避决定); where it was `granted`, `who`, the account, stays out from now on."""

    type = "recusal_decided"
    granted: bool = False
    who: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalLifted(Wire):
    """Somebody who stayed out may take part again (撤销回避), with the reason; the exception stays on record."""

    type = "recusal_lifted"
    who: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDecided(Wire):
    """Whether a suggestion is taken up (采纳情况). `adopted`: adopted, partly or declined."""

    type = "suggestion_decided"
    adopted: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


DealingEvent: TypeAlias = (
    SurveyAnswered | EndingProposed | EndingApproved | EndingRejected | Settled | SettlementPerformed
    | ConductReported | ConductReviewed | InterestDeclared | RecusalRequested | RecusalDecided
    | RecusalLifted | SuggestionDecided | ProtectionEvent
)  # fmt: skip
