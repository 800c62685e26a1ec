"""The shapes of statistics, for the API document."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field


class Hours(Schema):
    """Medians in hours by the clock, of the cases that ended in the period; null where none did."""

    respond: Annotated[float | None, Field(description="from registration to the first response")]
    reply: Annotated[float | None, Field(description="to the first reply")]
    close: Annotated[float | None, Field(description="to the end")]


class Figures(Schema):
    """Counts of cases; rates are null where nothing was counted."""

    key: str
    name: str
    received: int
    open: int
    overdue: int
    closed: int
    on_time: int
    late: int
    on_time_rate: float | None
    satisfied: int
    dissatisfied: int
    satisfaction_rate: float | None
    median_hours: Hours


class Statistics(Schema):
    by: str
    first: Annotated[date, Field(serialization_alias="from")]
    last: Annotated[date, Field(serialization_alias="to")]
    as_of: Annotated[datetime, Field(description="how far the figures follow the events")]
    total: Figures
    rows: list[Figures]
