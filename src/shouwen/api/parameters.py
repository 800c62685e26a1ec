"""Query parameters that are more than text. An empty value is as good as none."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator

from shouwen.application.queries.pages import place_of

YEARS = range(1900, 9000)
"""Years that every database and every time zone can still reckon with."""


def _instant(told: str) -> str:
    if not told:
        return ""
    mended = told[:11] + told[11:].replace(" ", "+")  # a + that was not escaped arrives as a space
    try:
        at = datetime.fromisoformat(mended)
    except ValueError:
        raise ValueError("not_a_time") from None
    if at.tzinfo is None or at.year not in YEARS:
        raise ValueError("not_a_time")
    return mended


def _day(told: str) -> str:
    if told:
        try:
            day = date.fromisoformat(told)
        except ValueError:
            raise ValueError("not_a_day") from None
        if day.year not in YEARS:
            raise ValueError("not_a_day")
    return told


def _cursor(told: str) -> str:
    if told and place_of(told) is None:
        raise ValueError("bad_cursor")
    return told


Instant = Annotated[str, AfterValidator(_instant)]
"""ISO 8601 with offset."""
Day = Annotated[str, AfterValidator(_day)]
"""ISO 8601 date."""
Cursor = Annotated[str, AfterValidator(_cursor)]
Flag = Literal["", "true", "false", "1", "0"]
