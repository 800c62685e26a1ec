"""R01: one register; screening, bouncing counted, meetings with minutes, quality review until it passes, replies in kind."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, Stage, person

QIAN = person("qian", "业务部", "handler")
SUN = person("sun", "业务部", "unit_head")
STRANGER = person("money", "财务部", "handler", "unit_head")
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
    assert set(s.timers()) == {"screen", "classify-severity", "classify-nature"}
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


def test_classified_by_nature_type_and_severity():
    s = Stage("complaints-office").at("2026-03-02 09:00")
    s.register(category="service_speed")
    assert s.due("classify-severity") == s.due("classify-nature") == "2026-03-03 18:00"
    s.do(CLERK, "correct", facts={"business_link": "安装"}, reason="客户补充")
    assert s.status("classify-nature") == "open", "another field was filled in"
    s.do(CLERK, "correct", facts={"nature": "dispute"}, reason="筛查")
    s.do(CLERK, "grade", severity="high")
    assert s.status("classify-severity") == s.status("classify-nature") == "met"
    whole = Stage("complaints-office").at("2026-03-02 09:00")
    whole.register(category="service_speed", facts={"severity": "low", "nature": "dispute"})
    assert whole.never_owed("classify-severity") and whole.never_owed("classify-nature")


def test_a_cross_department_case_is_not_closed_without_its_meeting():
    s = opened(assisting=("财务部",))
    s.do(QIAN, "reply", manner="电话")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(CLERK, "close").clause == "c4-2"
    s.do(OFFICE, "hold_meeting", topic="协调会", minutes="财务部已退费")
    s.do(CLERK, "close")


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
    assert s.refused(CLERK, "assign", unit="业务部", handler="qian").clause == "c3-3"
    assert s.refused(CLERK, "designate", unit="业务部", reason="职责").clause == "c3-3"
    came = s.do(OFFICE, "designate", unit="业务部", handler="qian", reason="安装调度归业务部")
    assert came == ["designated", "assigned"]
    assert s.status("settle-bouncing") == s.status("assign-again") == "met"
    assert s.refused(QIAN, "return", reason="再退").code == "designated"
    s.do(QIAN, "acknowledge")
    assert s.clause("c3-3") == "kept"


def test_a_designated_unit_does_not_pass_the_case_on_but_may_change_the_handler():
    s = opened()
    s.do(OFFICE, "designate", unit="业务部", reason="职责明确")
    s.do(SUN, "assign", unit="业务部", handler="sun")
    assert s.refused(SUN, "assign", unit="财务部").code == "designated"
    s.do(OFFICE, "assign", unit="财务部")
    s.do(person("money", "财务部", "handler"), "return", reason="不归财务", ground="not_ours")


def test_a_late_unit_gets_a_notice_that_it_signs_answers_and_has_reviewed():
    s = opened(severity="high")
    s.at("2026-03-10 09:00").timers()
    assert s.due("supervise-late") == "2026-03-11 18:00"
    notice = {"rung": "supervision", "unit": "业务部", "ground": "late", "demands": "查清原因，答复客户"}
    soon = "2026-03-12T12:00:00+08:00"
    assert s.refused(CLERK, "issue_supervision", **notice, reply_by=soon).code == "not_permitted"
    past = "2026-03-09T12:00:00+08:00"
    assert s.refused(OFFICE, "issue_supervision", **notice, reply_by=past).code == "reply_by_past"
    s.do(OFFICE, "issue_supervision", **notice, reply_by=soon)
    number = s.rules.read(s.stream).state.papers[0].number
    assert number == "督〔2026〕1号"
    assert s.status("supervise-late") == "met"
    assert (s.due("supervise-sign"), s.due("supervise-answer")) == ("2026-03-10 14:00", "2026-03-12 12:00")
    assert s.refused(SUN, "answer_supervision", number=number, progress="已办").code == "not_received"
    assert s.refused(STRANGER, "receive_supervision", number=number).code == "not_permitted"
    s.do(SUN, "receive_supervision", number=number)
    s.at("2026-03-12 12:01")
    assert "supervise-answer" in s.timers()
    s.do(SUN, "answer_supervision", number=number, progress="已联系客户", suggestions="增派人手")
    assert s.status("supervise-answer") == "met_late"
    again = {"number": number, "passed": False, "opinion": "没有答复客户"}
    assert s.refused(OFFICE, "review_supervision", **again).code == "reply_by_past"
    s.do(OFFICE, "review_supervision", **again, reply_by="2026-03-13T18:00:00+08:00")
    assert s.due("supervise-again") == "2026-03-13 18:00"
    assert s.owed("supervise-again").unit == "业务部"
    s.do(QIAN, "reply", manner="电话", text="已更换调度")
    s.do(SUN, "answer_supervision", number=number, progress="已答复客户")
    assert s.refused(CLERK, "close").clause == "c4-4"
    s.do(OFFICE, "review_supervision", number=number, passed=True)
    assert s.rules.read(s.stream).state.papers_open == ()
    assert s.clause("c4-4") == "broken", "the first answer was late"


def test_each_notice_is_owed_an_answer_of_its_own():
    s = opened()
    s.at("2026-03-03 09:00")
    for unit, hour in (("业务部", 12), ("财务部", 15)):
        s.do(
            OFFICE, "issue_supervision", rung="urging", unit=unit, ground="other", demands="说明进度",
            reply_by=f"2026-03-04T{hour}:00:00+08:00",
        )  # fmt: skip
    first, second = (paper.number for paper in s.rules.read(s.stream).state.papers)
    owed = [o for o in s.rules.read(s.stream).obligations(s.now) if o.rule == "supervise-answer"]
    assert [(o.unit, o.due_at.hour, str(o.status)) for o in owed] == [
        ("业务部", 12, "open"),
        ("财务部", 15, "open"),
    ]
    s.do(STRANGER, "receive_supervision", number=second)
    s.do(STRANGER, "answer_supervision", number=second, progress="已核对")
    assert s.refused(STRANGER, "receive_supervision", number=first).code == "not_addressed"
    owed = [o for o in s.rules.read(s.stream).obligations(s.now) if o.rule == "supervise-answer"]
    assert [str(o.status) for o in owed] == ["open", "met"]
    s.at("2026-03-05 09:00")
    assert s.timers().count("supervise-answer") == 1
    missed = [
        e.data for e in s.stream if e.data.type == "deadline_missed" and e.data.rule == "supervise-answer"
    ]
    assert [d.instance for d in missed] == [1]


def test_units_that_are_asked_owe_their_part_until_the_day_they_were_told():
    s = opened()
    s.do(QIAN, "request_contribution", unit="财务部", what="核对账单", due="2026-03-05")
    s.do(QIAN, "request_contribution", unit="质量部", what="检测")
    owed = [o for o in s.rules.read(s.stream).obligations(s.now) if o.rule == "contribution"]
    assert [(o.unit, f"{o.due_at:%m-%d %H:%M}") for o in owed] == [
        ("财务部", "03-05 18:00"),
        ("质量部", "03-05 18:00"),
    ]
    s.do(STRANGER, "contribute", content="账单无误")
    assert [str(o.status) for o in s.rules.read(s.stream).obligations(s.now) if o.rule == "contribution"] == [
        "met",
        "open",
    ]
    s.at("2026-03-06 09:00")
    assert "contribution" in s.timers()
    assert s.clause("c4-5") == "broken"


def test_what_a_meeting_decided_is_carried_out_before_the_end():
    s = opened()
    decided = [{"what": "退费", "owner": "财务部", "due": "2026-03-05"}, {"what": "致歉", "owner": "业务部"}]
    s.do(OFFICE, "hold_meeting", topic="协调会", minutes="退费并致歉", decisions=decided)
    s.do(OFFICE, "complete_decision", meeting=1, which=1)
    assert s.refused(OFFICE, "complete_decision", meeting=1, which=1).code == "decision_done"
    assert s.refused(OFFICE, "complete_decision", meeting=1, which=3).code == "no_such_decision"
    s.do(QIAN, "reply", manner="电话")
    s.do(REVIEWER, "review_quality", scores=GOOD)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(CLERK, "close").clause == "c4-6"
    s.do(OFFICE, "complete_decision", meeting=1, which=2)
    s.do(CLERK, "close")


def test_clocks_are_moved_on_grounds_of_the_book_and_only_once():
    s = opened()
    wish = {"rule": "unit-usual", "new_due": "2026-03-20T18:00:00+08:00", "reason": "等检测结果"}
    assert s.refused(SUN, "extend", **wish).code == "ground_needed"
    assert s.refused(SUN, "extend", **wish, basis="weather").code == "unknown_ground"
    assert s.refused(SUN, "extend", **wish, basis="unreachable").code == "unknown_ground"
    s.do(SUN, "extend", **wish, basis="appraisal")
    extended = s.stream[-1].data
    assert (extended.clause, extended.old_due, extended.new_due) == (
        "c4-7", "2026-03-16T18:00:00+08:00", "2026-03-20T18:00:00+08:00",
    )  # fmt: skip
    later = {**wish, "new_due": "2026-03-25T18:00:00+08:00"}
    assert s.refused(SUN, "extend", **later, basis="complex").clause == "c4-7"
    assert s.refused(SUN, "suspend", ground="客户出国").code == "ground_needed"
    s.do(SUN, "suspend", ground="客户出国", basis="unreachable")
    assert s.stream[-1].data.clause == "c4-7"
    s.at("2026-03-05 09:00").do(SUN, "resume")
    assert s.due("unit-usual") == "2026-03-25 18:00", (
        "three working days are given back, after the extension too"
    )


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
    assert s.refused(OFFICE, "hold_meeting", topic="协调会", attendees=["qian"]).clause == "c4-2"
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
    assert wrong.refused(QIAN, "reply", text="结果").clause == wrong.book.by_id[rule].clause
    wrong.do(QIAN, "reply", manner="当面")
    right.do(QIAN, "reply", manner=manner)
    assert (wrong.status(rule), right.status(rule)) == ("open", "met")
    for s in (wrong, right):
        s.do(CLERK, "record_satisfaction", satisfied=True)
    refusal = wrong.refused(CLERK, "close")
    assert (refusal.code, refusal.clause) == ("forbidden", wrong.book.by_id[rule].clause)
    right.do(CLERK, "close")
    wrong.do(OFFICE, "reopen", reason="按原方式答复")
    wrong.do(QIAN, "reply", manner=manner)
    assert wrong.status(rule) == "met"


POOR = {"lawful": 25, "policy": 15, "internal": 10, "demand": 5}
GOOD = {"lawful": 25, "policy": 23, "internal": 22, "demand": 20}


def test_a_late_case_goes_up_and_a_dissatisfied_one_back():
    s = opened(severity="high")
    s.at("2026-03-10 09:00")
    assert "unit-serious" in s.timers()
    raised = [e.data.to for e in s.stream if e.data.type == "escalated" and e.data.rule == "unit-serious"]
    assert raised == ["unit_head", "supervisor", "executive"]
    s.do(QIAN, "reply", manner="电话")
    assert s.due("ask-satisfaction") == "2026-03-17 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=False)
    s.do(REVIEWER, "review_quality", scores=GOOD)
    assert s.refused(LEADER, "close").code == "not_permitted"
    assert s.refused(CLERK, "close").clause == "c6-6"
    assert s.due("rework") == "2026-03-11 18:00"
