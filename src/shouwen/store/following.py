"""Projections that follow the event log: at least once, in batches, idempotent, rebuildable.

On PostgreSQL events become visible out of order of their keys; positions are therefore (transaction, key)
and only what was written before the oldest running transaction is read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from shouwen.core.case import events as e
from shouwen.store import figures, redaction, search, timeline, transactions
from shouwen.store.models import Case, Position
from shouwen.store.sql import change, fetch

BATCH = 200


class Streams:
    """The streams of cases, each read once however many projections ask for it. To be dropped after a round."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], list[e.Event] | timeline.BrokenStreamError] = {}

    def of(self, cases: Sequence[Case]) -> Iterator[tuple[Case, list[e.Event]]]:
        """Each case with its stream. One that cannot be read is left out: its fault is told where the case is opened, and
        the others go on.
        """
        missing = [case for case in cases if (case.pk, case.version) not in self._read]
        if missing:
            found = timeline.load_several(missing)
            self._read |= {(case.pk, case.version): found[case.pk] for case in missing}
        for case in cases:
            stream = self._read[case.pk, case.version]
            if not isinstance(stream, timeline.BrokenStreamError):
                yield case, stream


@dataclass(frozen=True, slots=True)
class Projection:
    """Something kept from events: what to do for the cases that had new ones, and how to start anew."""

    name: str
    follow: Callable[[Sequence[Case], Streams], None]
    forget: Callable[[], None]
    types: frozenset[str] | None
    """The event types that matter; None for all."""


def _words_of(cases: Sequence[Case], streams: Streams) -> None:
    """The search index: what customers said and were answered."""
    search.index([
        (case, " \n ".join(text for text in _texts(stream, case) if text != redaction.REDACTED))
        for case, stream in streams.of(cases)
    ])  # fmt: skip


def _figures_of(cases: Sequence[Case], _streams: Streams) -> None:
    """The figures, from the rows of the cases alone."""
    figures.follow(cases)


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


FIGURES = Projection("figures", _figures_of, figures.rebuild, None)
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


def follow(
    projection: Projection, *, at: datetime, limit: int = BATCH, streams: Streams | None = None
) -> int:
    """Follow one batch of events, in one transaction; answer how many there were (fewer than `limit`: up to date). Safe with
    several at once: the position's row is locked, whoever comes second finds nothing left.
    """
    with transaction.atomic():
        place = _place(projection.name)
        events = _behind(place, limit)
        wanted = {
            event.case_id for event in events if projection.types is None or event.type in projection.types
        }
        if wanted:
            cases = Case.objects.select_related("unit", "organisation").filter(pk__in=wanted).order_by("pk")
            projection.follow(list(cases), streams or Streams())
        if events:
            place.written_in, place.event = events[-1].written_in, events[-1].id
        change(place, written_in=place.written_in, event=place.event, at=at)
        return len(events)


def _place(name: str) -> Position:
    """Where a projection stands, locked."""
    own = Position.objects.select_for_update().filter(name=name)
    found = own.first()
    if found is None:
        Position.objects.get_or_create(name=name)
        found = own.get()
    return found


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
