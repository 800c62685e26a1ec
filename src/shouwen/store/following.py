"""Projections that follow the event log: at least once, in batches, idempotent, rebuildable.

On PostgreSQL events become visible out of order of their keys; positions are therefore (transaction, key)
and only what was written before the oldest running transaction is read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from shouwen.core.case import events as e
from shouwen.store import figures, redaction, search, timeline, transactions
from shouwen.store.models import Case, Position
from shouwen.store.sql import fetch

BATCH = 200


@dataclass(frozen=True, slots=True)
class Projection:
    """Something kept from events: what to do for the cases that had new ones, and how to start anew."""

    name: str
    follow: Callable[[Iterable[Case]], None]
    forget: Callable[[], None]
    types: frozenset[str] | None
    """The event types that matter; None for all."""


def _words_of(cases: Iterable[Case]) -> None:
    """The search index: what customers said and were answered."""
    for case in cases:
        try:
            stream, _ = timeline.load(case)
        except timeline.BrokenStreamError:
            continue  # told where the case is opened; the others go on
        words = (text for text in _texts(stream, case) if text != redaction.REDACTED)
        search.index(case, " \n ".join(words))


def _texts(stream: list[e.Event], case: Case) -> Iterable[str]:
    yield case.number
    for event in stream:
        match event.data:
            case e.Registered() as d:
                yield from (
                    d.subject,
                    d.description,
                    d.demand,
                    d.place,
                    d.respondent,
                    str(d.complainant.get("name") or ""),
                )
                yield d.external_ref
            case e.FindingRecorded() as d:
                yield d.finding
            case e.Replied() as d:
                yield d.text
            case e.Noted() as d:
                yield d.note
            case e.Supplemented() as d:
                yield d.content
            case _:
                pass


FIGURES = Projection("figures", figures.follow, figures.rebuild, None)
WORDS = Projection(
    "words",
    _words_of,
    search.rebuild,
    frozenset({"registered", "finding_recorded", "replied", "noted", "supplemented"}),
)


class _Step(NamedTuple):
    """One event on the way; in the order of `_BEHIND`."""

    id: int
    case_id: int
    type: str
    written_in: int


_BEHIND = """
SELECT id, case_id, type, written_in FROM store_caseevent
WHERE (written_in, id) > (%s, %s){settled} ORDER BY written_in, id LIMIT %s
"""


def follow(projection: Projection, *, at: datetime, limit: int = BATCH) -> int:
    """Follow one batch of events, in one transaction; answer how many there were (0: up to date). Safe with several at once:
    the position's row is locked, whoever comes second finds nothing left.
    """
    with transaction.atomic():
        Position.objects.get_or_create(name=projection.name)
        place = Position.objects.select_for_update().get(name=projection.name)
        events = _behind(place, limit)
        if not events:
            Position.objects.filter(pk=place.pk).update(at=at)
            return 0
        wanted = {
            event.case_id for event in events if projection.types is None or event.type in projection.types
        }
        if wanted:
            projection.follow(
                Case.objects.select_related("unit", "organisation").filter(pk__in=wanted).order_by("pk")
            )
        last = events[-1]
        Position.objects.filter(pk=place.pk).update(written_in=last.written_in, event=last.id, at=at)
        return len(events)


def rebuild(projection: Projection) -> None:
    """Start anew from the first event."""
    with transaction.atomic():
        projection.forget()
        Position.objects.filter(name=projection.name).delete()


def _behind(place: Position, limit: int) -> list[_Step]:
    """The next events. By comparing rows, which both databases answer from the index however long the log is."""
    oldest = transactions.settled()
    settled, told = ("", []) if oldest is None else (" AND written_in < %s", [oldest])
    rows = fetch(_BEHIND.format(settled=settled), [place.written_in, place.event, *told, limit])
    return [_Step._make(row) for row in rows]
