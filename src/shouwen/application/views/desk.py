"""Who is signed in, and the bell."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line in the bell: a reminder, an escalation, something assigned."""

    id: int
    at: datetime
    case: str
    """"" where it is about an absence."""
    text: str
    read: bool
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is signed in."""

    account: str
    name: str
    title: str
    organisation: Named
    unit: str
    roles: tuple[Named, ...]
    unread: int
    language: str
    may_register: bool = True
    """Whether a new case may be registered by this person, or in the place of somebody who is away."""
