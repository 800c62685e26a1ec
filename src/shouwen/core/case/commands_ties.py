"""
Commands that tie cases together. What they say of the other case (part, size, instance) is filled in by the
program, which has looked at it; nobody tells it.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shouwen.core.case.command_data import Data, NeededLine, NeededText, Text


class Join(Data):
    name: ClassVar[str] = "join"
    case: NeededLine
    reason: Text = ""


class Separate(Data):
    name: ClassVar[str] = "separate"
    case: NeededLine
    reason: NeededText


class CountGroup(Data):
    name: ClassVar[str] = "count_group"


class NameRepresentatives(Data):
    name: ClassVar[str] = "name_representatives"
    names: Annotated[tuple[NeededLine, ...], Field(min_length=1, max_length=50)]


class Link(Data):
    name: ClassVar[str] = "link"
    case: NeededLine
    relation: Literal["repeats", "same_matter", "after_final"]
    reason: Text = ""


class OpenReview(Data):
    name: ClassVar[str] = "open_review"
    reason: Text = ""


class ConcludeReview(Data):
    name: ClassVar[str] = "conclude_review"
    upheld: bool
    reason: NeededText


TieCommand = Join | Separate | CountGroup | NameRepresentatives | Link | OpenReview | ConcludeReview

TIES_LEAD_TO = {
    "join": "joined", "separate": "separated", "count_group": "group_counted",
    "name_representatives": "representatives_named", "link": "linked", "open_review": "review_opened",
    "conclude_review": "review_concluded",
}  # fmt: skip
