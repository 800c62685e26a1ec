"""Stretches of time in which the clock stood still: waiting for the customer, or suspended with approval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shouwen.core.worktime.ledger import micros


@dataclass(frozen=True, slots=True)
class Pause:
    """From `start` to `end`, both timezone-aware; ValueError if they are not, or stand the wrong way round."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("暂停的起止时间须带时区")
        if micros(self.end) < micros(self.start):
            raise ValueError("暂停的结束时间早于开始时间")


def merged(pauses: Iterable[Pause], since: datetime | None = None) -> tuple[Pause, ...]:
    """In order, those that overlap or touch made one; what lies before `since` cut off; empty ones dropped."""
    known = tuple(pauses)
    if len(known) == 1 and _is_whole(known[0], since):
        return known  # the usual case, ten times as fast
    kept: list[Pause] = []
    for pause in sorted(known, key=lambda each: (micros(each.start), micros(each.end))):
        begins_before = since is not None and micros(pause.start) < micros(since)
        start = since if since is not None and begins_before else pause.start
        if micros(pause.end) <= micros(start):
            continue
        last = kept[-1] if kept else None
        if last is not None and micros(start) <= micros(last.end):
            kept[-1] = Pause(last.start, max(last.end, pause.end, key=micros))
        else:
            kept.append(Pause(start, pause.end))
    return tuple(kept)


def _is_whole(pause: Pause, since: datetime | None) -> bool:
    start = micros(pause.start)
    return (since is None or micros(since) <= start) and start < micros(pause.end)
