"""
The state of one case: the fold of its stream. `evolve` records, it never judges.

`stage` is derived, so that it cannot disagree with the facts that it stands for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import TypedDict

from shouwen.core.case import events as e
from shouwen.core.case.copying import amended, replace
from shouwen.core.case.dealings import dealt
from shouwen.core.case.disposal import kept
from shouwen.core.case.events_dealings import DealingEvent
from shouwen.core.case.events_disposal import DisposalEvent
from shouwen.core.case.events_oversight import OversightEvent
from shouwen.core.case.events_supervision import SupervisionWire
from shouwen.core.case.events_ties import TieEvent
from shouwen.core.case.oversight import Oversight, overseen
from shouwen.core.case.supervision import supervised
from shouwen.core.case.ties import Ties, tied, with_hand
from shouwen.core.case.wire import Measure
from shouwen.core.told import days_between, instants
from shouwen.core.values import JsonObject


class Stage(StrEnum):
    """Where a case stands (环节), in the order of the flow. Its values are the API's `state`."""

    REGISTERED = "registered"
    SUPPLEMENTING = "supplementing"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    HANDLING = "handling"
    APPROVING = "approving"
    CONSENTING = "consenting"
    EXECUTING = "executing"
    REPLYING = "replying"
    REPLIED = "replied"
    DISSATISFIED = "dissatisfied"
    SATISFIED = "satisfied"
    SUSPENDED = "suspended"
    REVIEWING = "reviewing"
    CLOSED = "closed"
    DECLINED = "declined"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


ENDED = frozenset({Stage.CLOSED, Stage.DECLINED, Stage.REDIRECTED, Stage.WITHDRAWN, Stage.ARCHIVED})
"""Stages in which nothing more is handled; archiving, appeal and reopening may still follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One person's consent in a step of an approval, with the roles of the step that he holds."""

    approval: str
    step: str
    who: str
    roles: tuple[str, ...]
    behalf: str = ""
    """The account of the one who is away, where it was given in his place: the roles are his."""


@dataclass(frozen=True, kw_only=True)
class Solution:
    """The solution on the table in this round (处理方案)."""

    measures: tuple[Measure, ...]
    amount: float
    proposed_by: str
    proposed_for: str = ""
    """The account of the one who is away, where it was proposed in his place."""
    approved: bool = False
    approved_by: str = ""
    rejected: bool = False
    given: tuple[Given, ...] = ()
    """What was given of an approval in steps, in its order."""
    minuted_before: int = 0
    """Meetings with minutes that were held before it was proposed."""
    done: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class State(Oversight, Ties):
    """What is known of a case after its events so far. Times are the events' own. No slots: `replace` needs none."""

    seq: int = 0
    kind: str = "complaint"
    channel: str = ""
    category: str = ""
    facts: JsonObject = field(default_factory=dict)
    anonymous: bool = False
    registered_at: datetime | None = None
    registered_by: str = ""
    registered_for: str = ""
    registering_unit: str = ""
    respondent: str = ""
    respondent_id: str = ""
    """The account of the person complained about, where it is one of the staff."""
    accepted: bool = False
    ended: Stage | None = None
    archived: bool = False
    graded_level: str = ""
    graded_by_rule: bool = False
    severity: str = ""
    urgency: str = ""
    prevalence: str = ""
    flags: tuple[str, ...] = ()
    unit: str = ""
    assisting: tuple[str, ...] = ()
    acknowledged: bool = False
    returns: int = 0
    responded: bool = False
    analysis_started: bool = False
    findings: tuple[str, ...] = ()
    root_cause: str = ""
    evidence: int = 0
    evidence_kinds: tuple[str, ...] = ()
    """The kind of each piece of evidence, in order."""
    solution: Solution | None = None
    consent: str = ""
    refusals: int = 0
    """Solutions that the customer did not agree to."""
    measures_completed: bool = False
    replied: bool = False
    reply_manner: str = ""
    callbacks: int = 0
    reached: bool = False
    unreached: int = 0
    """Call-backs of this round that reached nobody."""
    external_due: str = ""
    invalid_ground: str = ""
    round: int = 1
    appealed: bool = False
    reviews: int = 0
    overturned: bool = False
    """A review changed the first decision, and nothing has come of it yet."""
    waiting_since: datetime | None = None
    supplements: int = 0
    """How often something was asked from the customer."""
    suspended_since: datetime | None = None
    extensions: tuple[str, ...] = ()
    extended_days: tuple[tuple[str, int], ...] = ()
    """(rule, days added) of each extension."""
    happened: Mapping[str, datetime] = field(default_factory=dict)
    """When each kind of event was last seen."""
    earlier_cases: tuple[datetime, ...] = ()
    """When the customer registered earlier cases, as recorded at registration."""
    urges: int = 0
    escalated_to: tuple[str, ...] = ()
    last_at: datetime | None = None
    moved_at: datetime | None = None
    """When a person, of the staff or the customer, last did anything."""
    stalled: bool = False
    """It is on record that nobody did anything for too long, and nobody has since."""

    @property
    def paused(self) -> bool:
        """Whether the clocks stand still: waiting on the customer, or suspended."""
        return self.waiting_since is not None or self.suspended_since is not None

    @property
    def stage(self) -> Stage:
        """Where the case stands, from what has happened."""
        if self.archived:
            return Stage.ARCHIVED
        if self.appealed:
            return Stage.REVIEWING
        if self.ended is not None:
            return self.ended
        if self.waiting_since is not None:
            return Stage.SUPPLEMENTING
        if self.suspended_since is not None:
            return Stage.SUSPENDED
        return _stage_of_work(self)


def _stage_of_work(state: State) -> Stage:
    if state.replied:
        return {"yes": Stage.SATISFIED, "no": Stage.DISSATISFIED}.get(state.satisfied, Stage.REPLIED)
    solution = state.solution
    if state.measures_completed:
        return Stage.REPLYING
    if solution is not None and not solution.rejected and state.consent != "refused":
        if state.consent == "agreed":
            return Stage.EXECUTING if solution.measures else Stage.REPLYING
        return Stage.CONSENTING if solution.approved else Stage.APPROVING
    if state.acknowledged or (state.responded and state.accepted):
        return Stage.HANDLING
    if state.unit and state.accepted:
        return Stage.ASSIGNED
    return Stage.ACCEPTED if state.accepted else Stage.REGISTERED


def fold(stream: tuple[e.Event, ...] | list[e.Event]) -> State:
    """The state after all events of a stream."""
    return reduce(evolve, stream, State())


def evolve(state: State, event: e.Event) -> State:
    """The state after one more event."""
    before, actor, at = state, event.actor, event.at
    if actor.behalf and actor.behalf == state.handler:  # his deputy has handled the case as well
        before = replace(state, hands=with_hand(state, actor.id))
    after = _after(before, event)
    happened = {**state.happened, event.data.type: at}
    if actor.role == "system" and state.seq:
        return amended(after, state, seq=event.seq, last_at=at, happened=happened)
    stalled = after.stalled and event.data.type == "stalled"
    return amended(after, state, seq=event.seq, last_at=at, happened=happened, moved_at=at, stalled=stalled)


def _after(s: State, event: e.Event) -> State:
    match event.data:
        case e.Registered() as d:
            return replace(
                s, kind=d.kind, channel=d.channel, category=d.category, facts={**d.facts, **d.details},
                anonymous=bool(d.complainant.get("anonymous")), respondent=d.respondent,
                respondent_id=str(d.extra.get("respondent_id") or ""), registered_at=event.at, registered_by=event.actor.id, registered_for=event.actor.behalf,
                first=d.first, instance=d.instance, recused=d.earlier, hands=d.earlier, external_due=d.external_due,
                registering_unit=d.unit or event.actor.unit, earlier_cases=instants(d.earlier_cases), **_grading(d.facts),
            )  # fmt: skip
        case e.Accepted():
            return replace(s, accepted=True)
        case e.Declined():
            return _ended(s, Stage.DECLINED)
        case e.Redirected():
            return _ended(s, Stage.REDIRECTED)
        case e.SupplementRequested():
            return replace(s, waiting_since=event.at, supplements=s.supplements + 1)
        case e.Supplemented():
            return replace(s, waiting_since=None)
        case e.Graded() as d:
            return replace(
                s, graded_level=d.level, graded_by_rule=d.by_rule, severity=d.severity or s.severity, urgency=d.urgency or s.urgency,
                prevalence=d.prevalence or s.prevalence, flags=d.flags or s.flags,
            )  # fmt: skip
        case e.Assigned() as d:
            unit = d.unit or s.unit
            return replace(
                s, unit=unit, handler=d.handler, assisting=d.assisting, acknowledged=False,
                designated=s.designated if unit == s.designated else "", hands=with_hand(s, d.handler),
            )  # fmt: skip
        case e.Acknowledged() as d:
            taken = d.handler or s.handler or event.actor.behalf or event.actor.id
            return replace(s, acknowledged=True, handler=taken, hands=with_hand(s, taken))
        case e.Returned() as d:
            units = (*s.returned_by, d.unit or s.unit)
            return replace(
                s, unit="", handler="", acknowledged=False, returns=s.returns + 1, returned_by=units
            )
        case e.Responded():
            return replace(s, responded=True)
        case e.AnalysisStarted():
            return replace(s, analysis_started=True)
        case e.EvidenceAdded() as d:
            return replace(s, evidence=s.evidence + 1, evidence_kinds=(*s.evidence_kinds, d.kind))
        case e.FindingRecorded() as d:
            found = d.validity or s.validity
            same = s.validity_confirmed and found == s.validity
            return replace(
                s,
                findings=(*s.findings, d.stage),
                validity=found,
                validity_confirmed=same,
                invalid_ground=d.ground,
            )
        case e.RootCauseDetermined() as d:
            return replace(s, root_cause=d.cause or "determined")
        case e.SolutionProposed() as d:
            proposed = Solution(
                measures=d.measures, amount=d.amount, proposed_by=event.actor.id, proposed_for=event.actor.behalf,
                minuted_before=s.minuted,
            )  # fmt: skip
            hands = with_hand(s, event.actor.id, event.actor.behalf)
            return replace(s, solution=proposed, consent="", measures_completed=False, hands=hands)
        case e.ApprovalGiven() as d:
            who, behalf = d.by or event.actor.id, event.actor.behalf
            one = Given(approval=d.approval, step=d.step, who=who, roles=d.roles, behalf=behalf)
            return replace(s, solution=replace(_on_table(s), given=(*_on_table(s).given, one)))
        case e.SolutionApproved() as d:
            by = d.by or event.actor.id
            return replace(
                s, solution=replace(_on_table(s), approved=True, approved_by=by or _on_table(s).approved_by)
            )
        case e.SolutionRejected():
            return replace(s, solution=replace(_on_table(s), rejected=True))
        case e.ConsentRecorded() as d:
            refusals = s.refusals + (not d.agreed)
            return replace(s, consent="agreed" if d.agreed else "refused", refusals=refusals)
        case e.MeasureDone() as d:
            return replace(s, solution=replace(_on_table(s), done=_on_table(s).done | {d.which}))
        case e.MeasuresCompleted():
            return replace(s, measures_completed=True)
        case e.Replied() as d:
            return replace(
                s,
                replied=True,
                reply_manner=d.manner,
                satisfied="",
                reached=False,
                surveyed=False,
                unreached=0,
            )
        case e.CallbackMade() as d:
            unreached = s.unreached + (not d.reached)
            return replace(s, callbacks=s.callbacks + 1, reached=s.reached or d.reached, unreached=unreached)
        case e.SatisfactionRecorded() as d:
            return replace(s, satisfied="yes" if d.satisfied else "no")
        case e.Reopened() as d:
            return replace(
                s, round=d.round or s.round + 1, ended=None, archived=False, replied=False, solution=None,
                consent="", measures_completed=False, satisfied="", reached=False, accepted=True,
                quality="", quality_drawn=False, draw_ground="", shares_ruled=False, overturned=False, ending="",
                settled=False,
            )  # fmt: skip
        case e.Appealed():
            return replace(s, appealed=True)
        case e.ReviewDecided() as d:
            return replace(s, appealed=False, reviews=s.reviews + 1, overturned=not d.upheld, review_case="")
        case e.Withdrawn():
            return _ended(s, Stage.WITHDRAWN)
        case e.Suspended():
            return replace(s, suspended_since=event.at, suspensions=s.suspensions + 1)
        case e.Resumed():
            return replace(s, suspended_since=None)
        case e.Extended() as d:
            added = (d.rule, d.days or days_between(d.old_due, d.new_due))
            return replace(s, extensions=(*s.extensions, d.rule), extended_days=(*s.extended_days, added))
        case e.Urged():
            return replace(s, urges=s.urges + 1)
        case e.Escalated() as d:
            return replace(s, escalated_to=(*s.escalated_to, d.to))
        case e.Corrected() as d:
            told = {**s.facts, **d.facts, **d.details}
            facts: JsonObject = {name: value for name, value in told.items() if value not in ("", None, [])}
            category = d.category or s.category
            return replace(s, category=category, facts=facts, record_confirmed=False, **_grading(d.facts, s))
        case e.Closed():
            return _ended(s, Stage.CLOSED)
        case e.Archived() as d:
            return replace(s, archived=True, archived_at=event.at, retention=d.retention)
        case e.Stalled():
            return replace(s, stalled=True)
        case e.Noted() as d:
            return replace(s, sanction_told=s.sanction_told or (d.told and s.accountable > 0))
        case e.Rebased() | e.DeadlineReminded() | e.DeadlineMissed():
            return s
        case SupervisionWire() as d:
            return supervised(s, d, event.actor, event.at)
        case _:
            return _beside(s, event.data, event)


def _beside(
    s: State, happening: TieEvent | DealingEvent | OversightEvent | DisposalEvent, event: e.Event
) -> State:
    """After what stands beside the handling itself."""
    if isinstance(happening, TieEvent):
        return tied(s, happening)
    if isinstance(happening, DealingEvent):
        return dealt(s, happening, event.actor)
    if isinstance(happening, DisposalEvent):
        return kept(s, happening, event.actor)
    return overseen(s, happening, event.actor, seq=event.seq)


def _ended(s: State, stage: Stage) -> State:
    """Nothing is waited for any more, so that what is owed after the end does not stand still for ever."""
    return replace(s, ended=stage, waiting_since=None, suspended_since=None)


def _on_table(s: State) -> Solution:
    return s.solution or Solution(measures=(), amount=0, proposed_by="")


class _Grading(TypedDict):
    severity: str
    urgency: str
    prevalence: str
    flags: tuple[str, ...]


_NOTHING = State()


def _grading(facts: JsonObject, s: State = _NOTHING) -> _Grading:
    """Severity, urgency, prevalence and flags may already be told at registration."""
    flags = facts.get("flags")
    return {
        "severity": str(facts.get("severity") or s.severity),
        "urgency": str(facts.get("urgency") or s.urgency),
        "prevalence": str(facts.get("prevalence") or s.prevalence),
        "flags": tuple(map(str, flags)) if isinstance(flags, list) else s.flags,
    }
