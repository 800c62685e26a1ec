"""R13: a number and a predicted time for each; the upper department, then the complaint committee."""

from dataclasses import replace

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, Stage, person

QIAN = person("qian", "业务部", "handler")
HEAD = person("head", "业务部", "unit_head")
PROMISED = {"predicted_on": "2026-03-16"}


def begun(text: str = "2026-03-02 09:00") -> Stage:
    s = Stage("committee").at(text)
    s.register(category="service_speed", facts=PROMISED)
    s.do(CLERK, "respond", note="编号与预计办结日期已告知")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="业务部", handler="qian")
    return s


def answered(s: Stage, who=QIAN) -> None:
    s.do(who, "reply", text="处理结果如下")


def unhappy(s: Stage) -> None:
    s.do(CLERK, "record_satisfaction", satisfied=False)


def test_no_case_is_accepted_without_a_predicted_date_and_it_is_told():
    s = Stage("committee").at("2026-03-02 09:00")
    s.register(category="quality")
    assert s.refused(CLERK, "accept").clause == "c1-1"
    assert s.due("tell-prediction") == "2026-03-03 18:00"
    s.do(CLERK, "correct", facts=PROMISED, reason="补填预计办结日期")
    s.do(CLERK, "accept")
    s.do(CLERK, "respond", note="已告知")
    assert s.status("tell-prediction") == "met"
    assert s.due("handle") == "2026-03-16 18:00"


@pytest.mark.parametrize(
    ("told", "due"), [("2026-03-06", "2026-03-06 18:00"), ("2026-03-31", "2026-03-31 18:00")]
)
def test_what_the_customer_was_told_is_what_counts(told, due):
    s = Stage("committee").at("2026-03-02 09:00")
    s.register(category="quality", facts={"predicted_on": told})
    s.do(CLERK, "accept")
    assert s.due("handle") == due
    s.at(f"{told} 18:01")
    assert "handle" in s.timers()


def test_a_longer_investigation_is_explained_with_a_new_date():
    s = begun()
    s.at("2026-03-10 10:00").do(
        HEAD, "extend", rule="handle", new_due="2026-03-20T18:00:00+08:00", reason="等检测报告"
    )
    assert s.due("handle") == "2026-03-20 18:00"
    assert s.due("explain-extension") == "2026-03-11 18:00"
    s.do(QIAN, "note", note="改为 20 日答复，原因是等检测报告", told=True)
    assert s.status("explain-extension") == "met"


def test_a_missed_date_is_on_record_and_explained_too():
    s = begun()
    s.at("2026-03-16 18:01")
    assert s.timers() == ["handle"]
    assert s.status("explain-delay") == "open"
    assert s.clause("c2-1") == "broken"


def at_committee() -> Stage:
    s = begun()
    answered(s)
    unhappy(s)
    assert s.refused(CLERK, "close").clause == "c5-2"
    assert s.due("to-upper") == "2026-03-03 18:00"
    s.do(CLERK, "escalate", to="upper_department")
    assert s.due("upper-replies") == "2026-03-09 18:00"
    assert s.due("upper-reopens") == "2026-03-03 18:00"
    s.do(OFFICE, "reopen", reason="上级部门重新处理")
    answered(s, OFFICE)
    assert s.status("upper-replies") == "met"
    unhappy(s)
    assert s.due("to-committee") == "2026-03-03 18:00"
    s.do(OFFICE, "appeal", reason="仍不满意，提交委员会")
    return s


def refused_before_the_reply() -> Stage:
    s = begun()
    s.do(QIAN, "propose_solution", note="退还手续费", amount=50)
    s.do(HEAD, "approve_solution")
    s.do(QIAN, "record_consent", agreed=False, note="要求全退")
    return s


def test_a_solution_that_the_customer_refuses_goes_up_before_anything_is_answered():
    s = refused_before_the_reply()
    assert s.due("refused-to-upper") == "2026-03-03 18:00"
    assert s.refused(QIAN, "reply", text="就这样").clause == "c3-1"
    assert s.refused(QIAN, "propose_solution", note="再退一点", amount=80).clause == "c3-1"
    s.do(QIAN, "escalate", to="upper_department", reason="客户不同意方案")
    assert s.status("refused-to-upper") == "met"
    assert s.due("upper-replies") == "2026-03-09 18:00"
    assert s.never_owed("upper-reopens"), "nothing was answered yet that could be handled again"
    assert s.refused(QIAN, "propose_solution", note="再退一点", amount=80).clause == "c3-2"
    s.do(OFFICE, "propose_solution", note="全退", amount=200)
    s.do(HEAD, "approve_solution")
    s.do(QIAN, "record_consent", agreed=True)
    answered(s, OFFICE)
    assert s.status("upper-replies") == "met"
    assert s.never_owed("upper-reopens")


def test_who_is_still_not_satisfied_then_comes_before_the_committee():
    s = refused_before_the_reply()
    s.do(QIAN, "escalate", to="upper_department", reason="客户不同意方案")
    answered(s, OFFICE)
    unhappy(s)
    assert s.never_owed("to-upper"), "the upper department has handled it"
    assert s.due("to-committee") == "2026-03-03 18:00"
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(OFFICE, "appeal", reason="仍不满意，提交委员会")
    assert s.status("committee-meets") == "open"


def test_the_committee_comes_after_the_upper_department_only():
    s = begun()
    answered(s)
    unhappy(s)
    assert s.refused(CUSTOMER, "appeal", reason="直接找委员会").clause == "c3-3"


def test_the_committee_investigates_again_and_confirms_the_result():
    s = at_committee()
    for rule in ("committee-meets", "committee-investigates", "committee-confirms"):
        assert s.due(rule) == "2026-03-23 18:00"
    assert s.refused(QIAN, "record_finding", stage="in_depth").clause == "c4-1"
    assert s.refused(LEADER, "decide_review", upheld=True).clause == "c4-2"
    s.at("2026-03-18 10:00").do(LEADER, "hold_meeting", topic="重新调查", attendees=["委员甲", "委员乙"])
    s.do(LEADER, "record_finding", stage="in_depth", validity="valid", finding="流程确有延误")
    assert s.refused(OFFICE, "decide_review", upheld=True).code == "not_permitted"
    s.do(LEADER, "decide_review", upheld=True, reason="确认原处理结果")
    assert s.status("committee-confirms") == "met"
    assert s.status("open-review") == "excused", (
        "the committee has decided in this case; there is nothing left to open"
    )
    s.do(CLERK, "close", result="委员会确认")
    assert s.due("improve") == "2026-04-01 18:00", "statistics and cases give improvement measures"
    s.do(CLERK, "archive")
    assert s.clause("c4-2") == "kept"


def test_result_and_satisfaction_are_archived_together():
    s = begun()
    answered(s)
    s.do(CLERK, "close")
    assert s.refused(CLERK, "archive").clause == "c5-1"
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "archive")
    assert s.stage == "archived"


def test_the_committee_reviews_in_a_case_of_its_own_and_its_word_is_final():
    first = at_committee()
    assert first.due("open-review") == "2026-03-03 18:00"
    first.knowing(OFFICE, "open_review", {"case": "TS-2", "instance": 2})
    assert first.status("committee-meets") == "excused", "the meeting is held in the other case"
    review = Stage("committee").at("2026-03-02 10:00")
    told = {"channel": "hotline", "subject": "复查：事由", "description": "仍不满意"}
    review.knowing(OFFICE, "register", {"first": "TS-1", "instance": 2, "earlier": ("qian",)}, **told)
    review.stream[0] = replace(review.stream[0], data=replace(review.stream[0].data, kind="review"))
    assert review.due("review-concludes") == "2026-03-23 18:00"
    assert review.refused(QIAN, "note", note="我来说明").code == "recused"
    review.do(OFFICE, "accept")
    assert review.refused(LEADER, "conclude_review", upheld=True, reason="查实").clause == "c4-2"
    review.at("2026-03-18 10:00").do(LEADER, "hold_meeting", topic="重新调查", attendees=["委员甲", "委员乙"])
    assert review.refused(OFFICE, "record_finding", stage="in_depth").code == "not_permitted"
    review.do(LEADER, "record_finding", stage="in_depth", validity="valid", finding="流程确有延误")
    assert review.refused(OFFICE, "conclude_review", upheld=True, reason="查实").code == "not_permitted"
    review.do(LEADER, "conclude_review", upheld=True, reason="确认原处理结果")
    first.at("2026-03-18 10:00")
    assert first.refused(LEADER, "decide_review", upheld=True).code == "review_elsewhere"
    first.knowing(LEADER, "decide_review", {"case": "TS-2"}, upheld=True, reason="确认原处理结果")
    assert first.status("committee-confirms") == "met"
    assert first.refused(CUSTOMER, "appeal", reason="还是不服").clause == "c4-2"
    first.do(CLERK, "close", result="委员会确认")
    review.do(OFFICE, "reply", text="复查意见")
    review.do(CLERK, "close", result="维持")
    assert review.clause("c4-2") == "kept"


def test_a_solution_of_the_committees_review_takes_a_meeting_and_two_members():
    review = Stage("committee").at("2026-03-02 10:00")
    told = {"channel": "hotline", "subject": "复核", "description": "对结果不服", "category": "service_speed"}
    review.knowing(OFFICE, "register", {"first": "TS-1", "instance": 2, "earlier": ("qian",)}, **told)
    review.stream[0] = replace(review.stream[0], data=replace(review.stream[0].data, kind="review"))
    review.do(OFFICE, "accept")
    review.do(OFFICE, "propose_solution", measures=[{"what": "退还检查费"}], amount=300)
    refusal = review.refused(LEADER, "approve_solution")
    assert (refusal.code, refusal.clause) == ("meeting_needed", "c4-3")
    assert review.refused(OFFICE, "approve_solution").clause == "c4-3"
    review.do(LEADER, "hold_meeting", topic="重新调查", minutes="同意退还")
    assert review.do(LEADER, "approve_solution") == ["approval_given"]
    assert review.refused(LEADER, "approve_solution").code == "step_given_already"
    member = person("member", "投诉处理委员会", "executive")
    assert review.do(member, "approve_solution") == ["approval_given", "solution_approved"]
    assert review.clause("c4-3") == "kept"
