"""What a working calendar is made of: weekly hours, holidays, and an organisation's own changes by date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

Span: TypeAlias = tuple[int, int]
"""Minutes since local midnight, start before end, at most 1440."""
Hours: TypeAlias = tuple[Span, ...]
DayHours: TypeAlias = Literal["closed", "working"] | Hours

MINUTES_A_DAY: Final = 24 * 60
_DAYS_A_WEEK: Final = 7
_WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class CalendarError(ValueError):
    """A calendar that cannot be used, or a question it cannot answer; `faults` lists all of them, in Chinese."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("；".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSpec:
    """
    Plain data; building one with faults raises CalendarError with every fault in it.

    - `weekly`: the hours of Monday to Sunday, several spans a day, `()` for a day of rest
    - `holidays`: `cn` follows the State Council's notices, `none` ignores them
    - `makeup`: hours of a make-up working day; None means those of the first weekday that has any
    - `days`: the organisation's own word on single dates, stronger than everything else: `closed`, `working`
      (the usual hours of that weekday, or the make-up hours where it has none), or hours of its own (a half day)
    """

    name: str
    weekly: tuple[Hours, ...]
    timezone: str = "Asia/Shanghai"
    holidays: Literal["cn", "none"] = "cn"
    makeup: Hours | None = None
    days: Mapping[date, DayHours] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", dict(self.days))
        faults = tuple(_faults(self))
        if faults:
            raise CalendarError(faults)

    def makeup_hours(self) -> Hours:
        """The hours of a make-up working day; `()` when the calendar has no hours at all."""
        if self.makeup is not None:
            return self.makeup
        return next((hours for hours in self.weekly if hours), ())

    def usual_hours(self, on: date) -> Hours:
        """The hours of the date's weekday, or the make-up hours where the weekday has none."""
        return self.weekly[on.weekday()] or self.makeup_hours()


def _faults(spec: CalendarSpec) -> Iterator[str]:
    if not spec.name.strip():
        yield "日历缺名称"
    yield from _zone_faults(spec.timezone)
    if spec.holidays not in {"cn", "none"}:
        yield f"节假日只能是 cn 或 none，不能是“{spec.holidays}”"
    if len(spec.weekly) == _DAYS_A_WEEK:
        for weekday, hours in zip(_WEEKDAYS, spec.weekly, strict=True):
            yield from _hours_faults(weekday, hours)
    else:
        yield f"每周作息须有 7 天（周一起），现有 {len(spec.weekly)} 天"
    if spec.makeup is not None:
        yield from _hours_faults("调休上班日", spec.makeup, must_open=True)
    for on in sorted(spec.days):
        yield from _day_faults(spec, on, spec.days[on])


def _zone_faults(name: str) -> Iterator[str]:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        yield f"时区“{name}”不存在"


def _day_faults(spec: CalendarSpec, on: date, hours: DayHours) -> Iterator[str]:
    if isinstance(hours, tuple):
        yield from _hours_faults(on.isoformat(), hours, must_open=True)
    elif hours == "working":
        if not spec.makeup_hours():
            yield f"{on.isoformat()} 定为上班，但日历没有任何工作时间"
    elif hours != "closed":
        yield f"{on.isoformat()} 只能是 closed、working 或具体时段，不能是“{hours}”"


def _hours_faults(where: str, hours: Hours, *, must_open: bool = False) -> Iterator[str]:
    if must_open and not hours:
        yield f"{where} 没有时段；不上班请写 closed"
    reached = 0
    for start, end in hours:
        span = f"{_clock(start)}–{_clock(end)}"
        if not 0 <= start <= MINUTES_A_DAY or not 0 <= end <= MINUTES_A_DAY:
            yield f"{where} 时段 {span} 超出 00:00–24:00"
        elif start >= end:
            yield f"{where} 时段 {span} 为空或首尾颠倒"
        elif start < reached:
            yield f"{where} 时段 {span} 与前一时段重叠或未按先后排列"
        reached = max(reached, end)


def _clock(minutes: int) -> str:
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_OFFICE: Final[Hours] = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))

PRESETS: Final[Mapping[str, CalendarSpec]] = {
    spec.name: spec
    for spec in (
        CalendarSpec(name="cn-office", weekly=(_OFFICE,) * 5 + ((),) * 2),
        CalendarSpec(name="cn-office-sat", weekly=(_OFFICE,) * 6 + ((),)),
        CalendarSpec(name="round-the-clock", weekly=(((0, MINUTES_A_DAY),),) * 7, holidays="none"),
    )
}
"""The calendars a rule book can call by name."""
