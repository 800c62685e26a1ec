"""Times, spans and sizes as people read them. Everything shown is formatted here, once, in Python."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shouwen.application import punctuation
from shouwen.core.rulebook.names import clause_name

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SOON_S = 4 * 3600
LIVE = ("open", "missed")


_STATUSES = {
    "open": lazy("进行中"), "paused": lazy("计时暂停"), "met": lazy("按时完成"), "met_late": lazy("逾期完成"),
    "missed": lazy("已逾期"), "excused": lazy("已免除"), "lapsed": lazy("逾期未办"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """How much time is left, in words; `tone` is late, soon, calm, wait or done."""

    text: str
    tone: str
    exact: str
    """The due time itself."""


def beside(text: str, aside: str) -> str:
    """甲（乙） · one (two)"""
    return punctuation.beside(text, aside, language=get_language() or "")


def day(on: date, *, now: datetime | None = None) -> str:
    """11月22日; with the year when it is not this one, or when `now` is not given."""
    return _day(on, now is not None and on.year == now.year, get_language())


@lru_cache(maxsize=10_000)
def _day(on: date, this_year: bool, language: str | None) -> str:
    month = MONTHS[on.month - 1] if language == "en" else str(on.month)
    words = {"year": on.year, "month": month, "day": on.day}
    return (_("%(month)s月%(day)d日") if this_year else _("%(year)d年%(month)s月%(day)d日")) % words


def moment(at: datetime | None, *, now: datetime) -> str:
    """11月22日 16:40, in the zone that `at` carries; "" for None."""
    if at is None:
        return ""
    return f"{day(at.date(), now=now.astimezone(at.tzinfo))} {at.hour:02}:{at.minute:02}"


def span(seconds: float) -> str:
    """3 小时, 1 小时 20 分, 2 天 4 小时: at most two units, the small one only where it still matters."""
    return _span(max(int(seconds) // 60, 0), get_language())


@lru_cache(maxsize=10_000)
def _span(minutes: int, _language: str | None) -> str:
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        if hours and days < 3:
            return _("%(days)d 天 %(hours)d 小时") % {"days": days, "hours": hours}
        return _("%(days)d 天") % {"days": days}
    if hours:
        if rest and hours < 10:
            return _("%(hours)d 小时 %(minutes)d 分") % {"hours": hours, "minutes": rest}
        return _("%(hours)d 小时") % {"hours": hours}
    return _("%(minutes)d 分") % {"minutes": rest} if rest else _("不到 1 分")


def countdown(due_at: datetime, *, status: str, now: datetime) -> Countdown:
    """What is left of an obligation with this due time and status."""
    exact = moment(due_at, now=now)
    left = (due_at - now).total_seconds()
    if status == "paused":
        return Countdown(text=_("计时暂停"), tone="wait", exact=exact)
    if status not in LIVE:
        return Countdown(
            text=status_name(status), tone="late" if status in ("met_late", "lapsed") else "done", exact=exact
        )
    if left < 0:
        return Countdown(text=_("逾期 %s") % span(-left), tone="late", exact=exact)
    today = due_at.date() == now.astimezone(due_at.tzinfo).date()
    tone = "soon" if today or left <= SOON_S else "calm"
    return Countdown(text=_("剩 %s") % span(left), tone=tone, exact=exact)


def status_name(status: str) -> str:
    """The status of an obligation in words."""
    return str(_STATUSES.get(status, status))


def tally(count: int, *, more: bool = False) -> str:
    """37, or 1000+ where there may be more."""
    return f"{count}+" if more else str(count)


def following(cursor: str, **told: str) -> str:
    """The query string of the next part of a list, without what is empty; "" at its end."""
    return (
        urlencode({key: value for key, value in {**told, "cursor": cursor}.items() if value})
        if cursor
        else ""
    )


def size(length: int) -> str:
    """12 KB, 3.4 MB."""
    if length < 1024:
        return f"{length} B"
    if length < 1024 * 1024:
        return f"{length / 1024:.0f} KB"
    return f"{length / 1024 / 1024:.1f} MB"


def percent(part: int, whole: int) -> str:
    """62.5 %; a dash when there is nothing to measure."""
    return f"{part / whole * 100:.1f}%" if whole else "—"


def money(amount: float) -> str:
    """1,234.50; whole yuan without the cents."""
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def clause_named(clause: str) -> str:
    """A clause as people cite it, in the reader's language."""
    return _clause_named(clause, get_language() or "")


@lru_cache(maxsize=4096)
def _clause_named(clause: str, language: str) -> str:
    return clause_name(clause).in_(language)
