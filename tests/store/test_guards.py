"""The database itself refuses to change what happened."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from shouwen.core.case.events import Actor, Event, Noted
from shouwen.store import timeline
from shouwen.store.models import Case, CaseEvent
from tests.cast import Desk, settle
from tests.store.guards import run

ATTEMPTS = (
    "UPDATE store_caseevent SET data = '{}' WHERE seq = 1",
    "UPDATE store_caseevent SET actor = actor",
    "UPDATE store_caseevent SET digest = 'x'",
    "DELETE FROM store_caseevent WHERE seq = 1",
    "DELETE FROM store_caseevent",
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_events_are_neither_changed_nor_deleted(desk, attempt: str) -> None:
    desk.register()
    before = list(CaseEvent.objects.values())
    with pytest.raises(DatabaseError, match="events are never"), transaction.atomic():
        run(attempt)
    assert list(CaseEvent.objects.values()) == before


def test_the_table_of_events_is_not_truncated(own_database) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    Desk(settle()).register()
    with pytest.raises(DatabaseError, match="events are never"), transaction.atomic():
        run("TRUNCATE store_caseevent CASCADE")


def test_the_models_are_refused_as_well(desk) -> None:
    desk.register()
    event = CaseEvent.objects.first()
    for attempt in (
        lambda: CaseEvent.objects.update(data="{}"),
        lambda: CaseEvent.objects.all().delete(),
        event.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_a_place_in_the_stream_is_taken_once(desk) -> None:
    desk.register()
    case = Case.objects.get(number=desk.number)
    stream, digest = timeline.load(case)
    late = Event(seq=len(stream), at=desk.now, actor=Actor(role="intake"), data=Noted(note="抢先一步"))
    with pytest.raises(IntegrityError), transaction.atomic():
        timeline.append(case, [late], previous=digest)
    assert CaseEvent.objects.filter(case=case).count() == len(stream)
