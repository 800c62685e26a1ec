"""When people take the next step of a tale: mostly in time, in working time where the limit allows."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeAlias

from shouwen.core.case.commands import COMES_FROM
from shouwen.core.worktime import WorkCalendar

Obligations: TypeAlias = Iterable[Mapping[str, Any]]
"""As a command's outcome tells them."""
TOLD = frozenset({
    "accepted", "graded", "assigned", "acknowledged", "responded", "analysis_started", "finding_recorded",
    "root_cause_determined", "solution_proposed", "approval_given", "solution_approved", "consent_recorded", "noted", "replied",
})  # fmt: skip
"""The steps that every tale takes sooner or later."""
LATE = 0.02
"""How often a step comes after its due time."""


def moment(
    command: str, at: datetime, *, obligations: Obligations, calendar: WorkCalendar, rng: Random
) -> datetime:
    """When the step is taken: by its due time where it has one, else after an hour or so; in working
    time unless the deadline does not wait for the morning.
    """
    due = next(
        (
            datetime.fromisoformat(str(o["due_at"]))
            for o in obligations
            if COMES_FROM.get(str(o["do"])) == command and o["status"] in ("open", "missed")
        ),
        None,
    )
    if due is None or due <= at:
        usual = calendar.next_working_time(at + timedelta(minutes=rng.randint(5, 90)))
        return _in_time(usual, at, obligations)
    share = rng.uniform(1.05, 1.5) if rng.random() < LATE else rng.triangular(0.05, 0.9, 0.25)
    moment = at + (due - at) * share
    civil = calendar.next_working_time(moment)
    chosen = civil if civil <= due or share > 1 else max(moment, at)
    return chosen if share > 1 else _in_time(chosen, at, obligations)


def _in_time(usual: datetime, at: datetime, obligations: Obligations) -> datetime:
    """`usual`, or sooner if something that is still to come has to be done by then: a part of what is left of
    the shortest limit, and where that is short nobody waits for the morning.
    """
    dues = [
        datetime.fromisoformat(str(o["due_at"]))
        for o in obligations
        if o["do"] in TOLD and o["status"] == "open"
    ]
    left = min((due - at for due in dues if due > at), default=None)
    return usual if left is None else min(usual, at + left / 4)
