"""What the page of a survey link shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The survey of one round. Nothing of what the case is about: who has the link need not know more."""

    number: str
    organisation: Named
    round: int
    replied_at: datetime
    over: bool
    """Nothing may be said of this round any more."""
    marks: Mapping[str, int]
    """What was answered so far, by question; empty before the first answer."""
    satisfied: str
    suggestion: str
