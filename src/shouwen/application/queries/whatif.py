"""What a what-if trial has come to, as plain data: the self-check first, then before and after by rule, unit, role and hour."""

from collections.abc import Mapping
from typing import Any

from shouwen.application import clock, trial_choices
from shouwen.application.people import Person
from shouwen.application.queries.forms import limits_in_words
from shouwen.store.models import Trial

_Table = Mapping[str, Mapping[str, Mapping[str, int]]]
_TALLIES = ("met", "missed", "open", "excused")


def trial_line(trial: Trial) -> dict[str, Any]:
    """Who asked for what period, and how far it has come."""
    return {
        "id": trial.pk, "state": trial.state, "asked_by": trial.asked_by.name, "asked_at": trial.asked_at.isoformat(),
        "first": trial.first.isoformat(), "last": trial.last.isoformat(), "done": trial.done, "total": trial.total,
    }  # fmt: skip


def trial_told(person: Person, trial: Trial) -> dict[str, Any]:
    """The whole trial; `result` is None until it is done."""
    change = trial.change
    kept = {part: change.get(part, {}) for part in ("limits", "roles", "levels", "powers")}
    told = {**kept, "calendar": change.get("calendar", ""), "draft": bool(change.get("book"))}
    return {**trial_line(trial), "change": told, "result": _result(person, trial.result) if trial.result else None}  # fmt: skip


def _result(person: Person, result: Mapping[str, Any]) -> dict[str, Any]:
    rules = {line.rule: line.name for line in limits_in_words(person, now=clock.now())}
    roles = {one.id: one.name for one in trial_choices.roles(person)}
    powers = result.get("powers")
    hours = zip(result["hours"]["before"], result["hours"]["after"], strict=True)
    return {
        "self_check": _self_check(result, powers or {}),
        "until": result["until"],
        **{key: result[key] for key in ("cases", "cases_flipped", "flipped")},
        "rules": _lines(result["rules"], rules),
        "units": _lines(result["units"], {}),
        "roles": _lines(result.get("roles", {}), roles),
        "hours": [{"hour": n, "before": was, "after": then} for n, (was, then) in enumerate(hours)],
        "flips": result["flips"],
        "powers": _powers(powers) if powers else None,
    }


def _self_check(result: Mapping[str, Any], powers: Mapping[str, Any]) -> dict[str, Any]:
    unexplained = powers.get("unexplained", 0)
    return {
        "passed": not (result["different"] or result["unreadable"] or unexplained),
        "different": result["different"],
        "different_cases": result["different_cases"],
        "unreadable": result["unreadable"],
        "decisions": powers.get("decisions", 0),
        "unexplained": unexplained,
        "unexplained_cases": powers.get("unexplained_cases", []),
    }


def _lines(table: _Table, names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": key, "name": names.get(key, key), **{side: {t: sides[side].get(t, 0) for t in _TALLIES} for side in ("before", "after")}}
        for key, sides in sorted(table.items())
    ]  # fmt: skip


def _powers(powers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{key: powers[key] for key in ("decisions", "others", "cases", "listed")},
        "commands": [
            {"command": key, "count": row.get("count", 0), "others": row.get("others", 0)}
            for key, row in sorted(powers["commands"].items())
        ],
        "roles": [
            {"role": key, "before": row.get("before", 0), "after": row.get("after", 0)}
            for key, row in sorted(powers["roles"].items())
        ],
    }
