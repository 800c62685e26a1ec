"""How times, sizes and codes look on the portal's pages."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from shouwen.application import clock

_DAYS_ZH = "一二三四五六日"
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: datetime | None) -> str:
    """9月30日（周三）16:40, in the time's own zone; the year where it is not this one."""
    if at is None:
        return ""
    at = at if timezone.is_aware(at) else timezone.make_aware(at)
    this_year = clock.now().astimezone(at.tzinfo).year
    if (get_language() or "").startswith("en"):
        year = "" if at.year == this_year else f" {at.year}"
        return f"{_DAYS_EN[at.weekday()]} {at.day} {_MONTHS_EN[at.month - 1]}{year}, {at:%H:%M}"
    year = "" if at.year == this_year else f"{at.year}年"
    return f"{year}{at.month}月{at.day}日（周{_DAYS_ZH[at.weekday()]}）{at:%H:%M}"


def size(count: int) -> str:
    """A file size: 356 KB, 2.1 MB."""
    return f"{max(1, round(count / 1024))} KB" if count < 1_000_000 else f"{count / 1_048_576:.1f} MB"


def grouped(code: str) -> str:
    """A long code in two halves, which is how people read one out."""
    middle = (len(code) + 1) // 2
    return f"{code[:middle]} {code[middle:]}" if len(code) > 6 and code.isalnum() else code
