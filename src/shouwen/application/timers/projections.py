"""Projections that follow the events, and due times that rested on holidays not yet announced."""

import logging
from datetime import datetime, timedelta
from time import monotonic

from shouwen.application import rules as rulebooks
from shouwen.application.errors import BrokenCaseError
from shouwen.application.proving import PROJECTIONS
from shouwen.application.reprojecting import reproject
from shouwen.application.timers.resting import Rest
from shouwen.store import following
from shouwen.store.models import LIVE, CaseEvent, Obligation, Position

BATCH = 60
"""Events in one transaction: about a tenth of a second, in which nobody else can write to SQLite."""
BATCHES = 2
"""Then deadlines are looked at and messages posted again."""
HEARTBEAT = timedelta(minutes=1)

log = logging.getLogger(__name__)


def follow(now: datetime, *, rest: Rest | None = None) -> int:
    """Let every projection follow a few small batches of events; answer with the number of events.

    Costs two queries while nothing happens.
    """
    places = {place.name: place for place in Position.objects.all()}
    last = CaseEvent.objects.order_by("-written_in", "-pk").values_list("written_in", "pk").first()
    streams = following.Streams()
    return sum(
        _follow(projection, now, rest, streams)
        for projection in PROJECTIONS
        if not _up_to_date(places.get(projection.name), last, now)
    )


def _follow(
    projection: following.Projection, now: datetime, rest: Rest | None, streams: following.Streams
) -> int:
    count = 0
    for _ in range(BATCHES):
        began = monotonic()
        followed = following.follow(projection, at=now, limit=BATCH, streams=streams)
        count += followed
        if followed < BATCH or (rest is not None and rest(monotonic() - began)):
            break
    return count


def _up_to_date(place: Position | None, last: tuple[int, int] | None, now: datetime) -> bool:
    """Whether there is nothing to follow; the position's time is then kept within a minute, as a sign of life."""
    if place is None or place.at is None or not place.at <= now < place.at + HEARTBEAT:
        return False
    return last is None or last == (place.written_in, place.event)


def recompute_provisional(now: datetime) -> int:
    """Make due times anew whose holidays have been announced meanwhile; answer with the number of cases.

    A case whose stream cannot be read keeps its rows.
    """
    table = rulebooks.holidays()
    provisional = Obligation.objects.filter(provisional=True, status__in=LIVE).values_list(
        "case__number", "due_at"
    )
    known = {number for number, due in provisional.iterator() if table.covers(due.year)}
    done = 0
    for number in sorted(known):
        try:
            reproject(number, now=now)
        except BrokenCaseError as error:
            log.error("due times: %s", error)  # noqa: TRY400 the text says it all
            continue
        done += 1
    return done
