"""Traceability (产品追溯): the chain of what a complaint names, and batches that stand out by their complaints."""

from collections.abc import Mapping

from django.db.models import Count, Q

from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views.traces import BatchLine, Chain, Link, TracedCase
from shouwen.core.trace import standing
from shouwen.store.models import Batch, CaseTrace, ChainRecord, Organisation, SerialNumber
from shouwen.store.visibility import visible

PAGE = 50


def chain_named(organisation: Organisation, facts: Mapping[str, object], *, usual: str) -> Chain | None:
    """The chain of the serial number or batch that a form tells; None where it tells neither, or nobody knows them."""
    told = {key: str(facts.get(key) or "").strip()[:100] for key in ("serial_number", "batch", "chain_link")}
    if not told["serial_number"] and not told["batch"]:
        return None
    return chain_of(
        organisation, serial=told["serial_number"], batch=told["batch"], link=told["chain_link"], usual=usual
    )


def chain_of(
    organisation: Organisation, *, serial: str = "", batch: str = "", link: str = "", usual: str = ""
) -> Chain | None:
    """
    The chain of what a complaint names; None where the register knows neither. The unit proposed is that of the link
    found out (`link`), else of the last record that deviates, else the `usual` unit of the subject if it is in the chain.
    """
    serial, batch = serial.strip(), batch.strip()
    one = (
        SerialNumber.objects.select_related("batch__product")
        .filter(organisation=organisation, code=serial)
        .first()
        if serial and "\0" not in serial
        else None
    )
    lot = one.batch if one else None
    if lot is None and batch and "\0" not in batch:
        lot = Batch.objects.select_related("product").filter(organisation=organisation, code=batch).first()
    if lot is None:
        return None
    records = [
        r for r in lot.records.order_by("on", "id")[:500] if r.serial_id in (None, one.pk if one else None)
    ]
    links = tuple(_link(r) for r in records)
    speaking, because = _speaking(links, link, usual)
    return Chain(
        product=lot.product.name, batch=lot.code, serial=one.code if one else "", units=lot.units,
        complaints=CaseTrace.objects.filter(organisation=organisation, batch=lot.code).count(), links=links,
        proposed=speaking.unit if speaking else "", because=because, person=speaking.person if speaking else "",
    )  # fmt: skip


def _link(record: ChainRecord) -> Link:
    return Link(
        link=record.link, on=record.on, unit=record.unit, person=record.person, document=record.document,
        result=record.result, deviating=record.deviating, of_unit=record.serial_id is not None,
    )  # fmt: skip


def _speaking(links: tuple[Link, ...], link: str, usual: str) -> tuple[Link | None, str]:
    told = [one for one in links if one.link == link]
    deviating = [one for one in links if one.deviating]
    of_usual = [one for one in links if one.unit == usual]
    for found, because in ((told, "link"), (deviating, "deviation"), (of_usual, "category")):
        if found:
            return found[-1], because
    return None, ""


def batches(person: Person, *, wanted: str = "") -> tuple[BatchLine, ...]:
    """Every batch with its complaints against the mean of its product, those that stand out first. `wanted` narrows to
    batches, products or serial numbers that contain it.
    """
    organisation = person.organisation
    counts = dict(
        CaseTrace.objects.filter(organisation=organisation)
        .exclude(batch="")
        .order_by()
        .values_list("batch")
        .annotate(n=Count("pk"))
    )
    lots = list(Batch.objects.select_related("product").filter(organisation=organisation).order_by("code"))
    totals: dict[int, list[int]] = {}
    for lot in lots:
        sums = totals.setdefault(lot.product_id, [0, 0])
        sums[0] += counts.get(lot.code, 0)
        sums[1] += lot.units
    lines = [
        BatchLine(
            code=lot.code, product=lot.product.name, units=lot.units,
            standing=standing(counts.get(lot.code, 0), lot.units, of=(totals[lot.product_id][0], totals[lot.product_id][1])),
        )
        for lot in lots
    ]  # fmt: skip
    if wanted:
        of_serial = set(
            SerialNumber.objects.filter(organisation=organisation, code=wanted).values_list(
                "batch__code", flat=True
            )
        )
        lines = [x for x in lines if wanted in x.code or wanted in x.product or x.code in of_serial]
    return tuple(sorted(lines, key=lambda x: (not x.standing.unusual, -x.standing.complaints, x.code)))


def traced_cases(person: Person, batch: str, *, cursor: str = "") -> tuple[tuple[TracedCase, ...], str]:
    """(cases about a batch that the reader may see, cursor of the next page), newest first."""
    seen = visible(person.sees()).filter(trace__batch=batch)  # fmt: skip
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        seen = seen.filter(Q(registered_at__lt=at) | Q(registered_at=at, pk__lt=pk))
    found = list(seen.select_related("trace", "unit").order_by("-registered_at", "-pk")[: PAGE + 1])
    page = found[:PAGE]
    lines = tuple(
        TracedCase(
            number=case.number, subject=case.subject, serial=case.trace.serial, unit=case.unit.name if case.unit else "",
            registered_at=case.registered_at,
        )
        for case in page
    )  # fmt: skip
    return lines, cursor_of(page[-1].registered_at, page[-1].pk) if len(found) > PAGE else ""


def may_import(person: Person) -> bool:
    """Who keeps the register of production."""
    return bool(person.acting.roles & {"administrator", "supervisor"})
