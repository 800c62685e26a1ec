"""Dates, times and lengths in Chinese, for the notes of a trace."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

_WEEKDAYS: Final = "一二三四五六日"
_SECOND: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Wording:
    """Leaves the year out where it is the one in which the limit began."""

    year: int

    def day(self, on: date) -> str:
        """`10月8日`."""
        year = "" if on.year == self.year else f"{on.year}年"
        return f"{year}{on.month}月{on.day}日"

    def weekday(self, on: date) -> str:
        """`10月8日（周四）`."""
        return f"{self.day(on)}（周{_WEEKDAYS[on.weekday()]}）"

    def days(self, first: date, last: date) -> str:
        """`10月1日至10月7日`, or the one day with its weekday."""
        return self.weekday(first) if first == last else f"{self.day(first)}至{self.day(last)}"

    def instant(self, at: datetime) -> str:
        """`10月8日（周四）16:40`."""
        return f"{self.weekday(at.date())}{clock(at)}"

    def ending(self, at: datetime, on: date) -> str:
        """An instant as the end of a date: midnight is its 24:00."""
        return f"{self.weekday(on)}{clock(at) if at.date() == on else '24:00'}"


def clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def length(micros: int) -> str:
    """`26 小时 30 分`."""
    seconds = micros // _SECOND
    parts = (seconds // 3600, "小时"), (seconds // 60 % 60, "分"), (seconds % 60, "秒")
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or (
        "不足 1 秒" if micros else "0 小时"
    )
