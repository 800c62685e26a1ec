"""The ledger (台账): cases in pages by key, newest first, narrowed by filters, searched by words."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from shouwen.application import rules as rulebooks
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person
from shouwen.application.queries.pages import Place, cursor_of, place_of
from shouwen.application.views.lists import LedgerFilter, LedgerPage, LedgerRow
from shouwen.core.case.state import ENDED
from shouwen.store import search
from shouwen.store.sql import Where, fetch


class _Row(NamedTuple):
    """The columns that the ledger shows."""

    id: int
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


_PAGE = f"""
SELECT {", ".join(_Row._fields)} FROM store_case WHERE {{where}} ORDER BY registered_at DESC, id DESC LIMIT {{limit:d}}
"""
_CHUNK = 1000
NONE = "-"
"""A filter value: the cases that have none."""


def ledger(
    person: Person, wanted: LedgerFilter, *, now: datetime, cursor: str = "", limit: int = 50
) -> LedgerPage:
    """A page of the ledger. A cursor that cannot be read starts at the beginning."""
    limit = max(1, min(limit, 200))
    found = _page(_chosen(person, wanted, now), place_of(cursor), limit + 1)
    page, more = found[:limit], len(found) > limit
    rows = tuple(_rows(page, person=person, now=now))
    return LedgerPage(items=rows, next=cursor_of(page[-1].registered_at, page[-1].id) if more else "")


def ledger_all(person: Person, wanted: LedgerFilter, *, now: datetime) -> Iterator[LedgerRow]:
    """Every row, without a cap, for exports."""
    where, place = _chosen(person, wanted, now), None
    while chunk := _page(where, place, _CHUNK):
        yield from _rows(chunk, person=person, now=now)
        place = chunk[-1].registered_at, chunk[-1].id


def _page(where: Where, place: Place | None, limit: int) -> list[_Row]:
    """The newest cases that come after a place."""
    if place is not None:
        where = Where().either(where).add("(registered_at, id) < (%s, %s)", *place)
    return [_Row._make(row) for row in fetch(_PAGE.format(where=where, limit=limit), where.told)]


def _chosen(person: Person, wanted: LedgerFilter, now: datetime) -> Where:
    """The cases that this person sees and asked for."""
    where = person.sees()
    if any(isinstance(value, str) and NUL in value for value in asdict(wanted).values()):
        return where.add("1 = 0")
    for column, test, value in (
        ("stage", "=", wanted.state), ("level", "=", wanted.level), ("category", "=", wanted.category_is),
        ("kind", "=", wanted.kind), ("channel", "=", wanted.channel), ("satisfied", "=", wanted.satisfied),
        ("result", "=", wanted.result), ("on_time", "=", wanted.on_time), ("due_at", "<=", wanted.due_before),
        ("registered_on", ">=", wanted.registered_from), ("registered_on", "<=", wanted.registered_to),
        ("closed_on", ">=", wanted.closed_from), ("closed_on", "<=", wanted.closed_to),
    ):  # fmt: skip
        if value not in ("", None):
            where.add(f"store_case.{column} {test} %s", "" if value == NONE else value)
    _narrow_by_people(where, person, wanted)
    if wanted.category == NONE:
        where.add("store_case.category = ''")
    elif wanted.category:
        where.among("store_case.category", _with_children(person, wanted.category, now))
    if wanted.clause:
        shown = "SELECT p.case_id FROM store_caseclause p WHERE p.clause = %s"
        told = (wanted.clause, wanted.verdict) if wanted.verdict else (wanted.clause,)
        where.add(f"id IN ({shown}{' AND p.verdict = %s' if wanted.verdict else ''})", *told)
    _narrow_by_return(where, person, wanted)
    if wanted.overdue is not None:
        late = "due_at IS NOT NULL AND due_at < %s AND closed_at IS NULL"
        where.add(late if wanted.overdue else f"NOT ({late})", now)
    if wanted.open is not None:
        where.add(f"closed_at IS {'' if wanted.open else 'NOT '}NULL")
    if wanted.q:
        search.narrow(where, wanted.q, organisation=person.organisation.pk)
    return where


def _narrow_by_people(where: Where, person: Person, wanted: LedgerFilter) -> None:
    household = rulebooks.household(person.organisation)
    if wanted.handler == NONE:
        where.add("handler_id IS NULL")
    elif wanted.handler:
        known = (key for key, account in household.accounts.items() if account == wanted.handler)
        where.equal(handler_id=next(known, 0))
    if wanted.unit == NONE:
        where.add("unit_id IS NULL")
    elif wanted.unit:
        unit = household.units.get(wanted.unit)
        where.equal(unit_id=unit.pk if unit else 0)


def _narrow_by_return(where: Where, person: Person, wanted: LedgerFilter) -> None:
    """Cases that some unit, or the one named, gave back."""
    if not (wanted.returned_by or wanted.returned_from or wanted.returned_to):
        return
    tests = ["t.organisation_id = %s", "t.returned_on IS NOT NULL"]
    told: list[object] = [person.organisation_id]
    unit = rulebooks.household(person.organisation).units.get(wanted.returned_by)
    for test, value in (
        ("t.unit_id = %s", (unit.pk if unit else 0) if wanted.returned_by else None),
        ("t.returned_on >= %s", wanted.returned_from), ("t.returned_on <= %s", wanted.returned_to),
    ):  # fmt: skip
        if value is not None:
            tests.append(test)
            told.append(value)
    where.add(f"id IN (SELECT t.case_id FROM store_casetransfer t WHERE {' AND '.join(tests)})", *told)


def _with_children(person: Person, category: str, now: datetime) -> list[str]:
    """A category and everything below it."""
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    below = [path[-1].id for path in book.category_paths() if category in [c.id for c in path]]
    return below or [category]


def _rows(cases: Iterable[_Row], *, person: Person, now: datetime) -> Iterator[LedgerRow]:
    household = rulebooks.household(person.organisation)
    for case in cases:
        under = case.rule_book_id, person.organisation.reference_version
        words, zone = rulebooks.words_of(*under, person.language), rulebooks.rules_of(*under).calendar.zone
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
