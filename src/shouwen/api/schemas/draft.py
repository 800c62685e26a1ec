"""The shapes of drafts, comparisons and flows, for the API document."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field


class RuleBookFault(Schema):
    """What is wrong with a rule book. Lines and columns count from 1."""

    line: int
    column: int
    code: str
    pointer: Annotated[str, Field(description="JSON pointer of the value at fault")]
    message: str


class Draft(Schema):
    """The draft of a rule book. `version` counts its savings; whoever saves names the one that he read."""

    name: str
    text: str
    version: int
    based_on: str
    begun_by: str
    begun_at: datetime
    saved_by: str
    saved_at: datetime
    faults: list[RuleBookFault]


class Checked(Schema):
    sound: bool
    faults: list[RuleBookFault]


class Installed(Schema):
    name: str
    version: int
    in_force_from: date


class FigureChange(Schema):
    label: str
    before: str
    after: str


class Difference(Schema):
    section: str
    id: str
    clause: str
    change: Literal["added", "removed", "changed"]
    before: Annotated[str, Field(description='the entry in words; "" where it was added')]
    after: Annotated[str, Field(description='the entry in words; "" where it was removed')]
    figures: list[FigureChange]


class Comparison(Schema):
    before: str
    after: str
    differences: list[Difference]


class FlowStep(Schema):
    id: str
    name: str


class FlowWay(Schema):
    """The limits between two steps; none where one merely follows the other."""

    start: str
    end: str
    rules: list[str]
    labels: list[str]
    back: Annotated[bool, Field(description="leads back for another round")]


class Flow(Schema):
    title: str
    steps: list[FlowStep]
    ways: list[FlowWay]
    words: list[str]
    svg: str


class Discarded(Schema):
    """The draft that was thrown away, and the saving that it had."""

    name: str
    version: int


class Referring(Schema):
    at: str
    words: str


class Entry(Schema):
    """One entry of a draft as the fields of a form."""

    at: str
    section: str
    new: bool
    version: int
    fields: dict[str, str | bool | list[str] | list[list[str]]]
    words: Annotated[str, Field(description='how it reads; "" while it cannot be told')]
    faults: Annotated[
        dict[str, list[str]], Field(description='field → what is wrong there; "" for the whole')
    ]
    elsewhere: Annotated[list[str], Field(description="what it makes wrong in other places")]
    referring: Annotated[list[Referring], Field(description="the entries that refer to it")]
    without: Annotated[list[str], Field(description="what would be wrong if it were taken out")]


class Saved(Schema):
    name: str
    version: int


class Moved(Schema):
    """`at` is where the entry stands now."""

    name: str
    version: int
    at: str
