"""
Approval in steps (分步审批): which entry of the rule book applies, which step is open, what is still missing in it.

The steps are given one after the other. A person counts once in a step. Where each of several roles is wanted, people
who hold more than one of them stand for whichever is still missing: what counts is the greatest number of the roles
that the people can be matched with, so that the order in which they come makes no difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shouwen.core.case.state import Given, Solution, State
from shouwen.core.rulebook.model import Approval, ApprovalStep, RuleBook
from shouwen.core.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Where the approval of the solution on the table stands."""

    approval: Approval
    step: ApprovalStep
    """The one to be given now; the last one where nothing is missing any more."""
    given: tuple[Given, ...]
    """What was given in that step."""
    met: bool
    """Whether a meeting with minutes is on record since the proposal."""


def approval_of(book: RuleBook, facts: Mapping[str, Json]) -> Approval | None:
    """The entry that applies to a case of which these are the facts."""
    return next((entry for entry in book.approvals if entry.when.holds(facts)), None)


def open_step(state: State, book: RuleBook, facts: Mapping[str, Json]) -> Open | None:
    """Where the approval stands; None where no solution waits for one, or the book wants none in steps."""
    solution = state.solution
    if not book.approvals or solution is None or solution.approved or solution.rejected:
        return None
    if state.consent == "refused" or (approval := approval_of(book, facts)) is None:
        return None
    step = next((one for one in approval.steps if not complete(approval, one, solution)), approval.steps[-1])
    return Open(
        approval=approval, step=step, given=given_in(approval, step, solution),
        met=state.minuted > solution.minuted_before,
    )  # fmt: skip


def given_in(approval: Approval, step: ApprovalStep, solution: Solution) -> tuple[Given, ...]:
    """What was given in a step. What was given under another entry of the book does not count."""
    return tuple(one for one in solution.given if (one.approval, one.step) == (approval.id, step.id))


def complete(approval: Approval, step: ApprovalStep, solution: Solution) -> bool:
    return reached(step, given_in(approval, step, solution)) >= step.needed


def reached(step: ApprovalStep, given: Sequence[Given]) -> int:
    """How much of a step is given: different people, or roles that they stand for."""
    people = different(given)
    return len(stood_for(step, people)) if step.every else len(people)


def different(given: Sequence[Given]) -> tuple[Given, ...]:
    """Each human and each seat once: who gave it for somebody who is away has given for both of them."""
    found: list[Given] = []
    taken: set[str] = set()
    for one in given:
        both = {one.who, one.behalf} - {""}
        if not both & taken:
            found.append(one)
            taken |= both
    return tuple(found)


def stood_for(step: ApprovalStep, given: Sequence[Given]) -> Mapping[str, Given]:
    """Role → who stands for it, as many as can be; each person for one, those who came first kept in."""
    found: dict[str, Given] = {}

    def place(one: Given, tried: set[str]) -> bool:
        for role in step.by:
            if role in one.roles and role not in tried:
                tried.add(role)
                if role not in found or place(found[role], tried):
                    found[role] = one
                    return True
        return False

    for one in given:
        place(one, set())
    return found
