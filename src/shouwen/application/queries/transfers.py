"""Returns by unit (退回与推诿统计): how often, of how many assigned, and how long cases were in dispute."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum

from shouwen.application.people import Person
from shouwen.application.views.supervision import ReturnRow, Returns
from shouwen.store import medians
from shouwen.store.models import CaseTransfer, TransferFigure
from shouwen.store.visibility import by_units, recused


def returns(person: Person, *, first: date, last: date) -> Returns:
    """Returns and assignments of these days. Who sees all cases gets the projected counts; the others those of the
    cases that they see, counted.
    """
    counted = _stored if person.counts_all else _counted
    counts = counted(person, first, last)
    given_back = _transfers(person).filter(returned_on__gte=first, returned_on__lte=last)
    settled = given_back.filter(minutes__isnull=False)
    summed = given_back.order_by().values("unit__name")
    told = summed.annotate(total=Sum("minutes"), open=Count("pk", filter=Q(minutes=None)))
    spans: dict[str, tuple[int, int]] = {
        row["unit__name"]: (row["open"], row["total"] or 0) for row in cast("Iterable[dict[str, Any]]", told)
    }
    median = medians.of(settled.order_by().values_list("unit__name", "minutes"))
    rows = tuple(
        ReturnRow(
            unit=unit, assigned=assigned, returned=returned, unsettled=spans.get(unit, (0, 0))[0],
            median_minutes=median.get(unit), total_minutes=spans.get(unit, (0, 0))[1],
            link=_link(first, last, unit),
        )
        for unit, (assigned, returned) in sorted(counts.items(), key=lambda pair: (-pair[1][1], pair[0]))
    )  # fmt: skip
    every = medians.of(settled.order_by().values_list("organisation_id", "minutes"))
    return Returns(rows=rows, total=_total(rows, first, last, next(iter(every.values()), None)))


def _stored(person: Person, first: date, last: date) -> dict[str, tuple[int, int]]:
    sums = (
        TransferFigure.objects.filter(organisation_id=person.organisation_id, day__gte=first, day__lte=last)
        .order_by()
        .values("unit__name")
        .annotate(a=Sum("assigned"), r=Sum("returned"))
    )
    return {row["unit__name"]: (row["a"], row["r"]) for row in sums if row["a"] or row["r"]}


def _counted(person: Person, first: date, last: date) -> dict[str, tuple[int, int]]:
    own = _transfers(person)
    found: dict[str, list[int]] = {}
    for place, day in enumerate(("assigned_on", "returned_on")):
        rows = own.filter(**{f"{day}__gte": first, f"{day}__lte": last}).order_by().values("unit__name")
        for row in rows.annotate(n=Count("pk")):
            found.setdefault(row["unit__name"], [0, 0])[place] = row["n"]
    return {unit: (a, r) for unit, (a, r) in found.items()}


def _transfers(person: Person) -> QuerySet[CaseTransfer]:
    rows = CaseTransfer.objects.filter(organisation_id=person.organisation_id)
    rows = rows.exclude(case_id__in=recused(person.staff_id))
    if person.sees_all:
        return rows
    return rows.filter(by_units(person.seer(), also=person.seers()))


def _total(rows: Iterable[ReturnRow], first: date, last: date, median: float | None) -> ReturnRow:
    told = list(rows)
    return ReturnRow(
        unit="", assigned=sum(r.assigned for r in told), returned=sum(r.returned for r in told),
        unsettled=sum(r.unsettled for r in told), median_minutes=median,
        total_minutes=sum(r.total_minutes for r in told), link=_link(first, last, ""),
    )  # fmt: skip


def _link(first: date, last: date, unit: str) -> str:
    told = {"returned_from": first.isoformat(), "returned_to": last.isoformat()}
    return urlencode({**told, **({"returned_by": unit} if unit else {})})
