"""Periodic work of the office."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema


class PeriodicWork(Schema):
    """The work of one period. `running`: the period is not over yet; `edition` 0: nothing is on record."""

    work: str
    name: str
    clause: str
    every: Literal["week", "month", "quarter", "half_year", "year"]
    period: str
    first: date
    last: date
    by: str
    due_at: datetime
    provisional: bool
    status: Literal["open", "met", "met_late", "missed"]
    running: bool
    done_at: datetime | None
    done_by: str
    edition: int
    mine: bool
    """Whether the caller may do it."""


class PeriodicWorks(Schema):
    items: list[PeriodicWork]


class PeriodicSaid(Schema):
    id: str
    name: str
    text: str


class PeriodicText(PeriodicWork):
    contents: list[PeriodicSaid]


class PeriodicRecorded(Schema):
    edition: int
