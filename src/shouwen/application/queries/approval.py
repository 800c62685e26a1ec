"""How far the approval in steps of a solution is: who gave what, who is still asked."""

from typing import TYPE_CHECKING

from shouwen.application.views.case import ApprovalView, ConsentLine, StepLine
from shouwen.application.views.names import Named
from shouwen.application.wording import in_place_of
from shouwen.core.case import events as e
from shouwen.core.case.approvals import given_in, open_step, reached, stood_for
from shouwen.core.case.state import Solution
from shouwen.core.case.vocabulary import Facts
from shouwen.core.rulebook.model import Approval, ApprovalStep
from shouwen.core.rulebook.phrases import Phrases

if TYPE_CHECKING:
    from shouwen.application.queries.case import Opened


def approval_of_case(o: "Opened") -> ApprovalView | None:
    """None where no solution is on the table, or the rule book wants no steps for it."""
    state, book = o.ledger.state, o.rules.book
    if (solution := state.solution) is None:
        return None
    now = open_step(state, book, Facts(state, book))
    last = solution.given[-1].approval if solution.given else ""
    entry = now.approval if now else next((one for one in book.approvals if one.id == last), None)
    if entry is None:
        return None
    opened = now.step.id if now else ""
    lines = tuple(
        _line(o, entry, step, solution, opened=opened, met=now is None or now.met) for step in entry.steps
    )
    return ApprovalView(id=entry.id, clause=entry.clause, steps=lines)


def _line(
    o: "Opened", entry: Approval, step: ApprovalStep, solution: Solution, *, opened: str, met: bool
) -> StepLine:
    p = Phrases(o.rules.book, o.person.language)
    given = given_in(entry, step, solution)
    missing = max(0, step.needed - reached(step, given))
    roles = [role for role in step.by if role not in stood_for(step, given)] if step.every else list(step.by)
    return StepLine(
        id=step.id, name=p.say(step.name), every=step.every, needed=step.needed, missing=missing,
        status="open" if step.id == opened else "waiting" if missing else "done",
        asked=tuple(Named(id=role, name=p.role(role)) for role in roles) if missing else (),
        meeting="" if not step.meeting else "held" if met else "needed", given=_consents(o, entry, step),
    )  # fmt: skip


def _consents(o: "Opened", entry: Approval, step: ApprovalStep) -> tuple[ConsentLine, ...]:
    zone, staff = o.rules.calendar.zone, o.household.staff
    found: list[ConsentLine] = []
    for event in o.stream:
        match event.data:
            case e.SolutionProposed() | e.Reopened():
                found.clear()
            case e.ApprovalGiven() as d if (d.approval, d.step) == (entry.id, step.id):
                account = d.by or event.actor.id
                name = staff[account].name if account in staff else event.actor.name or account
                found.append(
                    ConsentLine(
                        account=account,
                        name=in_place_of(name, event.actor.behalf_name, o.person.language),
                        at=event.at.astimezone(zone),
                        note=d.note,
                        behalf=event.actor.behalf,
                    )
                )
            case _:
                pass
    return tuple(found)
