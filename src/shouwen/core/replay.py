"""Replay: recorded streams against any rule book. The same obligations as in life, figures on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shouwen.core.case.events import Event
from shouwen.core.case.vocabulary import Facts
from shouwen.core.obligations import Obligation, Obligations, Status
from shouwen.core.values import JsonObject

TALLY: Mapping[Status, str] = {
    Status.MET: "met",
    Status.MET_LATE: "missed",
    Status.MISSED: "missed",
    Status.OPEN: "open",
    Status.PAUSED: "open",
    Status.EXCUSED: "excused",
}
"""How a status counts in totals: what was met late was missed, what waits is open."""


class OutOfOrderError(ValueError):
    """Events of a case are not numbered 1, 2, 3 … or run backwards in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One case after replay."""

    state: str
    level: str
    obligations: tuple[Obligation, ...]


def replay(rules: Obligations, stream: list[Event], until: datetime) -> Replayed:
    """
    The obligations of one case as they stand at `until`; later events are not read.

    Raise `OutOfOrderError` when the stream is not one.
    """
    _check_order(stream)
    over = not stream or stream[-1].at <= until
    ledger = rules.read(stream if over else [event for event in stream if event.at <= until])
    return Replayed(
        state=str(ledger.state.stage) if ledger.state.seq else "",
        level=str(Facts(ledger.state, rules.book)["level"]),
        obligations=ledger.obligations(until, reminders=False),
    )


def totals(rules: Obligations, cases: Iterable[Replayed]) -> dict[str, dict[str, int]]:
    """Rule → met, missed, open, excused, over all cases; every rule of the book is named."""
    counts = {rule.id: dict.fromkeys(("met", "missed", "open", "excused"), 0) for rule in rules.book.must}
    for case in cases:
        for obligation in case.obligations:
            counts[obligation.rule][TALLY[obligation.status]] += 1
    return counts


def obligation_to_json(o: Obligation) -> JsonObject:
    """The shape of the outside contract."""
    met = o.status in (Status.MET, Status.MET_LATE)
    return {
        "rule": o.rule,
        "do": o.do,
        "by": o.by,
        "clause": o.clause,
        "number": o.number,
        "started_at": o.started_at.isoformat(),
        "opened_at": o.opened_at.isoformat(),
        "due_at": o.due_at.isoformat(),
        "provisional": o.provisional,
        "status": str(o.status),
        "met_at": o.ended_at.isoformat() if met and o.ended_at else None,
        "paused_for_s": o.paused_for_s,
    }


def _check_order(stream: list[Event]) -> None:
    before: datetime | None = None
    for number, event in enumerate(stream, start=1):
        if event.seq != number:
            raise OutOfOrderError(f"第 {number} 个事件的序号是 {event.seq}")
        if before is not None and event.at < before:
            raise OutOfOrderError(f"第 {number} 个事件的时间早于前一个")
        before = event.at
