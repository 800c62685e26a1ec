"""Instants and days in a stream, as the columns of a case need them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from shouwen.core.case import events as e


def last_at(stream: list[e.Event], *kinds: type) -> datetime | None:
    """When something of these kinds last happened."""
    return next((event.at for event in reversed(stream) if isinstance(event.data, kinds)), None)


def first_at(stream: list[e.Event], kind: type) -> datetime | None:
    """When something of this kind first happened."""
    return next((event.at for event in stream if isinstance(event.data, kind)), None)


def minutes_to(at: datetime | None, stream: list[e.Event]) -> int | None:
    """Whole minutes from the registration."""
    return None if at is None else int((at - stream[0].at).total_seconds() // 60)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """The day that it was in a zone."""
    return at.astimezone(zone).date()
