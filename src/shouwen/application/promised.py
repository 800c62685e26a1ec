"""What customers are promised times for, and what moving a clock did to those times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shouwen.core.case import events as e
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.model import RuleBook, Words

PROMISED: Mapping[str, Words] = {
    "accepted": Words("受理", "accept your case"),
    "responded": Words("联系您", "contact you"),
    "finding_recorded": Words("查看情况", "look into it"),
    "replied": Words("答复您", "answer you"),
}
"""In words for them."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One promise whose time an event touched; no `new_due` while the clock stands still."""

    do: str
    old_due: datetime
    new_due: datetime | None


def is_promise(rule: str, book: RuleBook) -> bool:
    """Whether a rule is a promise to the customer, and no deadline of the office's own."""
    found = book.by_id.get(rule)
    return found is not None and found.do in PROMISED


def moved(stream: Sequence[e.Event], rules: Obligations) -> tuple[Moved, ...]:
    """What the last event of a stream did to the promises, soonest first; () where it touched none."""
    event = stream[-1]
    match event.data:
        case e.Extended() as d:
            if not is_promise(d.rule, rules.book):
                return ()
            dues = datetime.fromisoformat(d.old_due), datetime.fromisoformat(d.new_due)
            return (Moved(rules.book.by_id[d.rule].do, *dues),)
        case e.Suspended():
            return tuple(Moved(do, due, None) for do, due in _open(stream, rules, event.at).values())
        case e.Resumed():
            return _given_back(stream, rules)
        case _:
            return ()


def _given_back(stream: Sequence[e.Event], rules: Obligations) -> tuple[Moved, ...]:
    """The promises after the clock stood still, each beside what it was when the clock stopped."""
    stopped = next((x.at for x in reversed(stream) if isinstance(x.data, e.Suspended)), None)
    if stopped is None:
        return ()
    before = _open(stream[:-1], rules, stopped)
    after = _open(stream, rules, stream[-1].at)
    return tuple(Moved(do, before.get(key, (do, due))[1], due) for key, (do, due) in after.items())


def _open(
    stream: Sequence[e.Event], rules: Obligations, at: datetime
) -> dict[tuple[str, int], tuple[str, datetime]]:
    """The promises open at a time: (rule, number) → (what, until when), soonest first."""
    owed = sorted(rules.read(stream).obligations(at, reminders=False), key=lambda o: o.due_at)
    return {(o.rule, o.number): (o.do, o.due_at) for o in owed if o.live and o.do in PROMISED}
