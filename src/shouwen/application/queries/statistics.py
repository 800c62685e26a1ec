"""The statistics page: figures by time, category, unit, level, channel and result; every number opens its cases."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person
from shouwen.application.queries.ledger import NONE
from shouwen.application.views.figures import FigureRow, Statistics
from shouwen.application.views.names import Named
from shouwen.application.wording import Wording
from shouwen.store import medians as store_medians
from shouwen.store.figures import MEASURES
from shouwen.store.models import Figure, Position
from shouwen.store.visibility import visible

BY = ("day", "month", "category", "unit", "level", "channel", "result")
FILLED = {"day": 400, "month": 120}
"""Up to how many days or months those without a case are told too; of more, those with cases only."""
_LEDGER_KEY = {
    "category": "category_is", "unit": "unit", "level": "level", "channel": "channel", "result": "result",
}  # fmt: skip


def statistics(person: Person, *, first: date, last: date, by: str, now: datetime) -> Statistics:
    """Figures of the days from `first` to `last`: received and open count by the day of registration, the
    others by the day of closing. Who may not see all cases is shown those of his units, counted live. Days and months
    in which nothing happened are there as well, up to today and `FILLED`.
    """
    organisation = person.organisation
    rules = rulebooks.in_force_at(organisation, now)[1]
    words = Wording(rules.book, person.language)
    by = by if by in BY else "day"
    counted = _stored if person.counts_all else _live
    overdue = _overdue(person, first, last, by, now)
    until = min(last, now.astimezone(rules.calendar.zone).date())
    found = dict.fromkeys(_every(first, until, by), dict.fromkeys(MEASURES, 0)) | counted(
        person, first, last, by
    )
    rows = [
        _row(key, counts, overdue.get(key, 0), by=by, period=(first, last), words=words)
        for key, counts in sorted(found.items())
    ]
    total = {m: sum(getattr(row, m) for row in rows) for m in MEASURES}
    return Statistics(
        total=_row("", total, sum(overdue.values()), by="total", period=(first, last), words=words),
        rows=tuple(rows),
        by=by,
        first=first,
        last=last,
        as_of=_as_of(now, rules.calendar.zone) if counted is _stored else now.astimezone(rules.calendar.zone),
    )


def medians(
    person: Person, *, first: date, last: date, by: str
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Median hours to the first response, the first reply and the end, of the cases that ended in these days and
    that this person sees: (of all of them, by key of the rows of `statistics`).
    """
    ended = visible(person.sees()).filter(closed_on__gte=first, closed_on__lte=last)
    total = store_medians.medians(ended, "")
    return total.get("", {}), store_medians.medians(ended, by if by in BY else "day")


def today(person: Person, now: datetime) -> date:
    """The day it is in the organisation's own zone."""
    return now.astimezone(rulebooks.in_force_at(person.organisation, now)[1].calendar.zone).date()


def _stored(person: Person, first: date, last: date, by: str) -> dict[str, dict[str, int]]:
    """From the projected figures: a few rows a day, however many cases there are."""
    dimension = "total" if by in ("day", "month") else by
    figures = Figure.objects.filter(
        organisation_id=person.organisation_id, dimension=dimension, day__gte=first, day__lte=last
    )
    key = {"day": F("day"), "month": TruncMonth("day")}.get(by, F("value"))
    sums = figures.annotate(key=key).values("key").annotate(**{f"sum_{m}": Sum(m) for m in MEASURES})
    rows = cast("Iterable[dict[str, Any]]", sums.order_by("key"))
    found = {_key(row["key"], by): {m: row[f"sum_{m}"] for m in MEASURES} for row in rows}
    return {key: counts for key, counts in found.items() if any(counts.values())}


def _live(person: Person, first: date, last: date, by: str) -> dict[str, dict[str, int]]:
    """Counted from the cases that this person sees."""
    found: dict[str, dict[str, int]] = {}
    closed = Q(closed_on__isnull=False)
    of_day = {
        "registered_on": {"received": Q(), "open": ~closed},
        "closed_on": {
            "closed": closed, "on_time": Q(on_time=True), "late": Q(on_time=False),
            "satisfied": Q(satisfied="yes"), "dissatisfied": Q(satisfied="no"),
        },
    }  # fmt: skip
    for day, measures in of_day.items():
        cases = visible(person.sees()).filter(**{f"{day}__gte": first, f"{day}__lte": last})
        counted = (
            cases.annotate(key=_expression(by, day))
            .values("key")
            .annotate(**{f"count_{m}": Count("pk", filter=test) for m, test in measures.items()})
        )
        for row in cast("Iterable[dict[str, Any]]", counted):
            counts = found.setdefault(_key(row["key"], by), dict.fromkeys(MEASURES, 0))
            counts |= {m: row[f"count_{m}"] for m in measures}
    return {key: counts for key, counts in found.items() if any(counts.values())}


def _overdue(person: Person, first: date, last: date, by: str, now: datetime) -> dict[str, int]:
    """Open cases past their due time at this moment."""
    late = visible(person.sees()).filter(
        due_at__lt=now, closed_at=None, registered_on__gte=first, registered_on__lte=last
    )
    counts = late.annotate(key=_expression(by, "registered_on")).values("key").annotate(n=Count("pk"))
    return {_key(row["key"], by): row["n"] for row in counts}


def _expression(by: str, day: str) -> F | TruncMonth:
    if by == "month":
        return TruncMonth(day)
    return F({"day": day, "unit": "unit__name"}.get(by, by))


def _every(first: date, last: date, by: str) -> tuple[str, ...]:
    """The keys of all days or months of a period; () where there would be too many, or for anything else."""
    if by not in FILLED or last < first:
        return ()
    if by == "day":
        days = (last - first).days + 1
        return (
            tuple((first + timedelta(days=n)).isoformat() for n in range(days)) if days <= FILLED[by] else ()
        )
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    months = range(begin, end + 1)
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in months) if len(months) <= FILLED[by] else ()


def _key(value: object, by: str) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.strftime("%Y-%m") if by == "month" else value.isoformat()
    return str(value or "")


def _row(
    key: str, counts: dict[str, int], overdue: int, *, by: str, period: tuple[date, date], words: Wording
) -> FigureRow:
    first, last = period
    narrowed: dict[str, str] = {}
    if by in _LEDGER_KEY:
        narrowed = {_LEDGER_KEY[by]: key or NONE}
    elif by == "day":
        first = last = date.fromisoformat(key)
    elif by == "month":
        first, last = _month(key, period)
    names = {
        "category": words.category, "level": words.level, "channel": words.channel, "result": words.stage,
    }  # fmt: skip
    named = names[by](key) if by in names and key else Named(id=key, name=key)
    return FigureRow(
        key=named, overdue=overdue, **{m: counts.get(m) or 0 for m in MEASURES},
        links=_links(first, last, narrowed),
    )  # fmt: skip


def _month(key: str, period: tuple[date, date]) -> tuple[date, date]:
    year, month = map(int, key.split("-"))
    begin = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return max(begin, period[0]), min(date.fromordinal(after.toordinal() - 1), period[1])


def _links(first: date, last: date, narrowed: dict[str, str]) -> dict[str, str]:
    """Figure → the query string of the ledger that lists exactly its cases."""
    received = {"registered_from": first.isoformat(), "registered_to": last.isoformat(), **narrowed}
    closed = {"closed_from": first.isoformat(), "closed_to": last.isoformat(), **narrowed}
    return {
        name: urlencode(query)
        for name, query in {
            "received": received,
            "open": {**received, "open": "1"},
            "overdue": {**received, "overdue": "1"},
            "closed": closed,
            "on_time": {**closed, "on_time": "1"},
            "late": {**closed, "on_time": "0"},
            "satisfied": {**closed, "satisfied": "yes"},
            "dissatisfied": {**closed, "satisfied": "no"},
        }.items()
    }


def _as_of(now: datetime, zone: ZoneInfo) -> datetime:
    followed = Position.objects.filter(name="figures").values_list("at", flat=True).first()
    return (followed or now).astimezone(zone)
