"""
Public holidays of China: which dates are off, which weekend days are worked (调休), which years are known.

Source: the yearly notices of the General Office of the State Council (国务院办公厅关于部分节假日安排的通知), as
collected by the `chinesecalendar` library. The notice for a year appears late in the year before it; until then the
year is not covered, and everything computed from it is provisional.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from chinese_calendar.constants import holidays, workdays

from shouwen.core.worktime.specs import CalendarError

_DECEMBER: Final = 12
_JANUARY: Final = 1
_LAST_YEAR: Final = 9999


@dataclass(frozen=True, slots=True, eq=False)
class HolidayTable:
    """
    Immutable. `notices[year]` says of each listed date whether it is off (True) or worked (False).

    Dates that no notice lists follow the weekly pattern. `universal` marks the table that knows every year because
    it has no holidays at all. Build it with `china()`, `no_holidays()` and `with_notice`.
    """

    notices: Mapping[int, Mapping[date, bool]]
    universal: bool = False
    _days: dict[date, bool] = field(init=False, repr=False)
    _runs: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        days: dict[date, bool] = {}
        runs: dict[int, int] = {}
        for year in sorted(self.notices):
            days.update(self.notices[year])
        for year in sorted(self.notices, reverse=True):
            runs[year] = runs.get(year + 1, year)
        object.__setattr__(self, "_days", days)
        object.__setattr__(self, "_runs", runs)

    def day_off(self, on: date) -> bool | None:
        """True: a public day off. False: a make-up working day. None: not mentioned."""
        return self._days.get(on)

    def covers(self, year: int) -> bool:
        """Whether the arrangement of this year is known."""
        return self.universal or year in self._runs

    def covered_through(self, year: int) -> int | None:
        """The last year of the unbroken run of known years that holds `year`; None if `year` is not known."""
        return _LAST_YEAR if self.universal else self._runs.get(year)

    def knows(self, on: date) -> bool:
        """Whether this very date is settled: its year is covered, or the notice of a neighbouring year names it."""
        return self.covers(on.year) or on in self._days

    def with_notice(self, year: int, days: Mapping[date, bool]) -> "HolidayTable":
        """
        A new table in which the notice for `year` is added, or replaces the one it had.

        A notice may reach into the December before and the January after its year (元旦); any other foreign date is
        refused with CalendarError.
        """
        foreign = [on for on in sorted(days) if not _belongs(on, year)]
        if foreign:
            raise CalendarError(tuple(f"{on.isoformat()} 不属于 {year} 年的放假安排" for on in foreign))
        return HolidayTable({**self.notices, year: dict(days)}, universal=self.universal)


def _belongs(on: date, year: int) -> bool:
    before = on.year == year - 1 and on.month == _DECEMBER
    after = on.year == year + 1 and on.month == _JANUARY
    return on.year == year or before or after


@cache
def china() -> HolidayTable:
    """The table of the installed library, built once."""
    notices: dict[int, dict[date, bool]] = {}
    for listed, off in ((holidays, True), (workdays, False)):
        for on in listed:
            notices.setdefault(on.year, {})[on] = off
    return HolidayTable(notices)


@cache
def no_holidays() -> HolidayTable:
    """A table without any holiday, which therefore knows all years."""
    return HolidayTable({}, universal=True)
