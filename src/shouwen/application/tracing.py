"""
Traceability (产品追溯): the register of products, batches and serial numbers, brought in from a spreadsheet; the chain of
what a complaint names; batches that stand out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Q

from shouwen.application.administration import AdministrationError, organisation_of
from shouwen.application.importing import MOST_ROWS, ImportReport, day_of, lines_of
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views_traces import BatchLine, Chain, Link, TracedCase
from shouwen.core.trace import standing
from shouwen.store.models import Batch, CaseTrace, ChainRecord, Organisation, Product, SerialNumber
from shouwen.store.visibility import visible

COLUMNS = {
    "product": ("产品编码", "产品代码", "product_code"), "name": ("产品名称", "产品", "product"),
    "batch": ("批次号", "批次", "batch"), "units": ("批次产量", "产量", "units"),
    "made_on": ("生产日期", "made_on"), "serial": ("序列号", "车架号", "serial_number"), "link": ("环节", "link"),
    "on": ("日期", "记录日期", "date"), "unit": ("部门", "责任部门", "unit"), "person": ("责任人", "签名人", "person"),
    "document": ("记录编号", "单号", "document"), "result": ("结果", "result"), "deviating": ("异常", "deviating"),
}  # fmt: skip
"""Key → the headings that works use for it."""
NEEDED = ("product", "batch", "units", "link", "on", "unit", "person")
LINKS = {
    "生产": "production", "检验": "inspection", "销售": "sale", "售后": "after_sale", "售后服务": "after_sale",
    "production": "production", "inspection": "inspection", "sale": "sale", "after_sale": "after_sale",
}  # fmt: skip
YES, NO = ("是", "有", "yes", "1"), ("", "否", "无", "no", "0")
LONGEST = {
    "product": 100,
    "name": 200,
    "batch": 100,
    "serial": 100,
    "unit": 100,
    "person": 100,
    "document": 100,
    "result": 200,
}

PAGE = 50
Fault = tuple[int, str, str]
"""Row as counted in the file, column, reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of the chain, as read."""

    number: int
    product: str
    name: str
    batch: str
    units: int
    made_on: date | None
    serial: str
    link: str
    on: date
    unit: str
    person: str
    document: str
    result: str
    deviating: bool


def import_chain(path: Path, *, organisation: str, dry_run: bool) -> ImportReport:
    """Bring every row of an .xlsx or .csv file into the register, or none. Records known already are brought up to date.
    Raise `AdministrationError` for a file that is no such table.
    """
    return bring_in(path, organisation=organisation_of(organisation), dry_run=dry_run)


def bring_in(path: Path, *, organisation: Organisation, dry_run: bool) -> ImportReport:
    headings, told = _table(path)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, cells in told:
        found = _row(number, {key: cells.get(name, "").strip() for key, name in headings.items()}, headings)
        if isinstance(found, Row):
            rows.append(found)
        else:
            faults += found
    faults += _contradictions(rows, organisation, headings)
    if faults or dry_run:
        return ImportReport(rows=len(told), created=0, faults=tuple(sorted(faults)))
    with transaction.atomic():
        for row in rows:
            _keep(row, organisation)
        _tie_cases(organisation)
    return ImportReport(rows=len(told), created=len(rows), faults=())


def _table(path: Path) -> tuple[dict[str, str], list[tuple[int, dict[str, str]]]]:
    lines = list(lines_of(path))
    first = [cell.strip() for cell in lines[0]] if lines else []
    headings = {key: name for key, names in COLUMNS.items() for name in first if name in names}
    missing = [COLUMNS[key][0] for key in NEEDED if key not in headings]
    if missing:
        raise AdministrationError(f"{path.name} 的第一行缺少列：{'、'.join(missing)}")
    rows = [
        (number, dict(zip(first, cells, strict=False)))
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    if len(rows) > MOST_ROWS:
        raise AdministrationError(f"{path.name} 有 {len(rows)} 行，一次最多导入 {MOST_ROWS} 行")
    return headings, rows


def _row(number: int, told: dict[str, str], headings: dict[str, str]) -> Row | list[Fault]:
    """The record of a row, or everything that is wrong with it."""
    faults = [(number, headings[key], "不能为空") for key in NEEDED if not told[key]]
    faults += [
        (number, headings[key], f"太长，最多 {most} 个字")
        for key, most in LONGEST.items()
        if len(told.get(key, "")) > most
    ]
    units = told["units"].replace(",", "")
    if units and not (units.isascii() and units.isdigit() and 0 < int(units) < 2**31):
        faults.append((number, headings["units"], f"“{told['units']}”不是产量（正整数）"))
    if told["link"] and told["link"] not in LINKS:
        faults.append((number, headings["link"], f"“{told['link']}”不在可选项内：生产、检验、销售、售后"))
    days = {key: day_of(told.get(key, "")) for key in ("on", "made_on")}
    faults += [
        (number, headings[key], f"“{told[key]}”不是日期")
        for key, day in days.items()
        if told.get(key) and day is None
    ]
    deviating = told.get("deviating", "").lower()
    if deviating not in YES + NO:
        faults.append((number, headings["deviating"], f"“{told['deviating']}”应为 是 或 否"))
    if faults or days["on"] is None:
        return faults
    return Row(
        number=number, product=told["product"], name=told.get("name") or told["product"], batch=told["batch"],
        units=int(units), made_on=days["made_on"], serial=told.get("serial", ""), link=LINKS[told["link"]],
        on=days["on"], unit=told["unit"], person=told["person"], document=told.get("document", ""),
        result=told.get("result", ""), deviating=deviating in YES,
    )  # fmt: skip


def _contradictions(rows: list[Row], organisation: Organisation, headings: dict[str, str]) -> Iterator[Fault]:
    """Rows that cannot both be true: a batch of two products or of two sizes, a serial number of two batches."""
    products = dict(organisation.batches.values_list("code", "product__code"))
    owners = dict(SerialNumber.objects.filter(organisation=organisation).values_list("code", "batch__code"))
    sizes: dict[str, int] = {}
    for row in rows:
        if products.setdefault(row.batch, row.product) != row.product:
            yield row.number, headings["batch"], f"批次 {row.batch} 已属于产品 {products[row.batch]}"
        if sizes.setdefault(row.batch, row.units) != row.units:
            yield (
                row.number,
                headings["units"],
                f"批次 {row.batch} 的产量与前面的行不一致（{sizes[row.batch]}）",
            )
        if row.serial and owners.setdefault(row.serial, row.batch) != row.batch:
            yield row.number, headings["serial"], f"序列号 {row.serial} 已属于批次 {owners[row.serial]}"


def _keep(row: Row, organisation: Organisation) -> None:
    product, _ = Product.objects.update_or_create(
        organisation=organisation, code=row.product, defaults={"name": row.name}
    )
    batch, _ = Batch.objects.update_or_create(
        organisation=organisation, code=row.batch,
        defaults={"product": product, "units": row.units, **({"made_on": row.made_on} if row.made_on else {})},
    )  # fmt: skip
    serial = None
    if row.serial:
        serial, _ = SerialNumber.objects.get_or_create(
            organisation=organisation, code=row.serial, defaults={"batch": batch}
        )
    ChainRecord.objects.update_or_create(
        batch=batch, serial=serial, link=row.link, on=row.on, document=row.document,
        defaults={"unit": row.unit, "person": row.person, "result": row.result, "deviating": row.deviating},
    )  # fmt: skip


def _tie_cases(organisation: Organisation) -> None:
    """Cases that named a serial number before the register knew it."""
    waiting = CaseTrace.objects.filter(organisation=organisation, batch="").exclude(serial="")
    for case in waiting.iterator():
        found = (
            SerialNumber.objects.filter(organisation=organisation, code=case.serial)
            .select_related("batch")
            .first()
        )
        if found is not None:
            CaseTrace.objects.filter(pk=case.pk).update(batch=found.batch.code)


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
    seen = visible(
        organisation_id=person.organisation_id, staff_id=person.staff_id, unit_ids=person.unit_ids,
        sees_all=person.sees_all,
    ).filter(trace__batch=batch)  # fmt: skip
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
