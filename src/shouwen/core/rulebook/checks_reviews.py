"""The standard of quality review, the times for objections and of keeping: sums that make sense, conditions and limits that can be."""

import re

from shouwen.core.rulebook.checks_conditions import check_condition
from shouwen.core.rulebook.checks_limits import read_limit
from shouwen.core.rulebook.checks_order import Dues
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.scope import Scope, Terms
from shouwen.core.rulebook.view import View

_YEARS = re.compile(r"\d{1,2}")
_PERCENT = re.compile(r"100(\.0+)?|\d{1,2}(\.\d{1,2})?")


def check_reviews(root: View, scope: Scope, dues: Dues) -> None:
    """Note duplicate items, a least above what the item can have, conditions and limits at fault."""
    if (quality := root.get("quality")) is not None:
        _unique(quality.entries("items"))
        for item in quality.entries("items"):
            points, least = item.get("points"), item.get("least")
            if points and least and _figure(least) > _figure(points):
                least.fault("least-over-points", value=least.value, points=points.value)
        sample = quality.get("sample")
        _check_figure(quality.get("pass"), scope)
        _check_figure(sample.get("rate") if sample else None, scope)
        draws = sample.entries("always") if sample else []
        _unique(draws)
        for draw in draws:
            check_condition(draw.get("when"), Terms(scope.case))
    retention = root.get("retention")
    _check_figure(retention.get("years") if retention else None, scope, _YEARS)
    if (objections := root.get("objections")) is not None:
        limit = read_limit(objections.get("within"), root, scope)
        lead = read_limit(objections.get("remind"), root, scope)
        if lead is not None and (
            lead.unit.is_period_end or (limit is not None and dues.reach((lead,), (limit,)))
        ):
            (objections.get("remind") or objections).fault(
                "reminder-too-early", value=str(lead), limit=str(limit)
            )
        if limit is not None and (problem := dues.problem(limit)):
            (objections.get("within") or objections).fault("bad-limit", problem=problem, value=str(limit))


def _check_figure(view: View | None, scope: Scope, shape: re.Pattern[str] = _PERCENT) -> None:
    """A parameter that stands for a share or a score is a number up to 100, one for years a whole number."""
    name = view.get("parameter") if view else None
    if name is None or not name.text or scope.parameters is None:
        return
    if name.text not in scope.parameters:
        name.fault("unknown-parameter", value=name.text, **hint(name.text, tuple(scope.parameters)))
    elif not shape.fullmatch(scope.parameters[name.text]):
        code = "not-a-percentage" if shape is _PERCENT else "not-years"
        name.fault(code, value=scope.parameters[name.text])


def _unique(entries: list[View]) -> None:
    seen: dict[str, int] = {}
    for entry in entries:
        id_ = entry.get("id")
        if id_ is not None and id_.text in seen:
            id_.fault("duplicate-id", value=id_.text, line=seen[id_.text])
        elif id_ is not None:
            seen[id_.text] = id_.at[0]


def _figure(view: View) -> float:
    return float(view.value) if isinstance(view.value, int | float) else 0
