"""When a case stalls: a limit and a condition that can be, and no rule that waits for what never happens."""

from shouwen.core.rulebook.checks_conditions import check_condition
from shouwen.core.rulebook.checks_limits import read_limit
from shouwen.core.rulebook.checks_order import Dues
from shouwen.core.rulebook.scope import Scope, Terms
from shouwen.core.rulebook.view import View


def check_stall(root: View, scope: Scope, dues: Dues) -> None:
    """Note a limit or condition at fault; without `stall` the event `stalled` never comes."""
    stall = root.get("stall")
    if stall is None:
        for rule in root.entries("must"):
            if (after := rule.get("after")) is not None and after.text == "stalled":
                after.fault("stall-needed")
        return
    limit = read_limit(stall.get("after"), root, scope)
    if limit is not None and (problem := dues.problem(limit)):
        (stall.get("after") or stall).fault("bad-limit", problem=problem, value=str(limit))
    check_condition(stall.get("when"), Terms(scope.case))
