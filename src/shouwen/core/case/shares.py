"""Shares of responsibility (责任比例): what makes a division whole, and who has part in one."""

from collections.abc import Sequence
from decimal import Decimal

from shouwen.core.case.authority import Acting
from shouwen.core.case.commands_responsibility import Portion
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import State
from shouwen.core.case.wire import Share


def whole(told: Sequence[Portion]) -> tuple[Share, ...]:
    """The shares as they go on record. Raise `Refused` unless they have at most two decimals and sum to exactly 100."""
    percents = [Decimal(str(share.percent)) for share in told]
    total = sum(percents, Decimal(0))
    if total != 100 or any(percent != round(percent, 2) for percent in percents):
        raise Refused("shares_not_whole", facts={"sum": f"{total:f}"})
    return tuple(
        Share(unit=s.unit, person=s.person, percent=s.percent, kind=s.kind, clause=s.clause) for s in told
    )


def has_share(who: Acting, state: State) -> bool:
    """Whether somebody, or the unit that he works for, has a share in the division as it stands."""
    own = {who.id, who.name} - {""}
    return any(share.unit == who.unit or share.person in own for share in state.shares)
