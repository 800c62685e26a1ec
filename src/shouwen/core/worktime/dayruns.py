"""Runs of dates of one kind, so that a trace says `10月1日至10月7日 公休` and not seven lines; never too many."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from shouwen.core.worktime.calendars import WorkCalendar
from shouwen.core.worktime.daybook import DayKind

_WORKED: Final = frozenset({DayKind.WORK, DayKind.MAKEUP, DayKind.OWN_WORK})
_SINGLE: Final = frozenset({DayKind.MAKEUP, DayKind.OWN_WORK})
_PLAIN: Final = frozenset({DayKind.WORK, DayKind.REST})
_NAMES: Final = {
    DayKind.WORK: "",
    DayKind.REST: "休息日",
    DayKind.HOLIDAY: "公休",
    DayKind.MAKEUP: "调休上班",
    DayKind.OWN_CLOSED: "本单位停业",
    DayKind.OWN_WORK: "本单位安排上班",
}
_Dated = tuple[date, DayKind]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive dates, both ends included, with the number of dates of each kind."""

    first: date
    last: date
    kinds: dict[DayKind, int]

    @property
    def worked(self) -> int:
        return sum(count for kind, count in self.kinds.items() if kind in _WORKED)

    def note(self, counted: str) -> str:
        """What these dates are; `counted` says what the worked ones count for."""
        if len(self.kinds) == 1:
            name = _NAMES[next(iter(self.kinds))]
            return "，".join(part for part in (name, counted if self.worked else "不计") if part)
        resting = "、".join(
            f"{_NAMES[kind]} {count} 天" for kind, count in self.kinds.items() if kind not in _WORKED
        )
        special = "、".join(
            f"{_NAMES[kind]} {count} 天" for kind, count in self.kinds.items() if kind in _SINGLE
        )
        parts = (
            counted if self.worked else "",
            f"其间{resting}不计" if resting else "",
            f"{special}计入" if special else "",
        )
        return "，".join(part for part in parts if part)


def runs(calendar: WorkCalendar, first: date, last: date, most: int) -> tuple[Run, ...]:
    """Cut first..last into runs, as fine as `most` of them allow: by kind, then with ordinary weeks joined, then by year."""
    dated = [(on, calendar.kind_on(on)) for on in _dates(first, last)]
    found: tuple[Run, ...] = ()
    for key in (_by_kind, _by_event, _by_year, _all):
        found = tuple(_run(list(group)) for _, group in groupby(dated, key))
        if len(found) <= most:
            break
    return found


def _dates(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _run(dated: list[_Dated]) -> Run:
    return Run(dated[0][0], dated[-1][0], dict(Counter(kind for _, kind in dated)))


def _by_kind(dated: _Dated) -> tuple[DayKind, date | None]:
    on, kind = dated
    return kind, on if kind in _SINGLE else None


def _by_event(dated: _Dated) -> DayKind:
    return DayKind.WORK if dated[1] in _PLAIN else dated[1]


def _by_year(dated: _Dated) -> int:
    return dated[0].year


def _all(_dated: _Dated) -> int:
    return 0
