"""Approval in steps: one after the other, each by enough different people, never by the proposer, anew with each proposal."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.approvals import stood_for
from shouwen.core.case.authority import Acting
from shouwen.core.case.codec import event_from_json, event_to_json
from shouwen.core.case.decide import Situation, decide, permit
from shouwen.core.case.events import ApprovalGiven, Event
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import Given, State, fold
from shouwen.core.case.vocabulary import Facts
from shouwen.core.evidence import evidence
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.comparison import compare
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.model import ApprovalStep, Words
from shouwen.core.rulebook.words import in_words
from shouwen.core.worktime import WorkCalendar, china
from tests.core.case.case_walk import Walk, acting
from tests.core.case.way_out import cast_of, way_out

START = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
BOOK = """
rule_book: trial
title: 试用办法
version: 1
calendar: cn-office
clauses: {c1: 大额方案分步审批, c2: 小额方案由负责人批准, c3: 法务审核后两个工作日内会签}
roles:
  - {id: legal_reviewer, name: {zh: 法务, en: legal affairs}, holds: quality}
  - {id: committee_member, name: 委员, holds: executive}
approvals:
  - id: large
    clause: c1
    when: "amount > 10000"
    steps:
      - {id: legal, name: {zh: 法务审核, en: Legal review}, by: legal_reviewer}
      - {id: heads, name: {zh: 会签, en: Joint signature}, by: [unit_head, supervisor], all: true}
      - {id: committee, name: {zh: 委员会, en: Committee}, by: committee_member, at_least: 3}
      - {id: meeting, name: {zh: 办公会, en: Meeting}, by: supervisor, meeting: true}
must:
  - {id: sign, clause: c3, after: approval_given, after_where: "step == 'legal'", when: "approval_step == 'heads'", do: approval_given, do_where: "step == 'heads'", by: unit_head, within: 2wd}
may:
  - {id: small, clause: c2, do: [approve_solution, reject_solution], by: unit_head}
"""
PEOPLE = {
    "clerk": acting("clerk", "客服部", "intake", "supervisor"),
    "lawyer": acting("lawyer", "质量部", "quality"),
    "head": acting("head", "质量部", "unit_head"),
    "second": acting("second", "质量部", "unit_head"),
    "office": acting("office", "投诉办公室", "supervisor"),
    "both": acting("both", "质量部", "unit_head", "supervisor"),
    **{name: acting(name, "总经理办公室", "executive") for name in ("e1", "e2", "e3", "e4")},
}
APPROVE = "approve_solution"


@cache
def rules_of(text: str = BOOK) -> Obligations:
    book = load(text, name="trial.yaml")
    return Obligations(book, WorkCalendar(book.calendar, china()))


class Case:
    """One case under the book; `give` answers the events that came, or the code of the refusal."""

    def __init__(self, amount: float = 20_000, *, text: str = BOOK, by: str = "clerk") -> None:
        self.rules, self.stream, self.now = rules_of(text), list[Event](), START
        told = {"channel": "letter", "subject": "事由", "description": "经过"}
        self.give("clerk", "register", **told)
        self.give("clerk", "accept")
        self.give("clerk", "assign", unit="质量部")
        self.propose(amount, by=by)

    @property
    def state(self) -> State:
        return fold(self.stream)

    @property
    def step(self) -> object:
        return Facts(self.state, self.rules.book)["approval_step"]

    def situation(self) -> Situation:
        return Situation(state=self.state, obligations=(), book=self.rules.book, in_force=self.rules.book)

    def give(self, who: str, name: str, **data: Any) -> list[str]:
        before = list(self.stream)
        self.now += timedelta(minutes=1)
        try:
            events = decide(self.situation(), parse(name, data), PEOPLE[who], self.now)
        except Refused as refused:
            assert self.stream == before
            return [refused.code, refused.clause]
        self.stream.extend(events)
        return [event.data.type for event in events]

    def propose(self, amount: float, *, by: str = "clerk") -> None:
        assert self.give(by, "propose_solution", amount=amount) == ["solution_proposed"]

    def all_give(self, names: Iterable[str]) -> None:
        for name in names:
            assert self.give(name, APPROVE)[0] == "approval_given", name

    def meets(self, minutes: str = "会议同意") -> None:
        assert self.give("clerk", "hold_meeting", topic="审议", minutes=minutes) == ["meeting_held"]


def test_one_step_after_the_other_and_approved_with_the_last() -> None:
    case = Case()
    assert case.step == "legal"
    assert case.give("head", APPROVE) == ["not_permitted", "c1"]
    assert case.give("lawyer", APPROVE, note="合法") == ["approval_given"]
    assert case.step == "heads"
    assert case.give("lawyer", APPROVE) == ["not_permitted", "c1"]
    case.all_give(["head", "office"])
    assert case.step == "committee"
    case.all_give(["e1", "e2"])
    assert case.give("e1", APPROVE) == ["step_given_already", "c1"]
    case.all_give(["e3"])
    assert (case.step, case.state.stage) == ("meeting", "approving")
    case.meets()
    assert case.give("office", APPROVE) == ["approval_given", "solution_approved"]
    assert case.step == ""
    solution = case.state.solution
    assert solution is not None
    assert (solution.approved, solution.approved_by) == (True, "office")
    assert [(one.step, one.who) for one in solution.given] == [
        ("legal", "lawyer"), ("heads", "head"), ("heads", "office"), ("committee", "e1"), ("committee", "e2"),
        ("committee", "e3"), ("meeting", "office"),
    ]  # fmt: skip
    assert case.stream[-1].actor == case.stream[-2].actor, "who gave the last step approved it"
    given = next(event for event in case.stream if isinstance(event.data, ApprovalGiven))
    assert event_from_json(event_to_json(given, case="A1")) == given


def test_where_no_entry_applies_it_is_as_before() -> None:
    case = Case(amount=500)
    assert case.step == ""
    assert case.give("lawyer", APPROVE) == ["not_permitted", "c2"]
    assert case.give("head", APPROVE) == ["solution_approved"]


def test_the_proposer_never_counts_whatever_roles_he_holds() -> None:
    text = BOOK.replace("by: legal_reviewer}", "by: supervisor}")
    case = Case(text=text)
    assert case.give("clerk", APPROVE)[0] == "own_proposal"
    assert case.give("clerk", "reject_solution", reason="重拟") == ["own_proposal", "c1"]
    assert case.give("office", APPROVE) == ["approval_given"]


def test_each_of_the_roles_is_wanted_once() -> None:
    case = Case()
    case.all_give(["lawyer", "head"])
    assert case.give("second", APPROVE) == ["role_given_already", "c1"]
    case.all_give(["office"])
    assert case.step == "committee"


def test_who_holds_two_roles_stands_for_the_one_that_is_missing() -> None:
    for first, then in (("both", "head"), ("head", "both"), ("both", "office"), ("office", "both")):
        case = Case()
        case.all_give(["lawyer", first, then])
        assert case.step == "committee", (first, then)
        assert len({one.who for one in case.state.solution.given if one.step == "heads"}) == 2  # type: ignore[union-attr]


def test_a_meeting_decides_only_after_the_proposal_and_with_minutes() -> None:
    case = Case()
    case.all_give(["lawyer", "head", "office", "e1", "e2", "e3"])
    assert case.give("office", APPROVE) == ["meeting_needed", "c1"]
    case.meets(minutes="")
    assert case.give("office", APPROVE) == ["meeting_needed", "c1"]
    case.meets()
    case.propose(30_000)
    case.all_give(["lawyer", "head", "office", "e1", "e2", "e3"])
    assert case.give("office", APPROVE) == ["meeting_needed", "c1"], "that meeting spoke of another proposal"
    case.meets()
    assert case.give("office", APPROVE)[-1] == "solution_approved"


def test_whoever_may_give_the_open_step_may_send_it_back_and_a_new_proposal_begins_anew() -> None:
    case = Case()
    assert case.give("head", "reject_solution", reason="太贵") == ["not_permitted", "c1"]
    case.all_give(["lawyer", "head"])
    assert case.give("lawyer", "reject_solution", reason="太贵") == ["not_permitted", "c1"]
    assert case.give("office", "reject_solution", reason="太贵") == ["solution_rejected"]
    assert case.step == ""
    case.propose(15_000)
    assert case.step == "legal"
    assert case.state.solution is not None
    assert case.state.solution.given == ()


def test_a_rule_can_want_the_next_step_within_a_time() -> None:
    case = Case()
    case.all_give(["lawyer"])
    (owed,) = [o for o in case.rules.read(case.stream).obligations(case.now) if o.rule == "sign"]
    assert (owed.status, owed.by) == ("open", "unit_head")
    case.all_give(["head"])
    (owed,) = [o for o in case.rules.read(case.stream).obligations(case.now) if o.rule == "sign"]
    assert owed.status == "met"


def test_what_was_given_under_another_entry_does_not_count() -> None:
    text = BOOK.replace("approvals:\n", (
        "approvals:\n  - {id: grave, clause: c1, when: \"severity == 'high'\", "
        "steps: [{id: legal, name: 法务, by: legal_reviewer}, {id: top, name: 领导, by: executive}]}\n"
    ))  # fmt: skip
    case = Case(text=text)
    case.all_give(["lawyer"])
    assert case.step == "heads"
    assert case.give("clerk", "correct", reason="改", facts={"severity": "high"})[0] == "corrected"
    assert case.step == "legal"
    case.all_give(["lawyer", "e1"])
    assert case.state.solution is not None
    assert case.state.solution.approved


def test_the_clause_is_kept_by_every_step_and_broken_by_an_approval_without_them() -> None:
    case = Case()
    case.all_give(["lawyer"])
    (found,) = [one for one in evidence(case.rules, case.stream, case.now) if one.clause == "c1"]
    assert (found.verdict, [proof.rule for proof in found.proofs]) == ("kept", ["large"])
    told = event_to_json(case.stream[-1], case="A1") | {"type": "solution_approved", "data": {}, "seq": 6}
    (found,) = [one for one in evidence(case.rules, [*case.stream, event_from_json(told)], case.now) if one.clause == "c1"]  # fmt: skip
    assert found.verdict == "broken"


def test_streams_of_before_read_as_they_did() -> None:
    lines = [
        ("registered", {}), ("accepted", {}), ("solution_proposed", {"amount": 20_000}), ("solution_approved", {}),
    ]  # fmt: skip
    stream = [
        event_from_json({"seq": n, "at": START.isoformat(), "type": kind, "data": data, "actor": {"role": "unit_head", "id": "head"}})
        for n, (kind, data) in enumerate(lines, start=1)
    ]  # fmt: skip
    state = fold(stream)
    assert state.solution is not None
    assert (state.solution.approved, state.solution.approved_by, state.solution.given) == (True, "head", ())
    assert Facts(state, rules_of().book)["approval_step"] == ""


def test_it_is_told_in_words_and_compared() -> None:
    book = rules_of().book
    (zh,) = [section for section in in_words(book).sections if section.id == "approvals"]
    assert [line.text for line in zh.lines] == [
        "方案金额超过 10000 的，处理方案依次经 4 步审批，提出人不参与（第1条）",
        "1. 法务审核：法务同意",
        "2. 会签：部门负责人、投诉办公室各一人同意",
        "3. 委员会：至少 3 名委员同意",
        "4. 办公会：投诉办公室同意，方案提出后开会决定，有会议纪要",
    ]
    (en,) = [section for section in in_words(book, "en").sections if section.id == "approvals"]
    assert en.lines[2].text == "2. Joint signature: one of each: unit head, complaint office"
    must = next(
        line.text for section in in_words(book).sections if section.id == "must" for line in section.lines
    )
    assert "审批步骤为法务审核" in must
    after = load(BOOK.replace("at_least: 3", "at_least: 2"), name="trial.yaml")
    (change,) = compare(book, after)
    assert (change.section, change.id, change.clause) == ("approvals", "large", "c1")
    assert [(figure.label, figure.before, figure.after) for figure in change.figures] == [
        ("委员会", "至少 3 名委员同意", "至少 2 名委员同意")
    ]


ROLES = ("a", "b", "c")
GIVERS = st.lists(
    st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True), min_size=1, max_size=4
).map(lambda held: [Given(approval="x", step="s", who=str(n), roles=tuple(roles)) for n, roles in enumerate(held)])  # fmt: skip


@given(GIVERS, st.integers(1, 3))
def test_as_many_roles_are_stood_for_as_can_be_in_any_order(people: list[Given], count: int) -> None:
    step = ApprovalStep(id="s", name=Words("步"), by=ROLES[:count], every=True)
    counts = {len(stood_for(step, order)) for order in permutations(people)}
    assert len(counts) == 1
    found = stood_for(step, people)
    assert all(role in one.roles for role, one in found.items())
    assert len({one.who for one in found.values()}) == len(found), "each person for one role"
    best = max(
        sum(role is not None and role in one.roles for role, one in zip(order, people, strict=True))
        for order in permutations([*step.by, *([None] * len(people))], len(people))
    )
    assert len(found) == best


ASKED = st.lists(st.sampled_from([*PEOPLE, "meeting", "anew"]), max_size=30)


@given(ASKED, st.randoms(use_true_random=False))
def test_laws_of_approval(asked: list[str], rng: Any) -> None:
    """Whoever asks, and in whatever order, nothing is approved before every step is complete."""
    case = Case()
    wanted = [
        *asked,
        "lawyer",
        *rng.sample(["head", "office"], 2),
        *rng.sample(["e1", "e2", "e3"], 3),
        "meeting",
        "office",
    ]
    for one in wanted:
        if one == "meeting":
            case.meets()
        elif one == "anew" and case.state.solution and not case.state.solution.approved:
            case.propose(20_000)
        elif one in PEOPLE:
            may = _permitted(case, PEOPLE[one])
            came = case.give(one, APPROVE)
            assert may == (came[0] == "approval_given"), "what is offered is what is done"
        solution = case.state.solution
        assert solution is not None
        steps = [(given.step, given.who) for given in solution.given]
        assert len(set(steps)) == len(steps), "nobody twice in a step"
        assert all(who != solution.proposed_by for _, who in steps)
        order = ["legal", "heads", "committee", "meeting"]
        assert [step for step, _ in steps] == sorted((step for step, _ in steps), key=order.index)
        count = {step: sum(done == step for done, _ in steps) for step in order}
        assert solution.approved == (count == {"legal": 1, "heads": 2, "committee": 3, "meeting": 1})
    assert case.state.solution is not None
    assert case.state.solution.approved, "and it is, once all who are asked have given theirs"


def _permitted(case: Case, who: Acting) -> bool:
    try:
        permit(case.situation(), APPROVE, who)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("members", list(permutations(("e1", "e2", "e3"))))
def test_the_order_within_a_step_makes_no_difference(members: tuple[str, ...]) -> None:
    case = Case()
    case.all_give(["lawyer", "office", "head", *members])
    assert case.step == "meeting"


@pytest.mark.parametrize(
    ("slug", "facts", "steps"),
    [
        ("four-level", {"severity": "high", "urgency": "high", "flags": ["legal"]}, ["legal", "decision"]),
        ("four-level", {"severity": "high", "flags": ["legal", "core_interest"]}, ["legal", "leader"]),
        ("law-firm", {"severity": "high"}, ["meeting"]),
    ],
)
def test_a_case_that_needs_every_step_finds_its_way_to_the_archive(
    slug: str, facts: dict[str, Any], steps: list[str]
) -> None:
    walk = Walk(slug, cast_of(slug))
    told = {"channel": "letter", "subject": "事由", "description": "经过", "facts": facts}
    assert not walk.give("clerk", "register", told)
    assert way_out(walk)[-1] == "archive"
    walk.holds_together()
    given = [event.data.step for event in walk.stream if isinstance(event.data, ApprovalGiven)]
    assert given == steps
