"""Counts that every page asks for."""

from shouwen.store.sql import fetch

_UNREAD = (
    "SELECT count(*) FROM store_message WHERE recipient_id = %s AND read_at IS NULL AND sent_at IS NOT NULL"
)


def unread(staff_id: int) -> int:
    """How many messages that reached this person have not been read."""
    count: int = fetch(_UNREAD, [staff_id])[0][0]
    return count
