"""Limits and reminders: readable, and possible under the calendar."""

import re

from shouwen.core.rulebook.checks_order import Dues
from shouwen.core.rulebook.checks_rules import CheckedMust
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.model import Reminder
from shouwen.core.rulebook.scope import Scope
from shouwen.core.rulebook.view import View
from shouwen.core.worktime import Limit, LimitError

_NAME = re.compile(r"[a-z][A-Za-z0-9_]*")
_PERCENT = re.compile(r"(\d{1,6})\s*[%％]")


def read_limit(view: View | None, root: View, scope: Scope) -> Limit | None:
    """The limit of a rule, written out or by a parameter; None with its fault noted."""
    if view is None:
        return None
    if view.text:
        return _parsed(view, view.text)
    name = view.get("parameter")
    if name is None or not name.text or scope.parameters is None:
        return None
    if name.text not in scope.parameters:
        name.fault("unknown-parameter", value=name.text, **hint(name.text, tuple(scope.parameters)))
        return None
    entry = next(e for e in root.entries("parameters") if e.text_of("id") == name.text)
    return _parsed(entry.get("value") or name, scope.parameters[name.text])


def read_reminder(text: str) -> Reminder | None:
    """`80%` or `2h`; None if it is neither."""
    match = _PERCENT.fullmatch(text.strip())
    if match:
        percent = int(match[1])
        return Reminder(percent=percent) if 0 < percent < 100 else None
    try:
        limit = Limit.parse(text)
    except LimitError:
        return None
    return None if limit.unit.is_period_end else Reminder(before=limit)


def read_span(text: str) -> Limit | None:
    """The limit that a text is; None for the name of a key."""
    try:
        return Limit.parse(text)
    except LimitError:
        return None


def check_limits(
    root: View, scope: Scope, musts: list[CheckedMust], dues: Dues
) -> list[tuple[CheckedMust, Limit]]:
    """Note limits and reminders at fault; give back the rules with their limits."""
    limits: list[tuple[CheckedMust, Limit]] = []
    for must in musts:
        limit = read_limit(must.view.get("within"), root, scope)
        if limit is not None and not _computable(must.view, limit, dues):
            limit = None
        for reminder in must.view.one_or_more("remind"):
            _check_reminder(reminder, limit, dues)
        started = _check_start(must, root, scope, dues)
        if limit is not None and not started:  # a clock that begins later is not held against the others
            limits.append((must, limit))
    return limits


def check_periodic(root: View, scope: Scope, dues: Dues) -> None:
    """Note limits of periodic work at fault."""
    for work in root.entries("periodic"):
        limit = read_limit(work.get("within"), root, scope)
        if limit is not None:
            _computable(work, limit, dues)


def _check_start(must: CheckedMust, root: View, scope: Scope, dues: Dues) -> bool:
    """Note where the clock cannot begin there; whether the rule says where it begins."""
    rule = must.view
    told = [(key, view) for key in ("from", "not_before") if (view := rule.get(key)) is not None]
    others = [*told[1:], *((key, view) for key in ("until",) if told and (view := rule.get(key)) is not None)]
    for key, view in others:
        view.fault("keys-together", first=told[0][0], second=key)
    for key, view in told:
        if view.text and read_span(view.text) is None and _NAME.fullmatch(view.text):
            known = scope.starting(must.after)
            if known and view.text not in known:
                view.fault("unknown-key", key=view.text, **hint(view.text, known))
        else:
            limit = read_limit(view, root, scope)
            problem = dues.problem(limit) if limit else ""
            if limit is not None and limit.unit.is_period_end:
                problem = f"{key} 不能写“{limit}”"
            if problem:
                view.fault("bad-limit", problem=problem, value=str(limit))
    return bool(told)


def _parsed(view: View, text: str) -> Limit | None:
    try:
        return Limit.parse(text)
    except LimitError as error:
        view.fault("bad-limit", problem=error.text, value=text)
        return None


def _computable(rule: View, limit: Limit, dues: Dues) -> bool:
    problem = dues.problem(limit)
    if problem:
        (rule.get("within") or rule).fault("bad-limit", problem=problem, value=str(limit))
    return not problem


def _check_reminder(view: View, limit: Limit | None, dues: Dues) -> None:
    reminder = read_reminder(view.text)
    if reminder is None or (reminder.before and dues.problem(reminder.before)):
        view.fault("bad-reminder", value=view.text)
    elif reminder.before is not None and limit is not None and dues.reach((reminder.before,), (limit,)):
        view.fault("reminder-too-early", value=view.text, limit=str(limit))
