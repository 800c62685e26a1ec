"""R12: customer service, then the department head, then senior management, whose decision is final."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, Stage, person

MA = person("ma", "质量部", "handler")
HEAD = person("head", "质量部", "unit_head")


def begun(text: str = "2026-03-02 09:00", **data: object) -> Stage:
    s = Stage("three-tier").at(text)
    s.register(category="product_fault", **data)
    s.do(CLERK, "accept")
    return s


def at_tier_two(text: str = "2026-03-02 09:00") -> Stage:
    s = begun(text)
    s.do(CLERK, "escalate", to="department_head", reason="须拆机检测")
    s.do(CLERK, "assign", unit="质量部", handler="ma")
    return s


def test_what_customer_service_can_solve_ends_at_tier_one():
    s = begun()
    assert s.due("tier-one") == "2026-03-05 18:00"
    assert s.refused(HEAD, "reply", text="已修").clause == "c2-1"
    s.do(CLERK, "reply", text="已补发配件")
    assert s.status("tier-one") == "met"
    assert s.status("ask-satisfaction") == "open"
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    s.do(CLERK, "archive")
    assert s.stage == "archived"
    assert s.never_owed("tier-two")
    assert s.clause("c3-1") == "not_applicable"


def test_what_it_cannot_solve_goes_to_the_department_head_and_in_time_owes_nothing_more():
    s = at_tier_two()
    assert s.status("tier-one") == "excused"
    assert s.status("assign-two") == "met"
    assert s.due("tier-two") == "2026-03-09 18:00"
    assert s.refused(CLERK, "reply", text="请稍候").clause == "c3-1"
    s.do(HEAD, "reply", text="已换新机")
    assert s.status("tier-two") == "met"


def test_each_tier_has_its_own_clock_and_a_late_one_keeps_its_breach():
    s = begun()
    s.at("2026-03-06 08:30")
    assert s.timers() == ["tier-one"]
    assert s.due("up-to-two") == "2026-03-09 18:00"
    s.do(OFFICE, "escalate", to="department_head", reason="客服部逾期")
    assert s.status("up-to-two") == "met"
    assert s.status("tier-one") == "missed"
    s.do(CLERK, "assign", unit="质量部", handler="ma")
    s.at("2026-03-14 09:00")
    assert "tier-two" in s.timers()
    s.do(HEAD, "escalate", to="senior_management", reason="超出部门权限")
    assert s.due("tier-three") == "2026-03-20 18:00"
    s.do(LEADER, "reply", text="决定退款")
    assert s.status("tier-three") == "met"
    assert s.status("tier-one") == "met_late"
    assert s.clause("c2-1") == "broken"


def test_an_appeal_below_the_top_is_reviewed_by_the_complaint_office():
    s = begun()
    s.do(CLERK, "reply", text="属正常现象")
    s.do(CUSTOMER, "appeal", reason="并不正常")
    assert s.due("review") == "2026-03-16 18:00"
    assert s.refused(CLERK, "decide_review", upheld=True).code == "not_permitted"
    s.do(OFFICE, "decide_review", upheld=True)
    assert s.clause("c5-4") == "kept"


def test_the_decision_of_senior_management_is_final():
    s = at_tier_two()
    s.do(HEAD, "escalate", to="senior_management", reason="涉及政策")
    assert s.refused(HEAD, "reply", text="已办").clause == "c4-1"
    s.do(MA, "propose_solution", measures=[{"what": "退款"}], amount=800)
    assert s.refused(OFFICE, "approve_solution").clause == "c4-1"
    s.do(LEADER, "approve_solution")
    s.do(LEADER, "reply", text="按原价退款")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CUSTOMER, "appeal", reason="仍不满意").clause == "c4-2"
    assert s.refused(OFFICE, "reopen").clause == "c4-2"
    assert s.refused(HEAD, "escalate", to="executive").clause == "c4-2"
    s.do(OFFICE, "close", result="最终决定")


def test_dissatisfied_below_the_top_it_is_handled_again_one_tier_higher():
    s = begun()
    s.do(CLERK, "reply", text="属正常现象")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(OFFICE, "reopen", reason="客户不认可")
    assert s.due("one-tier-up") == "2026-03-03 18:00"
    s.do(CLERK, "escalate", to="department_head")
    assert s.status("rework") == s.status("one-tier-up") == "met"
    assert s.due("tier-two") == "2026-03-09 18:00"


def test_no_tier_is_skipped():
    s = begun()
    for who in (CLERK, OFFICE):
        refusal = s.refused(who, "escalate", to="senior_management", reason="客户要求")
        assert (refusal.code, refusal.clause) == ("forbidden", "c3-3"), "no-skipping"
    s.do(CLERK, "escalate", to="department_head", reason="须拆机检测")
    assert s.status("tier-two") == "open"
    s = at_tier_two()
    refusal = s.refused(CLERK, "escalate", to="senior_management")
    assert (refusal.code, refusal.clause) == ("not_permitted", "c3-3")


def test_being_late_with_sending_up_skips_no_tier_either():
    s = begun()
    s.at("2026-03-06 08:30").timers()
    s.at("2026-03-10 08:30")
    assert "up-to-two" in s.timers()
    s.do(OFFICE, "escalate", to="department_head", reason="客服部逾期")
    assert s.status("up-to-two") == "met_late"
    assert s.due("tier-two") == "2026-03-17 18:00", "the department head has his own time all the same"
    assert s.refused(LEADER, "reply", text="决定退款").clause == "c3-1", "not yet senior management's"
    s.do(CLERK, "assign", unit="质量部", handler="ma")
    s.do(HEAD, "reply", text="已换新机")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    s.do(OFFICE, "reopen", reason="客户不认可")
    assert s.status("one-tier-up") == "open", "what the head answered is not final"


@pytest.mark.parametrize("channel", ["letter", "fax", "email"])
def test_written_complaints_are_accepted_like_oral_ones_and_answered_in_writing(channel):
    s = begun(channel=channel)
    assert s.status("accept") == "met"
    s.do(CLERK, "reply", manner="电话", text="已补发")
    assert s.status("reply-in-writing") == "open"
    assert begun(channel="visit").never_owed("reply-in-writing")
