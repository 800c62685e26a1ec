"""Approval of a solution: at once, or step by step where the rule book wants it so. Only `refuse_step` judges."""

from datetime import datetime
from typing import Any

from shouwen.core.case import commands as c
from shouwen.core.case import events as e
from shouwen.core.case.approvals import Open, complete, reached
from shouwen.core.case.authority import Acting, holds, step_now
from shouwen.core.case.copying import replace
from shouwen.core.case.events import Happening
from shouwen.core.case.refusals import Refused
from shouwen.core.case.situation import Situation, event_of
from shouwen.core.case.state import Given, State
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.values import JsonObject


def refuse_step(command: str, who: Acting, state: State, book: RuleBook) -> None:
    """
    Raise `Refused` where `who` holds a role of the open step and still may not give it: he proposed the solution, the
    meeting has not been held, or his consent is given or would add nothing. Sending back is open to whoever else holds
    a role of the step.
    """
    now = step_now(command, state, book)
    if now is None or state.solution is None:
        return
    facts: JsonObject = {"step": now.step.id, "name": now.step.name.zh, "roles": list(now.step.by)}
    if who.is_any_of(state.solution.proposed_by, state.solution.proposed_for):
        raise Refused("own_proposal", clause=now.approval.clause, facts=facts)
    if command != "approve_solution" or complete(now.approval, now.step, state.solution):
        return
    if any(who.is_any_of(one.who, one.behalf) for one in now.given):
        raise Refused("step_given_already", clause=now.approval.clause, facts=facts)
    mine = _given(now, who, who.id, state, book)
    if reached(now.step, (*now.given, mine)) <= reached(now.step, now.given):
        raise Refused("role_given_already", clause=now.approval.clause, facts=facts)
    if now.step.meeting and not now.met:
        raise Refused("meeting_needed", clause=now.approval.clause, facts=facts)


def approve(
    s: Situation, command: c.ApproveSolution, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    """One person's consent, and the approval itself where it was the last that was needed."""
    who: Acting = known.pop("who")
    now, solution = step_now("approve_solution", s.state, s.book), s.state.solution
    if now is None or solution is None:
        return (event_of(e.SolutionApproved, command, known),)
    mine = _given(now, who, str(known.get("by") or who.id), s.state, s.book)
    event = event_of(
        e.ApprovalGiven, command, known, approval=mine.approval, step=mine.step, roles=mine.roles, by=mine.who
    )
    after = replace(solution, given=(*solution.given, mine))
    if all(complete(now.approval, step, after) for step in now.approval.steps):
        return (event, e.SolutionApproved(by=mine.who))
    return (event,)


def _given(now: Open, who: Acting, account: str, state: State, book: RuleBook) -> Given:
    roles = tuple(role for role in now.step.by if holds(role, who, state, book))
    behalf = who.behalf.id if who.behalf else ""
    return Given(approval=now.approval.id, step=now.step.id, who=account, roles=roles, behalf=behalf)
