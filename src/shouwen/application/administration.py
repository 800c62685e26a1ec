"""What administrators do: organisations, units, people, rule books, holiday notices, checks."""

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F

from shouwen.application import clock, redacting, row_checks
from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.core.case.events import Event
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.store import timeline
from shouwen.store.models import Case, HolidayNotice, Organisation, RuleBookDeed, RuleBookVersion, Staff, Unit
from shouwen.store.models.drafting import INSTALLED

LONGEST_NAME = 100
GRANTABLE = tuple(role for role in STAFF_ROLES if role not in ("customer", "system"))


class AdministrationError(Exception):
    """Something that an administrator asked for cannot be done; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledRuleBook:
    slug: str
    title: str
    version: int
    rules: int
    organisation: str
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    slug: str
    name: str
    rule_book: str
    units: int
    accounts: int


def add_organisation(
    slug: str, *, zh: str, en: str = "", settings: Mapping[str, Any] | None = None, demo: bool = False
) -> Organisation:
    """A new organisation with its customer service unit 客服部. Raise `AdministrationError`."""
    if Organisation.objects.filter(slug=slug).exists():
        raise AdministrationError(f"单位 {slug} 已存在")
    organisation = Organisation.objects.create(
        slug=slug, name_zh=zh, name_en=en, settings=dict(settings or {}), demo=demo
    )
    add_unit(organisation, name="客服部", en="Customer Service")
    return organisation


def establish(
    slug: str, *, zh: str, en: str, rule_book: str, from_day: date, settings: Mapping[str, Any]
) -> InstalledRuleBook:
    """A new organisation under its rule book. Raise `RuleBookFaults` or `AdministrationError`; nothing is made then."""
    if not re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?", slug):
        raise AdministrationError(f"标识只用小写字母、数字和连字符，最多 50 个：{slug}")
    name = zh.strip()
    if not name or len(name) > LONGEST_NAME:
        raise AdministrationError(f"单位名称须为 1 到 {LONGEST_NAME} 个字")
    with transaction.atomic():
        add_organisation(slug, zh=name, en=en.strip()[:LONGEST_NAME], settings=settings)
        version = install_rule_book(rule_book, organisation=slug, from_day=from_day)
    return _installed(version)


def organisations() -> Iterator[OrganisationLine]:
    """Every organisation, with the rule book that came into force last."""
    counted = Organisation.objects.annotate(
        n_units=Count("units", distinct=True), n_staff=Count("staff", distinct=True)
    )
    for row in counted.order_by("pk"):
        newest = row.rule_books.order_by("in_force_from", "pk").last()
        yield OrganisationLine(
            slug=row.slug,
            name=row.name_zh,
            rule_book=str(newest or ""),
            units=row.n_units,
            accounts=row.n_staff,
        )


def units(organisation: str) -> Iterator[tuple[str, str]]:
    """(unit, the one above it), in the order of the tree. Raise `AdministrationError`."""
    for unit in organisation_of(organisation).units.select_related("parent"):
        yield unit.name, unit.parent.name if unit.parent else ""


def add_unit(organisation: Organisation, *, name: str, en: str = "", parent: str = "") -> Unit:
    """A unit of an organisation, or the one of that name. Raise `AdministrationError` for an unknown parent or no name."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise AdministrationError(f"部门名称须为 1 到 {LONGEST_NAME} 个字")
    above = organisation.units.filter(name=parent).first() if parent else None
    if parent and above is None:
        raise AdministrationError(f"没有上级部门：{parent}")
    unit, made = Unit.objects.get_or_create(
        organisation=organisation, name=name, defaults={"name_en": en, "parent": above}
    )
    if not made and above is not None and unit.parent_id != above.pk:
        Unit.objects.filter(pk=unit.pk).update(parent=above)
    touch(organisation)
    return unit


def add_user(
    account: str,
    *,
    organisation: str,
    unit: str,
    roles: Sequence[str],
    name: str = "",
    title: str = "",
    password: str | None = None,
    encoded_password: str = "",
) -> str:
    """A new account; answer its password (made if none was given). Raise `AdministrationError`."""
    found = organisation_of(organisation)
    place = found.units.filter(name=unit).first()
    unknown = [role for role in roles if role not in GRANTABLE]
    if unknown:
        raise AdministrationError(f"没有角色：{'、'.join(unknown)}；可用：{'、'.join(GRANTABLE)}")
    if place is None:
        raise AdministrationError(f"{found.name_zh} 没有部门：{unit}")
    if not roles:
        raise AdministrationError("至少给一个角色")
    if User.objects.filter(username=account).exists():
        raise AdministrationError(f"账号 {account} 已存在")
    told = password or secrets.token_urlsafe(9)
    with transaction.atomic():
        user = User(username=account, password=encoded_password)
        if not encoded_password:
            user.set_password(told)
        user.save()
        Staff.objects.create(
            user=user,
            organisation=found,
            unit=place,
            name=(name or account)[:100],
            title=title,
            roles=list(roles),
        )
        touch(found)
    return told


def install_rule_book(
    text: str, *, organisation: str, from_day: date, by: int | None = None, now: datetime | None = None
) -> RuleBookVersion:
    """A new version of an organisation's rule book, in force from a day, and the record of who did it: the staff
    member `by`, or nobody for work on the machine itself. The one way in which a version comes into force.

    Raise `RuleBookFaults` with all faults of the text, or `AdministrationError` when this version is installed
    already; nothing is stored then.
    """
    found = organisation_of(organisation)
    book = load(text, name=organisation)
    held = RuleBookVersion.objects.filter(organisation=found, slug=book.slug, version=book.version).first()
    if held is not None:
        raise AdministrationError(f"{book.slug} 第 {book.version} 版已安装；修改后请把 version 加一")
    at = now or clock.now()
    with transaction.atomic():
        version = RuleBookVersion.objects.create(
            organisation=found, slug=book.slug, version=book.version, text=text, in_force_from=from_day, installed_at=at,
        )  # fmt: skip
        RuleBookDeed.objects.create(
            organisation=found, slug=book.slug, deed=INSTALLED, at=at, by_id=by,
            what={"version": book.version, "from_day": from_day.isoformat()},
        )  # fmt: skip
        touch(found)
    return version


def import_notice(text: str) -> tuple[int, int]:
    """Public holidays of a year, as JSON `{"year": 2027, "days": [{"date", "isOffDay"} …]}`; answer the year
    and the number of days. Raise `AdministrationError`; nothing is stored then.
    """
    try:
        notice = json.loads(text)
        year = int(notice["year"])
        days = {date.fromisoformat(day["date"]).isoformat(): bool(day["isOffDay"]) for day in notice["days"]}
    except (ValueError, KeyError, TypeError) as error:
        raise AdministrationError(f"不是假日安排文件：{error}") from None
    if not days:
        raise AdministrationError(f"{year} 年的安排是空的（尚未公布？），未导入")
    with transaction.atomic():
        HolidayNotice.objects.update_or_create(year=year, defaults={"days": days, "imported_at": clock.now()})
        Organisation.objects.update(reference_version=F("reference_version") + 1)
    return year, len(days)


def installed_rule_books() -> Iterator[InstalledRuleBook]:
    """Every version in the database, by organisation."""
    for row in RuleBookVersion.objects.select_related("organisation"):
        yield _installed(row)


def _installed(row: RuleBookVersion) -> InstalledRuleBook:
    book = load(row.text, name=str(row))
    return InstalledRuleBook(
        slug=row.slug, title=book.title.zh, version=row.version,
        rules=len(book.must) + len(book.may) + len(book.never),
        organisation=row.organisation.slug, from_day=row.in_force_from,
    )  # fmt: skip


def verify_cases(number: str = "") -> Iterator[tuple[str, int, str]]:
    """(number, first broken event, reason) of every case whose stream does not hold; event 0 where the stream holds and the
    case's row does not say what it comes to. Raise `NotFoundError` for a number that does not exist.
    """
    if number and not Case.objects.filter(number=number).exists():
        raise NotFoundError
    for case in row_checks.readable_cases(number):
        if isinstance(case, str):
            yield case, 0, "读不出来，内容已损坏"
            continue
        try:
            stream, _ = timeline.load(case)
        except timeline.BrokenStreamError as error:
            yield error.number, error.seq, error.reason
            continue
        if len(stream) != case.version:
            yield case.number, len(stream) + 1, f"缺少事件：应有 {case.version} 个，只有 {len(stream)} 个"
            continue
        for seq, reason in redacting.files_put_back(case, stream):
            yield case.number, seq, reason
        if differing := _row_differs(case, stream):
            yield case.number, 0, f"与事件不符：{differing}"


def _row_differs(case: Case, stream: list[Event]) -> str:
    if not stream:
        return ""
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    household = rulebooks.household(case.organisation)
    return row_checks.differing(
        case, stream, rules.read(stream), rules=rules, household=household, now=clock.now()
    )


def organisation_of(slug: str) -> Organisation:
    """Raise `AdministrationError` for an unknown slug."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = "、".join(Organisation.objects.values_list("slug", flat=True)) or "无"
        raise AdministrationError(f"没有单位：{slug}（现有：{known}）")
    return found


def touch(organisation: Organisation) -> None:
    """Reference data changed: what is cached of it is left."""
    Organisation.objects.filter(pk=organisation.pk).update(reference_version=F("reference_version") + 1)
    organisation.refresh_from_db(fields=["reference_version"])
