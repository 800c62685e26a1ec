"""What if: choose a period and change limits, see what last month would have been."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwen.application import clock, queries, trials
from shouwen.application.errors import Refused
from shouwen.application.people import Person
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff

LIMIT = "limit-"
CALENDARS = ("cn-office", "cn-office-sat", "round-the-clock")
USUAL = timedelta(days=90)
LIVE = ("queued", "running")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """One line of the comparison: met and missed, before and after."""

    name: str
    met: tuple[int, int]
    missed: tuple[int, int]
    rate: tuple[str, str]
    change: int
    """How many more are met."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def what_if(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    today = queries.today(person, now)
    faults: Mapping[str, str] = {}
    told = request.POST if request.method == "POST" else request.GET
    first, last = _day(told, "first", today - USUAL), _day(told, "last", today)
    if request.method == "POST":
        limits = {k.removeprefix(LIMIT): str(v) for k, v in told.items() if k.startswith(LIMIT)}
        try:
            key = trials.ask(
                person, first=first, last=last, limits=limits, calendar=told.get("calendar", ""), now=now
            )
        except trials.ChangeError as error:
            faults = error.faults
        except Refused as refused:
            faults = {"": refused.say.in_(person.language)}
        else:
            return redirect("web:trial", key=key)
    words = queries.limits_in_words(person, now=now)
    context = {
        "rules": [(line, told.get(f"{LIMIT}{line.rule}", ""), faults.get(line.rule, "")) for line in words],
        "calendars": [(name, _calendars()[name]) for name in CALENDARS],
        "calendar": told.get("calendar", ""),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "fault": faults.get("") or faults.get("calendar", ""),
        "faults": bool(faults),
        "may_ask": person.sees_all,
        "recent": [
            (one, formats.moment(one.asked_at, now=now), _states()[one.state])
            for one in trials.recent(person)
        ],
    }
    return page(request, person, "web/whatif.html", context, here="rulebook", status=422 if faults else 200)


@require_safe
@staff
def trial(request: StaffRequest, person: Person, key: int) -> HttpResponse:
    """One trial: its progress while it runs (a fragment for the page that waits), then its result."""
    now = clock.now()
    found = trials.trial(person, key)
    words = {line.rule: f"{line.name} · {line.clause}" for line in queries.limits_in_words(person, now=now)}
    context = {
        "trial": found,
        "live": found.state in LIVE,
        "state": _states()[found.state],
        "percent": round(found.done / found.total * 100) if found.total else 0,
        "span": f"{formats.day(found.first)} – {formats.day(found.last)}",
        "limits": [(words.get(rule, rule), limit) for rule, limit in found.change.get("limits", {}).items()],
        "calendar": _calendars().get(found.change.get("calendar", ""), ""),
        **_result(found.result, words),
    }
    if request.htmx and found.state in LIVE:
        return render(request, "web/trial_progress.html", context)
    if request.htmx:
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return page(request, person, "web/trial.html", context, here="rulebook")


@require_POST
@staff
def cancel(_request: StaffRequest, person: Person, key: int) -> HttpResponse:
    trials.cancel(person, key)
    return redirect("web:trial", key=key)


def _result(result: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    if not result:
        return {"result": None}
    verdicts = {"met": _("按时"), "missed": _("超期")}
    return {
        "result": result,
        "by_rule": _table(result["rules"], words),
        "by_unit": _table(result["units"], {"": _("未定")}),
        "hours": list(zip(range(24), result["hours"]["before"], result["hours"]["after"], strict=True)),
        "flips": [
            (
                flip["case"],
                words.get(flip["rule"], flip["rule"]),
                verdicts[flip["before"]],
                verdicts[flip["after"]],
            )
            for flip in result["flips"]
        ],
    }


def _table(table: Mapping[str, Mapping[str, Mapping[str, int]]], names: Mapping[str, str]) -> list[Sides]:
    """The lines that change most first."""
    lines = []
    for key, sides in table.items():
        met = sides["before"].get("met", 0), sides["after"].get("met", 0)
        missed = sides["before"].get("missed", 0), sides["after"].get("missed", 0)
        rate = formats.percent(met[0], met[0] + missed[0]), formats.percent(met[1], met[1] + missed[1])
        lines.append(
            Sides(name=names.get(key, key), met=met, missed=missed, rate=rate, change=met[1] - met[0])
        )
    return sorted(lines, key=lambda line: (-abs(line.change), line.name))


def _day(query: QueryDict, name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        return otherwise


def _calendars() -> dict[str, str]:
    return {
        "cn-office": _("周一至周五上班，节假日休息"), "cn-office-sat": _("周一至周六上班，节假日休息"), "round-the-clock": _("全年昼夜不停"),
    }  # fmt: skip


def _states() -> dict[str, str]:
    return {
        "queued": _("排队中"), "running": _("推演中"), "done": _("已完成"), "cancelled": _("已取消"), "failed": _("没有做成"),
    }  # fmt: skip
