"""Limits: how long something may take, written as the field writes it (`2h`, `3wd`, `end of month`)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self


class Unit(StrEnum):
    """The unit in which a limit counts, and in which waiting time is given back."""

    MINUTE = "min"
    HOUR = "h"
    WORKING_HOUR = "wh"
    WORKING_DAY = "wd"
    DAY = "d"
    WEEK = "w"
    MONTH = "mo"
    YEAR = "y"
    END_OF_DAY = "end of day"
    END_OF_WEEK = "end of week"
    END_OF_MONTH = "end of month"
    END_OF_QUARTER = "end of quarter"
    END_OF_HALF_YEAR = "end of half year"
    END_OF_YEAR = "end of year"

    @property
    def is_elapsed(self) -> bool:
        """Counts by the clock on the wall, day and night (`min`, `h`)."""
        return self in _ELAPSED

    @property
    def is_period_end(self) -> bool:
        """One of the `end of …` units, which take no amount."""
        return self in _PERIOD_WORDS


_ELAPSED: Final = frozenset({Unit.MINUTE, Unit.HOUR})
_PERIOD_WORDS: Final[dict[Unit, tuple[str, str]]] = {
    Unit.END_OF_DAY: ("当日内", "by the end of the day"),
    Unit.END_OF_WEEK: ("本周内", "by the end of the week"),
    Unit.END_OF_MONTH: ("本月内", "by the end of the month"),
    Unit.END_OF_QUARTER: ("本季度内", "by the end of the quarter"),
    Unit.END_OF_HALF_YEAR: ("本半年内", "by the end of the half year"),
    Unit.END_OF_YEAR: ("本年内", "by the end of the year"),
}
_AMOUNT_WORDS: Final[dict[Unit, tuple[str, str]]] = {
    Unit.MINUTE: ("分钟", "minute"),
    Unit.HOUR: ("小时", "hour"),
    Unit.WORKING_HOUR: ("个工作小时", "working hour"),
    Unit.WORKING_DAY: ("个工作日", "working day"),
    Unit.DAY: ("日", "day"),
    Unit.WEEK: ("周", "week"),
    Unit.MONTH: ("个月", "month"),
    Unit.YEAR: ("年", "year"),
}
MAX_AMOUNT: Final = 10_000
MAX_YEARS: Final = 1_000
_ALLOWED: Final = (
    "应写作正整数加单位：min（分钟）、h（小时）、wh（工作小时）、wd（工作日）、d（日）、w（周）、mo（月）、y（年），"
    "如 2h、3wd；或 end of day / week / month / quarter / half year / year"
)
_FORM: Final = re.compile(r"(?P<sign>[+-]?) ?(?P<amount>[0-9]+)(?P<part>[.,/][0-9]*)? ?(?P<unit>[a-z]*)")
_LONGEST: Final = 40


class LimitError(ValueError):
    """
    A limit that cannot be used. `code` is for programs, `text` (Chinese) for the author of the rule.

    Codes: `empty`, `form`, `fraction`, `negative`, `zero`, `unit`, `too_large`, `overflow`.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of a unit; the amount of an `end of …` unit is 1. Raises LimitError when built wrongly."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        _check_amount(self.amount, self.unit)

    @classmethod
    def parse(cls, source: str) -> Self:
        """Read the written form. Full-width characters, spaces and capitals are tolerated; nothing else is guessed."""
        text = _plain(source)
        if text.startswith("end of"):
            return cls(1, _period_end(text, source))
        match = _FORM.fullmatch(text)
        if match is None:
            raise LimitError("form", f"时限“{source[:_LONGEST]}”看不懂：{_ALLOWED}")
        if match["part"]:
            raise LimitError("fraction", f"时限“{source}”不能带小数或分数，请换用更小的单位，如 90min")
        unit = _unit(match["unit"], source)
        return cls(int(match["sign"] + match["amount"]), unit)

    def __str__(self) -> str:
        return self.unit.value if self.unit.is_period_end else f"{self.amount}{self.unit.value}"

    def words(self) -> tuple[str, str]:
        """The limit in Chinese and in English: `("3 个工作日", "3 working days")`."""
        if self.unit.is_period_end:
            return _PERIOD_WORDS[self.unit]
        zh, en = _AMOUNT_WORDS[self.unit]
        return f"{self.amount} {zh}", f"{self.amount} {en}{'' if self.amount == 1 else 's'}"


def _plain(source: str) -> str:
    """Full-width to ASCII, lower case, single spaces. Other signs that NFKC would turn into digits stay refused."""
    if not source.strip():
        raise LimitError("empty", f"时限为空：{_ALLOWED}")
    if len(source) > _LONGEST or any(not _is_plain(char) for char in source):
        raise LimitError("form", f"时限“{source[:_LONGEST]}”看不懂：{_ALLOWED}")
    text = unicodedata.normalize("NFKC", source).lower().replace("_", " ")
    return " ".join(text.split())


def _is_plain(char: str) -> bool:
    return char.isascii() or "\uff01" <= char <= "\uff5e" or char in "\u3000\u00a0"


def _period_end(text: str, source: str) -> Unit:
    try:
        unit = Unit(text.replace("-", " "))
    except ValueError:
        raise LimitError("unit", f"时限“{source}”的期间不认识：{_ALLOWED}") from None
    return unit


def _unit(written: str, source: str) -> Unit:
    try:
        return Unit(written)
    except ValueError:
        what = f"单位“{written}”不认识" if written else "缺单位"
        raise LimitError("unit", f"时限“{source}”{what}：{_ALLOWED}") from None


def _check_amount(amount: int, unit: Unit) -> None:
    if unit.is_period_end:
        if amount != 1:
            raise LimitError("form", f"“{unit.value}”不带数量")
        return
    if amount == 0:
        raise LimitError("zero", "时限不能为零，至少为 1")
    if amount < 0:
        raise LimitError("negative", "时限不能为负数")
    most = MAX_YEARS if unit is Unit.YEAR else MAX_AMOUNT
    if amount > most:
        raise LimitError("too_large", f"时限过大：单位 {unit.value} 最多 {most}")
