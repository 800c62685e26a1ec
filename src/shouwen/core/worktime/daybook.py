"""Dates: which are worked, during which hours, why, and whether that is settled yet."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shouwen.core.worktime.holidays import HolidayTable, no_holidays
from shouwen.core.worktime.specs import CalendarSpec, Hours

_SATURDAY: Final = 5
_LAST_YEAR: Final = 9999


class DayKind(StrEnum):
    """Why a date is worked or not."""

    WORK = "work"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    OWN_CLOSED = "own closed"
    OWN_WORK = "own work"


class DayBook:
    """
    A spec read with a holiday table, date by date. The table is ignored where the spec says `holidays: none`.

    `has_hours` is false for a calendar that never opens: it has no business hours, so days end at 24:00 and none is a
    day of rest. `open_until` is the last year that may hold working time, so that nothing is searched without end.
    """

    def __init__(self, spec: CalendarSpec, table: HolidayTable) -> None:
        self.spec = spec
        self.table = table if spec.holidays == "cn" else no_holidays()
        self.has_hours = bool(
            any(spec.weekly)
            or any(hours != "closed" for hours in spec.days.values())
            or (spec.makeup and spec.holidays == "cn")
        )
        self.open_until = self._last_open_year()
        self._makeup = spec.makeup_hours()

    def kind_on(self, on: date) -> DayKind:
        """Why the date is worked or not. The organisation's word goes before the notice, the notice before the week."""
        own = self.spec.days.get(on)
        if own is not None:
            return DayKind.OWN_CLOSED if own == "closed" else DayKind.OWN_WORK
        off = self.table.day_off(on)
        if off:
            return DayKind.HOLIDAY
        weekday = on.weekday()
        usual = bool(self.spec.weekly[weekday])
        if off is False and not (usual and weekday < _SATURDAY) and self._makeup:
            return DayKind.MAKEUP
        return DayKind.WORK if usual else DayKind.REST

    def spans_on(self, on: date) -> Hours:
        """The working hours of a date, in minutes since its midnight; `()` if it is not worked."""
        match self.kind_on(on):
            case DayKind.WORK:
                return self.spec.weekly[on.weekday()]
            case DayKind.MAKEUP:
                return self._makeup
            case DayKind.OWN_WORK:
                own = self.spec.days[on]
                return own if isinstance(own, tuple) else self.spec.usual_hours(on)
            case _:
                return ()

    def is_working_day(self, on: date) -> bool:
        return bool(self.spans_on(on))

    def first_unknown_on(self, first: date, last: date) -> date | None:
        """
        The first date of a range (both ends included) whose arrangement nobody has announced; None if all are settled.

        A date that the organisation has settled itself counts as known.
        """
        on = first
        while on <= last:
            covered = self.table.covered_through(on.year)
            if covered is not None:
                if covered >= last.year:
                    return None
                on = date(covered + 1, 1, 1)
            elif on in self.spec.days or self.table.knows(on):
                on += timedelta(days=1)
            else:
                return on
        return None

    def _last_open_year(self) -> int:
        """The last year that may hold working time, so that a closed calendar is not searched without end."""
        if any(self.spec.weekly):
            return _LAST_YEAR
        named = [on.year for on in self.spec.days]
        return max([*named, *self.table.notices, 0])
