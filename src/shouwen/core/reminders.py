"""When the owner of an obligation is reminded: at the marks of its rule, each once, the passed ones together."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from shouwen.core.rulebook.model import Must, Reminder
from shouwen.core.worktime import Limit, Pause, Unit, WorkCalendar, reminder_at

Marks = tuple[tuple[str, datetime], ...]
"""(mark as the rule book writes it, when), soonest first."""


def marks_ahead(
    rule: Must,
    calendar: WorkCalendar,
    *,
    started_at: datetime,
    due: datetime,
    pauses: Sequence[Pause],
    recorded: Collection[str],
) -> Marks:
    """The marks that are not recorded yet. A recorded mark covers the earlier ones: after downtime the
    owner is reminded once.
    """
    marks = sorted(
        (
            (mark_of(one), _at(one, rule, calendar, started_at=started_at, due=due, pauses=pauses))
            for one in rule.remind
        ),
        key=lambda pair: pair[1],
    )
    done = max((place for place, (mark, _) in enumerate(marks, 1) if mark in recorded), default=0)
    return tuple(marks[done:])


def tone_of(rule: Must, mark: str) -> str:
    """The tone of a reminder at a mark: friendly at the first of several, firm from then on; at none it is too late
    for either, and the tone is formal.
    """
    marks = [mark_of(one) for one in rule.remind]
    if not mark:
        return "formal"
    return "friendly" if mark in marks[:1] and len(marks) > 1 else "firm"


def mark_of(reminder: Reminder) -> str:
    """The name of a reminder in events: as the rule book writes it."""
    return f"{reminder.percent}%" if reminder.before is None else str(reminder.before)


def _at(
    reminder: Reminder,
    rule: Must,
    calendar: WorkCalendar,
    *,
    started_at: datetime,
    due: datetime,
    pauses: Sequence[Pause],
) -> datetime:
    if reminder.before is not None:
        return max(due - clock_span(reminder.before), started_at)
    return reminder_at(calendar, started_at, due, rule.within.unit, reminder.percent, pauses=pauses)


def clock_span(limit: Limit) -> timedelta:
    """How long before the due time: minutes, hours or days of the clock."""
    if limit.unit is Unit.MINUTE:
        return timedelta(minutes=limit.amount)
    hours = limit.amount if limit.unit in (Unit.HOUR, Unit.WORKING_HOUR) else 24 * limit.amount
    return timedelta(hours=hours)
