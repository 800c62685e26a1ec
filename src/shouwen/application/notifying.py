"""Which letters go to the customer when a clock is stopped, moved or goes on, in the transaction of that event."""

from collections.abc import Sequence

from shouwen.application.inviting import address_of
from shouwen.application.promised import moved
from shouwen.core.case import events as e
from shouwen.core.obligations import Obligations
from shouwen.store.models import Case, CustomerNotice


def notices(
    case: Case, stream: Sequence[e.Event], fresh: Sequence[e.Event], rules: Obligations
) -> list[CustomerNotice]:
    """A notice for each fresh event that touched a promise, where the customer can be written to."""
    telling = [event for event in fresh if isinstance(event.data, e.Suspended | e.Resumed | e.Extended)]
    if not telling or not address_of(stream):
        return []
    return [
        CustomerNotice(case=case, seq=event.seq, queued_at=event.at, try_at=event.at)
        for event in telling
        if moved(stream[: event.seq], rules)
    ]


def queue(queued: list[CustomerNotice]) -> None:
    """Queue notices, in the caller's transaction."""
    if queued:
        CustomerNotice.objects.bulk_create(queued, ignore_conflicts=True)
