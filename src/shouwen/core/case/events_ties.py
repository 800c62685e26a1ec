"""
Events that tie cases together: group complaints, repeated ones, an appeal and the case that reviews it.

A tie is an event in each of the two cases, and `case` is the number of the other one; no event touches two.
How events are written down is told in `events`, where all of them are put together.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.case.wire import Wire, private
from shouwen.core.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Wire):
    """
    The case is handled together with another one (并案). `part` is what this one is from now on: lead or
    member; `size` is how many customers or households the group counts then.
    """

    type = "joined"
    case: str = ""
    part: str = ""
    size: int = 1
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Separated(Wire):
    """The case is handled on its own again (拆分); everything that happened in it stays. `size` is that of what is left."""

    type = "separated"
    case: str = ""
    part: str = ""
    size: int = 1
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounted(Wire):
    """Another case joined or left the group: it counts `size` customers or households now; the system's own event."""

    type = "group_counted"
    size: int = 1
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativesNamed(Wire):
    """Who speaks for the customers of a group (推选代表): their `names`, and how many they are."""

    type = "representatives_named"
    names: tuple[str, ...] = private(())
    count: int = 0
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Wire):
    """
    The case was tied to another one (关联). `relation`: repeats (the same customer about the same matter),
    same_matter, or after_final (the same facts after the last instance).
    """

    type = "linked"
    case: str = ""
    relation: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened(Wire):
    """A case of its own reviews this one (立案复核): its number, and of which `instance` it is: 2 复查, 3 复核."""

    type = "review_opened"
    case: str = ""
    instance: int = 2
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewConcluded(Wire):
    """The case that reviews another one came to its conclusion (复核结论); `upheld`: the first result stands."""

    type = "review_concluded"
    upheld: bool = False
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


TieEvent: TypeAlias = (
    Joined | Separated | GroupCounted | RepresentativesNamed | Linked | ReviewOpened | ReviewConcluded
)
