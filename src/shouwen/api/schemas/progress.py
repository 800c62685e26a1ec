"""The shapes of what customers are told, for the API document."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from shouwen.core.case.state import Stage


class Step(Schema):
    name: str
    standing: Literal["done", "now", "ahead"]
    at: datetime | None


class Said(Schema):
    at: datetime
    type: str
    name: str
    by_customer: bool
    lines: list[list[str]]


class Progress(Schema):
    """What a customer is told of his case."""

    number: str
    organisation: str
    organisation_name: str
    subject: str
    kind: str
    state: Stage
    state_name: str
    registered_at: datetime
    steps: list[Step]
    promises: list[str]
    words: list[Said]
    asked: list[str]
    solution: list[str]
    reply: str
    choices: Annotated[list[str], Field(description="what the customer may do now")]


class CustomerDone(Schema):
    number: str
    state: Stage
    version: int
