"""`do_where` of `may` and `never`: what a command says is held against the rule book before anything is written."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.core.case.authority import Acting
from shouwen.core.case.decide import Situation, conditions_on, decide, permit
from shouwen.core.case.events import Event
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.evidence import evidence
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.loader import check, load
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.words_powers import may_in_words, never_in_words
from shouwen.core.worktime import WorkCalendar, china

HEAD = """
rule_book: own-data
title: 看所填内容的办法
version: 1
calendar: round-the-clock
clauses: {c1: 一千元以内承办人提出，以上由部门负责人提出, c2: 五万元以上不在这里提出, c3: 延期一次最多三十日, c4: 时限, c5: 结案要写经验}
must:
  - {id: decide, clause: c4, after: registered, do: replied, by: handler, within: 15d}
"""
BOOK = load(
    HEAD
    + """
may:
  - {id: small, clause: c1, do: propose_solution, do_where: "amount <= 1000", by: handler}
  - {id: large, clause: c1, do: propose_solution, by: unit_head}
never:
  - {id: huge, clause: c2, do: propose_solution, do_where: "amount > 50000", say: 另行报批}
  - {id: long, clause: c3, do: extend, do_where: "basis == ''", while: "accepted", say: 要写明事由}
  - {id: lesson, clause: c5, do: close, do_where: "lesson == ''", say: 要写经验教训}
""",
    name="own-data",
)
HANDLER = Acting(id="lin", unit="客服部", roles=frozenset({"handler"}))
HEAD_OF_UNIT = Acting(id="nie", unit="客服部", units=frozenset({"客服部"}), roles=frozenset({"unit_head"}))
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Life:
    """One case under a book, an hour between its commands."""

    book: RuleBook
    stream: list[Event]

    def situation(self) -> Situation:
        ledger = self.rules.read(self.stream)
        now = START + timedelta(hours=len(self.stream))
        return Situation(
            state=ledger.state, obligations=ledger.obligations(now), book=self.book, in_force=self.book,
            calendar=self.rules.calendar,
        )  # fmt: skip

    @property
    def rules(self) -> Obligations:
        return Obligations(self.book, WorkCalendar(self.book.calendar, china()))

    def do(self, who: Acting, name: str, /, **data: object) -> tuple[Event, ...]:
        now = START + timedelta(hours=len(self.stream))
        events = decide(self.situation(), parse(name, data), who, now)
        self.stream.extend(events)
        return events


@pytest.fixture
def life() -> Life:
    found = Life(BOOK, [])
    clerk = Acting(id="clerk", unit="客服部", roles=frozenset({"intake"}))
    found.do(clerk, "register", channel="hotline", subject="事由", description="经过")
    found.do(clerk, "accept")
    found.do(clerk, "assign", unit="客服部")
    found.do(HANDLER, "acknowledge")
    return found


def refused(life: Life, who: Acting, name: str, /, **data: object) -> Refused:
    before = list(life.stream)
    with pytest.raises(Refused) as refusal:
        life.do(who, name, **data)
    assert life.stream == before
    return refusal.value


@settings(deadline=None)
@given(st.floats(0, 100_000, allow_nan=False))
def test_who_may_propose_follows_the_amount_that_is_proposed(amount: float) -> None:
    life = Life(BOOK, [])
    clerk = Acting(id="clerk", unit="客服部", roles=frozenset({"intake"}))
    life.do(clerk, "register", channel="hotline", subject="事由", description="经过")
    life.do(clerk, "accept")
    life.do(clerk, "assign", unit="客服部")
    for who, most in ((HANDLER, 1000), (HEAD_OF_UNIT, 50_000)):
        if amount <= most:
            life.do(who, "propose_solution", amount=amount, note="方案")
        else:
            assert refused(life, who, "propose_solution", amount=amount, note="方案").code in (
                "not_permitted",
                "forbidden",
            )


def test_a_refusal_under_a_power_names_who_may_do_it_with_this_data(life: Life) -> None:
    refusal = refused(life, HANDLER, "propose_solution", amount=5000)
    assert (refusal.code, refusal.clause, refusal.facts) == ("not_permitted", "c1", {"roles": ["unit_head"]})


def test_a_prohibition_tells_clause_words_and_what_was_said(life: Life) -> None:
    refusal = refused(life, HEAD_OF_UNIT, "propose_solution", amount=60_000)
    assert (refusal.code, refusal.clause, refusal.say.zh) == ("forbidden", "c2", "另行报批")
    assert refusal.facts == {"amount": 60_000}


def test_free_text_that_was_looked_at_is_not_told_again() -> None:
    book = load(
        HEAD
        + "never:\n"
        + "".join(
            f"  - {{id: n{n}, clause: {c}, do: note, do_where: \"note.contains('密')\", say: 不写这个}}\n"
            for n, c in enumerate(("c1", "c2", "c3", "c5"))
        ),
        name="private",
    )
    life = Life(book, [])
    clerk = Acting(id="clerk", unit="客服部", roles=frozenset({"intake"}))
    life.do(clerk, "register", channel="hotline", subject="事由", description="经过")
    assert refused(life, clerk, "note", note="这是密件").facts == {}


def test_both_conditions_have_to_hold_and_the_case_is_seen_as_it_was_before(life: Life) -> None:
    due = (START + timedelta(days=40)).isoformat()
    assert refused(life, HEAD_OF_UNIT, "extend", rule="decide", new_due=due, reason="等待").clause == "c3"


def test_without_data_the_rules_are_told_as_conditions_and_refuse_nothing(life: Life) -> None:
    situation = life.situation()
    assert permit(situation, "propose_solution", HANDLER) == "handler"
    assert [rule.id for rule in conditions_on(situation, "propose_solution", HANDLER)] == ["small", "huge"]
    # the head may propose any amount, so that only the prohibition is a condition
    assert [rule.id for rule in conditions_on(situation, "propose_solution", HEAD_OF_UNIT)] == ["huge"]
    assert conditions_on(situation, "respond", HANDLER) == ()


def test_a_condition_whose_while_does_not_hold_is_none(life: Life) -> None:
    situation = life.situation()
    assert [rule.id for rule in conditions_on(situation, "extend", HEAD_OF_UNIT)] == ["long"]
    fresh = Life(BOOK, life.stream[:1]).situation()
    assert conditions_on(fresh, "extend", HEAD_OF_UNIT) == ()


def test_evidence_holds_recorded_events_against_their_own_data(life: Life) -> None:
    life.do(HEAD_OF_UNIT, "propose_solution", amount=800)
    found = {c.clause: c for c in evidence(life.rules, life.stream, START + timedelta(days=1))}
    assert str(found["c2"].verdict) == "kept"
    stricter = load(
        HEAD + 'never:\n  - {id: a, clause: c2, do: propose_solution, do_where: "amount > 500", say: 不得}\n'
        '  - {id: b, clause: c1, do: propose_solution, do_where: "amount > 800", say: 不得}\n'
        '  - {id: c, clause: c3, do: close, while: "!replied", say: 不得}\n'
        "  - {id: d, clause: c5, do: close, do_where: \"lesson == ''\", say: 不得}\n",
        name="stricter",
    )
    rules = Obligations(stricter, WorkCalendar(stricter.calendar, china()))
    found = {c.clause: c for c in evidence(rules, life.stream, START + timedelta(days=1))}
    assert [str(found[c].verdict) for c in ("c2", "c1")] == ["broken", "kept"]


def test_the_rules_in_words() -> None:
    small, huge = BOOK.may[0], BOOK.never[0]
    assert may_in_words(small, BOOK) == "本次金额不超过 1000 的，承办人可以提出处理方案（第1条）"
    assert (
        may_in_words(small, BOOK, "en")
        == "handler may propose a solution where amount is at most 1000 (clause 1)"
    )
    assert never_in_words(huge, BOOK) == "本次金额超过 50000 的，不得提出处理方案：另行报批（第2条）"
    assert (
        never_in_words(BOOK.never[1], BOOK) == "已受理，且本次没有依据的事由的，不得延期：要写明事由（第3条）"
    )


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ('do: propose_solution, do_where: "amuont > 1", say: 不得', "unknown-variable"),
        ("do: propose_solution, do_where: \"amount == 'x'\", say: 不得", "condition-type"),
        ("do: return, do_where: \"ground == 'lazy'\", say: 不得", "unknown-value"),
        ('do: [propose_solution, reply], do_where: "amount > 1", say: 不得', "unknown-variable"),
        ("do: propose_solution, do_where: \"level == 'L1'\", say: 不得", "unknown-variable"),
        ('do: propose_solution, do_where: "amount > 2 && amount < 1", say: 不得', "rule-never"),
        ("do: close, say: 不得", "missing-key"),
    ],
)
def test_what_cannot_be_asked_of_a_command_is_a_fault(rule: str, code: str) -> None:
    told = HEAD.replace(", c1: 一千元以内承办人提出，以上由部门负责人提出", "")
    faults = check(told + f"never:\n  - {{id: n, clause: c2, {rule}}}\n", name="x")
    assert code in {fault.code for fault in faults if fault.path.startswith("/never/0")}
