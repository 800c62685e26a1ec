"""
Evidence: clause × case. Which clause was applicable, kept or broken, and the event that shows it.

Obligations answer for `must`; for `may` and `never` the stream is walked once more and every event is
held against the rule as it stood just before the event. A clause answers with the worst of its rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shouwen.core.case.approvals import Open, complete
from shouwen.core.case.authority import acting_facts, recorded, step_now
from shouwen.core.case.commands import COMES_FROM
from shouwen.core.case.events import Event
from shouwen.core.case.own_data import holds_of
from shouwen.core.case.spans import Moment
from shouwen.core.case.state import State
from shouwen.core.case.vocabulary import Facts
from shouwen.core.obligations import Ledger, Obligation, Obligations, Status
from shouwen.core.rulebook.model import May, Never


class Verdict(StrEnum):
    """In order of weight: a clause takes the weightiest of what its rules say."""

    BROKEN = "broken"
    PENDING = "pending"
    KEPT = "kept"
    EXCUSED = "excused"
    NOT_APPLICABLE = "not_applicable"
    STATEMENT = "statement"


_WEIGHT = {verdict: weight for weight, verdict in enumerate(Verdict)}

_OF_STATUS = {
    Status.MET: Verdict.KEPT,
    Status.MET_LATE: Verdict.BROKEN,
    Status.MISSED: Verdict.BROKEN,
    Status.OPEN: Verdict.PENDING,
    Status.PAUSED: Verdict.PENDING,
    Status.EXCUSED: Verdict.EXCUSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What one rule says of one clause in one case: the verdict and the event (its place) that shows it."""

    clause: str
    rule: str
    verdict: Verdict
    seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEvidence:
    clause: str
    verdict: Verdict
    proofs: tuple[Proof, ...]

    @property
    def applicable(self) -> bool:
        return self.verdict not in (Verdict.NOT_APPLICABLE, Verdict.STATEMENT)


def evidence(
    rules: Obligations,
    stream: Sequence[Event],
    until: datetime,
    *,
    ledger: Ledger | None = None,
    obligations: Sequence[Obligation] | None = None,
) -> tuple[ClauseEvidence, ...]:
    """Every clause of the rule book with its verdict, in the order of the book. `ledger`: the stream as read under
    these rules, `obligations`: those at `until`; where they are known already.
    """
    read = ledger or rules.read(stream)
    owed = read.obligations(until) if obligations is None else obligations
    proofs = [
        *_of_obligations(owed),
        *_of_powers(rules, stream, read.before),
        *_of_levels(rules, stream),
    ]
    found: list[ClauseEvidence] = []
    for clause in rules.book.clauses.values():
        own = tuple(p for p in proofs if p.clause == clause.id)
        empty = Verdict.STATEMENT if clause.statement else Verdict.NOT_APPLICABLE
        verdict = min((p.verdict for p in own), key=_WEIGHT.__getitem__, default=empty)
        found.append(ClauseEvidence(clause=clause.id, verdict=verdict, proofs=own))
    return tuple(found)


def _of_obligations(owed: Iterable[Obligation]) -> Iterable[Proof]:
    for o in owed:
        verdict = Verdict.BROKEN if o.lapsed else _OF_STATUS[o.status]
        yield Proof(clause=o.clause, rule=o.rule, verdict=verdict, seq=o.ended_seq or o.opened_seq)


def _of_powers(rules: Obligations, stream: Sequence[Event], before: Sequence[State]) -> Iterable[Proof]:
    for event, state in zip(stream, before, strict=True):
        command = COMES_FROM.get(event.data.type, "")
        if (stepped := step_now(command, state, rules.book)) is not None:
            yield from _of_step(stepped, event, state)
        mays = [
            may
            for may in rules.book.may
            if command in may.do and event.actor.role != "system" and not stepped
        ]
        nevers = rules.book.never_of(command)
        if mays or nevers:
            who = recorded(event.actor)
            moment = Moment(event.at, rules.calendar)
            facts = Facts(state, rules.book, dict(acting_facts(who, event.actor.role, state)), moment)
            for may in mays:
                if may.when.holds(facts) and holds_of(may.do_where, event.data):
                    verdict = Verdict.KEPT if _held(may, event.actor.role, rules) else Verdict.NOT_APPLICABLE
                    yield Proof(clause=may.clause, rule=may.id, verdict=verdict, seq=event.seq)
            yield from (_of_never(never, event, facts) for never in nevers)


def _of_step(now: Open, event: Event, state: State) -> Iterable[Proof]:
    """Each step that was given keeps the clause; an approval before all of them are breaks it."""
    if event.data.type == "solution_rejected" or state.solution is None:
        return
    kept = event.data.type == "approval_given" or complete(now.approval, now.step, state.solution)
    verdict = Verdict.KEPT if kept else Verdict.BROKEN
    yield Proof(clause=now.approval.clause, rule=now.approval.id, verdict=verdict, seq=event.seq)


def _of_never(rule: Never, event: Event, facts: Facts) -> Proof:
    broken = rule.while_.holds(facts) and holds_of(rule.do_where, event.data)
    verdict = Verdict.BROKEN if broken else Verdict.KEPT
    return Proof(clause=rule.clause, rule=rule.id, verdict=verdict, seq=event.seq)


def _held(rule: May, role: str, rules: Obligations) -> bool:
    """Whether the role of the actor is one that the rule names, or stands for one."""
    named = {*rule.by, *(r.holds for r in rules.book.roles if r.id in rule.by)}
    return role in named


def _of_levels(rules: Obligations, stream: Sequence[Event]) -> Iterable[Proof]:
    for event in stream:
        graded = getattr(event.data, "level", "") if event.data.type == "graded" else ""
        level = rules.book.level(str(graded)) if graded else None
        if level is not None:
            yield Proof(clause=level.clause, rule=level.id, verdict=Verdict.KEPT, seq=event.seq)
