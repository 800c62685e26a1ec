"""The shapes of keeping and disposal, for the API document."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

Stands = Literal["asked", "kept", "refused", "proposed", "rejected", "disposed"]


class Due(Schema):
    """A case whose time of keeping is over."""

    case: str
    subject: str
    kind: str
    category: str
    closed_on: date | None
    result: str
    kept_until: date


class DueCases(Schema):
    counts: Annotated[dict[str, int], Field(description="`due`, and how many stand where")]
    items: list[Due]
    next: Annotated[str | None, Field(description="cursor of the next page")]


class Disposal(Schema):
    """A case with a request for deletion or a disposal, as it stands."""

    case: str
    subject: str
    kind: str
    category: str
    registered_on: date
    closed_on: date | None
    stands: Stands
    basis: Annotated[
        Literal["", "retention", "request"], Field(description='"" while a request is not granted')
    ]
    batch: str
    at: datetime
    asked_at: datetime | None
    proposed_at: datetime | None
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    texts: Annotated[int, Field(description="private texts that were destroyed")]
    files: int
    mine: Annotated[bool, Field(description="proposed by the caller, who therefore cannot confirm it")]


class Disposals(Schema):
    counts: Annotated[dict[str, int], Field(description="`due`, and how many stand where")]
    items: list[Disposal]
    next: Annotated[str | None, Field(description="cursor of the next page")]


class Batch(Schema):
    """A batch of disposals (销毁批次)."""

    number: str
    items: list[Disposal]
    bases: list[str]
    proposed_by: list[str]
    decided_by: list[str]
    proposed_at: datetime | None
    decided_at: datetime | None
    texts: int
    files: int


class Outcome(Schema):
    case: str
    done: bool
    code: Annotated[str, Field(description='why not; "" where it was done')]
    clause: str
    detail: str


class Outcomes(Schema):
    """What came of each case; one that is refused leaves the others as they are."""

    items: list[Outcome]
