"""Medians of handling times, exact, in one query that both databases understand."""

from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import TruncMonth

from shouwen.store.models import Case

TIMES = ("respond", "reply", "close")
"""From registration to the first response, to the first reply, to the end."""

_MEDIAN = """
SELECT key, AVG(minutes) FROM (
  SELECT key, minutes, ROW_NUMBER() OVER (PARTITION BY key ORDER BY minutes) AS place, COUNT(*) OVER (PARTITION BY key) AS many
  FROM ({cases}) AS cases
) AS placed WHERE place IN ((many + 1) / 2, (many + 2) / 2) GROUP BY key
"""


_NAMED = "WITH named (key, minutes) AS ({rows}) SELECT key, minutes FROM named"


def medians(ended: QuerySet[Case], by: str) -> dict[str, dict[str, float]]:
    """Key → {respond, reply, close: median hours} of cases that have ended; the key is what `by` names, as text,
    "" for all of them together. What no case has is left out.
    """
    key = {
        "day": F("closed_on"),
        "month": TruncMonth("closed_on"),
        "unit": F("unit__name"),
        "": F("organisation_id"),
    }
    found: dict[str, dict[str, float]] = {}
    for what in TIMES:
        column = f"{what}_minutes"
        told = (
            ended.filter(**{f"{column}__isnull": False})
            .order_by()
            .annotate(key=key.get(by, F(by)), minutes=F(column))
        )
        for value, minutes in _placed(told.values_list("key", "minutes"), "{rows}"):
            found.setdefault(_text(value, by), {})[what] = round(minutes / 60, 2)
    return found


def _text(value: object, by: str) -> str:
    if by == "":
        return ""
    if by in ("day", "month"):
        text = value.isoformat() if isinstance(value, date) else str(value)
        return text[:7] if by == "month" else text[:10]
    return str(value or "")


def of(rows: QuerySet[Any, Any]) -> dict[str, float]:
    """The medians of (key, number) rows of any query, by the key as text."""
    return {str(key): minutes for key, minutes in _placed(rows, _NAMED)}


def _placed(rows: QuerySet[Any, Any], around: str) -> list[tuple[object, float]]:
    """(key, median) of rows; none where the query cannot find any, as for who may see no case."""
    try:
        inner, arguments = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN.format(cases=around.format(rows=inner)), arguments)
        return [(key, float(minutes)) for key, minutes in cursor.fetchall()]
