"""
Events of responsibility to its end (责任认定、送达、异议复核、奖惩、赔付) and of the draw for quality review.

As those of `events_oversight`, they stand beside the handling: none of them moves the case or touches a clock.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.case.wire import Share, Wire, private
from shouwen.core.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionServed(Wire):
    """
    The attribution sheet was served on the `units` that have a share (送达); `object_until` is the last instant
    for an objection under the rule book, ISO 8601 with offset, "" where the rule book sets none.
    """

    type = "attribution_served"
    units: tuple[str, ...] = ()
    edition: int = 0
    manner: str = ""
    object_until: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionReceived(Wire):
    """A unit confirmed that it received the attribution sheet (回执)."""

    type = "attribution_received"
    unit: str = ""
    edition: int = 0
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionReviewed(Wire):
    """
    An objection was reviewed (异议复核). `agreed`: the attribution is corrected, and `shares` hold from now on as
    another `edition`; else the objection goes on to arbitration.
    """

    type = "objection_reviewed"
    agreed: bool = False
    shares: tuple[Share, ...] = ()
    number: str = ""
    edition: int = 0
    opinion: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PraiseRecorded(Wire):
    """Praise for people was recorded (表扬); `source`: letter, banner, call, survey, media, other."""

    type = "praise_recorded"
    who: str = ""
    unit: str = ""
    source: str = ""
    text: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionProposed(Wire):
    """
    A sanction was proposed from the attribution (提请处罚); `which` counts awards and sanctions of the case from 1,
    `kind` is that of `accountability_recorded`, `amount` yuan or points where the kind has one.
    """

    type = "sanction_proposed"
    which: int = 0
    who: str = ""
    unit: str = ""
    kind: str = ""
    amount: float = 0
    clause: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardProposed(Wire):
    """An award was proposed (提请奖励). `kind`: commendation, bonus, points, certificate, promotion or other."""

    type = "award_proposed"
    which: int = 0
    who: str = ""
    unit: str = ""
    kind: str = ""
    amount: float = 0
    clause: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefenceHeard(Wire):
    """Whom a sanction would strike was heard (听取申辩); `waived`: he had nothing to say."""

    type = "defence_heard"
    which: int = 0
    waived: bool = False
    statement: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceDecided(Wire):
    """An award or a sanction was decided on (奖惩审批); `approved`: it is in force from `in_force_on`."""

    type = "consequence_decided"
    which: int = 0
    approved: bool = False
    in_force_on: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRecorded(Wire):
    """Redress was paid (支付赔付), in yuan, under the `voucher`; what is paid is the cost that the shares divide."""

    type = "payment_recorded"
    amount: float = 0
    manner: str = ""
    voucher: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityDrawn(Wire):
    """
    The case was drawn for quality review (质检抽中); the system's own event. `ground`: rate, rework, or the id of
    what the rule book always draws.
    """

    type = "quality_drawn"
    ground: str = ""
    extra: JsonObject = field(default_factory=dict)


ResponsibilityEvent: TypeAlias = (
    AttributionServed | AttributionReceived | ObjectionReviewed | PraiseRecorded | SanctionProposed
    | AwardProposed | DefenceHeard | ConsequenceDecided | PaymentRecorded | QualityDrawn
)  # fmt: skip
