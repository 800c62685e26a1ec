"""What a what-if change may name: held against the rule book that it changes, before anything is run. Pure.

A condition that names what is not there would quietly hold for no case; so names, types and values are told as for a
rule book. Lines and columns count within the text of the value at fault.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shouwen.core.rulebook.checks_conditions import check_condition
from shouwen.core.rulebook.checks_rules import level_terms
from shouwen.core.rulebook.conditions import Condition, ConditionError
from shouwen.core.rulebook.document import Scalar
from shouwen.core.rulebook.faults import MESSAGES, Fault, Faults, hint
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.scope import Scope, Term
from shouwen.core.rulebook.view import View
from shouwen.core.worktime import PRESETS, Limit, LimitError

_MESSAGES: Mapping[str, tuple[str, str]] = {
    **MESSAGES,
    "unknown-rule": ("没有规则“{value}”{hint_zh}", "no rule {value!r} here{hint_en}"),
    "unknown-level": ("没有级别“{value}”{hint_zh}", "no level {value!r}{hint_en}"),
    "nobody-chosen": ("至少选一个角色", "choose at least one role"),
    "nothing-changed": ("还没有改动任何规则", "nothing is changed yet"),
    "no-draft": ("没有草稿", "there is no draft"),
    "draft-faults": ("草稿还有 {count} 处错误", "the draft has {count} faults"),
}
"""Beside those of rule book files: code → (Chinese, English)."""
_WORD = re.compile(r"'[^'\\\n]*'|\"[^\"\\\n]*\"|[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A change as it is written: limits, roles and conditions by rule or level, powers as (roles, condition)."""

    limits: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    powers: Mapping[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    calendar: str = ""


def faults_of(said: Said, book: RuleBook, scope: Scope) -> tuple[Fault, ...]:
    """Everything that cannot be tried on this book, each with a JSON pointer such as `/levels/L1`."""
    musts, mays = tuple(rule.id for rule in book.must), tuple(rule.id for rule in book.may)
    levels, terms = tuple(level.id for level in book.levels), level_terms(scope)
    found: list[Fault] = []
    for rule, text in said.limits.items():
        found += _known("limits", rule, musts, "unknown-rule") or _limit(_path("limits", rule), text)
    for rule, role in said.roles.items():
        found += _known("roles", rule, musts, "unknown-rule") or _role(_path("roles", rule), role, scope)
    for level, text in said.levels.items():
        found += _known("levels", level, levels, "unknown-level") or _condition(_path("levels", level), text, terms)  # fmt: skip
    for rule, (by, when) in said.powers.items():
        found += _known("powers", rule, mays, "unknown-rule") or _power(_path("powers", rule), by, when, scope)  # fmt: skip
    if said.calendar and said.calendar not in PRESETS:
        found += fault("/calendar", "unknown-calendar", value=said.calendar, **hint(said.calendar, tuple(PRESETS)))  # fmt: skip
    return tuple(found)


def fault(path: str, code: str, **words: object) -> list[Fault]:
    """One fault with its words."""
    zh, en = _MESSAGES[code]
    told = zh.format(**words), en.format(**words)
    return [Fault(line=1, column=1, code=code, path=path, message_zh=told[0], message_en=told[1])]


def _path(*parts: str) -> str:
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def _known(part: str, name: str, known: tuple[str, ...], code: str) -> list[Fault]:
    return [] if name in known else fault(_path(part, name), code, value=name, **hint(name, known))


def _limit(path: str, text: str) -> list[Fault]:
    try:
        Limit.parse(text)
    except LimitError as error:
        return fault(path, "bad-limit", problem=error.text, value=text)
    return []


def _role(path: str, role: str, scope: Scope) -> list[Fault]:
    if scope.knows_role(role):
        return []
    return fault(path, "role-nobody-holds", value=role, **hint(role, scope.all_roles()))


def _power(path: str, by: Iterable[str], when: str, scope: Scope) -> list[Fault]:
    roles = tuple(by)
    found = [] if roles else fault(f"{path}/by", "nobody-chosen")
    for n, role in enumerate(roles):
        found += _role(f"{path}/by/{n}", role, scope)
    return found + _condition(f"{path}/when", when, scope.acting)


def _condition(path: str, text: str, terms: Mapping[str, Term]) -> list[Fault]:
    faults = Faults()
    view = View(Scalar((1, 1), text, text), path, faults)
    try:
        unknown = [name for name in Condition(text).names if name not in terms]
    except ConditionError as error:
        check_condition(view, terms)
        at = error.place
        return [_moved(one, at) for one in faults.sorted()]
    for name in unknown:
        faults.add(_first(name, text), "unknown-variable", path=path, value=name, **hint(name, tuple(terms)))
    if not unknown:
        check_condition(view, terms)
    return list(faults.sorted())


def _moved(one: Fault, at: tuple[int, int]) -> Fault:
    return Fault(line=at[0], column=at[1], code=one.code, path=one.path, message_zh=one.message_zh, message_en=one.message_en)  # fmt: skip


def _first(name: str, text: str) -> tuple[int, int]:
    """Line and column where a variable is first named."""
    at = next((match.start() for match in _WORD.finditer(text) if match[0] == name), 0)
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
