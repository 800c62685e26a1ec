"""The way of a case as its author reads it: the steps of its own kind, with where this one stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.case.events_dealings import SuggestionDecided
from shouwen.core.rulebook.model import Words

Shown = tuple[str, str, datetime | None]
"""(name, done | now | ahead, when)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the events that show it taken, its name once it is, its name while it is ahead."""

    events: tuple[str, ...]
    past: Words
    coming: Words


def _step(*events: str, past: tuple[str, str], coming: tuple[str, str]) -> Step:
    return Step(events, Words(*past), Words(*coming))


_RECEIVED = _step("registered", past=("已收到", "Received"), coming=("收到", "We receive it"))
_ACCEPTED = _step("accepted", past=("已受理", "Accepted"), coming=("受理", "We accept it"))
_ANSWERED = _step(
    "replied", past=("已答复您", "You have our answer"), coming=("答复您", "You get our answer")
)
_CLOSED = _step("closed", past=("已办结", "Closed"), coming=("办结", "The case is closed"))

COMPLAINT = (
    _RECEIVED,
    _ACCEPTED,
    _step("responded", past=("已与您联系", "We have contacted you"), coming=("与您联系", "We contact you")),
    _step(
        "solution_proposed",
        past=("已拟定处理办法", "A solution is drawn up"),
        coming=("拟定处理办法", "We draw up a solution"),
    ),
    _ANSWERED,
    _CLOSED,
)
OWN: Mapping[str, tuple[Step, ...]] = {
    "inquiry": (_RECEIVED, _ANSWERED, _CLOSED),
    "suggestion": (
        _RECEIVED,
        _ACCEPTED,
        _step(
            "assigned",
            past=("已转给相关部门", "Passed to those concerned"),
            coming=("转给相关部门", "We pass it to those concerned"),
        ),
        _step(
            "suggestion_decided",
            past=("已决定是否采纳", "Decided whether to take it up"),
            coming=("决定是否采纳", "We decide whether to take it up"),
        ),
        _ANSWERED,
        _CLOSED,
    ),
    "problem": (
        _RECEIVED,
        _ACCEPTED,
        _step(
            "root_cause_determined", "finding_recorded",
            past=("已查清原因", "The cause is found"), coming=("查清原因", "We find the cause"),
        ),
        _step(
            "solution_proposed",
            past=("已拟定解决办法", "A way to solve it is drawn up"),
            coming=("拟定解决办法", "We draw up how to solve it"),
        ),
        _step("measures_completed", past=("已解决", "Solved"), coming=("解决", "We solve it")),
        _ANSWERED,
        _CLOSED,
    ),
}  # fmt: skip
"""The kinds that go a way of their own; the others go that of a complaint."""
_ADOPTED: Mapping[str, Words] = {
    "adopted": Words("已采纳", "Taken up"),
    "partly": Words("已部分采纳", "Taken up in part"),
    "declined": Words("已决定不采纳", "Decided not to take it up"),
}
_AGAIN: Mapping[str, Words] = {
    "inquiry": Words("重新答复", "We answer anew"),
    "problem": Words("调整办法再解决", "We adjust it and solve it again"),
}
_HANDLED_AGAIN = Words("重新处理", "It is handled again")


def way(
    stream: Sequence[e.Event], words: Wording, zone: ZoneInfo, *, kind: str, ended: bool, dissatisfied: bool
) -> tuple[Shown, ...]:
    """The usual way of a case of that kind, with where this one stands; steps skipped on the way count as done."""
    language, times = words.language, {x.data.type: x.at for x in reversed(stream)}
    if ended and "closed" not in times:
        return (
            (_RECEIVED.past.in_(language), "done", stream[0].at.astimezone(zone)),
            (words.stage(_end(stream)).name, "done", stream[-1].at.astimezone(zone)),
        )
    steps = OWN.get(kind, COMPLAINT)
    taken = [next((times[name] for name in step.events if name in times), None) for step in steps]
    furthest = max((i for i, at in enumerate(taken) if at is not None), default=0)
    shown: list[Shown] = []
    for i, (step, at) in enumerate(zip(steps, taken, strict=True)):
        if step is _CLOSED and dissatisfied and i > furthest:
            again = _AGAIN.get(kind, _HANDLED_AGAIN)
            shown += [
                (again.in_(language), "now", None),
                (_ANSWERED.coming.in_(language), "ahead", None),
            ]
        standing = "done" if i <= furthest else "now" if i == furthest + 1 and not dissatisfied else "ahead"
        name = _past(step, stream) if i <= furthest else step.coming
        shown.append((name.in_(language), standing, at.astimezone(zone) if at else None))
    return tuple(shown)


def _past(step: Step, stream: Sequence[e.Event]) -> Words:
    """What a step came to; a decision tells which one it was."""
    if "suggestion_decided" not in step.events:
        return step.past
    decided = next((x.data for x in reversed(stream) if isinstance(x.data, SuggestionDecided)), None)
    return _ADOPTED.get(decided.adopted, step.past) if decided else step.past


def _end(stream: Sequence[e.Event]) -> str:
    ends = ("declined", "redirected", "withdrawn")
    return next((x.data.type for x in reversed(stream) if x.data.type in ends), "closed")
