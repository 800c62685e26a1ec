"""
The time in which a unit may object to its share of responsibility (责任异议期): when it is reminded, and who let it pass.

Silence is no breach, so this is no obligation of the rule book: nothing is recorded when the time is over, it is read
from what was served and what was objected.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from shouwen.core.case.events import Event
from shouwen.core.case.events_oversight import (
    ResponsibilityAttributed,
    ResponsibilityDisputed,
    ResponsibilityRuled,
)
from shouwen.core.case.events_responsibility import AttributionServed, ObjectionReviewed
from shouwen.core.reminders import clock_span
from shouwen.core.worktime import Limit, Unit, WorkCalendar

LEAD = Limit.parse("1wd")
"""How long before its end a unit is reminded where the rule book does not say."""
LONGEST_REST = 30
"""Days; a calendar that rests longer is taken as one that works every day."""


def reminder_of(calendar: WorkCalendar, until: datetime, lead: Limit) -> datetime:
    """
    The instant of the reminder: for working days, when work begins on the working day so many before the last one;
    else so long before by the clock.
    """
    if lead.unit is not Unit.WORKING_DAY:
        return calendar.elapse(until, -clock_span(lead))
    day = calendar.day_ended_by(until)
    for _ in range(lead.amount):
        rest = (day - timedelta(days=back) for back in range(1, LONGEST_REST))
        day = next((one for one in rest if calendar.is_working_day(one)), day - timedelta(days=1))
    return calendar.next_working_time(datetime.combine(day, time(), calendar.zone))


def unobjected(stream: Iterable[Event], now: datetime) -> Mapping[int, tuple[str, ...]]:
    """
    Services whose time for objections has passed → the units that did not object in it. A time that ended early (another
    edition of the division, a ruling) says nothing.
    """
    open_: dict[str, tuple[int, datetime]] = {}
    silent: dict[int, list[str]] = {}

    def pass_to(at: datetime) -> None:
        for unit, (seq, until) in list(open_.items()):
            if until < at:
                silent.setdefault(seq, []).append(unit)
                del open_[unit]

    for event in stream:
        pass_to(event.at)
        match event.data:
            case AttributionServed(object_until=until) as d if until:
                open_ |= dict.fromkeys(d.units, (event.seq, datetime.fromisoformat(until)))
            case ResponsibilityDisputed() as d:
                open_.pop(d.unit or event.actor.unit, None)
            case ResponsibilityAttributed() | ResponsibilityRuled() | ObjectionReviewed(agreed=True):
                open_.clear()
            case _:
                pass
    pass_to(now)
    return {seq: tuple(units) for seq, units in sorted(silent.items())}
