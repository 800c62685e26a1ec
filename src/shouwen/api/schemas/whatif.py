"""The shapes of what-if trials, for the API document."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field


class PowerChange(Schema):
    by: list[str]
    when: str


class Change(Schema):
    """What is changed, without what stays as it is."""

    limits: dict[str, str]
    roles: dict[str, str]
    levels: dict[str, str]
    powers: dict[str, PowerChange]
    calendar: str
    draft: Annotated[
        bool, Field(description="whether the studio's draft was taken in place of the present rule book")
    ]


class SelfCheck(Schema):
    """Whether a replay under the present rules gives what was recorded; read it before the figures."""

    passed: bool
    different: Annotated[int, Field(description="cases whose obligations come out otherwise")]
    different_cases: Annotated[list[str], Field(description="the first of them")]
    unreadable: Annotated[int, Field(description="cases whose record is damaged; they are not counted")]
    decisions: Annotated[int, Field(description="recorded decisions that the changed powers concern")]
    unexplained: Annotated[int, Field(description="of these, such as the present rules do not explain")]
    unexplained_cases: list[str]


class Tally(Schema):
    met: int = 0
    missed: int = 0
    open: int = 0
    excused: int = 0


class Line(Schema):
    """One rule, unit or role, before and after; the unit is "" where none is decided."""

    id: str
    name: str
    before: Tally
    after: Tally


class Hour(Schema):
    """How much falls due in one hour of the day."""

    hour: int
    before: int
    after: int


class Flip(Schema):
    case: str
    rule: str
    before: Literal["met", "missed"]
    after: Literal["met", "missed"]


class CommandMoved(Schema):
    command: str
    count: int
    others: Annotated[int, Field(description="that would have needed someone else")]


class DecisionLoad(Schema):
    role: Annotated[str, Field(description='"" for nobody')]
    before: int
    after: int


class DecisionMoved(Schema):
    case: str
    command: str
    role: str
    needed: list[str]


class PowersMoved(Schema):
    """Recorded decisions under the changed powers."""

    decisions: int
    others: int
    cases: int
    commands: list[CommandMoved]
    roles: list[DecisionLoad]
    listed: list[DecisionMoved]


class Result(Schema):
    self_check: SelfCheck
    until: datetime
    cases: int
    cases_flipped: int
    flipped: int
    rules: list[Line]
    units: list[Line]
    roles: Annotated[list[Line], Field(description="the load on each role")]
    hours: list[Hour]
    flips: Annotated[list[Flip], Field(description="the first of them; `flipped` counts all")]
    powers: PowersMoved | None


class TrialLine(Schema):
    id: int
    state: Literal["queued", "running", "done", "cancelled", "failed"]
    asked_by: str
    asked_at: datetime
    first: date
    last: date
    done: Annotated[int, Field(description="cases replayed so far")]
    total: int


class Trial(TrialLine):
    change: Change
    result: Result | None


class Trials(Schema):
    items: list[TrialLine]
