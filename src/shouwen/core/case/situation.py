"""What a decision rests on, and how its events are made of what was told."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast

from shouwen.core.case.command_data import Data
from shouwen.core.case.events import Happening
from shouwen.core.case.state import State
from shouwen.core.obligations import Obligation
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.worktime import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a decision rests on: the case so far, what is owed in it, its rule book."""

    state: State
    obligations: tuple[Obligation, ...]
    book: RuleBook
    in_force: RuleBook
    """The organisation's rule book of today; differs from `book` for cases accepted under an older one."""
    calendar: WorkCalendar | None = None
    """The calendar of `book` with the holidays known, for decisions that set a last day."""
    stalls_at: datetime | None = None
    """After which instant the case counts as stalled; None while it cannot."""
    lot: float = 1.0
    """The lot of this case in this round, in [0, 1): whether it is drawn for quality review. 1: never by rate."""


Decider = Callable[[Situation, Any, dict[str, Any], datetime], tuple[Happening, ...]]
"""From situation, command, what the shell knows and the present instant to the events. Raises `Refused`."""
H = TypeVar("H")


@cache
def _names(kind: Any) -> frozenset[str]:
    return frozenset(f.name for f in fields(kind)) - {"extra"}


def event_of(kind: type[H], command: Data, known: dict[str, Any], **more: Any) -> H:
    """The event with the command's own data; `known` and `more` go before it, what has no field is kept as free key."""
    names = _names(cast("Any", kind))
    told = {**command.model_dump(), **known, **more}
    own = {k: v for k, v in told.items() if k in names}
    extra = {k: v for k, v in told.items() if k not in names and k in {**command.free(), **known}}
    return cast("Callable[..., H]", kind)(**own, extra=extra)
