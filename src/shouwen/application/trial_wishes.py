"""What a what-if trial changes: as it is asked, as it is kept with the trial, and as the core takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shouwen.application import rules as rulebooks
from shouwen.application import studio
from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.core.rulebook.builder import parsed, same_condition
from shouwen.core.rulebook.conditions import ALWAYS, Condition, ConditionError
from shouwen.core.rulebook.faults import RuleBookFaults
from shouwen.core.values import JsonObject
from shouwen.core.whatif import Change, Power
from shouwen.core.worktime import PRESETS, Limit, LimitError


class ChangeError(ValueError):
    """A change that cannot be tried; `faults` by rule ("calendar" for the calendar) in the reader's words."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to change: limits and roles by rule, powers, conditions by level, the calendar; `draft` takes the studio's draft."""

    limits: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    powers: Mapping[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """Rule (`may`) → (roles, condition)."""
    calendar: str = ""
    draft: bool = False


def told_of(person: Person, wish: Wish, now: datetime) -> JsonObject:
    """The wish as it is kept with the trial, without what stays as it is. Raise `ChangeError`, `Refused`."""
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    text = ""
    if wish.draft:
        try:
            text = studio.draft(person, book.slug).text
        except NotFoundError:
            raise ChangeError({"draft": "没有草稿 / there is no draft"}) from None
    present = {rule.id: rule.by for rule in book.must}
    levels = {level.id: level.when.text for level in book.levels}
    may = {rule.id: (rule.by, rule.when.text) for rule in book.may}
    return {
        "limits": {rule: told.strip() for rule, told in wish.limits.items() if told.strip()},
        "calendar": wish.calendar,
        "roles": {rule: role for rule, role in wish.roles.items() if role and role != present.get(rule)},
        "levels": {
            level: told for level, told in wish.levels.items()
            if level in levels and told.strip() and parsed(told) != parsed(levels[level])
        },
        "powers": {
            rule: {"by": list(by), "when": when.strip()} for rule, (by, when) in wish.powers.items()
            if rule in may and (set(by) != set(may[rule][0]) or not same_condition(when, may[rule][1]))
        },
        "book": text,
    }  # fmt: skip


def change_of(told: Mapping[str, Any]) -> Change:
    """The change that is kept with a trial. Raise `ChangeError`."""
    faults: dict[str, str] = {}
    limits: dict[str, Limit] = {}
    for rule, text in told["limits"].items():
        try:
            limits[rule] = Limit.parse(text)
        except LimitError as error:
            faults[rule] = error.text
    calendar = told["calendar"]
    if calendar and calendar not in PRESETS:
        faults["calendar"] = f"没有日历 {calendar}"
    levels: dict[str, Condition] = {}
    for level, text in told.get("levels", {}).items():
        try:
            levels[level] = Condition(text)
        except ConditionError as error:
            faults[level] = str(error)
    powers: dict[str, Power] = {}
    for rule, said in told.get("powers", {}).items():
        if not said["by"]:
            faults[rule] = "至少选一个角色 / choose at least one role"
            continue
        try:
            powers[rule] = Power(
                by=tuple(said["by"]), when=Condition(said["when"]) if said["when"] else ALWAYS
            )
        except ConditionError as error:
            faults[rule] = str(error)
    book = None
    if text := told.get("book", ""):
        try:
            book = rulebooks.read(text, "draft")
        except RuleBookFaults as found:
            faults["draft"] = (
                f"草稿还有 {len(found.faults)} 处错误 / the draft has {len(found.faults)} faults"
            )
    if faults:
        raise ChangeError(faults)
    return Change(
        limits=limits,
        calendar=PRESETS.get(calendar),
        roles=told.get("roles", {}),
        levels=levels,
        powers=powers,
        book=book,
    )
