"""Counts that every page asks for, in SQL of their own: putting the query together costs more than answering it."""

from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from shouwen.store.models import Obligation

_OWED = """
SELECT count(*) FILTER (WHERE status = 'open' AND due_at < %s), count(*) FILTER (WHERE status = 'open' AND due_at >= %s AND due_at < %s),
  count(*) FILTER (WHERE status = 'open' AND due_at >= %s AND due_at < %s), count(*) FILTER (WHERE status = 'paused'), count(*)
FROM ({live}) AS owed
"""
_NAMES = ("missed", "due_today", "due_soon", "paused", "open")
_UNREAD = (
    "SELECT count(*) FROM store_message WHERE recipient_id = %s AND read_at IS NULL AND sent_at IS NOT NULL"
)


def owed(live: QuerySet[Obligation], *, now: datetime, midnight: datetime, soon: datetime) -> dict[str, int]:
    """How many of the live obligations are missed, due before midnight, due before `soon`, paused; and all."""
    try:
        inner, told = live.order_by().values_list("status", "due_at").query.sql_with_params()
    except EmptyResultSet:  # of no unit, no case
        return dict.fromkeys(_NAMES, 0)
    times = [connection.ops.adapt_datetimefield_value(at) for at in (now, now, midnight, midnight, soon)]
    with connection.cursor() as cursor:
        cursor.execute(_OWED.format(live=inner), [*times, *told])
        counts = cursor.fetchone()
    return dict(zip(_NAMES, counts, strict=True))


def unread(staff_id: int) -> int:
    """How many messages that reached this person have not been read."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, [staff_id])
        count: int = cursor.fetchone()[0]
    return count
