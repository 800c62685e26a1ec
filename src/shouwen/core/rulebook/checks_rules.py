"""The conditions of levels and rules: each on its own, then levels against the ones before them."""

from dataclasses import dataclass

from shouwen.core.rulebook.checks_conditions import check_condition, check_event_condition
from shouwen.core.rulebook.conditions import Condition
from shouwen.core.rulebook.scope import Scope
from shouwen.core.rulebook.view import View
from shouwen.core.rulebook.worlds import possible, worlds


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMust:
    """A `must` with what could be read of it; None for what is at fault."""

    view: View
    after: str
    do: str
    when: Condition | None
    after_where: Condition | None
    do_where: Condition | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPower:
    """A `may` (with who) or a `never`, with what could be read of it."""

    view: View
    do: tuple[str, ...]
    by: tuple[str, ...]
    when: Condition | None


def check_levels(root: View, scope: Scope) -> None:
    """Note conditions at fault, levels that never hold, and levels that an earlier one always takes."""
    terms = {name: term for name, term in scope.case.items() if name != "level"}
    usable: list[tuple[View, Condition]] = []
    for level in root.entries("levels"):
        condition = check_condition(level.get("when"), terms)
        if condition is not None and level.get("when") is not None:
            usable.append((level, condition))
    for number, (level, condition) in enumerate(usable):
        if possible([condition], terms, scope) is False:
            _at_condition(level, "level-never")
            continue
        _check_reached(level, condition, usable[:number], scope)


def _check_reached(
    level: View, condition: Condition, before: list[tuple[View, Condition]], scope: Scope
) -> None:
    cases = worlds([condition, *(earlier for _, earlier in before)], scope.case, scope)
    if cases is None or not before:
        return
    takers: set[str] = set()
    for case in cases:
        if condition.holds(case):
            taker = next((view.text_of("id") for view, earlier in before if earlier.holds(case)), None)
            if taker is None:
                return
            takers.add(taker)
    names = [view.text_of("id") for view, _ in before if view.text_of("id") in takers]
    _at_condition(level, "level-unreachable", earlier="、".join(names))


def _at_condition(level: View, code: str, **words: object) -> None:
    (level.get("when") or level).fault(code, value=level.text_of("id"), **words)


def check_musts(root: View, scope: Scope) -> list[CheckedMust]:
    """Note conditions at fault or never true; give back what is left to compare."""
    found = []
    for rule in root.entries("must"):
        after, do = rule.text_of("after"), rule.text_of("do")
        checked = CheckedMust(
            view=rule,
            after=after,
            do=do,
            when=check_condition(rule.get("when"), scope.case),
            after_where=check_event_condition(rule.get("after_where"), scope, after),
            do_where=check_event_condition(rule.get("do_where"), scope, do),
        )
        _check_possible(rule.get("when"), checked.when, scope)
        found.append(checked)
    return found


def check_powers(root: View, section: str, scope: Scope) -> list[CheckedPower]:
    """The same for `may` and `never`."""
    key = "when" if section == "may" else "while"
    found = []
    for rule in root.entries(section):
        condition = check_condition(rule.get(key), scope.acting)
        _check_possible(rule.get(key), condition, scope)
        found.append(
            CheckedPower(
                view=rule,
                do=tuple(name.text for name in rule.one_or_more("do")),
                by=tuple(name.text for name in rule.one_or_more("by")),
                when=condition,
            )
        )
    return found


def _check_possible(view: View | None, condition: Condition | None, scope: Scope) -> None:
    if view is not None and condition is not None and possible([condition], scope.acting, scope) is False:
        view.fault("rule-never")
