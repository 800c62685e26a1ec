"""What queries answer about joint work and supervision: requests to units, decisions of meetings, documents."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A document of supervision (督办文书) of one case; texts are "" where nothing was told."""

    number: str
    rung: Named
    ground: Named
    stands: Named
    """issued, received, answered, sent_back, closed, withdrawn."""
    unit: str
    person: str
    reason: str
    demands: str
    issued_at: datetime
    issued_by: str
    reply_by: datetime
    overdue: bool
    received_at: datetime | None = None
    received_by: str = ""
    replies: tuple[tuple[datetime, str, tuple[tuple[str, str], ...]], ...] = ()
    """(when, who, (label, text) …): replies and their reviews, in order."""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a unit was asked to contribute."""

    unit: str
    what: str
    asked_at: datetime
    due: datetime | None
    received_at: datetime | None
    status: str
    """requested, received, overdue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """One decision of a coordination meeting."""

    meeting: int
    which: int
    topic: str
    held_at: datetime
    what: str
    owner: str
    due: str
    done: bool
