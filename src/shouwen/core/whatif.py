"""What if: the same recorded cases under a changed rule book, and what that would have changed. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TypeAlias, cast

from shouwen.core.case.events import Event, Graded
from shouwen.core.case.state import State, evolve
from shouwen.core.case.vocabulary import level_by_facts
from shouwen.core.obligations import Obligation
from shouwen.core.replay import TALLY
from shouwen.core.rulebook.conditions import Condition
from shouwen.core.rulebook.model import Must, RuleBook
from shouwen.core.values import JsonObject
from shouwen.core.worktime import CalendarSpec, Limit

MOST_FLIPS = 500
"""Cases that flip are listed up to this many; all of them are counted."""
Tally: TypeAlias = dict[str, int]
Key: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """Who may, and on which condition."""

    by: tuple[str, ...]
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is changed in a rule book: limits and roles of rules, powers, conditions of levels, the calendar; or all of it."""

    limits: Mapping[str, Limit] = field(default_factory=dict)
    calendar: CalendarSpec | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    """Rule → the role that owes it."""
    levels: Mapping[str, Condition] = field(default_factory=dict)
    powers: Mapping[str, Power] = field(default_factory=dict)
    """Rule (`may`) → who has the power, and when."""
    book: RuleBook | None = None
    """Another rule book in place of the present one; the other changes come on top."""

    @property
    def regrades(self) -> bool:
        """Whether cases may get another level."""
        return bool(self.levels) or self.book is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """An obligation that would have ended otherwise: met → missed, or the other way round."""

    case: str
    rule: str
    before: str
    after: str


def changed(book: RuleBook, change: Change) -> RuleBook:
    """The rule book with the change; rules and levels that this version does not have are left out."""
    book = change.book or book
    must = tuple(_rule(rule, change) for rule in book.must)
    levels = tuple(
        replace(level, when=change.levels[level.id]) if level.id in change.levels else level
        for level in book.levels
    )
    may = tuple(
        replace(rule, by=change.powers[rule.id].by, when=change.powers[rule.id].when)
        if rule.id in change.powers
        else rule
        for rule in book.may
    )
    return replace(book, must=must, may=may, levels=levels, calendar=change.calendar or book.calendar)


def _rule(rule: Must, change: Change) -> Must:
    if rule.id in change.limits:
        rule = replace(rule, within=change.limits[rule.id], parameter="")
    return replace(rule, by=change.roles[rule.id]) if rule.id in change.roles else rule


def regraded(stream: Sequence[Event], book: RuleBook) -> list[Event]:
    """
    The stream as it would be had `book` graded: levels that the conditions chose are chosen anew, those that people
    chose stay.
    """
    found: list[Event] = []
    state = State()
    for event in stream:
        state = evolve(state, event)
        if isinstance(event.data, Graded) and event.data.by_rule:
            level = level_by_facts(state, book)
            event = replace(event, data=replace(event.data, level=level))  # noqa: PLW2901 the event as it would be
        found.append(event)
    return found


class Comparison:
    """Counts of many cases before and after, by rule, unit and role, and by the hour of the day in which
    something was due.
    """

    def __init__(self) -> None:
        self.rules: dict[str, dict[str, Tally]] = {}
        self.units: dict[str, dict[str, Tally]] = {}
        self.roles: dict[str, dict[str, Tally]] = {}
        self.hours: dict[str, list[int]] = {"before": [0] * 24, "after": [0] * 24}
        self.flips: list[Flip] = []
        self.flipped = 0
        self.cases = 0
        self.cases_flipped = 0

    def add(self, case: str, unit: str, before: Sequence[Obligation], after: Sequence[Obligation]) -> None:
        """Take one case into account; `unit` is the one that leads it."""
        self.cases += 1
        for side, owed in (("before", before), ("after", after)):
            for one in owed:
                tally = TALLY[one.status]
                _count(self.rules, one.rule, side, tally)
                _count(self.units, unit, side, tally)
                _count(self.roles, one.by, side, tally)
                self.hours[side][one.due_at.hour] += 1
        flips = list(_flips(case, before, after))
        self.flipped += len(flips)
        self.cases_flipped += bool(flips)
        self.flips += flips[: max(0, MOST_FLIPS - len(self.flips))]

    def join(self, after: "Comparison") -> None:
        """Take in what was counted of the cases that come next."""
        self.cases += after.cases
        self.cases_flipped += after.cases_flipped
        self.flipped += after.flipped
        self.flips += after.flips[: max(0, MOST_FLIPS - len(self.flips))]
        for mine, theirs in ((self.rules, after.rules), (self.units, after.units), (self.roles, after.roles)):
            for key, sides in theirs.items():
                for side, tallies in sides.items():
                    for tally, n in tallies.items():
                        _count(mine, key, side, tally, n)
        for side, counts in after.hours.items():
            self.hours[side] = [a + b for a, b in zip(self.hours[side], counts, strict=True)]

    def told(self) -> JsonObject:
        """All counts as plain values."""
        sides = {name: {k: dict(v) for k, v in both.items()} for name, both in self.rules.items()}
        roles = {name: {k: dict(v) for k, v in both.items()} for name, both in self.roles.items()}
        units = {name: {k: dict(v) for k, v in both.items()} for name, both in self.units.items()}
        return {
            "cases": self.cases,
            "cases_flipped": self.cases_flipped,
            "flipped": self.flipped,
            "rules": cast("JsonObject", sides),
            "units": cast("JsonObject", units),
            "roles": cast("JsonObject", roles),
            "hours": {side: list(counts) for side, counts in self.hours.items()},
            "flips": [cast("JsonObject", asdict(flip)) for flip in self.flips],
        }


def _count(table: dict[str, dict[str, Tally]], key: str, side: str, tally: str, n: int = 1) -> None:
    empty: dict[str, Tally] = {"before": {}, "after": {}}
    counts = table.setdefault(key, empty)[side]
    counts[tally] = counts.get(tally, 0) + n


def _flips(case: str, before: Iterable[Obligation], after: Iterable[Obligation]) -> Iterable[Flip]:
    held: dict[Key, str] = {(o.rule, o.number): TALLY[o.status] for o in before}
    for one in after:
        was, now = held.get((one.rule, one.number), ""), TALLY[one.status]
        if {was, now} == {"met", "missed"}:
            yield Flip(case=case, rule=one.rule, before=was, after=now)
