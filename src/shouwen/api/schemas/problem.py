"""The shape of everything that goes wrong, for the API document."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from shouwen.core.values import JsonObject


class BadField(Schema):
    """One field at fault."""

    pointer: Annotated[str, Field(description="JSON pointer into the body, or `/name` of a parameter")]
    code: str
    detail: str
    limits: JsonObject = {}


class Problem(Schema):
    """Problem details of RFC 9457; `code` and `facts` are for programs, the rest for people."""

    type: str
    title: str
    status: int
    code: str
    clause: Annotated[str, Field(description="clause of the rule book that refuses")] = ""
    detail: str
    facts: JsonObject
    errors: list[BadField] = []
