"""Limits and reminders, and limits that end before the step that has to come first."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from shouwen.core.rulebook.checks_rules import CheckedMust
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.model import Reminder
from shouwen.core.rulebook.names import EVENT_NAMES
from shouwen.core.rulebook.scope import Scope
from shouwen.core.rulebook.view import View
from shouwen.core.rulebook.worlds import possible
from shouwen.core.worktime import CalendarError, Limit, LimitError, WorkCalendar, due_at

_PERCENT = re.compile(r"(\d{1,6})\s*[%％]")
_STARTS = tuple(datetime(2025, 3, 3, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(48))
"""Two plain weeks, all hours of the day among them."""

_FLOW = (
    ("accepted", "assigned"), ("accepted", "analysis_started"), ("accepted", "finding_recorded"),
    ("accepted", "solution_proposed"), ("accepted", "replied"), ("assigned", "acknowledged"),
    ("responded", "replied"), ("preliminary", "in_depth"), ("finding_recorded", "solution_proposed"),
    ("in_depth", "solution_proposed"), ("solution_proposed", "solution_approved"),
    ("solution_proposed", "consent_recorded"), ("solution_approved", "consent_recorded"),
    ("solution_approved", "measures_completed"), ("consent_recorded", "measures_completed"),
    ("solution_proposed", "measures_completed"), ("solution_proposed", "replied"),
    ("replied", "callback_made"), ("replied", "satisfaction_recorded"), ("replied", "closed"),
    ("closed", "archived"), ("replied", "archived"),
)  # fmt: skip
"""Steps that can only come one after the other where both are demanded; findings go by their stage."""


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


def check_limits(root: View, scope: Scope, musts: list[CheckedMust], calendar: WorkCalendar | None) -> None:
    """Note limits and reminders at fault, then limits too short for what comes before them."""
    limits: list[tuple[CheckedMust, Limit]] = []
    for must in musts:
        limit = read_limit(must.view.get("within"), root, scope)
        usable = limit is not None and _computable(must.view, limit, calendar)
        for reminder in must.view.one_or_more("remind"):
            _check_reminder(reminder, limit if usable else None, calendar)
        if limit is not None and usable:
            limits.append((must, limit))
    if calendar is not None:
        for must, limit in limits:
            _check_order(must, limit, limits, scope, calendar)


def _parsed(view: View, text: str) -> Limit | None:
    try:
        return Limit.parse(text)
    except LimitError as error:
        view.fault("bad-limit", problem=error.text, value=text)
        return None


def _computable(rule: View, limit: Limit, calendar: WorkCalendar | None) -> bool:
    if calendar is None:
        return True
    try:
        due_at(calendar, _STARTS[0], limit)
    except (CalendarError, LimitError) as error:
        (rule.get("within") or rule).fault("bad-limit", problem=str(error), value=str(limit))
        return False
    return True


def _check_reminder(view: View, limit: Limit | None, calendar: WorkCalendar | None) -> None:
    reminder = read_reminder(view.text)
    if reminder is None:
        view.fault("bad-reminder", value=view.text)
    elif reminder.before is not None and limit is not None and calendar is not None:
        before = reminder.before
        if all(_due(calendar, at, before) >= _due(calendar, at, limit) for at in _STARTS):
            view.fault("reminder-too-early", value=view.text, limit=str(limit))


def _due(calendar: WorkCalendar, start: datetime, *limits: Limit) -> datetime:
    for limit in limits:
        start = due_at(calendar, start, limit).due_at
    return start


def _check_order(
    must: CheckedMust, limit: Limit, limits: list[tuple[CheckedMust, Limit]], scope: Scope, calendar: WorkCalendar
) -> None:  # fmt: skip
    for path in _paths_before(must, limits, scope):
        spans = [span for _, span in path]
        if _ends_before([limit], spans, calendar):
            last = path[-1][0]
            within = must.view.get("within") or must.view
            name = EVENT_NAMES[last.do].zh if last.do in EVENT_NAMES else last.do
            within.fault("limit-before-predecessor", value=limit, before=name, rule=last.view.text_of("id"))
            return


def _ends_before(limits: list[Limit], others: list[Limit], calendar: WorkCalendar) -> bool:
    """Earlier for some start, and later for none."""
    pairs = [(_due(calendar, at, *limits), _due(calendar, at, *others)) for at in _STARTS]
    return all(one <= other for one, other in pairs) and any(one < other for one, other in pairs)


def _paths_before(
    must: CheckedMust, limits: list[tuple[CheckedMust, Limit]], scope: Scope
) -> Iterator[list[tuple[CheckedMust, Limit]]]:
    """Chains of one or two rules from the same trigger whose last step has to come before this rule's."""
    for first in limits:
        if first[0] is must or not _same_trigger(first[0], must) or not _together(first[0], must, scope):
            continue
        if _precedes(first[0], must, limits, scope):
            yield [first]
        for second in limits:
            follows = second[0].after == first[0].do and second[0] not in (must, first[0])
            if follows and _together(second[0], must, scope) and _precedes(second[0], must, limits, scope):
                yield [first, second]


def _same_trigger(one: CheckedMust, other: CheckedMust) -> bool:
    if one.after != other.after or one.after_where is None or other.after_where is None:
        return False
    return one.after_where.text in ("", other.after_where.text)


def _together(one: CheckedMust, other: CheckedMust, scope: Scope) -> bool:
    if one.when is None or other.when is None:
        return False
    return possible([one.when, other.when], scope.case, scope) is True


def _precedes(
    one: CheckedMust, other: CheckedMust, limits: list[tuple[CheckedMust, Limit]], scope: Scope
) -> bool:
    if one.do == other.do and _step(one) == _step(other):
        return False
    if (_step(one), _step(other)) in _FLOW or (one.do, other.do) in _FLOW:
        return True
    return any(
        rule.after == one.do and rule.do == other.do and rule is not other and _together(rule, other, scope)
        for rule, _ in limits
    )


def _step(must: CheckedMust) -> str:
    """The event demanded; a finding by its stage."""
    text = must.do_where.text if must.do_where else ""
    if must.do == "finding_recorded":
        return next((stage for stage in ("preliminary", "in_depth") if stage in text), must.do)
    return must.do
