"""The conditions of levels and rules: each on its own, then levels against the ones before them."""

from collections.abc import Mapping
from dataclasses import dataclass

from shouwen.core.case.commands import LEADS_TO
from shouwen.core.rulebook.checks_conditions import check_condition, check_event_condition
from shouwen.core.rulebook.conditions import ALWAYS, Condition
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.scope import Scope, Term, Terms
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
    do_where: Condition | None


def level_terms(scope: Scope) -> Mapping[str, Term]:
    """What the condition of a level may speak of: not what follows from the level itself."""
    return Terms({name: term for name, term in scope.case.items() if name not in ("level", "approval_step")})


def check_levels(root: View, scope: Scope) -> None:
    """Note conditions at fault, levels that never hold, and levels that an earlier one always takes."""
    terms = level_terms(scope)
    usable: list[tuple[View, Condition]] = []
    for level in root.entries("levels"):
        condition = check_condition(level.get("when"), terms)
        if condition is not None and level.get("when") is not None:
            usable.append((level, condition))
    if not _check_reached(usable, scope):
        for number in range(1, len(usable) + 1):  # too many together: each level against the few before it
            _check_reached(usable[max(0, number - _FEW) : number], scope, only_last=True)


_FEW = 4


def _check_reached(levels: list[tuple[View, Condition]], scope: Scope, *, only_last: bool = False) -> bool:
    """Note the levels that never hold or never come first; False where the cases cannot be listed."""
    cases = worlds([condition for _, condition in levels], scope.case, scope)
    if cases is None:
        return False
    takers: list[set[int]] = [set() for _ in levels]
    for case in cases:
        holding = [number for number, (_, condition) in enumerate(levels) if condition.holds(case)]
        for number in holding:
            takers[number].add(holding[0])
    for number, (level, _) in enumerate(levels):
        if only_last and number < len(levels) - 1:
            continue
        if not takers[number]:
            _at_condition(level, "level-never")
        elif number not in takers[number]:
            names = [levels[taker][0].text_of("id") for taker in sorted(takers[number])]
            _at_condition(level, "level-unreachable", earlier="、".join(names))
    return True


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
        _check_keys(rule, scope)
        found.append(checked)
    return found


def _check_keys(rule: View, scope: Scope) -> None:
    """`until` names a key of the trigger or a date of the form, `per` a key that both events have."""
    trigger, wanted = (scope.of_event(rule.text_of(key)) for key in ("after", "do"))
    for key, offered in (("until", {*trigger, *scope.dates}), ("per", trigger.keys() & wanted.keys())):
        told = rule.get(key)
        if told is not None and told.text and trigger and wanted and told.text not in offered:
            told.fault("unknown-key", key=told.text, **hint(told.text, tuple(sorted(offered))))


def check_powers(root: View, section: str, scope: Scope) -> list[CheckedPower]:
    """The same for `may` and `never`."""
    key = "when" if section == "may" else "while"
    found = []
    for rule in root.entries(section):
        if section == "never" and rule.get("while") is None and rule.get("do_where") is None:
            rule.fault("missing-key", key="while")
        condition = check_condition(rule.get(key), scope.acting)
        _check_possible(rule.get(key), condition, scope)
        do = tuple(name.text for name in rule.one_or_more("do"))
        found.append(
            CheckedPower(
                view=rule,
                do=do,
                by=tuple(name.text for name in rule.one_or_more("by")),
                when=condition,
                do_where=_check_own_data(rule.get("do_where"), do, scope),
            )
        )
    return found


def _check_own_data(view: View | None, do: tuple[str, ...], scope: Scope) -> Condition | None:
    """A condition over the own data of the commands; an unknown command leaves nothing to say."""
    if view is None:
        return ALWAYS
    if not do or any(name not in LEADS_TO for name in do):
        return None
    terms = scope.of_commands(do)
    condition = check_condition(view, terms)
    if condition is not None and possible([condition], terms, scope) is False:
        view.fault("rule-never")
    return condition


def _check_possible(view: View | None, condition: Condition | None, scope: Scope) -> None:
    if view is not None and condition is not None and possible([condition], scope.acting, scope) is False:
        view.fault("rule-never")
