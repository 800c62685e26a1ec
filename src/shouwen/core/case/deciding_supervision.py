"""Decisions about designation and the documents of supervision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shouwen.core.case import commands_supervision as vc
from shouwen.core.case import events_supervision as v
from shouwen.core.case.authority import POWERS, Acting
from shouwen.core.case.command_data import Data
from shouwen.core.case.commands import Assign
from shouwen.core.case.events import Assigned, Happening
from shouwen.core.case.refusals import Refused
from shouwen.core.case.situation import Decider, Situation, event_of
from shouwen.core.case.state import State
from shouwen.core.case.supervision import Paper, paper_number, paper_of
from shouwen.core.rulebook.model import RuleBook

Known = dict[str, Any]

_OF_A_PAPER = vc.ReceiveSupervision | vc.AnswerSupervision | vc.ReviewSupervision | vc.WithdrawSupervision
_OF_ALL = frozenset({"no_such_paper", "already_received", "not_received", "already_answered", "not_answered"})
"""What `possible` says where no document at all can be dealt with so."""


def refuse_stranger(command: Data, who: Acting, state: State, role: str, book: RuleBook) -> None:
    """
    A document is signed for and answered by its addressee, and not reviewed by who answered it; who is not of the
    office withdraws his own only, unless the rule book says otherwise. A unit that was designated does not pass the
    case on; the office may.
    """
    passed_on = isinstance(command, Assign) and command.unit != state.designated
    if passed_on and state.designated and role == "unit_head":
        raise Refused("designated", facts={"unit": state.designated})
    if isinstance(command, vc.ReceiveSupervision | vc.AnswerSupervision):
        paper = _paper(state, command.number)
        seat = who.seat
        if paper.unit not in {seat.unit, *seat.units} and seat.id != paper.person:
            raise Refused("not_addressed", facts={"number": paper.number, "unit": paper.unit})
    if isinstance(command, vc.ReviewSupervision):
        paper = _paper(state, command.number)
        if who.is_any_of(paper.answered_by, paper.answered_for):
            raise Refused("own_answer", facts={"number": paper.number})
    if isinstance(command, vc.WithdrawSupervision) and not book.may_of(command.name):
        paper = _paper(state, command.number)
        if role not in POWERS[command.name] and not paper.is_of(who.seat.id):
            raise Refused("not_issuer", facts={"number": paper.number})


def of_this_paper(
    refused: Refused, situation: Situation, command: Data, who: Acting, now: datetime
) -> Refused:
    """
    A refusal that was raised of all documents together, or of the role alone, in the words of the one document that the
    command names: whom it concerns is told that it was withdrawn, or how else it stands.
    """
    if not isinstance(command, _OF_A_PAPER):
        return refused
    paper, seat = paper_of(situation.state, command.number), who.seat
    concerned = paper is not None and (
        paper.unit in {seat.unit, *seat.units} or seat.id == paper.person or paper.is_of(seat.id)
    )
    if refused.code not in _OF_ALL and not (refused.code == "not_permitted" and concerned):
        return refused
    try:
        SUPERVISION_DECIDERS[command.name](situation, command, {}, now)
    except Refused as own:
        return own if refused.code in _OF_ALL or own.code == "paper_withdrawn" else refused
    return refused


def had_by_another(state: State, unit: str) -> str:
    """The unit that has the case, where it goes to another one."""
    return state.unit if state.unit != unit else ""


def _designate(s: Situation, command: vc.Designate, known: Known, _now: datetime) -> tuple[Happening, ...]:
    designated = event_of(v.Designated, command, known, returns=s.state.returns)
    assigned = Assigned(
        unit=command.unit, handler=command.handler, assisting=command.assisting,
        before=had_by_another(s.state, command.unit),
    )  # fmt: skip
    return (designated, assigned)


def _issue(s: Situation, command: vc.IssueSupervision, known: Known, now: datetime) -> tuple[Happening, ...]:
    if command.reply_by <= now:
        raise Refused("reply_by_past", facts={"reply_by": command.reply_by.isoformat()})
    if command.rule and all(rule.id != command.rule for rule in s.book.must):
        raise Refused("unknown_rule", facts={"rule": command.rule})
    count = sum(paper.rung == command.rung for paper in s.state.papers) + 1
    number = known.get("number") or paper_number(command.rung, now.year, count)
    event = event_of(
        v.SupervisionIssued, command, known, number=number, reply_by=command.reply_by.isoformat()
    )
    return (event,)


def _receive(
    s: Situation, command: vc.ReceiveSupervision, known: Known, _now: datetime
) -> tuple[Happening, ...]:
    if _paper(s.state, command.number).received_at is not None:
        raise Refused("already_received", facts={"number": command.number})
    return (event_of(v.SupervisionReceived, command, known),)


def _answer(
    s: Situation, command: vc.AnswerSupervision, known: Known, _now: datetime
) -> tuple[Happening, ...]:
    paper = _paper(s.state, command.number)
    if paper.received_at is None:
        raise Refused("not_received", facts={"number": command.number})
    if paper.stands == "answered":
        raise Refused("already_answered", facts={"number": command.number})
    return (event_of(v.SupervisionAnswered, command, known),)


def _review(
    s: Situation, command: vc.ReviewSupervision, known: Known, now: datetime
) -> tuple[Happening, ...]:
    paper = _paper(s.state, command.number)
    if paper.stands != "answered":
        raise Refused("not_answered", facts={"number": command.number})
    until = ""
    if not command.passed:
        if command.reply_by is None or command.reply_by <= now:
            raise Refused("reply_by_past", facts={"number": command.number})
        until = command.reply_by.isoformat()
    return (event_of(v.SupervisionReviewed, command, known, unit=paper.unit, reply_by=until),)


def _withdraw(
    s: Situation, command: vc.WithdrawSupervision, known: Known, _now: datetime
) -> tuple[Happening, ...]:
    paper = _paper(s.state, command.number)
    if paper not in s.state.papers_unanswered:
        raise Refused("answered_not_withdrawn", facts={"number": command.number})
    return (event_of(v.SupervisionWithdrawn, command, known, unit=paper.unit),)


def _decision_done(
    s: Situation, command: vc.CompleteDecision, known: Known, _now: datetime
) -> tuple[Happening, ...]:
    place = {"meeting": command.meeting, "which": command.which}
    made = s.state.decided[command.meeting - 1] if command.meeting <= len(s.state.decided) else 0
    if command.which > made:
        raise Refused("no_such_decision", facts=dict(place))
    if (command.meeting, command.which) in s.state.decisions_done:
        raise Refused("decision_done", facts=dict(place))
    return (event_of(v.DecisionDone, command, known),)


def _paper(state: State, number: str) -> Paper:
    """The document of a number, as long as it stands."""
    paper = paper_of(state, number)
    if paper is None:
        raise Refused("no_such_paper", facts={"number": number})
    if paper.withdrawn_at is not None:
        raise Refused("paper_withdrawn", facts={"number": number})
    if paper.closed_at is not None:
        raise Refused("paper_closed", facts={"number": number})
    return paper


SUPERVISION_DECIDERS: Mapping[str, Decider] = {
    "designate": _designate,
    "issue_supervision": _issue,
    "receive_supervision": _receive,
    "answer_supervision": _answer,
    "review_supervision": _review,
    "withdraw_supervision": _withdraw,
    "complete_decision": _decision_done,
}
