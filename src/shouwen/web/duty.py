"""Responsibility by unit with the cases behind it, the register of awards and sanctions, quality reviews of a month."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwen.application import clock, queries
from shouwen.application.people import Person
from shouwen.application.queries import disposals, registers
from shouwen.application.views.registers import ConsequenceFilter
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, spreadsheet, staff
from shouwen.web.responsibility_part import yuan
from shouwen.web.statistics import PERIODS, period_of

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    id: str
    name: str
    address: str


def tabs(person: Person) -> tuple[Tab, ...]:
    """The registers that the reader may open."""
    found = [
        Tab(id="units", name=_("责任统计"), address="web:duty"),
        Tab(id="consequences", name=_("奖惩记录"), address="web:consequences"),
    ]
    if person.acting.roles & registers.OVERSEERS:
        found.append(Tab(id="objections", name=_("异议期"), address="web:objections"))
        found.append(Tab(id="quality", name=_("质检"), address="web:quality"))
    found.append(Tab(id="traces", name=_("产品追溯"), address="web:traces"))
    if disposals.may_keep_records(person):
        found.append(Tab(id="disposal", name=_("保管与销毁"), address="web:disposals"))
    return tuple(found)


@require_safe
@staff
def units(request: StaffRequest, person: Person) -> HttpResponse:
    """Cases, share-weighted cases and cost by responsible unit."""
    now = clock.now()
    period, first, last = period_of(request.GET, today=queries.today(person, now))
    span = {"period": period, "first": first.isoformat(), "last": last.isoformat()}
    rows = registers.duty_by_unit(person, first=first, last=last)
    lines = [(row, yuan(row.cents), urlencode({**span, "unit": row.unit})) for row in rows]
    context = {
        "tabs": tabs(person), "tab": "units", "lines": lines, **span, "periods": _periods(),
        "span": f"{formats.day(first)} – {formats.day(last)}", "cost": yuan(sum(row.cents for row in rows)),
    }  # fmt: skip
    return page(request, person, "web/duty/units.html", context, here="duty")


@require_safe
@staff
def unit(request: StaffRequest, person: Person) -> HttpResponse:
    """The cases behind one unit's figure, each with the share it had before and why it changed."""
    now = clock.now()
    _period, first, last = period_of(request.GET, today=queries.today(person, now))
    name = request.GET.get("unit", "")[:200]
    rows, following = registers.duty_cases(
        person, unit=name, first=first, last=last, cursor=request.GET.get("cursor", "")
    )
    lines = [(row, formats.moment(row.registered_at, now=now), yuan(row.cents)) for row in rows]
    context = {
        "tabs": tabs(person), "tab": "units", "unit": name, "lines": lines,
        "span": f"{formats.day(first)} – {formats.day(last)}", "next": _with(request.GET, cursor=following),
    }  # fmt: skip
    return page(request, person, "web/duty/unit.html", context, here="duty")


@require_safe
@staff
def objections(request: StaffRequest, person: Person) -> HttpResponse:
    """Who may still object to his share, and until when."""
    now = clock.now()
    rows, following = registers.open_objections(person, now=now, cursor=request.GET.get("cursor", ""))
    lines = [(row, formats.countdown(row.object_until, status="open", now=now)) for row in rows]
    context = {
        "tabs": tabs(person), "tab": "objections", "lines": lines, "next": _with(request.GET, cursor=following),
    }  # fmt: skip
    return page(request, person, "web/duty/objections.html", context, here="duty")


@require_safe
@staff
def consequences(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    wanted = _wanted(request.GET)
    rows, following = registers.consequences(person, wanted, cursor=request.GET.get("cursor", ""))
    context = {
        "tabs": tabs(person), "tab": "consequences", "wanted": wanted, "units": queries.form_words(person).units,
        "lines": [(row, formats.moment(row.at, now=now)) for row in rows], "query": request.GET.urlencode(),
        "next": _with(request.GET, cursor=following),
        "kinds": (("", _("奖励和处罚")), ("award", _("奖励")), ("sanction", _("处罚"))),
        "states": (("", _("全部状态")), ("open", _("待审批")), ("approved", _("批准")), ("rejected", _("不批准"))),
    }  # fmt: skip
    return page(request, person, "web/duty/consequences.html", context, here="duty")


@require_safe
@staff
def export(request: StaffRequest, person: Person) -> HttpResponse:
    """The register as filtered, all rows."""
    from shouwen.documents import consequences_xlsx  # heavy, and only here

    rows = registers.consequences_all(person, _wanted(request.GET))
    return spreadsheet(consequences_xlsx(rows, person.language), f"consequences-{clock.now():%Y%m%d}.xlsx")


@require_safe
@staff
def quality(request: StaffRequest, person: Person) -> HttpResponse:
    today = queries.today(person, clock.now())
    month = _month(request.GET.get("month", ""), today)
    state = request.GET.get("state", "")
    found = registers.quality_month(person, month=month, state=state, cursor=request.GET.get("cursor", ""))
    names = (("drawn", _("全部")), ("waiting", _("待质检")), ("passed", _("合格")), ("failed", _("不合格")))
    context = {
        "tabs": tabs(person), "tab": "quality", "found": found, "state": state, "month": f"{month:%Y-%m}",
        "months": _months(today), "tallies": [(key, name, found.counts[key]) for key, name in names],
        "lines": [(row, formats.day(row.on, now=clock.now())) for row in found.rows],
        "states": {"waiting": _("待质检"), "passed": _("合格"), "failed": _("不合格")},
        "may_review": bool(person.acting.roles & {"quality", "supervisor"}), "next": _with(request.GET, cursor=found.next),
    }  # fmt: skip
    return page(request, person, "web/duty/quality.html", context, here="duty")


def _wanted(asked: QueryDict) -> ConsequenceFilter:
    kind, state = asked.get("kind", ""), asked.get("state", "")
    return ConsequenceFilter(
        unit=asked.get("unit", "")[:200], kind=kind if kind in ("award", "sanction") else "",
        state=state if state in ("open", "approved", "rejected") else "", first=_day(asked.get("first", "")),
        last=_day(asked.get("last", "")),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 < found.year < 9000 else None


def _month(text: str, today: date) -> date:
    found = _day(f"{text}-01")
    return found or today.replace(day=1)


def _months(today: date) -> list[str]:
    months, at = [], today.replace(day=1)
    for _number in range(MONTHS):
        months.append(f"{at:%Y-%m}")
        at = (at - timedelta(days=1)).replace(day=1)
    return months


def _with(asked: QueryDict, *, cursor: str) -> str:
    """The same query at another place; "" where there is none."""
    if not cursor:
        return ""
    query = asked.copy()
    query["cursor"] = cursor
    return query.urlencode()


def _periods() -> list[tuple[str, str]]:
    names = (_("本月"), _("上月"), _("本季度"), _("今年"), _("自选"))
    return list(zip(PERIODS, names, strict=True))
