"""
Events of the clock: suspending and resuming, extending, urging, escalating, reminders, breaches, stalling.

How events are written down is told in `events`, where all of them are put together.
"""

from dataclasses import dataclass, field

from shouwen.core.case.wire import NeededInstant, Wire, private
from shouwen.core.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended(Wire):
    """
    Handling stopped on a `ground` (中止); clocks stop until `resumed`. `basis` is the ground of the rule book that it rests
    on, `clause` its clause.
    """

    type = "suspended"
    basis: str = ""
    clause: str = ""
    approver: str = ""
    ground: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Wire):
    """Handling goes on (恢复)."""

    type = "resumed"
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Wire):
    """
    The due time of one rule was replaced (延期): `new_due` is ISO 8601 with offset. `basis` is the ground of the rule book
    that it rests on, `clause` its clause. `days` is how many calendar days it adds, `days_in_all` with those of earlier
    extensions of the rule.
    """

    type = "extended"
    rule: str = ""
    old_due: str = ""
    new_due: NeededInstant = ""
    days: int = 0
    days_in_all: int = 0
    basis: str = ""
    clause: str = ""
    instance: int = 0
    reason: str = private("")
    approver: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged(Wire):
    """Someone urged (催办): the office about a `rule`, or the customer about the case."""

    type = "urged"
    rule: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Wire):
    """The case went up (升级) `to` a role; `rule` when a missed obligation sent it."""

    type = "escalated"
    to: str = ""
    rule: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineReminded(Wire):
    """The timer reminded the owner of `rule`; `at_mark` is the mark of the rule book (80%, 2h)."""

    type = "deadline_reminded"
    rule: str = ""
    at_mark: str = ""
    instance: int = 0
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed(Wire):
    """The timer found the obligation of `rule` past its due time."""

    type = "deadline_missed"
    rule: str = ""
    due_at: str = ""
    instance: int = 0
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stalled(Wire):
    """
    The case stalled (停滞): nobody has done anything `since` (ISO 8601 with offset) for longer than the rule book lets a
    case lie under its `clause`. The first contact is asked. Recorded by the timer, once until a person acts again.
    """

    type = "stalled"
    since: str = ""
    clause: str = ""
    extra: JsonObject = field(default_factory=dict)
