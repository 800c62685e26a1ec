"""Quality review (质检): the score that follows from the points, and which cases are drawn for it."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shouwen.core.case import events as e
from shouwen.core.case import events_oversight as oe
from shouwen.core.case.commands import Reply
from shouwen.core.case.commands_oversight import ReviewQuality
from shouwen.core.case.events import Happening
from shouwen.core.case.events_responsibility import QualityDrawn
from shouwen.core.case.refusals import Refused
from shouwen.core.case.remedies import names_remedy
from shouwen.core.case.situation import Situation, event_of
from shouwen.core.case.state import State, evolve
from shouwen.core.case.vocabulary import Facts
from shouwen.core.case.wire import Actor
from shouwen.core.rulebook.model import Quality, RuleBook

BY_RATE, FOR_REWORK = "rate", "rework"
"""Grounds of a draw beside those of the rule book."""


def verdict(standard: Quality, points: dict[str, float]) -> tuple[float, bool]:
    """
    (score 0–100 with two decimals, passed) of points by item. Raise `Refused` unless every item of the standard,
    and nothing else, has points, none more than it can have.
    """
    wanted = {item.id: item for item in standard.items}
    if points.keys() != wanted.keys():
        missing = [item.name.zh for item in standard.items if item.id not in points]
        raise Refused(
            "quality_items",
            facts={"missing": [*missing], "unknown": [*sorted(points.keys() - wanted.keys())]},
        )
    for item in standard.items:
        if points[item.id] > item.points:
            raise Refused("quality_points", facts={"item": item.name.zh, "most": item.points})
    whole = sum((Decimal(str(item.points)) for item in standard.items), Decimal(0))
    got = sum((Decimal(str(points[item.id])) for item in standard.items), Decimal(0))
    score = float((got * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
    vital = all(points[item.id] >= item.least for item in standard.items)
    return score, vital and score >= standard.passing


def review(
    s: Situation, command: ReviewQuality, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    """Where the rule book has a standard the score is computed; a result under it orders rework in words."""
    if s.book.quality is None:
        if command.score is None or command.passed is None:
            raise Refused("quality_untold")
        return (event_of(oe.QualityReviewed, command, known),)
    points = {name: float(value) for name, value in command.scores.items()}
    score, passed = verdict(s.book.quality, points)
    if command.score not in (None, score) or command.passed not in (None, passed):
        raise Refused(
            "score_is_computed", clause=s.book.quality.clause, facts={"score": score, "passed": passed}
        )
    if not passed and not command.rework:
        raise Refused("rework_needed", clause=s.book.quality.clause, facts={"score": score})
    return (event_of(oe.QualityReviewed, command, known, score=score, passed=passed),)


def reply(s: Situation, command: Reply, known: dict[str, Any], now: datetime) -> tuple[Happening, ...]:
    """The reply, and with it the draw: a case that failed comes again, risks always, the others by their lot."""
    replied = event_of(e.Replied, command, known, remedy_named=names_remedy(command.text))
    after = evolve(s.state, e.Event(seq=s.state.seq + 1, at=now, actor=Actor(), data=replied))
    ground = drawn_on(s.book, after, lot=s.lot)
    return (replied, QualityDrawn(ground=ground)) if ground else (replied,)


def drawn_on(book: RuleBook, state: State, *, lot: float) -> str:
    """On which ground the case is drawn once it was replied to; "" if it is not. Inquiries and the like are left out."""
    standard = book.quality
    if standard is None or state.kind not in ("complaint", "problem"):
        return ""
    if state.rework:
        return FOR_REWORK
    facts = Facts(state, book)
    always = next((draw.id for draw in standard.always if draw.when.holds(facts)), "")
    return always or (BY_RATE if lot * 100 < standard.rate else "")
