"""The lifecycle, model-checked: no walk of commands breaks a promise or ends where nobody can go on."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shouwen.core.case.commands import COMMANDS, SYSTEM_ONLY
from shouwen.rulebooks import shipped
from tests.core.case.case_walk import UNITS, Walk
from tests.core.case.way_out import cast_of, way_out

GRADES = st.sampled_from(["low", "medium", "high"])
FACTS = st.fixed_dictionaries(
    {}, optional={"severity": GRADES, "prevalence": st.sampled_from(["single", "many"]),
                  "flags": st.lists(st.sampled_from(["legal", "media", "core_interest"]), max_size=2)},
)  # fmt: skip
SPANS = st.sampled_from([
    timedelta(0), timedelta(minutes=1), timedelta(minutes=29), timedelta(hours=2), timedelta(hours=9),
    timedelta(days=1), timedelta(days=3), timedelta(days=11),
])  # fmt: skip
ONCE = st.just({})
SHARES = st.sampled_from([
    [{"unit": "质量部", "percent": 100}], [{"unit": "质量部", "percent": 62.5}, {"unit": "物流部", "percent": 37.5}],
    [{"unit": "质量部", "percent": 99}],
])  # fmt: skip
NUMBER = st.sampled_from(["督〔2026〕1号", "督〔2026〕2号"])
PAPER = st.fixed_dictionaries({"number": NUMBER})
OTHER = st.just({"case": "A2"})
DATA = {
    "accept": ONCE,
    "decline": st.just({"reason": "不属于", "guidance": "请找厂家"}),
    "redirect": st.just({"to": "厂家"}),
    "request_supplement": st.just({"items": ["凭证"]}),
    "supplement": ONCE,
    "grade": st.fixed_dictionaries({}, optional={"severity": GRADES, "urgency": GRADES, "level": st.sampled_from(["L1", "L4", "major", "X"])}),
    "assign": st.fixed_dictionaries({"unit": st.sampled_from(UNITS)}, optional={"handler": st.sampled_from(["handler", "second", "accused"]), "assisting": st.just(["财务部"])}),
    "acknowledge": ONCE,
    "return": st.just({"reason": "不归我们"}),
    "respond": ONCE,
    "start_analysis": ONCE,
    "add_evidence": st.just({"note": "照片", "kind": "record_form"}),
    "record_finding": st.fixed_dictionaries({"stage": st.sampled_from(["preliminary", "in_depth"])}),
    "determine_root_cause": st.just({"cause": "老化"}),
    "propose_solution": st.fixed_dictionaries({"amount": st.sampled_from([10, 300, 1e6])}, optional={"measures": st.just([{"what": "换", "owner": "甲", "due": "2026-12-01"}, {"what": "查", "owner": "乙", "due": "2026-12-02"}])}),
    "approve_solution": ONCE,
    "reject_solution": st.just({"reason": "再想想"}),
    "record_consent": st.fixed_dictionaries({"agreed": st.booleans()}),
    "complete_measure": st.fixed_dictionaries({"which": st.integers(1, 3)}),
    "reply": ONCE,
    "make_callback": st.fixed_dictionaries({"reached": st.booleans()}),
    "record_satisfaction": st.fixed_dictionaries({"satisfied": st.booleans()}),
    "reopen": ONCE,
    "appeal": st.just({"reason": "不服"}),
    "decide_review": st.fixed_dictionaries({"upheld": st.booleans()}),
    "withdraw": ONCE,
    "suspend": st.just({"ground": "等检测"}),
    "resume": ONCE,
    "urge": ONCE,
    "escalate": st.fixed_dictionaries({"to": st.sampled_from(["executive", "supervisor", "unit_head"])}),
    "correct": st.fixed_dictionaries({"reason": st.just("记错了")}, optional={"facts": FACTS}),
    "note": st.fixed_dictionaries({"note": st.just("记"), "told": st.booleans()}),
    "rebase": st.just({"reason": "新办法"}),
    "identify": st.fixed_dictionaries({"genuine": st.booleans()}),
    "confirm_record": ONCE,
    "hold_meeting": st.just({"topic": "会商", "decisions": [{"what": "查单"}]}),
    "request_contribution": st.fixed_dictionaries({"unit": st.sampled_from(UNITS), "what": st.just("查单")}),
    "contribute": st.just({"content": "已查"}),
    "record_retest": st.fixed_dictionaries({"sample": st.just("7"), "testers": st.sampled_from([["甲", "乙"], ["甲", "甲"], []]), "confirmed": st.booleans()}),
    "confirm_validity": st.fixed_dictionaries({"validity": st.sampled_from(["valid", "partly_valid", "invalid"])}),
    "report_outside": st.just({"to": "regulator"}),
    "review_quality": st.fixed_dictionaries({"score": st.integers(0, 100), "passed": st.booleans()}),
    "attribute_responsibility": st.fixed_dictionaries({"shares": SHARES}, optional={"reason": st.just("更正")}),
    "serve_attribution": ONCE,
    "receive_attribution": ONCE,
    "review_objection": st.fixed_dictionaries({"agreed": st.booleans(), "opinion": st.just("已复核")}, optional={"shares": SHARES}),
    "record_praise": st.just({"who": "甲", "source": "letter", "text": "好"}),
    "propose_sanction": st.just({"who": "甲", "kind": "deduction", "reason": "失职", "amount": 100}),
    "propose_award": st.just({"who": "乙", "kind": "bonus", "reason": "尽责"}),
    "hear_defence": st.fixed_dictionaries({"which": st.integers(1, 3), "waived": st.just(True)}),
    "decide_consequence": st.fixed_dictionaries({"which": st.integers(1, 3), "approved": st.booleans(), "reason": st.just("依规")}),
    "record_payment": st.just({"amount": 12.34, "voucher": "F1"}),
    "dispute_responsibility": st.just({"reason": "不服"}),
    "rule_on_responsibility": st.fixed_dictionaries({"upheld": st.booleans()}, optional={"shares": SHARES}),
    "hold_accountable": st.just({"who": "甲", "kind": "apology"}),
    "teach_staff": st.just({"who": "甲"}),
    "plan_improvement": st.just({"what": "换供应商", "owner": "质量部", "due": "2026-12-01"}),
    "evaluate_improvement": st.fixed_dictionaries({"reached": st.booleans()}),
    "designate": st.fixed_dictionaries({"unit": st.sampled_from(UNITS), "reason": st.just("几次退回")}),
    "issue_supervision": st.fixed_dictionaries({"rung": st.sampled_from(["urging", "supervision"]), "unit": st.sampled_from(UNITS), "ground": st.just("late"), "demands": st.just("办结"), "reply_by": st.just("2026-12-31T00:00:00+08:00")}),
    "receive_supervision": PAPER, "answer_supervision": st.fixed_dictionaries({"number": NUMBER, "progress": st.just("已办")}),
    "review_supervision": st.fixed_dictionaries({"number": NUMBER, "passed": st.booleans()}),
    "withdraw_supervision": st.fixed_dictionaries({"number": NUMBER, "reason": st.just("发错部门")}),
    "complete_decision": st.fixed_dictionaries({"meeting": st.integers(1, 2), "which": st.integers(1, 2)}),
    "join": OTHER, "separate": st.just({"case": "A2", "reason": "各办"}), "link": st.just({"case": "A2", "relation": "same_matter"}),
    "name_representatives": st.just({"names": ["甲"]}), "open_review": st.just({"reason": "不服"}),
    "conclude_review": st.fixed_dictionaries({"upheld": st.booleans(), "reason": st.just("查实")}),
    "answer_survey": st.fixed_dictionaries({"overall": st.integers(1, 5), "satisfied": st.booleans()}),
    "propose_ending": st.fixed_dictionaries({"ground": st.sampled_from(["duty_done", "unreasonable"]), "reason": st.just("已尽责")}),
    "approve_ending": ONCE, "reject_ending": st.just({"reason": "再办"}),
    "settle": st.just({"terms": "换机"}), "record_performance": st.fixed_dictionaries({"kept": st.booleans()}),
    "report_conduct": st.just({"kind": "abusive", "note": "辱骂"}), "review_conduct": st.fixed_dictionaries({"confirmed": st.booleans()}),
    "ask_protection": st.fixed_dictionaries({"kind": st.just("threatening"), "note": st.just("扬言上门")}, optional={"conduct": st.booleans()}),
    "decide_protection": st.fixed_dictionaries({"which": st.integers(1, 2), "granted": st.booleans()}, optional={"measures": st.just(["written_only"]), "until": st.just("2026-12-31")}),
    "end_protection": st.fixed_dictionaries({"which": st.integers(1, 2), "reason": st.just("已缓和")}),
    "declare_interest": st.just({"relation": "亲属"}), "request_recusal": st.just({"person": "王磊", "reason": "有关系"}),
    "decide_recusal": st.fixed_dictionaries({"granted": st.booleans(), "reason": st.just("核实")}, optional={"who": st.just("second")}),
    "lift_recusal": st.just({"who": "second", "reason": "缺人"}), "decide_suggestion": st.just({"adopted": "adopted"}),
    "recuse": st.fixed_dictionaries({"who": st.sampled_from(["second", "other"])}),
    "close": ONCE,
    "archive": st.sampled_from([{}, {"retention": "三年"}]),
    "redact_file": st.just({"file": "x", "ground": "needless", "reason": "无关"}),
    "redact_text": st.just({"of": 1, "ground": "needless", "reason": "无关"}),
    "set_retention": st.fixed_dictionaries({"retention": st.sampled_from(["一年", "永久", "看情况"]), "reason": st.just("诉讼")}),
    "request_deletion": st.just({"ground": "other"}),
    "decide_deletion": st.fixed_dictionaries({"decision": st.sampled_from(["granted", "kept", "refused"]), "reason": st.just("核实")}),
    "propose_disposal": ONCE, "reject_disposal": st.just({"reason": "再查"}), "dispose": ONCE,
}  # fmt: skip
FORWARD = (
    "accept",
    "assign",
    "acknowledge",
    "propose_solution",
    "approve_solution",
    "record_consent",
    "complete_measure",
    "reply",
    "record_satisfaction",
    "close",
    "reopen",
    "appeal",
    "suspend",
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: a walk is short enough to read, and a failure is told within seconds."""
ABLE = st.sampled_from(["clerk", "office", "head", "handler", "leader", "customer"])


def life_under(slug: str) -> type[RuleBasedStateMachine]:
    anybody = st.sampled_from(sorted(cast_of(slug)))

    class Life(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.walk = Walk(slug, cast_of(slug))

        @initialize(
            kind=st.sampled_from(["complaint", "complaint", "inquiry", "problem"]),
            facts=FACTS,
            accused=st.booleans(),
        )
        def register(self, kind: str, facts: dict, accused: bool) -> None:
            told = {
                "kind": kind, "channel": "letter", "subject": "事由", "description": "经过", "facts": facts,
                "respondent": "某人" if accused else "",
            }  # fmt: skip
            known = {fact.id for fact in self.walk.book.facts} | {
                "severity",
                "urgency",
                "prevalence",
                "flags",
            }
            told["facts"] = {k: v for k, v in facts.items() if k in known}
            if self.walk.give("clerk", "register", told):
                assert not self.walk.give("clerk", "register", {**told, "facts": {}})

        @rule(span=SPANS)
        def wait(self, span: timedelta) -> None:
            self.walk.now += span

        @rule(who=anybody, name=st.sampled_from(sorted(DATA)), data=st.data())
        def anything(self, who: str, name: str, data: st.DataObject) -> None:
            self.walk.give(who, name, data.draw(DATA[name]))

        @rule(who=ABLE, name=st.sampled_from(FORWARD), data=st.data())
        def forward(self, who: str, name: str, data: st.DataObject) -> None:
            self.walk.give(who, name, data.draw(DATA[name]))

        @rule()
        def timers(self) -> None:
            """As the sweep does: remind, then record what was missed; once each."""
            for owed in self.walk.ledger.obligations(self.walk.now):
                if owed.reminders and owed.reminders[0][1] <= self.walk.now and owed.status == "open":
                    assert self.walk.give("system", "remind_deadline", {"rule": owed.rule}) in (
                        "",
                        "archived",
                    )
            for owed in self.walk.ledger.obligations(self.walk.now):
                if owed.status == "missed" and not owed.breach_recorded:
                    code = self.walk.give("system", "miss_deadline", {"rule": owed.rule})
                    # the escalation of the one before may have set this one going anew
                    assert code in ("", "archived", "nothing_owed")

        @precondition(lambda self: any(o.live for o in self.walk.ledger.obligations(self.walk.now)))
        @rule(data=st.data(), days=st.integers(1, 9))
        def extend(self, data: st.DataObject, days: int) -> None:
            live = [o for o in self.walk.ledger.obligations(self.walk.now) if o.live]
            owed = data.draw(st.sampled_from(live))
            new = (owed.due_at + timedelta(days=days)).isoformat()
            if not self.walk.give(
                "office", "extend", {"rule": owed.rule, "new_due": new, "reason": "等检测"}
            ):
                now = [
                    o for o in self.walk.ledger.obligations(self.walk.now) if o.rule == owed.rule and o.live
                ]
                assert now[-1].due_at >= owed.due_at

        @invariant()
        def numbered(self) -> None:
            assert self.walk.state.seq == len(self.walk.stream)

        def teardown(self) -> None:
            if self.walk.state.seq:
                self.walk.holds_together()
                way_out(self.walk)
                self.walk.holds_together()

    return Life


def test_every_command_is_part_of_a_life() -> None:
    assert set(DATA) == set(COMMANDS) - {"register", "extend"} - set(SYSTEM_ONLY)


@pytest.mark.parametrize("slug", shipped())
def test_no_life_of_a_case_breaks_a_promise_or_ends_in_a_dead_end(slug: str) -> None:
    run_state_machine_as_test(
        life_under(slug),
        settings=settings(
            max_examples=4, stateful_step_count=25, deadline=None, phases=PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["complaint", "inquiry", "suggestion", "problem"])
@pytest.mark.parametrize("slug", shipped())
def test_every_kind_of_case_finds_its_way_to_the_archive(slug: str, kind: str) -> None:
    walk = Walk(slug, cast_of(slug))
    assert not walk.give(
        "clerk", "register", {"kind": kind, "channel": "letter", "subject": "事由", "description": "经过"}
    )
    assert way_out(walk)[-1] == "archive"
