"""Who is away, and who acts in the meantime."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field


class Absence(Schema):
    """One absence with its history. `deputy` is empty where nobody acts."""

    id: int
    who: str
    name: str
    unit: str
    deputy: str
    deputy_name: str
    powers: Literal["all", "approvals"]
    from_on: date
    until_on: Annotated[date, Field(description="the last day")]
    reason: str
    state: Literal["now", "ahead", "over", "withdrawn"]
    set_by: str
    set_at: datetime
    withdrawn_by: str
    withdrawn_at: datetime | None
    may_withdraw: bool


class Absences(Schema):
    items: list[Absence]
    next: Annotated[str | None, Field(description="`cursor` of the next page, null at the end")]


class AbsenceSet(Schema):
    id: int


class Away(Schema):
    """Somebody who is away today."""

    who: str
    name: str
    until_on: date
    deputy: str
    deputy_name: str
    powers: Literal["all", "approvals"]


class AwayNow(Schema):
    items: list[Away]
