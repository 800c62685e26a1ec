"""
When a case stalls (停滞): the last thing that a person did, and the limit of the rule book on its calendar.

Nothing is waited for while the clocks stand still, once the case has ended, and once the stall is on record; the time
that the clocks stood still is given back in the limit's unit, as to every other clock.
"""

from collections.abc import Sequence
from datetime import datetime

from shouwen.core.case.state import State
from shouwen.core.case.vocabulary import Facts
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.worktime import Pause, WorkCalendar, due_at


def stall_due(
    state: State, book: RuleBook, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> datetime | None:
    """
    The instant after which the case counts as stalled if nobody acts; None where it cannot stall. `pauses`: the times for
    which its clocks stood still.
    """
    rule, since = book.stall, state.moved_at
    over = state.archived or (state.ended is not None and not state.appealed)
    if rule is None or since is None or state.stalled or state.paused or over:
        return None
    if not rule.when.holds(Facts(state, book)):
        return None
    given = [Pause(max(p.start, since), p.end) for p in pauses if p.end > since]
    return due_at(calendar, since, rule.after, given).due_at
