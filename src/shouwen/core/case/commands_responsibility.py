"""Commands of responsibility to its end: serving, receipt, review of objections, awards and sanctions, payment."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from shouwen.core.case.command_data import Data, Line, NeededLine, NeededText, Text

Money = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Files = Annotated[tuple[NeededLine, ...], Field(max_length=50)]


class Portion(BaseModel):
    """One share of responsibility, as told."""

    model_config = ConfigDict(frozen=True)
    unit: NeededLine
    person: Line = ""
    percent: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    kind: Literal["", "direct", "managing", "main", "secondary"] = ""
    clause: Line = ""


class AttributeResponsibility(Data):
    name: ClassVar[str] = "attribute_responsibility"
    shares: Annotated[tuple[Portion, ...], Field(min_length=1, max_length=50)]
    grounds: Text = ""
    evidence: Files = ()
    proposal: Text = ""
    reason: Text = ""


class ServeAttribution(Data):
    name: ClassVar[str] = "serve_attribution"
    units: Annotated[tuple[NeededLine, ...], Field(max_length=50)] = ()
    manner: Line = ""


class ReceiveAttribution(Data):
    name: ClassVar[str] = "receive_attribution"
    note: Text = ""


class DisputeResponsibility(Data):
    name: ClassVar[str] = "dispute_responsibility"
    unit: Line = ""
    evidence: Files = ()
    reason: NeededText


class ReviewObjection(Data):
    name: ClassVar[str] = "review_objection"
    agreed: bool
    shares: Annotated[tuple[Portion, ...], Field(max_length=50)] = ()
    opinion: NeededText


class RuleOnResponsibility(Data):
    name: ClassVar[str] = "rule_on_responsibility"
    shares: Annotated[tuple[Portion, ...], Field(max_length=50)] = ()
    upheld: bool
    evidence: Files = ()
    reason: Text = ""


class RecordPraise(Data):
    name: ClassVar[str] = "record_praise"
    who: NeededLine
    unit: Line = ""
    source: Literal["letter", "banner", "call", "survey", "media", "other"]
    text: NeededText


class ProposeSanction(Data):
    name: ClassVar[str] = "propose_sanction"
    who: NeededLine
    unit: Line = ""
    kind: Literal[
        "apology", "criticism", "deduction", "compensation", "training", "off_post", "dismissal", "other"
    ]  # fmt: skip
    amount: Money = 0
    clause: Line = ""
    reason: NeededText


class ProposeAward(Data):
    name: ClassVar[str] = "propose_award"
    who: NeededLine
    unit: Line = ""
    kind: Literal["commendation", "bonus", "points", "certificate", "promotion", "other"]
    amount: Money = 0
    clause: Line = ""
    reason: NeededText


class HearDefence(Data):
    name: ClassVar[str] = "hear_defence"
    which: Annotated[int, Field(ge=1, le=200)]
    waived: bool = False
    statement: Text = ""


class DecideConsequence(Data):
    name: ClassVar[str] = "decide_consequence"
    which: Annotated[int, Field(ge=1, le=200)]
    approved: bool
    in_force_on: date | None = None
    reason: Text = ""


class RecordPayment(Data):
    name: ClassVar[str] = "record_payment"
    amount: Annotated[Money, Field(gt=0)]
    manner: Line = ""
    voucher: NeededLine
    note: Text = ""


ResponsibilityCommand = (
    AttributeResponsibility | ServeAttribution | ReceiveAttribution | DisputeResponsibility | ReviewObjection
    | RuleOnResponsibility | RecordPraise | ProposeSanction | ProposeAward | HearDefence | DecideConsequence
    | RecordPayment
)  # fmt: skip

RESPONSIBILITY_LEADS_TO = {
    "attribute_responsibility": "responsibility_attributed", "serve_attribution": "attribution_served",
    "receive_attribution": "attribution_received", "dispute_responsibility": "responsibility_disputed",
    "review_objection": "objection_reviewed", "rule_on_responsibility": "responsibility_ruled",
    "record_praise": "praise_recorded", "propose_sanction": "sanction_proposed",
    "propose_award": "award_proposed", "hear_defence": "defence_heard",
    "decide_consequence": "consequence_decided", "record_payment": "payment_recorded",
}  # fmt: skip
