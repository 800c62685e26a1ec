"""`decide`: from a wish to events, or a refusal. Guards first, then the events; nothing is written here."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from shouwen.core.case import commands as c
from shouwen.core.case import commands_dealings as gc
from shouwen.core.case import commands_oversight as oc
from shouwen.core.case import commands_protection as pc
from shouwen.core.case import commands_responsibility as rc
from shouwen.core.case import commands_supervision as vc
from shouwen.core.case import events as e
from shouwen.core.case import events_oversight as oe
from shouwen.core.case import quality
from shouwen.core.case.authority import SYSTEM, Acting
from shouwen.core.case.command_data import Data
from shouwen.core.case.decide_dealings import DEALINGS
from shouwen.core.case.decide_disposal import DISPOSAL
from shouwen.core.case.decide_ties import TIES
from shouwen.core.case.deciding_approvals import approve
from shouwen.core.case.deciding_clocks import CLOCK_DECIDERS
from shouwen.core.case.deciding_protection import PROTECTION_DECIDERS
from shouwen.core.case.deciding_supervision import (
    SUPERVISION_DECIDERS,
    had_by_another,
    of_this_paper,
    refuse_stranger,
)
from shouwen.core.case.events import EVENTS, Event, Happening
from shouwen.core.case.permission import conditions_on, looks_at_data, permit, permit_as, permitted
from shouwen.core.case.refusals import Refused
from shouwen.core.case.registering import cleared, grade, split_facts
from shouwen.core.case.responsibility_decisions import RESPONSIBILITY_DECIDERS
from shouwen.core.case.situation import Decider, Situation, event_of
from shouwen.core.case.standing import first_allowed
from shouwen.core.case.state import State, evolve
from shouwen.core.case.wire import Decision, Measure

__all__ = ["RESTS_ON_OBLIGATIONS", "Situation", "conditions_on", "decide", "permit", "permitted"]


def decide(
    situation: Situation,
    command: Data,
    who: Acting,
    now: datetime,
    *,
    known: Mapping[str, Any] | None = None,
) -> tuple[Event, ...]:
    """
    The events that the command leads to, in order: of himself if he may, else in the place of somebody who is away.
    Raise `Refused`.

    `known` carries what the shell looked up for the command and the event records (file name and hash,
    the account complained about …); its keys join the event's data.
    """
    return first_allowed(
        command.name, who, lambda one: _decide_as(situation, command, one, now, dict(known or {}))
    )


def _decide_as(
    situation: Situation, command: Data, who: Acting, now: datetime, told: dict[str, Any]
) -> tuple[Event, ...]:
    try:
        role = permit_as(situation, command.name, who, now=now)
    except Refused as refused:
        raise of_this_paper(refused, situation, command, who, now) from None
    state, book = situation.state, situation.book
    if isinstance(command, c.Assign | c.Acknowledge | vc.Designate) and command.handler:
        _stays_out(command.handler, state)
    refuse_stranger(command, who, state, role, book)
    match command:
        case oc.Contribute(unit="") | rc.DisputeResponsibility(unit="") | rc.ReceiveAttribution():
            told["unit"] = who.seat.unit
        case rc.DecideConsequence() | c.ApproveSolution() | pc.DecideProtection():
            told["who"] = who
        case gc.DeclareInterest():
            told["who"] = who.id
        case pc.AskProtection():
            told |= {"who": who.id, "unit": who.unit}
        case _:
            pass
    if state.last_at is not None and now < state.last_at:
        now = state.last_at  # clocks of two machines: order is by sequence, time never runs backwards
    decider: Decider = _DECIDERS.get(command.name, _plainly)
    happenings = decider(situation, command, told, now)
    if looks_at_data(book, command.name):
        own = _main_of(command.name, happenings)
        role = permit_as(situation, command.name, who, now=now, own=own)
    actor = who.as_actor(role)
    mark = f"{book.slug}@{book.version}"
    return tuple(
        Event(
            seq=state.seq + number,
            at=now,
            actor=actor
            if number == 1 or isinstance(happening, e.SolutionApproved)
            else SYSTEM.as_actor("system"),
            data=happening,
            rule_book=mark,
        )
        for number, happening in enumerate(happenings, start=1)
    )


RESTS_ON_OBLIGATIONS = frozenset({"extend", "remind_deadline", "miss_deadline"})
"""The commands whose decision looks at what is owed; for the others a situation may leave it out."""


def _main_of(command: str, happenings: Iterable[Happening]) -> Happening | None:
    """The event that carries the command's own data, of all that come of it."""
    return next((one for one in happenings if c.COMES_FROM.get(one.type) == command), None)


def _plainly(_s: Situation, command: Data, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    """The event has the command's own data."""
    return (event_of(EVENTS[c.LEADS_TO[command.name]], command, known),)


def _register(
    s: Situation, command: c.Register, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    _know_category(s, command.category)
    facts, details = split_facts(s.book, command.facts)
    complainant = {k: v for k, v in command.complainant.model_dump().items() if v}
    registered = event_of(e.Registered, command, known, facts=facts, details=details, complainant=complainant)
    graded = grade(s.book, _after(s, registered, now))
    return (registered,) if graded is None else (registered, graded)


def _correct(s: Situation, command: c.Correct, known: dict[str, Any], now: datetime) -> tuple[Happening, ...]:
    _know_category(s, command.category)
    facts, details = split_facts(s.book, command.facts)
    facts |= cleared(s.state.facts, command.facts)
    corrected = event_of(e.Corrected, command, known, facts=facts, details=details)
    graded = grade(s.book, _after(s, corrected, now)) if s.state.graded_by_rule else None
    if graded is None or graded.level == s.state.graded_level:
        return (corrected,)
    return (corrected, graded)


def _assign(s: Situation, command: c.Assign, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    return (event_of(e.Assigned, command, known, before=had_by_another(s.state, command.unit)),)


def _grade(s: Situation, command: c.Grading, known: dict[str, Any], now: datetime) -> tuple[Happening, ...]:
    level = command.level
    if level and s.book.level(level) is None:
        raise Refused("unknown_level", facts={"level": level, "levels": [x.id for x in s.book.levels]})
    event = event_of(e.Graded, command, known)
    graded = event if level else grade(s.book, _after(s, event, now), reason=event.reason)
    if graded is None:
        raise Refused("level_unknown_yet")
    return (graded,)


def _solution(
    _s: Situation, command: c.ProposeSolution, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    units: Mapping[str, str] = known.pop("units_of_owners", {})
    measures = tuple(
        Measure(what=m.what, owner=m.owner, due=m.due, kind=m.kind, unit=units.get(m.owner, m.unit))
        for m in command.measures
    )
    return (event_of(e.SolutionProposed, command, known, measures=measures),)


def _measure(
    s: Situation, command: c.CompleteMeasure, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    solution = s.state.solution
    count = len(solution.measures) if solution else 0
    done = solution.done if solution else frozenset()
    if command.which > count:
        raise Refused("no_such_measure", facts={"which": command.which, "measures": count})
    if command.which in done:
        raise Refused("measure_done", facts={"which": command.which})
    event = event_of(e.MeasureDone, command, known)
    return (event, e.MeasuresCompleted()) if len(done) + 1 == count else (event,)


def _reopen(s: Situation, command: c.Reopen, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    return (event_of(e.Reopened, command, known, round=s.state.round + 1),)


def _satisfaction(
    _s: Situation, command: c.RecordSatisfaction, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    return (event_of(e.SatisfactionRecorded, command, {"by": "staff", **known}),)


def _rebase(s: Situation, command: c.Rebase, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    if (s.book.slug, s.book.version) == (s.in_force.slug, s.in_force.version):
        raise Refused("same_version")
    return (event_of(e.Rebased, command, known, rule_book=s.in_force.slug, to_version=s.in_force.version),)


def _meet(
    _s: Situation, command: oc.HoldMeeting, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    decisions = tuple(Decision(what=d.what, owner=d.owner, due=d.due) for d in command.decisions)
    return (event_of(oe.MeetingHeld, command, known, decisions=decisions),)


def _retest(
    _s: Situation, command: oc.RecordRetest, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    if len(set(command.testers)) < 2:
        raise Refused("two_testers", facts={"testers": list(command.testers)})
    return (event_of(oe.Retested, command, known),)


def _recuse(s: Situation, command: oc.Recuse, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    if command.who == s.state.respondent_id or command.who in s.state.recused:
        raise Refused("already_recused", facts={"who": command.who})
    return (event_of(oe.Recused, command, known),)


def _review(
    s: Situation, command: c.DecideReview, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    """Where a case of its own reviews this one, its conclusion is what is written here."""
    if s.state.review_case and known.get("case") != s.state.review_case:
        raise Refused("review_elsewhere", facts={"case": s.state.review_case})
    return (event_of(e.ReviewDecided, command, known),)


def _after(s: Situation, happening: Happening, now: datetime) -> State:
    """The state that the happening would lead to."""
    actor = SYSTEM.as_actor("system")
    return evolve(s.state, Event(seq=s.state.seq + 1, at=now, actor=actor, data=happening))


def _stays_out(handler: str, state: State) -> None:
    """Who is complained about or recused does not handle the case, whoever wants it so."""
    if handler == state.respondent_id or handler in state.recused:
        raise Refused("handler_recused", facts={"handler": handler})


def _know_category(s: Situation, category: str) -> None:
    if category and not s.book.category_path(category):
        raise Refused("unknown_category", facts={"category": category})


_DECIDERS: Mapping[str, Decider] = {
    **RESPONSIBILITY_DECIDERS,
    "reply": quality.reply,
    "review_quality": quality.review,
    "register": _register,
    "correct": _correct,
    "assign": _assign,
    "grade": _grade,
    "propose_solution": _solution,
    "approve_solution": approve,
    "complete_measure": _measure,
    "record_satisfaction": _satisfaction,
    "reopen": _reopen,
    "rebase": _rebase,
    "hold_meeting": _meet,
    "record_retest": _retest,
    "recuse": _recuse,
    **CLOCK_DECIDERS,
    **SUPERVISION_DECIDERS,
    "decide_review": _review,
    **TIES,
    **DEALINGS,
    **DISPOSAL,
    **PROTECTION_DECIDERS,
}
