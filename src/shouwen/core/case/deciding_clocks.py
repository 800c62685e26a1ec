"""Decisions about clocks: suspending, extending, giving back, reminding, missing, stalling."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shouwen.core.case import commands_clocks as c
from shouwen.core.case import events as e
from shouwen.core.case.commands import Return
from shouwen.core.case.events import Happening
from shouwen.core.case.grounds import resting_on
from shouwen.core.case.refusals import Refused
from shouwen.core.case.situation import Decider, Situation, event_of
from shouwen.core.obligations import Obligation, Status


def _extend(s: Situation, command: c.Extend, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    obligation = _live(s, command.rule, command.instance)
    if command.new_due <= obligation.due_at:
        raise Refused("due_not_later", facts={"due_at": obligation.due_at.isoformat()})
    new_due = command.new_due.astimezone(obligation.due_at.tzinfo)
    days = (new_due.date() - obligation.due_at.date()).days
    earlier = sum(added for rule, added in s.state.extended_days if rule == command.rule)
    dues = {
        "old_due": obligation.due_at.isoformat(), "new_due": new_due.isoformat(),
        "days": days, "days_in_all": earlier + days,
    }  # fmt: skip
    clause = resting_on(s.book, "extend", command.basis)
    return (event_of(e.Extended, command, known, clause=clause, instance=_which(s, obligation), **dues),)


def _suspend(
    s: Situation, command: c.Suspend, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    return (event_of(e.Suspended, command, known, clause=resting_on(s.book, "suspend", command.basis)),)


def _return(s: Situation, command: Return, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    return (event_of(e.Returned, command, known, unit=s.state.unit),)


def _remind(
    s: Situation, command: c.RemindDeadline, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    """Of several marks that have passed the last one; it covers the others."""
    obligation = _live(s, command.rule, command.instance)
    passed = [mark for mark, at in obligation.reminders if at <= now and command.at_mark in ("", mark)]
    if obligation.status is not Status.OPEN or not passed:
        raise Refused("nothing_owed", facts={"rule": command.rule})
    which = _which(s, obligation)
    return (event_of(e.DeadlineReminded, command, known, at_mark=passed[-1], instance=which),)


def _miss(
    s: Situation, command: c.MissDeadline, _known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    obligation = _live(s, command.rule, command.instance)
    if obligation.status is not Status.MISSED or obligation.breach_recorded:
        raise Refused("nothing_owed", facts={"rule": command.rule})
    rule = next(r for r in s.book.must if r.id == command.rule)
    due_at, which = obligation.due_at.isoformat(), _which(s, obligation)
    missed = e.DeadlineMissed(rule=command.rule, due_at=due_at, instance=which)
    return (missed, *(e.Escalated(to=role, rule=rule.id) for role in rule.escalate))


def _stall(
    s: Situation, command: c.ReportStall, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    """The instant itself is still in time, as with due times."""
    rule, since = s.book.stall, s.state.moved_at
    if rule is None or since is None or s.stalls_at is None or now <= s.stalls_at:
        raise Refused("not_stalled")
    return (event_of(e.Stalled, command, known, since=since.isoformat(), clause=rule.clause),)


def _live(s: Situation, rule: str, instance: int) -> Obligation:
    if all(r.id != rule for r in s.book.must):
        raise Refused("unknown_rule", facts={"rule": rule})
    live = (o for o in s.obligations if o.rule == rule and o.live)
    owed = next((o for o in live if instance in (0, o.number)), None)
    if owed is None:
        raise Refused("nothing_owed", facts={"rule": rule})
    return owed


def _which(s: Situation, obligation: Obligation) -> int:
    """The number of the obligation where its rule can owe several at a time; else 0, there is but one."""
    return obligation.number if s.book.by_id[obligation.rule].per else 0


CLOCK_DECIDERS: Mapping[str, Decider] = {
    "extend": _extend,
    "suspend": _suspend,
    "return": _return,
    "remind_deadline": _remind,
    "miss_deadline": _miss,
    "report_stall": _stall,
}
