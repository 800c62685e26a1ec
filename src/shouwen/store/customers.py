"""What a customer registered before, found by the blind index of his telephone number or address."""

from datetime import datetime, timedelta

from shouwen.store.sql import fetch

_MOST = 50


def registered_before(
    organisation: int, index: str, *, kind: str, now: datetime, days: int
) -> tuple[str, ...]:
    """When cases of a kind were registered from the same contact in so many days up to now: ISO 8601, newest first."""
    if not index:
        return ()
    rows = fetch(
        "SELECT registered_at FROM store_case WHERE organisation_id = %s AND contact_index = %s AND contact_index <> '' AND kind = %s"
        " AND registered_at >= %s AND registered_at <= %s ORDER BY registered_at DESC LIMIT %s",
        [organisation, index, kind, now - timedelta(days=days + 1), now, _MOST],
    )
    return tuple(at.isoformat() for (at,) in rows)
