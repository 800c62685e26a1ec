"""Limits that end before the step that has to come first (`limit-before-predecessor`)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from shouwen.core.rulebook.checks_rules import CheckedMust
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names import EVENT_NAMES
from shouwen.core.rulebook.scope import Scope
from shouwen.core.rulebook.worlds import possible
from shouwen.core.worktime import CalendarError, Limit, LimitError, WorkCalendar, due_at

Limited: TypeAlias = tuple[CheckedMust, Limit]

_STARTS = tuple(datetime(2025, 3, 3, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(48))
"""Two plain weeks, all hours of the day among them."""

_FLOW = frozenset({
    ("accepted", "assigned"), ("accepted", "analysis_started"), ("accepted", "finding_recorded"),
    ("accepted", "solution_proposed"), ("accepted", "replied"), ("assigned", "acknowledged"),
    ("responded", "replied"), ("preliminary", "in_depth"), ("finding_recorded", "solution_proposed"),
    ("in_depth", "solution_proposed"), ("solution_proposed", "solution_approved"),
    ("solution_proposed", "consent_recorded"), ("solution_approved", "consent_recorded"),
    ("solution_approved", "measures_completed"), ("consent_recorded", "measures_completed"),
    ("solution_proposed", "measures_completed"), ("solution_proposed", "replied"),
    ("replied", "callback_made"), ("replied", "satisfaction_recorded"), ("replied", "closed"),
    ("closed", "archived"), ("replied", "archived"),
})  # fmt: skip
"""Steps that can only come one after the other where both are demanded; findings go by their stage."""


class Dues:
    """Due times of limits, and of limits one after the other, for a number of starts; each reckoned once."""

    def __init__(self, calendar: WorkCalendar | None) -> None:
        self._calendar = calendar
        self._known: dict[tuple[Limit, ...], tuple[datetime, ...]] = {}

    def problem(self, limit: Limit) -> str:
        """Why the calendar cannot answer for this limit; "" if it can."""
        try:
            self._of((limit,))
        except (CalendarError, LimitError) as error:
            return str(error)
        return ""

    def reach(self, one: tuple[Limit, ...], other: tuple[Limit, ...]) -> bool:
        """Whether `one` always takes at least as long as `other`."""
        pairs = zip(self._of(one), self._of(other), strict=True)
        return self._calendar is not None and all(mine >= theirs for mine, theirs in pairs)

    def shorter(self, one: tuple[Limit, ...], other: tuple[Limit, ...]) -> bool:
        """Whether `one` ends before `other` for some start, and after it for none."""
        return self.reach(other, one) and not self.reach(one, other)

    def _of(self, limits: tuple[Limit, ...]) -> tuple[datetime, ...]:
        if self._calendar is None:
            return ()
        if not limits:
            return _STARTS
        if limits not in self._known:
            before = self._of(limits[:-1])
            self._known[limits] = tuple(due_at(self._calendar, at, limits[-1]).due_at for at in before)
        return self._known[limits]


def check_order(limits: list[Limited], scope: Scope, dues: Dues) -> None:
    """Note every limit that ends before that of a step which has to come first, on cases where both apply."""
    order = _Order(limits, scope)
    for must, limit in limits:
        for path in order.before(must):
            if _ends_first(limit, path, dues):
                last = path[-1][0]
                within = must.view.get("within") or must.view
                name = EVENT_NAMES.get(last.do, Words(last.do, last.do))
                within.fault(
                    "limit-before-predecessor", value=limit, before_zh=name.zh, before_en=name.en,
                    rule=last.view.text_of("id"),
                )  # fmt: skip
                break


def _ends_first(limit: Limit, path: list[Limited], dues: Dues) -> bool:
    try:
        return dues.shorter((limit,), tuple(span for _, span in path))
    except (CalendarError, LimitError):
        return False


class _Order:
    """Which rule has to be done before which."""

    def __init__(self, limits: list[Limited], scope: Scope) -> None:
        self._scope = scope
        self._after: dict[str, list[Limited]] = {}
        self._steps: dict[tuple[str, str], list[CheckedMust]] = {}
        for limited in limits:
            must = limited[0]
            self._after.setdefault(must.after, []).append(limited)
            self._steps.setdefault((must.after, must.do), []).append(must)
        self._together: dict[tuple[str, str], bool] = {}

    def before(self, must: CheckedMust) -> Iterator[list[Limited]]:
        """Chains of one or two rules from the same trigger whose last step has to come before this rule's."""
        for first in self._after.get(must.after, ()):
            if first[0] is must or not _same_trigger(first[0], must):
                continue
            if self._precedes(first[0], must) and self._meet(first[0], must):
                yield [first]
            for second in self._after.get(first[0].do, ()):
                inside = second[0] not in (must, first[0]) and self._precedes(second[0], must)
                if inside and self._meet(second[0], must) and self._meet(first[0], must):
                    yield [first, second]

    def _precedes(self, one: CheckedMust, other: CheckedMust) -> bool:
        if one.do == other.do and _step(one) == _step(other):
            return False
        if (_step(one), _step(other)) in _FLOW or (one.do, other.do) in _FLOW:
            return True
        between = self._steps.get((one.do, other.do), ())
        return any(rule is not other and self._meet(rule, other) for rule in between)

    def _meet(self, one: CheckedMust, other: CheckedMust) -> bool:
        """Whether both rules can apply to the same case."""
        if one.when is None or other.when is None:
            return False
        key = one.when.text, other.when.text
        if key not in self._together:
            self._together[key] = possible([one.when, other.when], self._scope.case, self._scope) is True
        return self._together[key]


def _same_trigger(one: CheckedMust, other: CheckedMust) -> bool:
    if one.after_where is None or other.after_where is None:
        return False
    return one.after_where.text in ("", other.after_where.text)


def _step(must: CheckedMust) -> str:
    """The event demanded; a finding by its stage."""
    text = must.do_where.text if must.do_where else ""
    if must.do == "finding_recorded":
        return next((stage for stage in ("preliminary", "in_depth") if stage in text), must.do)
    return must.do
