"""Deciders of dealings with the customer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from shouwen.core.case import commands_dealings as gc
from shouwen.core.case import events as e
from shouwen.core.case import events_dealings as ge
from shouwen.core.case.authority import Acting
from shouwen.core.case.events import Happening
from shouwen.core.case.refusals import Refused
from shouwen.core.case.situation import Decider, Situation, event_of
from shouwen.core.case.state import State

LONGEST_MARK_DAYS = 366
"""For how long a mark of conduct may stand before somebody has to look at it again."""


def refuse_own(command: str, who: Acting, state: State) -> None:
    """Raise `Refused` where somebody would decide on what he proposed or reported himself."""
    if command in ("approve_ending", "reject_ending") and who.is_any_of(state.ending_by, state.ending_for):
        raise Refused("own_proposal")
    if command == "review_conduct" and who.is_any_of(state.conduct_by, state.conduct_for):
        raise Refused("own_report")
    if command == "dispose" and who.is_any_of(state.disposal_by, state.disposal_for):
        raise Refused("own_disposal")
    if command == "conclude_review" and who.is_any_of(*state.hands):
        raise Refused("handled_before")


def _survey(
    s: Situation, command: gc.AnswerSurvey, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    by = str(known.get("by") or "staff")
    rest = {key: value for key, value in known.items() if key != "by"}
    told = event_of(ge.SurveyAnswered, command, rest, round=s.state.round)
    verdict = e.SatisfactionRecorded(
        satisfied=command.satisfied, score=command.overall, by=by, comment=command.suggestion
    )
    return (told, verdict)


def _conduct(
    _s: Situation, command: gc.ReviewConduct, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    if not command.confirmed:
        return (event_of(ge.ConductReviewed, command, known, until="", measures=""),)
    today = now.date()
    if not command.until or not 0 < (date.fromisoformat(command.until) - today).days <= LONGEST_MARK_DAYS:
        raise Refused("limit_needed", facts={"field": "until", "days": LONGEST_MARK_DAYS})
    return (event_of(ge.ConductReviewed, command, known),)


def _decide_recusal(
    s: Situation, command: gc.DecideRecusal, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    if command.granted and not command.who:
        raise Refused("recusal_who_needed", facts={"field": "who"})
    if command.granted and command.who in (s.state.respondent_id, *s.state.recused):
        raise Refused("already_recused", facts={"who": command.who})
    who = command.who if command.granted else ""
    return (event_of(ge.RecusalDecided, command, known, who=who),)


def _lift(
    s: Situation, command: gc.LiftRecusal, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    if command.who == s.state.respondent_id:
        raise Refused("respondent_stays_out", facts={"who": command.who})
    if command.who not in s.state.recused:
        raise Refused("not_recused", facts={"who": command.who})
    return (event_of(ge.RecusalLifted, command, known),)


DEALINGS: Mapping[str, Decider] = {
    "answer_survey": _survey,
    "review_conduct": _conduct,
    "decide_recusal": _decide_recusal,
    "lift_recusal": _lift,
}
