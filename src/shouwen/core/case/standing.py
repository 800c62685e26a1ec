"""
Acting in the place of somebody who is away (代理): who may is asked of himself first, then of each one he stands for.

Power comes from the one who is away; what stands against either of the two (recusal, own proposal, earlier handling, a
prohibition of the rule book) stands against the command. Nobody stands for two at once, and there is no chain: whom a
deputy stands for brings his own powers only.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from shouwen.core.case.authority import Acting
from shouwen.core.case.refusals import Refused

T = TypeVar("T")

PERSONAL = frozenset({"declare_interest", "ask_protection"})
"""Commands that speak of who gives them: nobody else can."""

DECISIONS = frozenset({
    "approve_solution", "reject_solution", "approve_ending", "reject_ending", "decide_review", "conclude_review",
    "suspend", "resume", "extend", "review_objection", "rule_on_responsibility", "decide_consequence",
    "review_conduct", "decide_protection", "end_protection", "decide_recusal", "lift_recusal", "confirm_validity",
    "review_supervision", "decide_deletion", "reject_disposal", "dispose",
})  # fmt: skip
"""What a deputy for approvals only may do (只代理审批): to decide on what others put forward."""


def in_place_of(command: str, who: Acting) -> tuple[Acting, ...]:
    """Somebody as he stands in for each one who is away and gave this power to him."""
    if command in PERSONAL:
        return ()
    return tuple(
        replace(who, stands_for=(), behalf=one.who)
        for one in who.stands_for
        if command in DECISIONS or not one.approvals_only
    )


def first_allowed(command: str, who: Acting, attempt: Callable[[Acting], T]) -> T:
    """
    What comes of the attempt: of himself if he may, else in the first place that allows it. Raise the `Refused` that
    says most: a reason of the case rather than that he has not the role.
    """
    if not who.stands_for:
        return attempt(who)
    try:
        return attempt(who)
    except Refused as own:
        refusal = own
    for one in in_place_of(command, who):
        try:
            return attempt(one)
        except Refused as refused:
            if refusal.code == "not_permitted":
                refusal = refused
    raise refusal
