"""What a customer sees on the tracking page."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.application.views.case import Entry
from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The tracking page of a customer."""

    number: str
    organisation: Named
    subject: str
    kind: Named
    stage: Named
    steps: tuple[tuple[str, str, datetime | None], ...]
    """(name, done | now | ahead, when) in plain words."""
    promises: tuple[str, ...]
    words: tuple[Entry, ...]
    """What the customer was told and said, newest first."""
    asked: tuple[str, ...]
    """Items asked for, while the case waits for them."""
    solution: tuple[str, ...]
    reply: str
    choices: tuple[str, ...]
    """Commands that the customer may give now: supplement, record_satisfaction, appeal, withdraw, urge …"""
    registered_at: datetime
    record: tuple[tuple[str, str], ...] = ()
    """(label, what was written down), while the customer is asked to confirm it."""
