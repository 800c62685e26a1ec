"""What the timer is told to do: which reminders are ahead, what a recorded one covers, what an extension changes."""

from datetime import UTC, datetime, timedelta

import pytest

from shouwen.core.case import events as e
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.decide import Situation, decide
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.loader import load
from shouwen.core.worktime import WorkCalendar, no_holidays

BOOK = load(
    """\
rule_book: trial
title: 试行办法
version: 1
calendar: cn-office
clauses:
  c1: 十小时内答复
must:
  - {id: answer, clause: c1, after: registered, do: replied, by: handler, within: 10h, remind: [50%, 80%, 1h], late: {escalate: unit_head}}
""",
    name="trial",
)
RULES = Obligations(BOOK, WorkCalendar(BOOK.calendar, no_holidays()))
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def after(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def stream(*happenings: tuple[float, e.Happening]) -> list[e.Event]:
    told = [(0, e.Registered()), *happenings]
    return [e.Event(seq=n, at=after(at), actor=e.Actor(), data=data) for n, (at, data) in enumerate(told, 1)]


def ahead(events: list[e.Event], at: float) -> list[tuple[str, float]]:
    (owed,) = RULES.read(events).obligations(after(at))
    return [(mark, (when - START) / timedelta(hours=1)) for mark, when in owed.reminders]


def timer(events: list[e.Event], at: float, command: str, **data: str) -> list[str]:
    ledger = RULES.read(events)
    situation = Situation(
        state=ledger.state, obligations=ledger.obligations(after(at)), book=BOOK, in_force=BOOK
    )
    made = decide(situation, parse(command, {"rule": "answer", **data}), SYSTEM, after(at))
    return [f"{x.data.type} {getattr(x.data, 'at_mark', '')}".strip() for x in made]


def test_all_marks_are_ahead_at_first():
    assert ahead(stream(), 0) == [("50%", 5), ("80%", 8), ("1h", 9)]


def test_a_recorded_mark_covers_the_earlier_ones():
    assert ahead(stream((8.5, e.DeadlineReminded(rule="answer", at_mark="80%"))), 8.6) == [("1h", 9)]


def test_after_downtime_the_last_mark_that_passed_is_told():
    assert timer(stream(), 8.5, "remind_deadline") == ["deadline_reminded 80%"]


@pytest.mark.parametrize(
    ("events", "at", "mark"),
    [
        (stream(), 4.9, ""),
        (stream(), 4.9, "50%"),
        (stream(), 5.5, "80%"),
        (stream((5, e.DeadlineReminded(rule="answer", at_mark="50%"))), 6, ""),
        (stream((8, e.DeadlineReminded(rule="answer", at_mark="80%"))), 8.5, "50%"),
        (stream((1, e.Replied())), 6, ""),
        (stream(), 10.5, ""),
        (stream((1, e.SupplementRequested())), 6, ""),
    ],
    ids=["early", "mark early", "mark not yet", "twice", "covered", "met", "too late", "paused"],
)
def test_no_reminder_is_told_early_twice_or_too_late(events, at, mark):
    with pytest.raises(Refused) as refused:
        timer(events, at, "remind_deadline", **({"at_mark": mark} if mark else {}))
    assert refused.value.code == "nothing_owed"


def test_a_breach_is_told_once_and_goes_up():
    assert timer(stream(), 10.1, "miss_deadline") == ["deadline_missed", "escalated"]
    with pytest.raises(Refused):
        timer(stream(), 10, "miss_deadline")  # the due instant itself is still in time
    with pytest.raises(Refused):
        timer(stream((10.1, e.DeadlineMissed(rule="answer"))), 11, "miss_deadline")


def test_an_extension_counts_the_marks_anew_but_for_those_that_lie_before_it():
    events = stream(
        (8, e.DeadlineReminded(rule="answer", at_mark="80%")),
        (9, e.Extended(rule="answer", new_due=after(20).isoformat())),
    )
    assert ahead(events, 9) == [("50%", 10), ("80%", 16), ("1h", 19)]
    later = stream((9, e.Extended(rule="answer", new_due=after(12).isoformat())))
    assert ahead(later, 9) == [("80%", 9.6), ("1h", 11)]


def test_time_spent_waiting_on_the_customer_is_not_used_up():
    events = stream((1, e.SupplementRequested()), (101, e.Supplemented()))
    assert ahead(events, 101) == [("50%", 105), ("80%", 108), ("1h", 109)]


def test_marks_that_were_passed_before_the_pause_stay_where_they_were():
    events = stream((6, e.SupplementRequested()), (7, e.Supplemented()))
    assert ahead(events, 7) == [("50%", 5), ("80%", 9), ("1h", 10)]
