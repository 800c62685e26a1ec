"""
Events of joint work and of supervision: meetings, contributions, quality review, responsibility, improvement.

They stand beside the handling: none of them moves the case to another stage or touches a clock. How events
are written down is told in `events`, where all of them are put together.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.case.events_responsibility import ResponsibilityEvent
from shouwen.core.case.wire import Decision, Share, Wire, private
from shouwen.core.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityVerified(Wire):
    """Identity and authenticity were checked (核实身份与真实性); `genuine`: the matter is real, not malicious."""

    type = "identity_verified"
    manner: str = ""
    genuine: bool = False
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConfirmed(Wire):
    """The customer confirmed what was written down (确认记录)."""

    type = "record_confirmed"
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld(Wire):
    """A meeting on the case (协调会): who was there, what was decided with owner and due date, the minutes."""

    type = "meeting_held"
    topic: str = ""
    attendees: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = private(())
    minutes: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRequested(Wire):
    """A unit was asked for its part (征集意见、会同调查): `what`, and until when."""

    type = "contribution_requested"
    unit: str = ""
    what: str = private("")
    due: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributed(Wire):
    """A unit handed in its part (提交协办意见)."""

    type = "contributed"
    unit: str = ""
    content: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retested(Wire):
    """A `sample` was tested again by two `testers` together (复检); `confirmed`: the first result stands."""

    type = "retested"
    sample: str = ""
    testers: tuple[str, ...] = ()
    confirmed: bool = False
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityConfirmed(Wire):
    """The office that supervises confirmed whether the complaint is justified (确认有效性)."""

    type = "validity_confirmed"
    validity: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Wire):
    """The case was reported (上报) `to` regulator, superior, management, authority or another place, under a `number`."""

    type = "reported"
    to: str = ""
    number: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReviewed(Wire):
    """The handling was scored (质检): points by criterion, the `score` 0–100, whether it passed; `rework` is what is ordered."""

    type = "quality_reviewed"
    scores: JsonObject = field(default_factory=dict)
    score: float = 0
    passed: bool = False
    rework: str = private("")
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityAttributed(Wire):
    """
    Responsibility was divided (责任认定); the percents of the `shares` sum to 100. `number` is that of the sheet, `edition`
    counts the divisions of the case, `evidence` names files of the case; a later edition tells its reason.
    """

    type = "responsibility_attributed"
    shares: tuple[Share, ...] = ()
    number: str = ""
    edition: int = 0
    grounds: str = private("")
    evidence: tuple[str, ...] = ()
    proposal: str = private("")
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityDisputed(Wire):
    """A unit objects to its share (责任异议)."""

    type = "responsibility_disputed"
    unit: str = ""
    evidence: tuple[str, ...] = ()
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityRuled(Wire):
    """The dispute was ruled on (责任仲裁): the shares that hold from now on; `upheld`: those attributed first stand."""

    type = "responsibility_ruled"
    shares: tuple[Share, ...] = ()
    upheld: bool = False
    number: str = ""
    edition: int = 0
    evidence: tuple[str, ...] = ()
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountabilityRecorded(Wire):
    """
    Someone was held to account (责任追究). `kind`: apology, criticism, deduction, compensation, training,
    off_post, dismissal or other; `clause` is the clause that it rests on, `which` the approved sanction that it carries out.
    """

    type = "accountability_recorded"
    who: str = ""
    unit: str = ""
    kind: str = ""
    clause: str = ""
    which: int = 0
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTaught(Wire):
    """The people concerned were taught what the case shows (教育培训)."""

    type = "staff_taught"
    who: str = ""
    manner: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementPlanned(Wire):
    """An improvement against the same thing happening again (改进措施): whose, until when, and the effect that is expected."""

    type = "improvement_planned"
    what: str = private("")
    unit: str = ""
    owner: str = ""
    due: str = ""
    effect: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementEvaluated(Wire):
    """The effect of the improvement was looked at (效果评估); `reached`: it met its goal."""

    type = "improvement_evaluated"
    reached: bool = False
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recused(Wire):
    """Somebody stays out of the case from now on (回避); `who` is the account."""

    type = "recused"
    who: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


OversightEvent: TypeAlias = (
    IdentityVerified | RecordConfirmed | MeetingHeld | ContributionRequested | Contributed | Retested
    | ValidityConfirmed | Reported | QualityReviewed | ResponsibilityAttributed | ResponsibilityDisputed
    | ResponsibilityRuled | ResponsibilityEvent | AccountabilityRecorded | StaffTaught | ImprovementPlanned | ImprovementEvaluated
    | Recused
)  # fmt: skip
