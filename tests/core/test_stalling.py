"""When a case stalls: the last act of a person and the limit, standing still with the clocks, none after the end."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.authority import CUSTOMER, SYSTEM, Acting
from shouwen.core.case.codec import event_from_json
from shouwen.core.case.decide import Situation, decide
from shouwen.core.case.events import Event
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.obligations import Ledger, Obligations
from shouwen.core.rulebook.comparison import compare
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.words import in_words
from shouwen.core.worktime import Pause, WorkCalendar, china, due_at
from tests.core.worktime.worktime_cast import law

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, 9, tzinfo=ZONE)
BOOK = """
rule_book: trial
title: 试用办法
version: 1
calendar: cn-office
clauses: {c1: 首问责任人跟到底, c2: 答复}
stall: {clause: c1, after: 3wd, when: "!replied"}
must:
  - {id: explain, clause: c1, name: 说明情况, after: stalled, when: stalled, do: noted, by: intake, within: 1wd}
  - {id: answer, clause: c2, after: registered, do: replied, by: handler, within: 30wd}
"""
CLERK = Acting(
    id="clerk", name="clerk", unit="客服部", roles=frozenset({"intake"}), units=frozenset({"客服部"})
)


def rules_of(text: str = BOOK) -> Obligations:
    book = load(text, name="trial.yaml")
    return Obligations(book, WorkCalendar(book.calendar, china()))


@pytest.fixture(scope="module")
def rules() -> Obligations:
    return rules_of()


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def stream(*told: tuple[float, str, str]) -> list[Event]:
    """(hours after the start, event, role of who acted)."""
    return [
        event_from_json(
            {"seq": n, "at": at(hours).isoformat(), "type": kind, "data": {}, "actor": {"role": role}}
        )
        for n, (hours, kind, role) in enumerate(told, start=1)
    ]


def ask(rules: Obligations, ledger: Ledger, now: datetime, who: Acting = SYSTEM) -> tuple[Event, ...]:
    situation = Situation(
        state=ledger.state, obligations=(), book=rules.book, in_force=rules.book, stalls_at=ledger.stalls_at()
    )
    return decide(situation, parse("report_stall", {}), who, now)


R = (0, "registered", "intake")
TICK = timedelta(microseconds=1)


def test_the_limit_counts_from_the_last_act_of_a_person(rules):
    ledger = rules.read(stream(R, (24, "noted", "handler"), (30, "deadline_reminded", "system")))
    assert ledger.stalls_at() == due_at(rules.calendar, at(24), rules.book.stall.after).due_at


def test_the_customer_is_a_person_and_the_timer_is_none(rules):
    assert rules.read(stream(R, (24, "urged", "customer"))).state.moved_at == at(24)
    assert rules.read(stream(R, (24, "deadline_missed", "system"))).state.moved_at == at(0)


def test_what_came_in_by_itself_stalls_from_its_registration(rules):
    assert rules.read(stream((0, "registered", "system"))).state.moved_at == at(0)


@pytest.mark.parametrize("ending", ["closed", "declined", "redirected", "withdrawn", "replied"])
def test_an_ended_case_does_not_stall_nor_one_that_the_condition_leaves_out(rules, ending):
    assert rules.read(stream(R, (1, ending, "intake"))).stalls_at() is None


def test_an_appeal_of_a_closed_case_can_stall_again():
    rules = rules_of(BOOK.replace(', when: "!replied"', ""))
    closed = stream(R, (1, "replied", "handler"), (2, "closed", "intake"))
    assert rules.read(closed).stalls_at() is None
    assert rules.read(stream(R, (1, "replied", "handler"), (2, "closed", "intake"), (3, "appealed", "customer"))).stalls_at()  # fmt: skip


@pytest.mark.parametrize(("stop", "go"), [("supplement_requested", "supplemented"), ("suspended", "resumed")])
def test_it_stands_still_with_the_clocks(rules, stop, go):
    assert rules.read(stream(R, (1, stop, "intake"))).stalls_at() is None
    # set going by a person it counts from there, by the program the time is given back
    assert (
        rules.read(stream(R, (1, stop, "intake"), (100, go, "customer"))).stalls_at()
        == due_at(rules.calendar, at(100), rules.book.stall.after).due_at
    )
    moved = rules.read(stream(R, (1, stop, "intake"), (100, go, "system"))).stalls_at()
    assert moved == due_at(rules.calendar, at(1), rules.book.stall.after, [Pause(at(1), at(100))]).due_at


def test_asked_once_until_a_person_acts_again(rules):
    events = stream(R)
    ledger = rules.read(events)
    due = ledger.stalls_at()
    assert due == START.replace(day=5, hour=18), "three working days after Monday, to closing time"
    with pytest.raises(Refused, match="not_stalled"):
        ask(rules, ledger, due)
    (stalled,) = ask(rules, ledger, due + TICK)
    assert (stalled.data.type, stalled.data.since, stalled.data.clause) == (
        "stalled",
        START.isoformat(),
        "c1",
    )
    ledger.read(stalled)
    assert ledger.stalls_at() is None
    with pytest.raises(Refused, match="stalled_already"):
        ask(rules, ledger, due + timedelta(days=30))
    (owed,) = [o for o in ledger.obligations(due + TICK) if o.rule == "explain"]
    assert owed.live
    events = [*events, stalled, *[_later(stalled, "noted")]]
    ledger = rules.read(events)
    (owed,) = [o for o in ledger.obligations(events[-1].at) if o.rule == "explain"]
    assert owed.status == "met"
    assert ledger.stalls_at() == due_at(rules.calendar, events[-1].at, rules.book.stall.after).due_at


def test_work_that_goes_on_excuses_the_answer(rules):
    ledger = rules.read(stream(R))
    (stalled,) = ask(rules, ledger, ledger.stalls_at() + TICK)
    ledger = rules.read([*stream(R), stalled, _later(stalled, "evidence_added")])
    (owed,) = [o for o in ledger.obligations(stalled.at + timedelta(days=1)) if o.rule == "explain"]
    assert owed.status == "excused"


@pytest.mark.parametrize("who", [CLERK, CUSTOMER])
def test_only_the_timer_says_so(rules, who):
    ledger = rules.read(stream(R))
    with pytest.raises(Refused, match="not_permitted"):
        ask(rules, ledger, at(1000), who)


def test_a_book_without_the_rule_never_stalls():
    rules = rules_of("\n".join(line for line in BOOK.splitlines() if "stall" not in line) + "\nmay:\n  - {id: m, clause: c1, do: note, by: intake}\n")  # fmt: skip
    ledger = rules.read(stream(R))
    assert ledger.stalls_at() is None
    with pytest.raises(Refused, match="not_stalled"):
        ask(rules, ledger, at(1000))


KINDS = st.sampled_from([
    ("noted", "handler"), ("evidence_added", "customer"), ("deadline_reminded", "system"), ("deadline_missed", "system"),
    ("escalated", "system"), ("supplement_requested", "intake"), ("supplemented", "customer"), ("supplemented", "system"),
    ("suspended", "unit_head"), ("resumed", "system"), ("resumed", "unit_head"), ("closed", "intake"), ("reopened", "intake"),
    ("appealed", "customer"), ("stalled", "system"),
])  # fmt: skip


@law
@given(st.lists(st.tuples(st.integers(0, 200), KINDS), max_size=14))
def test_laws_of_stalling(rules, told):
    hours, events = 0, [R]
    for wait, (kind, role) in told:
        hours += wait
        events.append((hours, kind, role))
    lived = stream(*events)
    ledger = rules.read(lived)
    due, state = ledger.stalls_at(), ledger.state
    people = [e.at for e in lived if e.actor.role != "system"]
    assert state.moved_at == max(people)
    last = max(n for n, e in enumerate(lived) if e.actor.role != "system")
    said = any(e.data.type == "stalled" for e in lived[last:])
    assert state.stalled is said, "on record exactly while no person has acted since"
    if due is None:
        assert state.paused or state.ended is not None or said
    else:
        assert not (state.paused or said)
        assert due > state.moved_at
        plain = due_at(rules.calendar, state.moved_at, rules.book.stall.after).due_at
        assert due >= plain, "time that the clocks stood still only ever adds"
        ledger.read(_later(lived[-1], "deadline_reminded", role="system"))
        assert ledger.stalls_at() == due, "what the program does moves nothing"
    assert rules.read(lived).stalls_at() == due, "reading it again comes to the same"


def test_it_is_said_in_words_and_compared(rules):
    zh = next(s for s in in_words(rules.book).sections if s.id == "stall")
    en = next(s for s in in_words(rules.book, "en").sections if s.id == "stall")
    assert "3 个工作日" in zh.lines[0].text
    assert "3 working days" in en.lines[0].text
    (change,) = compare(rules.book, rules_of(BOOK.replace("after: 3wd", "after: 5wd")).book)
    assert (change.section, change.clause, change.change) == ("stall", "c1", "changed")
    assert [(f.before, f.after) for f in change.figures] == [("3 个工作日", "5 个工作日")]


def _later(event: Event, kind: str, *, role: str = "intake") -> Event:
    return event_from_json(
        {
            "seq": event.seq + 1, "at": (event.at + timedelta(hours=1)).isoformat(), "type": kind, "data": {},
            "actor": {"role": role},
        }
    )  # fmt: skip
