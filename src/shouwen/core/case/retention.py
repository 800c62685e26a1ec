"""How long an archived case is kept (保管期限): the words of the schedule, read."""

import re
from datetime import date

from shouwen.core.rulebook.model import RuleBook

FOREVER = 0
"""In place of a number of years: kept for ever (永久、长期)."""
LONGEST = 200

_DIGITS = "〇一二三四五六七八九"
_WRITTEN = re.compile(r"([0-9]{1,3})(年|y|years?)", re.IGNORECASE)
_CHINESE = re.compile(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)年")


def years_of(words: str) -> int | None:
    """The years that the words tell (三年, 10 年, 5y); `FOREVER` for 永久 and 长期; None where they tell none."""
    plain = re.sub(r"\s+", "", words)
    if plain.lower() in ("永久", "长期", "永久保存", "长期保存", "permanent", "forever"):
        return FOREVER
    if (told := _WRITTEN.fullmatch(plain)) is not None:
        years = int(told.group(1))
        return years if 0 < years <= LONGEST else None
    if (told := _CHINESE.fullmatch(plain)) is None or plain == "年":
        return None
    before, ten, after = told.groups()
    if not ten:
        return _DIGITS.index(before) if before and not after else None
    return (_DIGITS.index(before) if before else 1) * 10 + (_DIGITS.index(after) if after else 0)


def keeping(words: str, book: RuleBook) -> int | None:
    """
    The years that a case is kept: what archiving said, never less than the rule book's; `FOREVER`, or None where nobody
    said how long.
    """
    told, least = years_of(words), book.retention.years if book.retention else None
    if FOREVER in (told, least):
        return FOREVER
    said = [years for years in (told, least) if years is not None]
    return max(said) if said else None


def kept_until(archived_on: date, years: int | None) -> date | None:
    """The last day on which the case is kept; None while that is for ever or not known."""
    return None if years is None or years == FOREVER else _later(archived_on, years)


def _later(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
