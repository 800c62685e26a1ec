"""What all events are made with: the wire name, private fields, who acted."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, ClassVar, TypeVar

from pydantic import AfterValidator, Field

from shouwen.core.values import JsonObject

T = TypeVar("T")


def private(default: T) -> T:
    """A field with personal data or free text."""
    return field(default=default, metadata={"private": True})


def private_dict() -> JsonObject:
    return field(default_factory=dict, metadata={"private": True})


def _an_instant(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("instant_unreadable") from None
    if at.tzinfo is None:
        raise ValueError("instant_without_offset")
    return text


NeededInstant = Annotated[str, AfterValidator(_an_instant), Field(validate_default=True)]
"""ISO 8601 with offset; an event without it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """
    Who acted. `id` is the account name (empty for customers and the system). Who acted in the place of somebody who is
    away names him as `behalf`; role and unit are then that one's.
    """

    role: str = "system"
    id: str = ""
    name: str = ""
    unit: str = ""
    behalf: str = ""
    behalf_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a meeting: what is to be done, by whom, until when."""

    what: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Decision):
    """One measure of a solution: also of which kind it is (return, exchange, compensation …), and in which unit."""

    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """
    One share of responsibility (责任比例): whose, how many percent (at most two places), of which kind
    (direct, managing, main, secondary), under which clause.
    """

    unit: str
    person: str = ""
    percent: float = 0
    kind: str = ""
    clause: str = ""


class Wire:
    """Base of all events: the wire name and the version of the shape."""

    __slots__ = ()
    type: ClassVar[str]
    version: ClassVar[int] = 1
