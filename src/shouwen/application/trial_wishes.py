"""What a what-if trial changes: as it is asked, as it is kept with the trial, and as the core takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shouwen.application import rules as rulebooks
from shouwen.application import studio
from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.core.rulebook.builder import same_condition
from shouwen.core.rulebook.conditions import ALWAYS, Condition
from shouwen.core.rulebook.faults import Fault
from shouwen.core.rulebook.outline import outline
from shouwen.core.values import JsonObject
from shouwen.core.whatif import Change, Power
from shouwen.core.whatif_checks import Said, fault, faults_of
from shouwen.core.worktime import PRESETS, Limit
from shouwen.store.models import RuleBookVersion


class ChangeError(ValueError):
    """A change that cannot be tried. `placed` has every fault with its JSON pointer, line and column; `faults` the words
    by what is at fault: a rule, a level, "calendar", "draft", "" for the change as a whole.
    """

    def __init__(self, placed: Sequence[Fault], language: str = "") -> None:
        super().__init__("; ".join(one.message(language) for one in placed))
        self.placed = tuple(placed)
        self.faults: dict[str, str] = {}
        for one in placed:
            self.faults.setdefault(_key(one.path), one.message(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Said):
    """What to change as the form tells it, with what stays as it is; `draft` takes the studio's draft."""

    draft: bool = False


def told_of(person: Person, wish: Wish, now: datetime) -> JsonObject:
    """The wish as it is kept with the trial, without what stays as it is. Raise `ChangeError`."""
    key, rules = rulebooks.in_force_at(person.organisation, now)
    book, draft = rules.book, _draft(person, rules.book.slug) if wish.draft else ""
    present = {rule.id: rule.by for rule in book.must}
    levels = {level.id: level.when.text for level in book.levels}
    may = {rule.id: (rule.by, rule.when.text) for rule in book.may}
    said = Said(
        limits={rule: told.strip() for rule, told in wish.limits.items() if told.strip()},
        roles={rule: role for rule, role in wish.roles.items() if role and role != present.get(rule)},
        levels={
            level: told for level, told in wish.levels.items()
            if told.strip() and not (level in levels and same_condition(told, levels[level]))
        },
        powers={
            rule: (tuple(by), when.strip()) for rule, (by, when) in wish.powers.items()
            if not (rule in may and set(by) == set(may[rule][0]) and same_condition(when, may[rule][1]))
        },
        calendar=wish.calendar,
    )  # fmt: skip
    _check(said, draft or RuleBookVersion.objects.get(pk=key).text, person.language)
    told = _told(said, draft)
    if not any(told.values()):
        raise ChangeError(fault("", "nothing-changed"), person.language)
    return told


def _draft(person: Person, slug: str) -> str:
    try:
        return studio.draft(person, slug).text
    except NotFoundError:
        raise ChangeError(fault("/draft", "no-draft"), person.language) from None


def _check(said: Said, text: str, language: str) -> None:
    """Hold the change against the text that it changes. Raise `ChangeError`."""
    base = outline(text)
    if base.faults or base.book is None or base.scope is None:
        raise ChangeError(fault("/draft", "draft-faults", count=len(base.faults)), language)
    if found := faults_of(said, base.book, base.scope):
        raise ChangeError(found, language)


def _told(said: Said, draft: str) -> JsonObject:
    return {
        "limits": dict(said.limits),
        "calendar": said.calendar,
        "roles": dict(said.roles),
        "levels": dict(said.levels),
        "powers": {rule: {"by": list(by), "when": when} for rule, (by, when) in said.powers.items()},
        "book": draft,
    }


def _key(path: str) -> str:
    """What is at fault: the rule or level that a pointer names, or the part itself."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")]
    return parts[2] if len(parts) > 2 else parts[-1]


def change_of(told: Mapping[str, Any]) -> Change:
    """The change that is kept with a trial, as the core takes it; it was checked when it was asked."""
    text = told.get("book", "")
    powers = {
        rule: Power(by=tuple(said["by"]), when=Condition(said["when"]) if said["when"] else ALWAYS)
        for rule, said in told.get("powers", {}).items()
    }
    return Change(
        limits={rule: Limit.parse(limit) for rule, limit in told["limits"].items()},
        calendar=PRESETS.get(told["calendar"]),
        roles=told.get("roles", {}),
        levels={level: Condition(when) for level, when in told.get("levels", {}).items()},
        powers=powers,
        book=rulebooks.read(text, "draft") if text else None,
    )
