"""R20: checked before handling, three roles apart, customer service alone replies; problems beside complaints."""

import pytest

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

VOICE = person("voice", "客服部", "intake", "handler")
XU = person("xu", "技术部", "handler")
HEAD = person("head", "技术部", "unit_head", "handler")
QUALITY = person("he", "质量部", "handler")
WITH_WAY = "结果。如有异议，可以申请复核或者申诉"


def verified(genuine: bool = True, **facts: object) -> Stage:
    s = Stage("general").at("2026-03-02 09:00")
    s.register(category="technical_fault", facts=facts)
    s.do(CLERK, "note", note="已收到，编号已告知", told=True)
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "assign", unit="技术部").clause == "c1-2"
    s.do(CLERK, "identify", manner="电话核对订单", genuine=genuine)
    s.do(CLERK, "assign", unit="技术部", handler="xu")
    return s


def investigated(**facts: object) -> Stage:
    s = verified(**facts)
    assert s.refused(XU, "propose_solution", measures=[{"what": "换件"}]).clause == "c3-2"
    s.do(XU, "record_finding", stage="in_depth", validity="valid", finding="主板批次缺陷")
    assert s.refused(XU, "propose_solution", measures=[{"what": "换件"}]).clause == "c3-2", "no report"
    s.do(XU, "add_evidence", kind="调查报告", note="调查报告")
    return s


def test_receipt_at_once_and_a_first_reply_within_24_hours():
    s = Stage("general").at("2026-09-30 16:40")
    s.register(category="technical_fault")
    assert s.due("tell-receipt") == "2026-09-30 17:10"
    assert s.due("first-reply") == "2026-10-01 16:40", "by the clock, holiday or not"
    s.at("2026-10-01 16:41")
    assert {"tell-receipt", "first-reply"} <= set(s.timers())
    s.do(CLERK, "respond", note="首次答复")
    assert s.status("first-reply") == "met_late"
    assert s.clause("c1-4") == "broken"


def test_what_is_untrue_or_malicious_is_not_handled_further():
    s = verified(genuine=False)
    s.do(XU, "record_finding", stage="in_depth", validity="invalid")
    assert s.refused(XU, "propose_solution", measures=[{"what": "赔付"}]).clause == "c1-3"


def test_nothing_is_forwarded_unverified_or_unclassed():
    s = Stage("general").at("2026-03-02 09:00")
    s.register()
    assert s.due("identify") == "2026-03-03 18:00"
    s.do(CLERK, "accept")
    assert s.due("forward") == "2026-03-02 14:00"
    assert s.due("evaluate") == "2026-03-03 18:00"
    s.do(CLERK, "identify", manner="证件", genuine=True)
    assert s.refused(CLERK, "assign", unit="技术部").clause == "c2-3"
    s.do(CLERK, "correct", category="quality_defect", reason="分类")
    s.do(CLERK, "grade", reason="评估")
    s.do(CLERK, "assign", unit="质量部")
    assert s.status("forward") == s.status("evaluate") == s.status("identify") == "met"


def test_legal_matters_are_flagged_and_complex_ones_handed_to_the_management_department():
    s = verified(flags=["legal", "complex"])
    assert s.due("to-legal") == "2026-03-03 18:00"
    assert s.due("to-management") == "2026-03-02 11:00"
    s.do(XU, "record_finding", stage="in_depth", validity="valid")
    s.do(VOICE, "reply", manner="书面", text=WITH_WAY)
    s.do(VOICE, "make_callback", reached=True)
    assert s.refused(CLERK, "close").clause == "c2-2", "closing does not do away with it"
    s.do(CLERK, "escalate", to="management_department")
    assert s.refused(CLERK, "close").clause == "c2-1"
    s.do(CLERK, "escalate", to="legal_affairs")
    s.do(CLERK, "close", lesson="先转法务")
    assert s.status("to-legal") == s.status("to-management") == "met"
    assert verified(urgency="high").due("to-management") == "2026-03-02 11:00"
    assert verified().never_owed("to-management")


def test_receiver_investigator_and_feedback_are_three():
    s = verified()
    receiver = person("clerk", "客服部", "intake", "handler", "supervisor")
    assert s.refused(receiver, "start_analysis").clause == "c3-1"
    assert s.refused(receiver, "record_finding", finding="属实").clause == "c3-1"
    s.do(XU, "record_finding", stage="in_depth", validity="valid")
    assert s.refused(receiver, "reply", text="结果").clause == "c3-1"
    assert s.refused(XU, "reply", text="结果").clause == "c3-4", "customer service alone sends it"
    s.do(CLERK, "assign", unit="客服部", handler="voice")
    assert s.refused(VOICE, "reply", text="结果").clause == "c3-1", "who investigates does not feed back"


def test_from_the_report_to_the_written_result_and_the_lesson():
    s = investigated(remedy="refund")
    assert s.due("investigate") == "2026-03-09 18:00"
    assert s.status("investigate") == "met"
    s.do(OFFICE, "request_contribution", unit="质量部", what="批次排查结果")
    assert s.due("hand-in") == "2026-03-05 18:00"
    s.do(XU, "propose_solution", measures=[{"what": "退款"}], amount=300)
    s.do(HEAD, "approve_solution")
    assert s.refused(XU, "complete_measure", which=1).clause == "c4-1"
    s.do(CLERK, "record_consent", agreed=True)
    s.do(XU, "complete_measure", which=1)
    assert s.refused(VOICE, "reply", manner="书面", text="结果").clause == "c3-3"
    s.do(QUALITY, "contribute", content="该批共 12 台")
    assert s.status("hand-in") == "met"
    s.do(VOICE, "reply", manner="书面", text="已退款，如有异议可申请复核或申诉")
    assert s.status("tell-result") == "met"
    assert s.due("follow-up") == "2026-03-09 18:00"
    assert s.refused(XU, "make_callback", reached=True).clause == "c3-5"
    s.do(VOICE, "make_callback", reached=True)
    s.do(CLERK, "close", lesson="主板到货抽检加严")
    assert s.status("lesson") == "met"
    assert s.never_owed("lesson-later")
    s.do(CLERK, "archive")


def test_the_result_is_told_in_writing_and_names_the_way_to_a_review():
    s = investigated()
    assert s.due("tell-result") == "2026-03-16 18:00"
    assert s.refused(VOICE, "reply", text="结果").clause == "c4-3"
    assert s.refused(VOICE, "reply", text="已经复核过检测报告").clause == "c4-3", "that is no way to a review"
    assert s.refused(VOICE, "reply", text=WITH_WAY).clause == "c4-2", "in which manner?"
    s.do(VOICE, "reply", manner="电话", text=WITH_WAY)
    assert s.status("tell-result") == "open"
    assert s.refused(CLERK, "close").clause == "c4-2", "a call is no notice"
    s.do(OFFICE, "reopen", reason="补发书面结果")
    s.do(VOICE, "reply", manner="书面", text=WITH_WAY)
    assert s.status("tell-result") == "met"
    assert s.refused(CLERK, "close").clause == "c3-5"
    s.do(VOICE, "make_callback", reached=True)
    s.do(CLERK, "close")
    assert s.due("lesson-later") == "2026-03-03 18:00", "closed without a lesson, it is added"
    s.do(VOICE, "note", note="经验教训：结果要书面告知")
    assert s.clause("c6-1") == "kept"


def test_recurring_matters_turn_into_improvement():
    s = investigated(flags=["recurring"])
    assert s.due("improve") == "2026-03-16 18:00"
    s.do(VOICE, "reply", manner="书面", text=WITH_WAY)
    s.do(VOICE, "make_callback", reached=True)
    assert s.refused(CLERK, "close").clause == "c6-2"
    s.do(HEAD, "plan_improvement", what="更换供应商", owner="技术部")
    s.do(CLERK, "close", lesson="供应商准入")
    assert s.status("improve") == "met"


def problem(**facts: object) -> Stage:
    s = Stage("general").at("2026-03-02 09:00")
    s.register(kind="problem", category="technical_use", facts=facts)
    return s


@pytest.mark.parametrize("facts", [{}, {"contact": "13800000000"}, {"problem_on": "2026-03-01"}])
def test_a_problem_is_registered_with_time_and_contact(facts):
    assert problem(**facts).refused(CLERK, "accept").clause == "c5-1"


def test_a_problem_is_one_persons_from_analysis_to_feedback_and_adjusted_until_it_works():
    s = problem(contact="13800000000", problem_on="2026-03-01")
    assert s.never_owed("identify") and s.never_owed("first-reply")
    assert s.due("design") == "2026-03-05 18:00"
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="技术部", handler="xu")
    assert s.refused(HEAD, "record_finding", stage="in_depth").clause == "c5-2"
    s.do(XU, "record_finding", stage="in_depth")
    s.do(XU, "propose_solution", measures=[{"what": "远程重装"}])
    s.do(HEAD, "approve_solution")
    s.do(XU, "complete_measure", which=1)
    assert s.due("feed-back") == "2026-03-03 18:00"
    s.do(XU, "reply", text="请再试")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c5-4"
    assert s.due("adjust") == "2026-03-03 18:00"
    s.do(XU, "reopen", reason="仍连不上")
    s.do(XU, "propose_solution", measures=[{"what": "换模块"}])
    s.do(HEAD, "approve_solution")
    s.do(XU, "complete_measure", which=1)
    s.do(XU, "reply", text="已换")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close", lesson="该型号模块与新固件不兼容")
    assert s.round == 2


def test_nobody_approves_his_own_proposal():
    s = investigated()
    s.do(HEAD, "propose_solution", measures=[{"what": "换件"}])
    assert s.refused(HEAD, "approve_solution").code == "own_proposal"
    s.do(LEADER, "approve_solution")
