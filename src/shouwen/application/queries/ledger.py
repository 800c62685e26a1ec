"""The ledger (台账): cases in pages by key, newest first, narrowed by filters, searched by words."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views import LedgerFilter, LedgerPage, LedgerRow
from shouwen.application.wording import Wording
from shouwen.core.case.state import ENDED
from shouwen.store import search
from shouwen.store.models import Case, CaseClause
from shouwen.store.visibility import visible


class _Row(NamedTuple):
    """The columns that the ledger shows, in the order of `_COLUMNS`."""

    pk: int
    rule_book_id: int
    number: str
    subject: str
    complainant: str
    kind: str
    channel: str
    category: str
    level: str
    stage: str
    unit_id: int | None
    handler_id: int | None
    registered_at: datetime
    due_at: datetime | None
    paused: bool
    round: int
    satisfied: str
    closed_at: datetime | None


_COLUMNS = _Row._fields
NONE = "-"
"""A filter value: the cases that have none."""


def ledger(
    person: Person, wanted: LedgerFilter, *, now: datetime, cursor: str = "", limit: int = 50
) -> LedgerPage:
    """A page of the ledger. A cursor that cannot be read starts at the beginning."""
    limit = max(1, min(limit, 200))
    cases = _cases(person, wanted, now)
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        cases = cases.filter(Q(registered_at__lt=at) | Q(registered_at=at, pk__lt=pk)).filter(
            registered_at__lte=at
        )
    if wanted.q:
        cases = search.newest(cases, wanted.q)
    found = [_Row(*columns) for columns in _ordered(cases).values_list(*_COLUMNS)[: limit + 1]]
    page, more = found[:limit], len(found) > limit
    rows = tuple(_rows(page, person=person, now=now))
    return LedgerPage(items=rows, next=cursor_of(page[-1].registered_at, page[-1].pk) if more else "")


def ledger_all(person: Person, wanted: LedgerFilter, *, now: datetime) -> Iterator[LedgerRow]:
    """Every row, without a cap, for exports."""
    cases = _cases(person, wanted, now)
    if wanted.q:
        cases = cases.filter(pk__in=search.matching(wanted.q, organisation_id=person.organisation_id))
    columns = _ordered(cases).values_list(*_COLUMNS).iterator(chunk_size=500)
    yield from _rows((_Row(*row) for row in columns), person=person, now=now)


def _cases(person: Person, wanted: LedgerFilter, now: datetime) -> QuerySet[Case]:
    cases = visible(
        organisation_id=person.organisation_id, staff_id=person.staff_id,
        unit_ids=person.unit_ids, sees_all=person.sees_all,
    )  # fmt: skip
    if any(isinstance(value, str) and NUL in value for value in asdict(wanted).values()):
        return cases.none()
    plain = {
        "stage": wanted.state,
        "level": wanted.level,
        "category": wanted.category_is,
        "kind": wanted.kind,
        "channel": wanted.channel,
        "handler__user__username": "" if wanted.handler == NONE else wanted.handler,
        "satisfied": wanted.satisfied,
        "due_at__lte": wanted.due_before,
        "registered_on__gte": wanted.registered_from,
        "registered_on__lte": wanted.registered_to,
        "closed_on__gte": wanted.closed_from,
        "closed_on__lte": wanted.closed_to,
        "on_time": wanted.on_time,
        "result": wanted.result,
    }
    cases = cases.filter(**{k: "" if v == NONE else v for k, v in plain.items() if v not in ("", None)})
    if wanted.handler == NONE:
        cases = cases.filter(handler=None)
    if wanted.unit == NONE:
        cases = cases.filter(unit=None)
    elif wanted.unit:
        unit = rulebooks.household(person.organisation).units.get(wanted.unit)
        cases = cases.filter(unit=unit) if unit else cases.none()
    if wanted.category == NONE:
        cases = cases.filter(category="")
    elif wanted.category:
        cases = cases.filter(category__in=_with_children(person, wanted.category, now))
    if wanted.clause:
        of_clause = CaseClause.objects.filter(clause=wanted.clause)
        shown = of_clause.filter(verdict=wanted.verdict) if wanted.verdict else of_clause
        cases = cases.filter(pk__in=shown.values("case_id"))
    if wanted.overdue is not None:
        late = Q(due_at__lt=now, closed_at=None)
        cases = cases.filter(late if wanted.overdue else ~late | Q(due_at=None))
    if wanted.open is not None:
        cases = cases.filter(closed_at__isnull=wanted.open)
    return cases


def _with_children(person: Person, category: str, now: datetime) -> list[str]:
    """A category and everything below it."""
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    below = [path[-1].id for path in book.category_paths() if category in [c.id for c in path]]
    return below or [category]


def _ordered(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.order_by("-registered_at", "-pk")


def _rows(cases: Iterable[_Row], *, person: Person, now: datetime) -> Iterator[LedgerRow]:
    household = rulebooks.household(person.organisation)
    for case in cases:
        rules = rulebooks.rules_of(case.rule_book_id, person.organisation.reference_version)
        words, zone = Wording(rules.book, person.language), rules.calendar.zone
        yield LedgerRow(
            number=case.number,
            subject=case.subject,
            complainant=case.complainant,
            kind=words.kind(case.kind),
            channel=words.channel(case.channel),
            category=words.category(case.category),
            level=words.level(case.level),
            stage=words.stage(case.stage),
            unit=household.unit_names.get(case.unit_id or 0, ""),
            handler=household.staff_names.get(case.handler_id or 0, ""),
            registered_at=case.registered_at.astimezone(zone),
            due_at=case.due_at.astimezone(zone) if case.due_at else None,
            overdue=case.due_at is not None and case.due_at < now and case.stage not in ENDED,
            paused=case.paused,
            round=case.round,
            satisfied=case.satisfied,
            closed_at=case.closed_at.astimezone(zone) if case.closed_at else None,
            handler_account=household.accounts.get(case.handler_id or 0, ""),
        )
