"""Keyset cursors: where the next page begins, opaque to whoever carries them."""

import base64
import json
from datetime import datetime

Place = tuple[datetime, int]
"""The instant a list is ordered by, and the row's key."""


def cursor_of(at: datetime, pk: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), pk]).encode()).decode().rstrip("=")


def place_of(cursor: str) -> Place | None:
    """The place of a cursor; None for an empty one or one that cannot be read (the list begins anew)."""
    try:
        at, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        place = datetime.fromisoformat(at), int(pk)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    known = place[0].tzinfo is not None and 1900 < place[0].year < 9000 and 0 <= place[1] < 2**63
    return place if known else None
