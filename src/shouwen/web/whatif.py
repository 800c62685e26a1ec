"""What if: choose a period and change limits, see what last month would have been."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwen.application import clock, queries, trial_choices, trials
from shouwen.application.errors import Refused
from shouwen.application.people import Person
from shouwen.application.punctuation import listed
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.forms.condition import ConditionField, of_post, of_text

LIMIT, ROLE, LEVEL, POWER, BY = "limit-", "role-", "level-", "power-", "by-"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one role has to do, before and after."""

    name: str
    owed: tuple[int, int]
    missed: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelField:
    id: str
    name: str
    condition: ConditionField
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerField:
    """A rule of who may do what: as it reads now, the roles chosen, its condition."""

    id: str
    text: str
    by: tuple[str, ...]
    condition: ConditionField
    fault: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def what_if(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    today = queries.today(person, now)
    faults: Mapping[str, str] = {}
    told = request.POST if request.method == "POST" else request.GET
    first, last = _day(told, "first", today - USUAL), _day(told, "last", today)
    levels = _levels(person, told if request.method == "POST" else None)
    powers = _powers(person, told if request.method == "POST" else None)
    conditions = [one.condition for one in levels] + [one.condition for one in powers]
    incomplete = any(condition.incomplete for condition in conditions)
    if request.method == "POST" and "shape" not in told and not incomplete:
        try:
            key = trials.ask(person, first=first, last=last, wish=_wish(told, levels, powers), now=now)
        except trials.ChangeError as error:
            faults = error.faults
        except Refused as refused:
            faults = {"": refused.say.in_(person.language)}
        else:
            return redirect("web:trial", key=key)
    words = queries.limits_in_words(person, now=now)
    context = {
        "rules": [
            (
                line,
                told.get(f"{LIMIT}{line.rule}", ""),
                faults.get(line.rule, ""),
                told.get(f"{ROLE}{line.rule}", line.by),
            )
            for line in words
        ],
        "roles": trial_choices.roles(person),
        "levels": [replace(one, fault=faults.get(one.id, "")) for one in levels],
        "powers": [replace(one, fault=faults.get(one.id, "")) for one in powers],
        "shaped": told.get("shape", ""),
        "has_draft": trial_choices.has_draft(person),
        "draft": "draft" in told,
        "calendars": [(name, _calendars()[name]) for name in CALENDARS],
        "calendar": told.get("calendar", ""),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "fault": faults.get("") or faults.get("calendar", "") or faults.get("draft", ""),
        "faults": bool(faults),
        "incomplete": incomplete,
        "may_ask": person.sees_all,
        "recent": [
            (one, formats.moment(one.asked_at, now=now), _states()[one.state])
            for one in trials.recent(person)
        ],
    }
    return page(
        request,
        person,
        "web/whatif.html",
        context,
        here="rulebook",
        status=422 if faults or (request.method == "POST" and "shape" not in told) else 200,
    )


@require_safe
@staff
def trial(request: StaffRequest, person: Person, key: int) -> HttpResponse:
    """One trial: its progress while it runs (a fragment for the page that waits), then its result."""
    now = clock.now()
    found = trials.trial(person, key)
    words = {
        line.rule: f"{line.name} · {formats.clause_named(line.clause)}"
        for line in queries.limits_in_words(person, now=now)
    }
    roles = {one.id: one.name for one in trial_choices.roles(person)}
    context = {
        "trial": found,
        "live": found.state in LIVE,
        "state": _states()[found.state],
        "percent": round(found.done / found.total * 100) if found.total else 0,
        "span": f"{formats.day(found.first)} – {formats.day(found.last)}",
        "limits": [(words.get(rule, rule), limit) for rule, limit in found.change.get("limits", {}).items()],
        "calendar": _calendars().get(found.change.get("calendar", ""), ""),
        "roles": [
            (words.get(rule, rule), roles.get(role, role))
            for rule, role in found.change.get("roles", {}).items()
        ],
        "levels": trial_choices.levels_in_words(person, found.change.get("levels", {})),
        "powers_changed": trial_choices.powers_in_words(person, found.change.get("powers", {})),
        "draft": bool(found.change.get("book")),
        **_result(found.result, words, roles),
        "powers": _powers_told(person, found.result.get("powers"), roles),
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


def _result(result: Mapping[str, Any], words: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, Any]:
    if not result:
        return {"result": None}
    verdicts = {"met": _("按时"), "missed": _("逾期")}
    return {
        "result": result,
        "by_rule": _table(result["rules"], words),
        "by_unit": _table(result["units"], {"": _("未定")}),
        "by_role": _loads(result.get("roles", {}), roles),
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


def _loads(table: Mapping[str, Mapping[str, Mapping[str, int]]], names: Mapping[str, str]) -> list[Load]:
    """What each role has to do, the heaviest afterwards first."""
    found = []
    for key, sides in table.items():
        owed = sum(sides["before"].values()), sum(sides["after"].values())
        missed = sides["before"].get("missed", 0), sides["after"].get("missed", 0)
        found.append(Load(name=names.get(key, key), owed=owed, missed=missed))
    return sorted(found, key=lambda load: (-load.owed[1], load.name))


def _powers_told(
    person: Person, told: Mapping[str, Any] | None, roles: Mapping[str, str]
) -> dict[str, Any] | None:
    """The decisions under the changed powers, in words."""
    if not told:
        return None
    commands = trial_choices.commands_in_words(person)
    nobody = _("没有人可以")
    loads = ((roles.get(role, role) or nobody, row.get("before", 0), row.get("after", 0)) for role, row in told["roles"].items())  # fmt: skip
    return {
        **told,
        "by_command": [(commands.get(key, key), row["count"], row["others"]) for key, row in told["commands"].items()],
        "by_role": sorted(loads, key=lambda row: (-row[2], row[0])),
        "listed": [
            (one["case"], commands.get(one["command"], one["command"]), roles.get(one["role"], one["role"]),
             listed((roles.get(role, role) for role in one["needed"]), language=person.language) or nobody)
            for one in told["listed"]
        ],
    }  # fmt: skip


def _wish(told: QueryDict, levels: Sequence[LevelField], powers: Sequence[PowerField]) -> trials.Wish:
    def under(prefix: str) -> dict[str, str]:
        return {k.removeprefix(prefix): str(v) for k, v in told.items() if k.startswith(prefix)}

    return trials.Wish(
        limits=under(LIMIT), roles=under(ROLE), calendar=told.get("calendar", ""), draft="draft" in told,
        levels={level.id: level.condition.text for level in levels},
        powers={power.id: (power.by, power.condition.text) for power in powers},
    )  # fmt: skip


def _levels(person: Person, told: QueryDict | None) -> list[LevelField]:
    """The conditions of the levels, as they are or as the form was sent."""
    variables = trial_choices.variables(person)
    return [
        LevelField(
            id=level.id, name=level.name,
            condition=of_text(f"{LEVEL}{level.id}", level.when, variables) if told is None or f"{LEVEL}{level.id}.mode" not in told
            else of_post(f"{LEVEL}{level.id}", told, variables),
        )
        for level in trial_choices.levels(person)
    ]  # fmt: skip


def _powers(person: Person, told: QueryDict | None) -> list[PowerField]:
    """Who may do what, as it is or as the form was sent."""
    variables = trial_choices.power_variables(person)
    found = []
    for rule in trial_choices.powers(person):
        key = f"{POWER}{rule.id}"
        sent = told if told is not None and f"{key}.mode" in told else None
        found.append(
            PowerField(
                id=rule.id, text=rule.text, by=rule.by if sent is None else tuple(sent.getlist(f"{BY}{rule.id}")),
                condition=of_text(key, rule.when, variables) if sent is None else of_post(key, sent, variables),
            )
        )  # fmt: skip
    return found


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
