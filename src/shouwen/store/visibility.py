"""Who may see which case. Every query for staff starts here."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from shouwen.store.models import Case, CaseRecusal, CaseUnit
from shouwen.store.sql import Where, among, fetch_models
from shouwen.store.transactions import POSTGRESQL


def recused(staff_id: int) -> QuerySet[CaseRecusal, int]:
    """The keys of the cases that are kept from this person: complained about in them, or recused."""
    return CaseRecusal.objects.order_by().filter(staff_id=staff_id).values_list("case_id", flat=True)


def not_recused(staff_id: int, case: str = "store_case.id") -> Where:
    """The cases that are not kept from this person; `case` is the column that names the case."""
    test = f"NOT EXISTS (SELECT 1 FROM store_caserecusal r WHERE r.case_id = {case} AND r.staff_id = %s)"
    return Where().add(test, staff_id)


def of_units(unit_ids: Sequence[int], case: str = "store_case.id") -> Where:
    """The cases that one of the units works on, or worked on."""
    test, told = among("u.unit_id", unit_ids)
    return Where().add(f"{case} IN (SELECT u.case_id FROM store_caseunit u WHERE {test})", *told)


class Seer(NamedTuple):
    """One of the staff, as far as it says which cases he sees."""

    staff_id: int
    unit_ids: Sequence[int]
    sees_all: bool


def seen_by(seer: Seer, *, organisation_id: int, also: Sequence[Seer] = ()) -> Where:
    """The cases (`store_case`) of an organisation that one of its people may see: those of own units (for a head,
    of all units below), of those that assist, were asked or were given something to do, and what went through own hands; offices see all. `also`: those in
    whose place he acts, who bring what they see themselves. Never a case in which this person is complained about.
    """
    where = Where().equal(**{"store_case.organisation_id": organisation_id})
    where.either(not_recused(seer.staff_id))
    if seer.sees_all:
        return where
    others = (
        not_recused(one.staff_id) if one.sees_all else not_recused(one.staff_id).either(*_near(one))
        for one in also
    )
    return where.either(*_near(seer), *others)


def by_units(seer: Seer, *, also: Sequence[Seer] = ()) -> Q:
    """For rows that have a `case_id`: of cases of own units, and of those that the ones see in whose place he acts."""
    found = Q(case_id__in=CaseUnit.objects.filter(unit_id__in=seer.unit_ids).values("case_id"))
    for one in also:
        theirs = CaseUnit.objects.filter(unit_id__in=one.unit_ids).values("case_id")
        near = Q() if one.sees_all else Q(case_id__in=theirs)
        found |= near & ~Q(case_id__in=recused(one.staff_id))
    return found


def _near(seer: Seer) -> tuple[Where, ...]:
    """What belongs to own units, and what went through own hands."""
    through_own_hands = Where().add(
        "store_case.handler_id = %s OR store_case.receiver_id = %s", seer.staff_id, seer.staff_id
    )
    return (of_units(seer.unit_ids), through_own_hands)


def one(number: str, among: Where) -> Case | None:
    """The case of a number, if it is among these."""
    where = Where().equal(number=number).either(among)
    return next(iter(fetch_models(Case, f"WHERE {where}", where.told)), None)


def locked(number: str, among: Where) -> Case | None:
    """The same, locked to the end of the transaction (SQLite has one writer at a time anyway)."""
    where = Where().equal(number=number).either(among)
    lock = " FOR UPDATE" if connection.vendor == POSTGRESQL else ""
    return next(iter(fetch_models(Case, f"WHERE {where}{lock}", where.told)), None)


def visible(seen: Where) -> QuerySet[Case]:
    """The cases of `seen_by` as a query. It cannot stand inside another one: the table would have another name."""
    return Case.objects.extra(where=[str(seen)], params=seen.told)  # noqa: S610 values are bound
