"""
The register of production (追溯档案): products, batches, serial numbers and the records of their chain, brought in from a
spreadsheet; all of it or nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from shouwen.application.administration import AdministrationError, organisation_of
from shouwen.application.importing import MOST_ROWS, ImportReport, day_of
from shouwen.application.spreadsheets import lines_of
from shouwen.store.models import Batch, CaseTrace, ChainRecord, Organisation, Product, SerialNumber

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
    used = {*headings.values(), ""}
    unused = tuple(name for name in told[0][1] if name not in used) if told else ()
    if faults or dry_run:
        return ImportReport(rows=len(told), created=0, faults=tuple(sorted(faults)), unused=unused)
    with transaction.atomic():
        for row in rows:
            _keep(row, organisation)
        _tie_cases(organisation)
    return ImportReport(rows=len(told), created=len(rows), faults=(), unused=unused)


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
