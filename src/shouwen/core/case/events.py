"""
The events of a case: facts in the past tense. Wire names and keys are part of the outside contract.

Each class is one event; its docstring is its reference entry. Keys not named here are kept in `extra`
untouched ("free keys"). Fields made with `private()` hold personal data or free text: the store keeps
them apart so that they can be redacted, and puts a salted digest into the chain. An event with a default
in every field means that a recorded stream may leave keys out. Those of joint work and supervision are in
`events_oversight`.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from typing import TypeAlias, get_args

from shouwen.core.case.events_clocks import (
    DeadlineMissed,
    DeadlineReminded,
    Escalated,
    Extended,
    Resumed,
    Stalled,
    Suspended,
    Urged,
)
from shouwen.core.case.events_dealings import DealingEvent
from shouwen.core.case.events_disposal import DisposalEvent
from shouwen.core.case.events_oversight import OversightEvent
from shouwen.core.case.events_supervision import SupervisionEvent
from shouwen.core.case.events_ties import TieEvent
from shouwen.core.case.wire import Actor, Measure, Wire, private, private_dict
from shouwen.core.values import JsonObject

__all__ = [
    "DeadlineMissed",
    "DeadlineReminded",
    "Escalated",
    "Extended",
    "Resumed",
    "Stalled",
    "Suspended",
    "Urged",
]
"""What others take from here although it is made in `events_clocks`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Wire):
    """
    The complaint, inquiry, suggestion or problem was entered in the register (登记).

    `facts` are the answers that rules look at, `details` those in free text. `external_…`: number, sender, day and
    day due of a letter that passed it on. A case that reviews another names it in `first`, its own `instance`
    (2 复查, 3 复核) and the accounts that handled the matter `earlier`. `earlier_cases`: when cases of the same kind were
    registered from the same contact, as far as that was found out at the time (ISO 8601, a year back, newest first).
    """

    type = "registered"
    kind: str = "complaint"
    channel: str = "hotline"
    category: str = ""
    facts: JsonObject = field(default_factory=dict)
    details: JsonObject = private_dict()
    subject: str = private("")
    description: str = private("")
    complainant: JsonObject = private_dict()
    respondent: str = private("")
    place: str = private("")
    demand: str = private("")
    occurred_at: str = ""
    external_ref: str = ""
    external_from: str = ""
    external_on: str = ""
    external_due: str = ""
    unit: str = ""
    first: str = ""
    instance: int = 1
    earlier: tuple[str, ...] = ()
    earlier_cases: tuple[str, ...] = ()
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Wire):
    """The case is in scope and complete; work begins (受理)."""

    type = "accepted"
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Wire):
    """The case was not accepted (不予受理), with the reason and where else the customer may turn."""

    type = "declined"
    reason: str = private("")
    guidance: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected(Wire):
    """The case belongs to another office, named in `to` (转介); it ends here."""

    type = "redirected"
    to: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Wire):
    """Missing `items` were asked from the customer (补正); clocks stop until `supplemented`."""

    type = "supplement_requested"
    items: tuple[str, ...] = private(())
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplemented(Wire):
    """The customer supplied what was asked; clocks go on."""

    type = "supplemented"
    content: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded(Wire):
    """The case was graded (分级). Without `level` the level follows from what it rests on; `by_rule` says
    that the rule book's conditions chose it, so that a correction of the facts may choose anew.
    """

    type = "graded"
    level: str = ""
    severity: str = ""
    urgency: str = ""
    prevalence: str = ""
    flags: tuple[str, ...] = ()
    by_rule: bool = False
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Wire):
    """
    The case was handed to a lead unit (主办) and, if named, its handler; assisting units (协办) beside. `before`: the unit
    that had it until now, where that is another one.
    """

    type = "assigned"
    unit: str = ""
    before: str = ""
    handler: str = ""
    assisting: tuple[str, ...] = ()
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(Wire):
    """The lead unit signed for the case (签收); `handler` is who took it."""

    type = "acknowledged"
    handler: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Wire):
    """
    The lead `unit` gave the case back (退回); the clock does not stop. `ground`: not_ours, misclassified, unclear, recusal
    or other.
    """

    type = "returned"
    unit: str = ""
    ground: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responded(Wire):
    """First substantive contact with the customer (响应)."""

    type = "responded"
    manner: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisStarted(Wire):
    """In-depth investigation or analysis began."""

    type = "analysis_started"
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(Wire):
    """Evidence joined the case: a stored `file` (its id) or a note, of a `kind` of evidence."""

    type = "evidence_added"
    file: str = ""
    name: str = private("")
    sha256: str = ""
    kind: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecorded(Wire):
    """A finding (调查结论) of `stage` preliminary or in_depth; `validity` valid, partly_valid or invalid, on a `ground`."""

    type = "finding_recorded"
    stage: str = ""
    validity: str = ""
    ground: str = ""
    finding: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RootCauseDetermined(Wire):
    """The root cause (根本原因) is known."""

    type = "root_cause_determined"
    cause: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionProposed(Wire):
    """A solution (处理方案): measures, and the amount of money it costs in yuan."""

    type = "solution_proposed"
    measures: tuple[Measure, ...] = private(())
    amount: float = 0
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGiven(Wire):
    """
    One person gave his consent in a `step` of the `approval` that the rule book wants, in the `roles` of the step that
    he holds. With the last that is needed `solution_approved` follows.
    """

    type = "approval_given"
    approval: str = ""
    step: str = ""
    roles: tuple[str, ...] = ()
    by: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionApproved(Wire):
    """The proposed solution was approved (审批), `by` whom."""

    type = "solution_approved"
    by: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionRejected(Wire):
    """The proposed solution was sent back, with the reason."""

    type = "solution_rejected"
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecorded(Wire):
    """The customer's opinion on the solution (客户意见); not agreed → a new solution."""

    type = "consent_recorded"
    agreed: bool = False
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDone(Wire):
    """One measure was carried out; `which` counts from 1 in the order of the solution."""

    type = "measure_done"
    which: int = 1
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresCompleted(Wire):
    """The last measure was carried out; the system's own event."""

    type = "measures_completed"
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(Wire):
    """
    The answer with the measures went to the customer (答复); resolution clocks stop here. `remedy_named`: its words name
    the way to a review or an appeal.
    """

    type = "replied"
    manner: str = ""
    remedy_named: bool = False
    text: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackMade(Wire):
    """A call-back (回访) was tried; `reached` says whether the customer answered."""

    type = "callback_made"
    manner: str = ""
    reached: bool = False
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SatisfactionRecorded(Wire):
    """The customer's satisfaction (满意度), `score` 1–5 (0: none given), told `by` customer or staff."""

    type = "satisfaction_recorded"
    satisfied: bool = False
    score: int = 0
    by: str = ""
    comment: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Wire):
    """A further round of handling began (二次处理); `round` is its number."""

    type = "reopened"
    round: int = 0
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appealed(Wire):
    """The customer appealed against the result (申诉)."""

    type = "appealed"
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecided(Wire):
    """The review of an appeal ended (复核); `upheld`: the first result stands."""

    type = "review_decided"
    upheld: bool = False
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Wire):
    """The customer withdrew the complaint (撤诉)."""

    type = "withdrawn"
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Wire):
    """The record was corrected: new category or facts, with the reason; the old stay in the stream."""

    type = "corrected"
    category: str = ""
    facts: JsonObject = field(default_factory=dict)
    details: JsonObject = private_dict()
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Wire):
    """A note for colleagues (工作记录), or, when `told` is true, a word of progress to the customer."""

    type = "noted"
    told: bool = False
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased(Wire):
    """The case was put under another version of the rule book, on purpose."""

    type = "rebased"
    rule_book: str = ""
    to_version: int = 0
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Wire):
    """The case is closed (结案) with a `result`; `lesson` is what was learnt."""

    type = "closed"
    result: str = ""
    lesson: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived(Wire):
    """The dossier was filed (归档); `retention` in words of the organisation's schedule."""

    type = "archived"
    retention: str = ""
    extra: JsonObject = field(default_factory=dict)


Happening: TypeAlias = (
    Registered | Accepted | Declined | Redirected | SupplementRequested | Supplemented | Graded | Assigned
    | Acknowledged | Returned | Responded | AnalysisStarted | EvidenceAdded | FindingRecorded
    | RootCauseDetermined | SolutionProposed | ApprovalGiven | SolutionApproved | SolutionRejected | ConsentRecorded
    | MeasureDone | MeasuresCompleted | Replied | CallbackMade | SatisfactionRecorded | Reopened | Appealed
    | ReviewDecided | Withdrawn | Suspended | Resumed | Extended | Urged | Escalated | DeadlineReminded
    | DeadlineMissed | Stalled | Corrected | Noted | Rebased | OversightEvent | SupervisionEvent
    | TieEvent | DealingEvent | Closed | Archived | DisposalEvent
)  # fmt: skip

EVENTS: dict[str, type[Happening]] = {cls.type: cls for cls in get_args(Happening)}
"""Wire name → class, in the order of the flow."""


@cache
def keys(event_type: str) -> tuple[str, ...]:
    """The named data keys of an event type."""
    return tuple(f.name for f in fields(EVENTS[event_type]) if f.name != "extra")


@cache
def private_keys(event_type: str) -> frozenset[str]:
    """The data keys that hold personal data or free text."""
    return frozenset(f.name for f in fields(EVENTS[event_type]) if f.metadata.get("private"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening in its place in the stream of a case."""

    seq: int
    at: datetime
    actor: Actor
    data: Happening
    rule_book: str = ""
    """`slug@version` of the rule book that it was decided under."""
