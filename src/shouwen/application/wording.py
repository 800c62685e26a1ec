"""Names in the reader's language: the product's own words, and those of the case's rule book."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar, cast

from shouwen.application.views.names import Named
from shouwen.core.case.wire import Actor
from shouwen.core.rulebook.model import RuleBook, Words
from shouwen.core.rulebook.names import (
    CHANNEL_NAMES,
    COMMAND_NAMES,
    EVENT_NAMES,
    KIND_NAMES,
    MEASURE_NAMES,
    STAGE_NAMES,
    VALUE_NAMES,
    VERDICT_NAMES,
)
from shouwen.core.rulebook.roles import STAFF_ROLES

TONES: Mapping[str, Words] = {
    "friendly": Words("请留意，", "A friendly reminder: "),
    "firm": Words("请抓紧办理，", "Please act now: "),
    "formal": Words("正式告知，", "Formal notice: "),
}

MESSAGE_NAMES: Mapping[str, Words] = {
    "deputy_named": Words("请您代理", "You are asked to stand in"),
    "deputy_released": Words("代理已撤回", "You no longer stand in"),
    "objections_end": Words("责任异议期将满", "the time to object to the responsibility ends soon"),
}
"""What messages tell that no event stands behind."""

T = TypeVar("T")


def _kept(
    method: Callable[["Wording", str], T],
) -> Callable[["Wording", str], T]:
    """Remember what a name reads: a list asks for the same few in every row."""
    what = method.__name__

    @wraps(method)
    def known(self: "Wording", key: str) -> T:
        place = what, key
        if place not in self.kept:
            self.kept[place] = method(self, key)
        return cast("T", self.kept[place])

    return known


def in_place_of(name: str, behalf: str, language: str) -> str:
    """A name; of somebody who acts for one who is away 乙（代甲）."""
    if not behalf:
        return name
    return f"{name} (for {behalf})" if language.startswith("en") else f"{name}（代{behalf}）"


def who_acted(actor: Actor, language: str = "zh-hans") -> str:
    """Who did what is on record, and for whom where it was in another's place."""
    return in_place_of(actor.name, actor.behalf_name, language)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for one reader and one rule book."""

    book: RuleBook
    language: str
    kept: dict[tuple[str, str], object] = field(default_factory=dict, repr=False, compare=False)
    to_customer: bool = False
    """Whether the reader is the customer and not the office."""

    @_kept
    def kind(self, kind: str) -> Named:
        return self._of(KIND_NAMES, kind)

    @_kept
    def channel(self, channel: str) -> Named:
        return self._of(CHANNEL_NAMES, channel)

    @_kept
    def stage(self, stage: str) -> Named:
        return self._of(STAGE_NAMES, stage)

    @_kept
    def event(self, event: str) -> Named:
        return self._of(EVENT_NAMES, event)

    @_kept
    def message(self, kind: str) -> str:
        """What a message tells of: an event, or something that none stands behind."""
        return self._of(MESSAGE_NAMES if kind in MESSAGE_NAMES else EVENT_NAMES, kind).name

    @_kept
    def command(self, command: str) -> Named:
        return self._of(COMMAND_NAMES, command)

    @_kept
    def verdict(self, verdict: str) -> Named:
        """What a case shows of a clause."""
        return self._of(VERDICT_NAMES, verdict)

    @_kept
    def measure(self, kind: str) -> str:
        """The name of a kind of measure; empty where none was told."""
        return self._of(MEASURE_NAMES, kind).name if kind else ""

    def value(self, variable: str, value: str) -> str:
        """The name of a value of an enumerated variable."""
        return self._of(VALUE_NAMES.get(variable, {}), value).name

    @_kept
    def level(self, level: str) -> Named:
        found = self.book.level(level)
        return Named(id=level, name=found.name.in_(self.language) if found else level)

    @_kept
    def category(self, category: str) -> Named:
        path = self.book.category_path(category)
        name = " / ".join(c.name.in_(self.language) for c in path)
        return Named(id=category, name=name or category)

    @_kept
    def role(self, role: str) -> Named:
        own = self.book.role(role)
        if own is not None:
            return Named(id=role, name=own.name.in_(self.language))
        return self._of(STAFF_ROLES, role)

    @_kept
    def clause(self, clause: str) -> str:
        found = self.book.clauses.get(clause)
        return found.text.in_(self.language) if found else ""

    def tone(self, tone: str) -> str:
        """How a reminder begins; "" for what is none."""
        return TONES[tone].in_(self.language) if tone in TONES else ""

    def ground(self, ground: str) -> str:
        """The name of a ground for suspending or extending."""
        found = next((g for g in self.book.grounds if g.id == ground), None)
        if found is None:
            return ground
        told = found.say if self.to_customer and found.say.zh else found.name
        return told.in_(self.language)

    @_kept
    def rule(self, rule: str) -> str:
        """The name of a `must`."""
        found = self.book.by_id.get(rule)
        return found.name.in_(self.language) if found else rule

    @_kept
    def step(self, step: str) -> str:
        """The name of a step of an approval."""
        found = (one.name for entry in self.book.approvals for one in entry.steps if one.id == step)
        return next((name.in_(self.language) for name in found), step)

    def quality_item(self, item: str) -> str:
        """The name of an item of the quality standard."""
        standard = self.book.quality
        found = next((one for one in standard.items if one.id == item), None) if standard else None
        return found.name.in_(self.language) if found else item

    def quality_place(self, item: str) -> int:
        """Where an item of the quality standard stands in it; those that it does not have come last."""
        items = [one.id for one in self.book.quality.items] if self.book.quality else []
        return items.index(item) if item in items else len(items)

    def draw(self, ground: str) -> str:
        """Why a case was drawn for quality review."""
        if ground in ("rate", "rework"):
            words = Words("按比例抽中", "by lot") if ground == "rate" else Words("返工复检", "after rework")
            return words.in_(self.language)
        standard = self.book.quality
        found = next((one for one in standard.always if one.id == ground), None) if standard else None
        return found.name.in_(self.language) if found else ground

    def pick(self, zh: str, en: str) -> str:
        return Words(zh, en).in_(self.language)

    def _of(self, names: Mapping[str, Words], key: str) -> Named:
        return Named(id=key, name=names[key].in_(self.language) if key in names else key)
