"""Approvals in steps: conditions that can hold and are reached, steps that are told apart and that somebody can give."""

from shouwen.core.rulebook.checks_conditions import check_condition
from shouwen.core.rulebook.checks_powers import someone_can
from shouwen.core.rulebook.checks_rules import CheckedPower
from shouwen.core.rulebook.conditions import ALWAYS, Condition
from shouwen.core.rulebook.scope import Scope, Terms
from shouwen.core.rulebook.view import View
from shouwen.core.rulebook.worlds import possible, worlds


def check_approval_steps(root: View, never: list[CheckedPower], scope: Scope) -> None:
    """Note what is wrong in `approvals`. Whether there are as many people as `at_least` wants is the organisation's to see."""
    terms = Terms({name: term for name, term in scope.case.items() if name != "approval_step"})
    refusing = [rule for rule in never if "approve_solution" in rule.do and rule.do_where == ALWAYS]
    earlier: list[tuple[View, Condition]] = []
    for entry in root.entries("approvals"):
        _check_steps(entry)
        when = check_condition(entry.get("when"), terms)
        if when is None:
            continue
        if possible([when], terms, scope) is False:
            (entry.get("when") or entry).fault("rule-never")
            continue
        _check_reached(entry, when, earlier, scope)
        earlier.append((entry, when))
        for step in entry.entries("steps"):
            by = step.one_or_more("by")
            if by and not any(someone_can(role.text, when, refusing, scope) for role in by):
                (step.get("by") or step).fault("nobody-gives")


def _check_steps(entry: View) -> None:
    seen: dict[str, int] = {}
    for step in entry.entries("steps"):
        id_, every = step.get("id"), step.get("all")
        if id_ is not None and id_.text in seen:
            id_.fault("duplicate-id", value=id_.text, line=seen[id_.text])
        elif id_ is not None:
            seen[id_.text] = id_.at[0]
        if every is not None and every.value is True and step.get("at_least") is not None:
            step.fault_at_key("at_least", "keys-together", first="all", second="at_least")


def _check_reached(entry: View, when: Condition, earlier: list[tuple[View, Condition]], scope: Scope) -> None:
    """Note an entry before which another always holds as well; nothing is claimed where cases cannot be listed."""
    cases = worlds([when, *(condition for _, condition in earlier)], scope.case, scope)
    if cases is None or not earlier:
        return
    takers: set[str] = set()
    for case in (case for case in cases if when.holds(case)):
        taker = next((other for other, condition in earlier if condition.holds(case)), None)
        if taker is None:
            return
        takers.add(taker.text_of("id"))
    if takers:
        (entry.get("when") or entry).fault(
            "approval-unreachable", value=entry.text_of("id"), earlier="、".join(sorted(takers))
        )
