"""
Approvals and escalations that lead nowhere (`approver-loop`). What that means exactly:

- A missed obligation goes up from its owner through its `late: escalate` list. Over all rules these steps
  must never come back to a role they left: who is told of a delay must stand above it.
- Where the book itself says who proposes a solution and who approves it, and the two are the same roles,
  a `never` that keeps the proposer from approving leaves no one above the proposer.
- The `may` and `never` on approving must leave someone who can approve in some case at all.

A role of the book counts as the built-in role that holds it, unless it is bound to units.
"""

from collections.abc import Mapping
from itertools import pairwise

from shouwen.core.case.authority import POWERS
from shouwen.core.rulebook.checks_rules import CheckedPower
from shouwen.core.rulebook.conditions import ALWAYS, Condition
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.scope import Scope
from shouwen.core.rulebook.view import View
from shouwen.core.rulebook.worlds import worlds

_APPROVE, _PROPOSE = "approve_solution", "propose_solution"


def check_approvals(may: list[CheckedPower], never: list[CheckedPower], scope: Scope) -> None:
    approving = [rule for rule in may if _APPROVE in rule.do]
    refusing = [rule for rule in never if _APPROVE in rule.do and rule.do_where == ALWAYS]
    if any(rule.when is None for rule in (*approving, *refusing)):
        return
    if not approving:
        _check_default_approvers(refusing, scope)
        return
    place = approving[0].view.get("by") or approving[0].view
    approvers = frozenset(role for rule in approving for role in rule.by)
    proposers = frozenset(role for rule in may if _PROPOSE in rule.do for role in rule.by)
    if approvers == proposers and any(_keeps_proposer_out(rule) for rule in refusing):
        names = "、".join(sorted(approvers))
        place.fault(
            "approver-loop",
            problem_zh=f"审批成环：提出方案和批准方案的都只是 {names}，而提出人又不得批准，上面没有人了",
            problem_en=f"approver loop: {names} both propose and approve, and the proposer may not approve",
        )
    elif not any(
        someone_can(role, rule.when or ALWAYS, refusing, scope) for rule in approving for role in rule.by
    ):
        _nobody(place)


def _check_default_approvers(refusing: list[CheckedPower], scope: Scope) -> None:
    if refusing and not any(someone_can(role, ALWAYS, refusing, scope) for role in POWERS[_APPROVE]):
        _nobody(refusing[0].view.get("while") or refusing[0].view)


def _nobody(view: View) -> None:
    view.fault(
        "approver-loop",
        problem_zh="处理方案没有人能批准：可以批准的人在任何情况下都被“不得”挡住",
        problem_en="nobody can ever approve a solution: whoever may is refused by a `never`",
    )


def _keeps_proposer_out(rule: CheckedPower) -> bool:
    return rule.when is not None and "actor_is_proposer" in rule.when.names


def someone_can(role: str, when: Condition, refusing: list[CheckedPower], scope: Scope) -> bool:
    """Whether in some case a holder of the role passes `when` and no `never`; True where it cannot be told."""
    never = [rule.when for rule in refusing if rule.when is not None]
    cases = worlds([when, *never], scope.acting, scope)
    if cases is None:
        return True
    return any(
        when.holds(case) and not any(condition.holds(case) for condition in never)
        for case in ({**case, "actor_role": role} for case in cases)
    )


def check_escalations(root: View, scope: Scope) -> None:
    """Note the step of an escalation that closes a circle of roles."""
    above: dict[str, set[str]] = {}
    units = {role.text_of("id") for role in root.entries("roles") if role.get("units") is not None}
    held = {role: holder for role, holder in scope.held.items() if role not in units}
    for rule in root.entries("must"):
        late = rule.get("late")
        steps = [*rule.one_or_more("by")[:1], *(late.one_or_more("escalate") if late else ())]
        for lower, upper in pairwise(steps):
            low, high = _held(lower.text, held), _held(upper.text, held)
            if low == high or _reaches(high, low, above):
                zh, en = _words(upper.text), upper.text
                upper.fault(
                    "approver-loop",
                    problem_zh=f"升级成环：逾期升级至“{zh}”，而“{zh}”的逾期又升级回到“{_words(lower.text)}”",
                    problem_en=f"escalation loop: late work of {lower.text} goes to {en} and from there back",
                )
            else:
                above.setdefault(low, set()).add(high)


def _held(role: str, held: Mapping[str, str]) -> str:
    return held.get(role, role)


def _words(role: str) -> str:
    return STAFF_ROLES[role].zh if role in STAFF_ROLES else role


def _reaches(start: str, goal: str, above: Mapping[str, set[str]]) -> bool:
    seen, waiting = set[str](), [start]
    while waiting:
        role = waiting.pop()
        if role == goal:
            return True
        if role not in seen:
            seen.add(role)
            waiting.extend(above.get(role, ()))
    return False
