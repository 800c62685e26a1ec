"""R01: one register; screening, bouncing counted, meetings with minutes, quality review until it passes, replies in kind."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, Stage, person

QIAN = person("qian", "业务部", "handler")
SUN = person("sun", "业务部", "unit_head")
REVIEWER = person("reviewer", "投诉办公室", "quality")


def opened(*, severity: str = "low", assisting: tuple[str, ...] = (), **data: object) -> Stage:
    """Registered and assigned on Monday morning."""
    s = Stage("complaints-office").at("2026-03-02 09:00")
    s.register(category="service_speed", facts={"severity": severity}, **data)
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="业务部", handler="qian", assisting=list(assisting))
    return s


def test_screening_out_of_scope_ends_with_guidance_and_in_scope_with_acceptance():
    s = Stage("complaints-office").at("2026-03-02 09:00")
    s.register()
    assert s.due("screen") == "2026-03-03 18:00"
    assert s.refused(QIAN, "decline", reason="非本单位业务", guidance="请到供电公司").clause == "c2-1"
    s.do(CLERK, "decline", reason="非本单位业务", guidance="请到供电公司")
    assert (s.stage, s.status("screen")) == ("declined", "excused")
    assert s.clause("c2-1") == "kept"


def test_no_complaint_is_missed():
    s = Stage("complaints-office").at("2026-03-02 09:00")
    s.register()
    s.at("2026-03-04 09:00")
    assert s.timers() == ["screen"]
    assert s.clause("c1-2") == "broken"


def test_missing_information_stops_the_clock_and_nothing_is_assigned_before_it_came():
    s = Stage("complaints-office").at("2026-03-02 09:00")
    s.register(category="charges_wrong")
    s.do(CLERK, "accept")
    s.do(CLERK, "request_supplement", items=["账单"])
    assert s.status("reply-call") == "paused"
    assert s.refused(CLERK, "assign", unit="财务部").clause == "c2-2"
    s.at("2026-03-05 09:00").do(CUSTOMER, "supplement", content="账单照片")
    assert s.due("reply-call") == "2026-03-26 18:00", "fifteen working days and three given back"
    s.do(CLERK, "assign", unit="财务部")


def test_unclassified_cases_are_not_assigned():
    s = Stage("complaints-office").at("2026-03-02 09:00")
    s.register()
    s.do(CLERK, "accept")
    assert s.due("assign") == "2026-03-02 14:00"
    assert s.refused(CLERK, "assign", unit="业务部").clause == "c1-3"


@pytest.mark.parametrize(
    ("severity", "rule", "due"),
    [("high", "unit-serious", "2026-03-09 18:00"), ("low", "unit-usual", "2026-03-16 18:00")],
)
def test_each_assignment_has_its_own_deadline(severity, rule, due):
    assert opened(severity=severity).due(rule) == due


def test_bouncing_is_counted_and_ends_with_the_office():
    s = opened()
    s.do(QIAN, "return", reason="不属本部门")
    assert s.due("assign-again") == "2026-03-03 18:00"
    assert s.never_owed("settle-bouncing"), "once may happen"
    s.do(CLERK, "assign", unit="业务部", handler="qian")
    s.do(QIAN, "return", reason="仍不属本部门")
    assert s.due("settle-bouncing") == "2026-03-03 18:00"
    s.do(CLERK, "assign", unit="业务部", handler="qian")
    assert s.refused(QIAN, "return", reason="再退").clause == "c3-3"
    s.do(OFFICE, "hold_meeting", topic="确定主办部门", minutes="由业务部主办")
    assert s.status("settle-bouncing") == "met"


def test_followed_up_at_regular_intervals_until_the_reply():
    s = opened()
    assert s.due("first-follow-up") == "2026-03-05 18:00"
    s.at("2026-03-04 10:00").do(OFFICE, "note", note="已催问")
    assert s.status("first-follow-up") == "met"
    assert s.due("next-follow-up") == "2026-03-09 18:00"
    assert s.due("first-progress") == "2026-03-09 18:00", "a note among colleagues tells the customer nothing"
    s.at("2026-03-06 10:00").do(QIAN, "note", note="正在核对", told=True)
    assert s.status("first-progress") == "met"
    assert s.due("next-progress") == "2026-03-13 18:00"
    s.at("2026-03-09 10:00").do(QIAN, "reply", manner="电话")
    assert s.status("next-follow-up") == s.status("next-progress") == "excused"


def test_a_cross_department_case_meets_before_it_is_solved():
    s = opened(assisting=("财务部",))
    assert s.due("coordinate") == "2026-03-04 18:00"
    assert s.refused(QIAN, "propose_solution", measures=[{"what": "退费"}]).clause == "c4-2"
    s.do(OFFICE, "hold_meeting", topic="协调会", attendees=["qian", "sun"], minutes="财务部退费")
    assert s.status("coordinate") == "met"
    s.do(QIAN, "propose_solution", measures=[{"what": "退费"}])
    assert s.refused(QIAN, "approve_solution").clause == "c9-1"
    s.do(SUN, "approve_solution")


@pytest.mark.parametrize(
    ("channel", "rule", "manner"),
    [
        ("hotline", "reply-call", "电话"),
        ("web", "reply-online", "短信或在线消息"),
        ("app", "reply-online", "短信或在线消息"),
        ("email", "reply-email", "电子邮件"),
        ("letter", "reply-letter", "书面"),
    ],
)
def test_answered_in_the_manner_of_the_complaint(channel, rule, manner):
    wrong, right = opened(channel=channel), opened(channel=channel)
    wrong.do(QIAN, "reply", manner="当面")
    right.do(QIAN, "reply", manner=manner)
    assert (wrong.status(rule), right.status(rule)) == ("open", "met")


def test_a_result_under_the_standard_goes_back_until_it_passes():
    s = opened()
    s.do(QIAN, "reply", manner="电话", text="按规定办理")
    assert s.due("review-quality") == "2026-03-04 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=True, score=4)
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(REVIEWER, "review_quality", score=55, passed=False, note="没有回应合理诉求")
    assert s.due("rework-quality") == "2026-03-03 18:00"
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(OFFICE, "reopen", reason="评查不达标")
    assert s.status("rework-quality") == "met"
    s.do(QIAN, "reply", manner="电话", text="重新答复")
    assert s.refused(QIAN, "review_quality", score=90, passed=True).clause == "c5-1"
    s.do(REVIEWER, "review_quality", score=90, passed=True)
    assert s.refused(CLERK, "close").clause == "c6-5", "satisfaction is asked in the new round too"
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    assert s.due("archive") == "2026-03-16 18:00"
    s.do(CLERK, "archive")
    assert s.clause("c5-2") == "kept"


def test_a_late_case_goes_up_and_a_dissatisfied_one_back():
    s = opened(severity="high")
    s.at("2026-03-10 09:00")
    assert "unit-serious" in s.timers()
    raised = [e.data.to for e in s.stream if e.data.type == "escalated" and e.data.rule == "unit-serious"]
    assert raised == ["unit_head", "supervisor", "executive"]
    s.do(QIAN, "reply", manner="电话")
    assert s.due("ask-satisfaction") == "2026-03-17 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=False)
    s.do(REVIEWER, "review_quality", score=80, passed=True)
    assert s.refused(LEADER, "close").code == "not_permitted"
    assert s.refused(CLERK, "close").clause == "c6-6"
    assert s.due("rework") == "2026-03-11 18:00"
