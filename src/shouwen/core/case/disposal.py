"""What keeping and disposal add to the state of a case, a part of `State` and of `evolve`; and what is left of disposal itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, assert_never

from shouwen.core.case import events_disposal as d
from shouwen.core.case.copying import replace
from shouwen.core.case.wire import Actor


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """The fields of `State` that the events of `events_disposal` write. No slots: `replace` needs none."""

    archived_at: datetime | None = None
    retention: str = ""
    """How long the case is kept, in the words of who archived it or set it anew."""
    deletion: str = ""
    """asked, granted, kept or refused: what became of the customer's last request."""
    disposal: str = ""
    """proposed or done."""
    disposal_by: str = ""
    disposal_for: str = ""
    """Who proposed it, or granted the request."""
    disposal_basis: str = ""
    batch: str = ""


S = TypeVar("S", bound=Keeping)


def kept(s: S, happening: d.DisposalEvent, actor: Actor) -> S:
    """The state after an event of keeping or disposal."""
    match happening:
        case d.RetentionSet() as x:
            return replace(s, retention=x.retention)
        case d.DeletionRequested():
            return replace(s, deletion="asked")
        case d.DeletionDecided(decision="granted") as x:
            return replace(
                s,
                deletion="granted",
                disposal="proposed",
                disposal_by=actor.id,
                disposal_for=actor.behalf,
                disposal_basis="request",
                batch=x.batch,
            )
        case d.DeletionDecided() as x:
            return replace(s, deletion=x.decision)
        case d.DisposalProposed() as x:
            return replace(
                s, disposal="proposed", disposal_by=actor.id, disposal_for=actor.behalf, disposal_basis="retention",
                batch=x.batch,
            )  # fmt: skip
        case d.DisposalRejected():
            return replace(s, disposal="", disposal_by="", disposal_for="", disposal_basis="", batch="")
        case d.Disposed():
            return replace(s, disposal="done")
        case d.TextRedacted() | d.FileRedacted():
            return s
        case _:
            assert_never(happening)
