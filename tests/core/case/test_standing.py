"""Acting in the place of somebody who is away: his power, what stands against either of the two, and nobody twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.core.case.approvals import complete
from shouwen.core.case.authority import Acting, Stead
from shouwen.core.case.codec import event_from_json, event_to_json
from shouwen.core.case.decide import Situation, decide, permitted
from shouwen.core.case.events import Event
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.case.standing import DECISIONS, PERSONAL
from shouwen.core.case.state import State, fold
from shouwen.core.evidence import evidence
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.loader import load
from shouwen.core.worktime import WorkCalendar, china
from tests.core.case.case_walk import acting

START = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
BOOK = """
rule_book: trial
title: 试用办法
version: 1
calendar: cn-office
clauses: {c1: 大额方案由委员会三人同意, c2: 小额方案由负责人批准, c3: 结案审批应当本人作出, c4: 承办人不得复核}
roles:
  - {id: committee_member, name: 委员, holds: executive}
approvals:
  - id: large
    clause: c1
    when: "amount > 10000"
    steps:
      - {id: heads, name: 会签, by: [unit_head, supervisor], all: true}
      - {id: committee, name: 委员会, by: committee_member, at_least: 3}
may:
  - {id: small, clause: c2, do: [approve_solution, reject_solution], by: unit_head}
never:
  - {id: in-person, clause: c3, do: approve_ending, while: actor_stands_in, say: {zh: 结案审批不得由他人代理, en: Endings are approved in person}}
  - {id: no-handler, clause: c4, do: [suspend], while: actor_is_handler, say: {zh: 承办人不得自行中止, en: Not by the handler}}
"""
PEOPLE = {
    "clerk": acting("clerk", "客服部", "intake"),
    "office": acting("office", "投诉办公室", "supervisor"),
    "head": acting("head", "质量部", "unit_head"),
    "handler": acting("handler", "质量部", "handler"),
    "stranger": acting("stranger", "物流部", "handler"),
    **{name: acting(name, "总经理办公室", "executive") for name in ("e1", "e2", "e3", "e4")},
}
APPROVE = "approve_solution"


@cache
def rules() -> Obligations:
    book = load(BOOK, name="trial.yaml")
    return Obligations(book, WorkCalendar(book.calendar, china()))


class Case:
    """One case; `away` says who stands for whom. `give` answers the events, or the code and clause of the refusal."""

    def __init__(self) -> None:
        self.stream, self.now, self.away = list[Event](), START, dict[str, list[Stead]]()
        self.give("clerk", "register", channel="letter", subject="事由", description="经过")
        assert self.give("office", "accept") == ["accepted"]
        assert self.give("office", "assign", unit="质量部", handler="handler") == ["assigned"]

    @property
    def state(self) -> State:
        return fold(self.stream)

    def situation(self) -> Situation:
        return Situation(state=self.state, obligations=(), book=rules().book, in_force=rules().book)

    def stands_for(self, deputy: str, *absent: str, approvals_only: bool = False) -> None:
        self.away[deputy] = [Stead(who=PEOPLE[one], approvals_only=approvals_only) for one in absent]

    def who(self, name: str) -> Acting:
        return replace(PEOPLE[name], stands_for=tuple(self.away.get(name, ())))

    def give(self, person: str, name: str, /, **data: Any) -> list[str]:
        before = list(self.stream)
        self.now += timedelta(minutes=1)
        try:
            events = decide(self.situation(), parse(name, data), self.who(person), self.now)
        except Refused as refused:
            assert self.stream == before
            return [refused.code, refused.clause]
        self.stream.extend(events)
        return [event.data.type for event in events]

    def propose(self, by: str = "handler", amount: float = 500) -> None:
        assert self.give(by, "propose_solution", amount=amount) == ["solution_proposed"]

    @property
    def last(self) -> tuple[str, str, str, str]:
        actor = self.stream[-1].actor
        return actor.role, actor.id, actor.unit, actor.behalf


def test_a_deputy_has_the_power_of_who_is_away_and_both_are_on_record() -> None:
    case = Case()
    case.propose()
    assert case.give("stranger", APPROVE) == ["not_permitted", "c2"]
    case.stands_for("stranger", "head")
    assert case.give("stranger", APPROVE) == ["solution_approved"]
    assert case.last == ("unit_head", "stranger", "质量部", "head")
    again = [event_from_json(event_to_json(event, case="TS-1")) for event in case.stream]
    assert again == case.stream


def test_who_may_himself_acts_for_himself() -> None:
    case = Case()
    case.propose()
    case.stands_for("head", "e1")
    assert case.give("head", APPROVE) == ["solution_approved"]
    assert case.last == ("unit_head", "head", "质量部", "")


def test_events_of_before_have_nobody_behind_them() -> None:
    case = Case()
    line = event_to_json(case.stream[0], case="TS-1")
    assert set(line["actor"]) == {"role", "id", "name", "unit"} - (
        {"name"} if "name" not in line["actor"] else set()
    )
    assert event_from_json(line).actor.behalf == ""


def test_nobody_approves_his_own_proposal_through_a_deputy() -> None:
    case = Case()
    case.propose(by="head")
    case.stands_for("stranger", "head")
    assert case.give("stranger", APPROVE)[0] == "own_proposal"
    assert not case.state.solution.approved


def test_a_deputy_who_proposed_does_not_approve_for_his_head() -> None:
    case = Case()
    case.propose(by="handler")
    case.stands_for("handler", "head")
    assert case.give("handler", APPROVE)[0] == "own_proposal"


def test_what_a_deputy_proposed_is_the_proposal_of_both() -> None:
    case = Case()
    case.stands_for("stranger", "head")
    case.propose(by="stranger")
    assert case.stream[-1].actor.behalf == "head"
    assert case.give("head", APPROVE)[0] == "own_proposal"  # he is back
    assert (case.state.solution.proposed_by, case.state.solution.proposed_for) == ("stranger", "head")
    assert {"stranger", "head"} <= set(case.state.hands)


@pytest.mark.parametrize("out", ["stranger", "head"])
def test_recusal_of_either_keeps_both_out(out: str) -> None:
    case = Case()
    case.propose()
    assert case.give("office", "recuse", who=out, reason="亲属") == ["recused"]
    case.stands_for("stranger", "head")
    assert case.give("stranger", APPROVE)[0] in {"recused", "not_permitted"}
    assert not case.state.solution.approved


def test_what_a_rule_book_forbids_either_of_them_it_forbids_the_deputy() -> None:
    case = Case()
    case.stands_for("handler", "office")
    assert case.give("handler", "suspend", ground="等待检测") == ["forbidden", "c4"]
    case.stands_for("stranger", "office")
    assert case.give("stranger", "suspend", ground="等待检测") == ["suspended"]


def test_a_rule_book_may_want_a_decision_in_person() -> None:
    case = Case()
    for name, data in (
        ("respond", {}), ("record_finding", {"stage": "preliminary", "validity": "valid", "finding": "属实"}),
    ):  # fmt: skip
        case.give("handler", name, **data)
    case.propose()
    assert case.give("head", APPROVE) == ["solution_approved"]
    assert case.give("handler", "record_consent", agreed=True) == ["consent_recorded"]
    assert case.give("handler", "reply", text="答复") == ["replied"]
    assert case.give("clerk", "record_satisfaction", satisfied=False) == ["satisfaction_recorded"]
    assert case.give("clerk", "propose_ending", ground="duty_done", reason="已尽责") == ["ending_proposed"]
    case.stands_for("stranger", "e1")
    assert case.give("stranger", "approve_ending", reason="同意") == ["forbidden", "c3"]
    assert case.give("e1", "approve_ending", reason="同意") == ["ending_approved"]


def test_a_step_counts_neither_a_human_nor_a_seat_twice() -> None:
    case = Case()
    case.propose(amount=20_000)
    assert case.give("head", APPROVE) == ["approval_given"]
    assert case.give("office", APPROVE) == ["approval_given"]
    case.stands_for("e1", "e2")
    assert case.give("e1", APPROVE) == ["approval_given"]
    assert case.last[3] == ""
    assert case.give("e1", APPROVE) == ["step_given_already", "c1"]  # neither again, nor for e2
    case.stands_for("stranger", "e2")
    assert case.give("stranger", APPROVE) == ["approval_given"]
    assert case.give("e2", APPROVE) == ["step_given_already", "c1"]  # his seat is taken
    assert case.give("e3", APPROVE) == ["approval_given", "solution_approved"]


def test_joint_signature_wants_two_people_even_of_one_who_could_be_both() -> None:
    case = Case()
    case.propose(amount=20_000)
    case.stands_for("head", "office")
    assert case.give("head", APPROVE) == ["approval_given"]
    assert case.give("head", APPROVE) == ["step_given_already", "c1"]
    assert case.give("office", APPROVE) == ["approval_given"]


def test_a_deputy_for_approvals_only_decides_and_does_nothing_else() -> None:
    case = Case()
    case.stands_for("stranger", "handler", approvals_only=True)
    assert case.give("stranger", "respond", manner="phone")[0] == "not_permitted"
    case.stands_for("stranger", "handler")
    assert case.give("stranger", "respond", manner="phone") == ["responded"]
    assert "stranger" in case.state.hands  # he has handled the case as well
    case.propose()
    case.stands_for("e4", "head", approvals_only=True)
    assert case.give("e4", APPROVE) == ["solution_approved"]


def test_there_is_no_chain() -> None:
    case = Case()
    case.propose()
    absent_deputy = replace(PEOPLE["stranger"], stands_for=(Stead(who=PEOPLE["head"]),))
    second = replace(PEOPLE["e4"], stands_for=(Stead(who=absent_deputy),))
    with pytest.raises(Refused) as refused:
        permitted(case.situation(), APPROVE, second)
    assert refused.value.code == "not_permitted"


def test_a_signed_for_case_stays_with_who_is_away() -> None:
    case = Case()
    case.stands_for("stranger", "handler")
    assert case.give("stranger", "acknowledge") == ["acknowledged"]
    assert case.state.handler == "handler"


def test_nobody_declares_an_interest_or_asks_protection_for_another() -> None:
    assert not PERSONAL & DECISIONS
    case = Case()
    case.stands_for("stranger", "handler")
    for name in PERSONAL:
        with pytest.raises(Refused):
            permitted(case.situation(), name, case.who("stranger"))


def test_evidence_reads_what_a_deputy_did() -> None:
    case = Case()
    case.propose()
    case.stands_for("stranger", "head")
    case.give("stranger", APPROVE)
    found = {one.clause: one.verdict for one in evidence(rules(), case.stream, case.now)}
    assert found["c2"] == "kept"


NAMES = sorted(PEOPLE)
STEPS = st.one_of(
    st.tuples(st.just("propose_solution"), st.sampled_from(NAMES), st.sampled_from([500, 20_000])),
    st.tuples(st.sampled_from([APPROVE, APPROVE, "reject_solution"]), st.sampled_from(NAMES), st.just(0)),
    st.tuples(st.just("away"), st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, min_size=4, max_size=25))
def test_no_sequence_lets_a_human_approve_his_own_proposal_or_count_twice(
    steps: list[tuple[str, str, Any]],
) -> None:
    case = Case()
    for name, who, told in steps:
        if name == "away":
            case.stands_for(who, *(one for one in told if one != who))
            continue
        data = (
            {"amount": told}
            if name == "propose_solution"
            else {"reason": "不妥"}
            if name.startswith("r")
            else {}
        )
        before = case.state.solution
        came = case.give(who, name, **data)
        solution = case.state.solution
        if solution is None or not {"approval_given", "solution_approved"} & set(came):
            continue
        actor = case.stream[-1].actor
        own = {solution.proposed_by, solution.proposed_for} - {""}
        assert before is not None
        assert not own & {actor.id, actor.behalf}
        for step in rules().book.approvals[0].steps:
            people = [
                p for one in solution.given if one.step == step.id for p in {one.who, one.behalf} - {""}
            ]
            assert len(people) == len(set(people))
        if solution.approved and solution.amount > 10_000:
            assert all(
                complete(rules().book.approvals[0], s, solution) for s in rules().book.approvals[0].steps
            )
