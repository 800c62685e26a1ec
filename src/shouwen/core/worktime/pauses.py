"""Stretches of time in which the clock stood still: waiting for the customer, or suspended with approval."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from shouwen.core.worktime.ledger import micros


@dataclass(frozen=True, slots=True)
class Pause:
    """From `start` to `end`, both timezone-aware; ValueError if they are not, or stand the wrong way round."""

    start: datetime
    end: datetime
    starts: int = field(init=False, repr=False, compare=False)
    """Both on the absolute time line, worked out once: pauses are read far more often than made."""
    ends: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("暂停的起止时间须带时区")
        object.__setattr__(self, "starts", micros(self.start))
        object.__setattr__(self, "ends", micros(self.end))
        if self.ends < self.starts:
            raise ValueError("暂停的结束时间早于开始时间")


def merged(pauses: Iterable[Pause], since: datetime | None = None) -> tuple[Pause, ...]:
    """In order, those that overlap or touch made one; what lies before `since` cut off; empty ones dropped."""
    known = tuple(pauses)
    floor = None if since is None else micros(since)
    if len(known) == 1 and known[0].starts < known[0].ends and (floor is None or floor <= known[0].starts):
        return known  # the usual case
    kept: list[Pause] = []
    for pause in sorted(known, key=lambda each: (each.starts, each.ends)):
        begins_before = floor is not None and pause.starts < floor
        start = since if since is not None and begins_before else pause.start
        if pause.ends <= micros(start):
            continue
        last = kept[-1] if kept else None
        if last is not None and micros(start) <= last.ends:
            kept[-1] = Pause(last.start, last.end if last.ends >= pause.ends else pause.end)
        else:
            kept.append(Pause(start, pause.end))
    return tuple(kept)
