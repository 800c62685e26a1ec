"""A ledger file into the register: every row is checked first, and all of it goes in or nothing."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from shouwen.application import rules
from shouwen.application.administration import AdministrationError, organisation_of
from shouwen.application.errors import BadDataError, Refused
from shouwen.application.execute import execute, fingerprint_of
from shouwen.application.sitting import Wish
from shouwen.application.spreadsheets import lines_of
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.command_data import Data
from shouwen.core.case.parsing import parse
from shouwen.core.rulebook.names import CHANNEL_NAMES, KIND_NAMES
from shouwen.store.answered import Answered, answered
from shouwen.store.models import Organisation

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("类型", "类别性质", "kind"),
    "channel": ("渠道", "来源", "投诉渠道", "channel"),
    "subject": ("事由", "投诉事项", "标题", "subject"),
    "description": ("投诉内容", "内容", "简要描述", "description"),
    "name": ("投诉人", "投诉人姓名", "姓名", "complainant"),
    "phone": ("联系方式", "联系电话", "电话", "phone"),
    "email": ("电子邮件", "邮箱", "email"),
    "registered_at": ("收到日期", "投诉时间", "登记时间", "日期", "received_at"),
    "occurred_at": ("事发时间", "occurred_at"),
    "place": ("事发地点", "地点", "place"),
    "respondent": ("投诉对象", "被投诉人", "respondent"),
    "demand": ("投诉请求", "诉求", "demand"),
    "category": ("分类", "投诉类别", "category"),
    "external_ref": ("原编号", "来文编号", "external_ref"),
}
"""Key of the register command → the headings that offices use for it."""
CHANNELS: Mapping[str, str] = {
    "电话": "hotline", "网络": "web", "网站": "web", "手机应用": "app", "在线客服": "chat", "电子邮件": "email", "邮件": "email",
    "信函": "letter", "来信": "letter", "传真": "fax", "来访": "visit", "现场": "onsite", "现场反馈": "onsite", "微信": "im",
    "社交媒体": "social", "监管转办": "transferred", "上级交办": "transferred", "转办": "transferred",
}  # fmt: skip
"""Names that offices use for channels, beside the product's own."""
FAULTS: Mapping[str, str] = {
    "missing": "不能为空", "string_too_short": "不能为空", "too_short": "不能为空", "too_long": "太长", "string_too_long": "太长", "control_characters": "含有看不见的控制字符",
    "one_line": "只能写一行", "string_pattern_mismatch": "写法不对",
}  # fmt: skip
NEEDED = ("description",)
FIRST_YEAR = 1990
MOST_ROWS = 50_000
MOST_TOLD = 50
BEYOND = "\0"
"""What a row holds to the right of the last heading; no heading can be called that."""
Row = tuple[int, dict[str, str]]
"""As counted in the file, and its cells by heading."""


_OTHERWISE = "；这一行的内容与那时不同，投诉件没有改动，要改请在投诉件里更正"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row that a case can be made of."""

    row: int
    command: Data
    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    rows: int
    created: int
    faults: tuple[tuple[int, str, str], ...]
    """(row as counted in the file, column, reason)."""
    present: tuple[tuple[int, str], ...] = ()
    """(row, number of the case that it became earlier)."""
    changed: frozenset[int] = frozenset()
    """Of those, the rows that say something else than then; the cases stay as they are."""
    unused: tuple[str, ...] = ()
    """Headings that nothing is done with."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is no fault and worth knowing."""
        first = sorted(self.present, key=lambda one: one[0] not in self.changed)[:MOST_TOLD]
        told = [
            f"第 {row} 行早先已经导入，是 {number}" + (_OTHERWISE if row in self.changed else "")
            for row, number in sorted(first)
        ]
        if (more := len(self.present) - MOST_TOLD) > 0:
            told.append(f"另有 {more} 行早先已经导入")
        if self.unused:
            told.append(f"没有用到的列：{'、'.join(self.unused)}")
        return tuple(told)


def import_ledger(path: Path, *, organisation: str, dry_run: bool, now: datetime) -> ImportReport:
    """Register every row of an .xlsx or .csv file that was not imported before: told apart by its number at the office
    where it came from, else by all that it says. Raise `AdministrationError` for a file that is no ledger.
    """
    found = organisation_of(organisation)
    headings, rows = _read(path)
    entries, faults = _entries(rows, headings, found, now=now)
    scope = f"import:{found.slug}"
    before = answered(scope, [entry.key for entry in entries])
    fresh = [entry for entry in entries if entry.key not in before]
    known = [(entry, before[entry.key]) for entry in entries if entry.key in before]
    created = 0
    with transaction.atomic():
        for entry in fresh:
            wish = Wish(
                command=entry.command, who=SYSTEM, now=entry.at, organisation=found, key=entry.key, scope=scope,
                for_good=True,
            )  # fmt: skip
            refused = _register(wish)
            created += not refused
            faults += [(entry.row, column, reason) for column, reason in refused]
        if faults or dry_run:
            transaction.set_rollback(True)
            created = 0
    used = {*headings.values(), BEYOND, ""}
    return ImportReport(
        rows=len(rows), created=created, faults=tuple(sorted(faults)),
        present=tuple((entry.row, one.number) for entry, one in known),
        changed=frozenset(entry.row for entry, one in known if _says_otherwise(entry, one)),
        unused=tuple(name for name in rows[0][1] if name not in used) if rows else (),
    )  # fmt: skip


def _entries(
    rows: Sequence[Row], headings: Mapping[str, str], organisation: Organisation, *, now: datetime
) -> tuple[list[Entry], list[tuple[int, str, str]]]:
    """(the rows that say something a case can be made of, what is wrong with the others)."""
    _, rules_now = rules.in_force_at(organisation, now)
    paths, zone = rules_now.book.category_paths(), rules_now.calendar.zone
    categories = {p[-1].name.zh: p[-1].id for p in paths} | {p[-1].id: p[-1].id for p in paths}
    faults = _repeated(rows, headings.get("external_ref"))
    twice = {number for number, _, _ in faults}
    entries, seen = [], Counter[str]()
    for number, cells in rows:
        told, command, at = _command(cells, headings, categories, today=now.astimezone(zone).date())
        faults += [(number, column, reason) for column, reason in told]
        if command is not None and not told and number not in twice:
            moment = min(at.replace(tzinfo=zone), now) if at else now
            entries.append(Entry(row=number, command=command, at=moment, key=_key(command, at, seen)))
    return entries, faults


def _says_otherwise(entry: Entry, before: Answered) -> bool:
    """Nothing is known of what a row said whose case lost its texts since."""
    return before.fingerprint not in ("", fingerprint_of(entry.command))


def _key(command: Data, at: datetime | None, seen: Counter[str]) -> str:
    """What makes a row the same in another file: its number at the office, else all that it says, whatever way its date
    is written. Of rows that say the same each is one of its own.
    """
    data = command.model_dump(mode="json")
    if data["external_ref"]:
        return f"ref {data['external_ref']}"
    said = json.dumps([data, str(at or "")], sort_keys=True, ensure_ascii=False)
    seen[said] += 1
    return f"row {seen[said]} {said}"


def _repeated(rows: Sequence[Row], heading: str | None) -> list[tuple[int, str, str]]:
    """The rows that bear a number of the office which an earlier row of the same file bears."""
    first: dict[str, int] = {}
    faults: list[tuple[int, str, str]] = []
    for number, cells in rows if heading else ():
        told = cells.get(heading or "", "").strip()
        if told and first.setdefault(told, number) != number:
            faults.append((number, heading or "", f"“{told}”与第 {first[told]} 行重复"))
    return faults


def _register(wish: Wish) -> list[tuple[str, str]]:
    try:
        with transaction.atomic():
            execute(wish)
    except Refused as refused:
        return [(str(refused.facts.get("fact") or wish.command.name), refused.say.zh)]
    return []


def _command(
    cells: dict[str, str], headings: Mapping[str, str], categories: Mapping[str, str], *, today: date
) -> tuple[list[tuple[str, str]], Data | None, datetime | None]:
    """(faults, the command of a row, when it was received)."""
    told = {key: cells.get(heading, "").strip() for key, heading in headings.items()}
    faults: list[tuple[str, str]] = [(headings.get(k, k), "不能为空") for k in NEEDED if not told.get(k)]
    if cells.get(BEYOND, "").strip():
        faults.append(("标题行以外", "这一行比标题行多出内容；一格里有逗号的要加引号"))
    data: dict[str, object] = {
        k: told[k]
        for k in ("description", "place", "respondent", "demand", "occurred_at", "external_ref")
        if told.get(k)
    }
    data["subject"] = told.get("subject") or " ".join(told.get("description", "").split())[:40]
    data["complainant"] = {k: told[k] for k in ("name", "phone", "email") if told.get(k)}
    for key, names, default in (("kind", KIND_NAMES, "complaint"), ("channel", CHANNEL_NAMES, "hotline")):
        by_name = {words.zh: name for name, words in names.items()} | {name: name for name in names}
        by_name |= CHANNELS if key == "channel" else {}
        value = told.get(key, "")
        if value and value not in by_name:
            faults.append(
                (headings[key], f"“{value}”不在可选项内：{'、'.join(w.zh for w in names.values())}")
            )
        data[key] = by_name.get(value, default)
    category = told.get("category", "")
    if category and category not in categories:
        faults.append((headings["category"], f"管理办法里没有分类“{category}”"))
    elif category:
        data["category"] = categories[category]
    at = _moment(told.get("registered_at", ""))
    if told.get("registered_at") and at is None:
        faults.append((headings["registered_at"], f"“{told['registered_at']}”不是日期"))
    elif at is not None and at.year < FIRST_YEAR:
        faults.append((headings["registered_at"], f"“{told['registered_at']}”早于 {FIRST_YEAR} 年"))
    elif at is not None and at.date() > today:
        faults.append((headings["registered_at"], f"“{told['registered_at']}”在今天以后"))
    try:
        return faults, parse("register", data), at
    except BadDataError as error:
        told_faults = [
            (headings.get(f.pointer.split("/")[-1], f.pointer), FAULTS.get(f.code, f.code))
            for f in error.fields
            if f.pointer != "/subject" or told.get("subject")
        ]
        return faults + [f for f in told_faults if f[0] not in {x[0] for x in faults}], None, at


def _read(path: Path) -> tuple[dict[str, str], list[Row]]:
    """(register key → heading in this file, rows by heading)."""
    lines = list(lines_of(path))
    if not lines:
        raise AdministrationError(f"{path.name} 是空的")
    first = [cell.strip() for cell in lines[0]]
    headings = {key: name for key, names in COLUMNS.items() for name in first if name in names}
    if twice := sorted({name for name in first if name in headings.values() and first.count(name) > 1}):
        raise AdministrationError(f"{path.name} 的第一行有重复的列：{'、'.join(twice)}")
    if "description" not in headings:
        raise AdministrationError(
            f"{path.name} 的第一行须有“投诉内容”一列；认得的列：{'、'.join(n[0] for n in COLUMNS.values())}"
        )
    filled = [
        (number, cells) for number, cells in enumerate(lines[1:], start=2) if any(c.strip() for c in cells)
    ]
    rows = [
        (number, dict(zip(first, cells, strict=False)) | {BEYOND: "".join(cells[len(first) :])})
        for number, cells in filled
    ]
    if len(rows) > MOST_ROWS:
        raise AdministrationError(f"{path.name} 有 {len(rows)} 行，一次最多导入 {MOST_ROWS} 行")
    return headings, rows


def day_of(text: str) -> date | None:
    """The day of a cell; None for what is none."""
    found = _moment(text)
    return found.date() if found else None


def _moment(text: str) -> datetime | None:
    for form in (
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d",
        "%Y/%m/%d %H:%M",
        "%Y/%m/%d",
        "%Y年%m月%d日",
    ):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 the zone is the organisation's
        except ValueError:
            continue
    return None
