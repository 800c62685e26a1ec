"""What if somebody else had the power: recorded decisions under a changed `may`, and who would have had to take them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeAlias, cast

from shouwen.core.case.authority import POWERS, STEPPED, acting_facts, recorded, step_now
from shouwen.core.case.commands import COMES_FROM
from shouwen.core.case.events import Event
from shouwen.core.case.own_data import holds_of
from shouwen.core.case.spans import Moment
from shouwen.core.case.state import State
from shouwen.core.case.vocabulary import Facts
from shouwen.core.case.wire import Actor
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.values import JsonObject
from shouwen.core.worktime import WorkCalendar

MOST_LISTED = 500
"""Decisions that would have needed someone else are listed up to this many; all of them are counted."""
MOST_DIFFERENT = 20
_NOT_PEOPLE = frozenset({"system", "customer"})
_Load: TypeAlias = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One rule book over one stream: the states before each event."""

    book: RuleBook
    calendar: WorkCalendar
    stream: Sequence[Event]
    states: Sequence[State]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A recorded act of a person under both rule books."""

    command: str
    role: str
    """In which it was recorded."""
    was_allowed: bool
    is_allowed: bool
    needed: tuple[str, ...]
    """The roles that have the power under the changed book; () for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SomeoneElse:
    """A decision that its maker could not have taken under the changed rules."""

    case: str
    command: str
    role: str
    needed: list[str]


def commands_changed(before: RuleBook, after: RuleBook) -> frozenset[str]:
    """The commands that other roles may issue, or on other conditions."""
    every = {command for book in (before, after) for rule in book.may for command in rule.do}
    every |= STEPPED if before.approvals or after.approvals else set()
    return frozenset(command for command in every if _said(before, command) != _said(after, command))


def decisions(before: Side, after: Side, commands: frozenset[str]) -> Iterator[Decision]:
    """
    Every recorded issue of these commands by the staff, judged under both books by what is on record: the role and unit
    in which it was done, the case as it stood, and what was said. Both streams have the same events in the same order.
    """
    for n, event in enumerate(before.stream):
        command = COMES_FROM.get(event.data.type, "")
        if command not in commands or event.actor.role in _NOT_PEOPLE or _follows(before.stream, n):
            continue
        was, now = _allowed(before, n, command), _allowed(after, n, command)
        yield Decision(
            command=command, role=event.actor.role, needed=now,
            was_allowed=any(_is(role, event.actor, before.book) for role in was),
            is_allowed=any(_is(role, event.actor, after.book) for role in now),
        )  # fmt: skip


@dataclass(slots=True)
class PowerCounts:
    """Decisions of many cases under both rule books: who would have had to take them."""

    decisions: int = 0
    others: int = 0
    """That would have needed someone else."""
    cases: int = 0
    """With at least one of those."""
    unexplained: int = 0
    """Whose maker had no such power under the present book: the self-check."""
    unexplained_cases: list[str] = field(default_factory=list)
    commands: _Load = field(default_factory=dict)
    roles: _Load = field(default_factory=dict)
    listed: list[SomeoneElse] = field(default_factory=list)

    def add(self, case: str, found: Sequence[Decision]) -> None:
        """Take one case into account."""
        others = [one for one in found if one.was_allowed and not one.is_allowed]
        lawless = [one for one in found if not one.was_allowed]
        self.decisions += len(found)
        self.others += len(others)
        self.cases += bool(others)
        self.unexplained += len(lawless)
        self.unexplained_cases += [case] if lawless and len(self.unexplained_cases) < MOST_DIFFERENT else []
        for one in found:
            moved = one.was_allowed and not one.is_allowed
            _count(self.commands, one.command, "count")
            _count(self.commands, one.command, "others", int(moved))
            _count(self.roles, one.role, "before")
            _count(self.roles, (one.needed[0] if one.needed else "") if moved else one.role, "after")
        room = max(0, MOST_LISTED - len(self.listed))
        self.listed += [
            SomeoneElse(case=case, command=one.command, role=one.role, needed=list(one.needed))
            for one in others[:room]
        ]

    def join(self, after: "PowerCounts") -> None:
        """Take in what was counted of the cases that come next."""
        self.decisions += after.decisions
        self.others += after.others
        self.cases += after.cases
        self.unexplained += after.unexplained
        self.unexplained_cases += after.unexplained_cases[
            : max(0, MOST_DIFFERENT - len(self.unexplained_cases))
        ]
        self.listed += after.listed[: max(0, MOST_LISTED - len(self.listed))]
        for mine, theirs in ((self.commands, after.commands), (self.roles, after.roles)):
            for key, row in theirs.items():
                for column, n in row.items():
                    _count(mine, key, column, n)

    def told(self) -> JsonObject:
        """All counts as plain values."""
        return cast("JsonObject", asdict(self))


def _said(book: RuleBook, command: str) -> object:
    """What a book says of a command: its rules in their meaning, and the roles that they name."""
    rules = book.may_of(command)
    steps = book.approvals if command in STEPPED else ()
    asked = [rule.by for rule in rules] + [step.by for entry in steps for step in entry.steps]
    roles = {role: book.role(role) for by in asked for role in by}
    return {(frozenset(rule.by), rule.when.text, rule.do_where.text) for rule in rules}, roles, steps


def _follows(stream: Sequence[Event], n: int) -> bool:
    """Whether an approval merely follows from the last of its steps, which is judged itself."""
    return (
        n > 0 and stream[n].data.type == "solution_approved" and stream[n - 1].data.type == "approval_given"
    )


def _allowed(side: Side, n: int, command: str) -> tuple[str, ...]:
    """The roles that may issue the command of the event, as the case stood before it."""
    event, state = side.stream[n], side.states[n]
    if (stepped := step_now(command, state, side.book)) is not None:
        return stepped.step.by
    rules = side.book.may_of(command)
    if not rules:
        return POWERS[command]
    who = recorded(event.actor)
    facts = Facts(
        state, side.book, acting_facts(who, event.actor.role, state), Moment(event.at, side.calendar)
    )
    applying = (rule for rule in rules if rule.when.holds(facts) and holds_of(rule.do_where, event.data))
    return tuple(dict.fromkeys(role for rule in applying for role in rule.by))


def _is(role: str, actor: Actor, book: RuleBook) -> bool:
    """Whether what is on record of the actor makes him one of a role."""
    if role == actor.role:
        return True
    recorded, wanted = book.role(actor.role), book.role(role)
    usual = recorded.holds if recorded else actor.role
    if wanted is None:
        return role == usual
    return wanted.holds == usual and (not wanted.units or actor.unit in wanted.units)


def _count(table: _Load, key: str, column: str, by: int = 1) -> None:
    row = table.setdefault(key, {})
    row[column] = row.get(column, 0) + by
