"""Periodic work of the office: what is owed for which period, and what was put on record."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.application.owing_periods import duty_of, owed
from shouwen.application.people import BLIND, Person
from shouwen.application.views.names import Named
from shouwen.application.views.periodic import PeriodicLine, PeriodicText, PeriodicView
from shouwen.application.wording import in_place_of
from shouwen.core.obligations import Status
from shouwen.core.periodic import Duty, Period, is_whose
from shouwen.core.rulebook.model import Every
from shouwen.core.rulebook.names import STATUS_NAMES
from shouwen.core.rulebook.words_periodic import EVERY_NAMES
from shouwen.store.models import PeriodicRecord

SHOWN = timedelta(days=366)
"""Periods that ended longer ago are not listed; each can still be asked for by its last day."""


def periodic(person: Person, *, now: datetime) -> tuple[PeriodicLine, ...]:
    """The work of the last year, by work and the newest period first."""
    return _lines(person, owed(person.organisation, since=now.date() - SHOWN, now=now), now)


def periodic_waiting(person: Person, *, now: datetime) -> tuple[PeriodicLine, ...]:
    """What this person has still to do of periods that are over, soonest due first."""
    books = rulebooks.books(person.organisation)
    if not any(is_whose(work, person.acting, book) for book in books for work in book.periodic):
        return ()
    undone = tuple(
        duty
        for duty in owed(person.organisation, since=now.date() - SHOWN, now=now)
        if duty.done_at is None and duty.ended_at < now
    )
    mine = [line for line in _lines(person, undone, now) if line.mine]
    return tuple(sorted(mine, key=lambda line: line.due_at))


def periodic_one(person: Person, work: str, last: date, *, now: datetime) -> PeriodicView:
    """One piece of work with its texts, the newest edition. Raise `NotFoundError`."""
    if not person.acting.roles - BLIND:
        raise NotFoundError
    duty = duty_of(person.organisation, work, last, now=now)
    rows = list(_records(person, last).filter(work=work, last_on=last).order_by("-edition"))
    told = rows[0].texts if rows else {}
    return PeriodicView(
        line=_lines(person, (duty,), now)[0],
        texts=tuple(
            PeriodicText(id=one.id, name=one.name.in_(person.language), text=told.get(one.id, ""))
            for one in duty.work.contents
        ),
        editions=tuple((row.edition, row.done_at, _name(row, person.language)) for row in rows),
    )


def _lines(person: Person, found: tuple[Duty, ...], now: datetime) -> tuple[PeriodicLine, ...]:
    if not found:
        return ()
    rows = _records(person, min(duty.period.last for duty in found)).order_by("edition")
    latest = {(row.work, row.last_on): row for row in rows}
    return tuple(_line(person, duty, latest.get((duty.work.id, duty.period.last)), now) for duty in found)


def _line(person: Person, duty: Duty, row: PeriodicRecord | None, now: datetime) -> PeriodicLine:
    rules = rulebooks.rules_of(duty.version, person.organisation.reference_version)
    words = rulebooks.words_of(duty.version, person.organisation.reference_version, person.language)
    work, status = duty.work, str(duty.status)
    return PeriodicLine(
        work=Named(id=work.id, name=work.name.in_(person.language)), clause=work.clause,
        every=Named(id=work.every, name=EVERY_NAMES[work.every].in_(person.language)),
        period=named(duty.work.every, duty.period, person.language),
        first=duty.period.first, last=duty.period.last, by=words.role(work.by), due_at=duty.due_at,
        provisional=duty.provisional, status=Named(id=status, name=STATUS_NAMES[status].in_(person.language)),
        running=duty.status is Status.OPEN and rules.calendar.local(now).date() <= duty.period.last,
        done_at=duty.done_at, done_by=_name(row, person.language) if row else "", edition=row.edition if row else 0,
        mine=is_whose(work, person.acting, rules.book),
    )  # fmt: skip


def named(every: Every, period: Period, language: str) -> str:
    """2026年10月 · 2026 Q4: a period as people call it."""
    first, english = period.first, language.startswith("en")
    match every:
        case Every.WEEK:
            return (
                f"{first:%m-%d} – {period.last:%m-%d}" if english else f"{first:%m-%d} 至 {period.last:%m-%d}"
            )
        case Every.MONTH:
            return f"{first:%Y-%m}" if english else f"{first.year}年{first.month}月"
        case Every.QUARTER:
            quarter = (first.month + 2) // 3
            return f"{first.year} Q{quarter}" if english else f"{first.year}年第{quarter}季度"
        case Every.HALF_YEAR:
            half = 1 if first.month == 1 else 2
            return f"{first.year} H{half}" if english else f"{first.year}年{'上' if half == 1 else '下'}半年"
        case Every.YEAR:
            return f"{first.year}" if english else f"{first.year}年"


def _records(person: Person, since: date) -> QuerySet[PeriodicRecord]:
    return PeriodicRecord.objects.filter(organisation_id=person.organisation_id, last_on__gte=since)


def _name(row: PeriodicRecord, language: str) -> str:
    return in_place_of(row.done_by_name, row.behalf_name, language)
