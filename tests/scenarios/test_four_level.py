"""R05: graded by severity and urgency; 2 h / 24 h, 4 h / 48 h, 8 h / 72 h, 24 h."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, Stage, person

WANG = person("wang", "质量部", "handler")
HEAD = person("head", "质量部", "unit_head", "handler")
LEGAL = person("legal", "法务部", "unit_head", "handler")

GRADES = {
    "L1": {"severity": "high", "urgency": "high"},
    "L2": {"severity": "low", "urgency": "high"},
    "L3": {"severity": "high", "urgency": "low"},
    "L4": {"severity": "low", "urgency": "low", "prevalence": "single"},
}


@pytest.mark.parametrize(
    ("level", "respond", "resolve"),
    [
        ("L1", "2026-09-30 18:40", "2026-10-01 16:40"),
        ("L2", "2026-09-30 20:40", "2026-10-02 16:40"),
        ("L3", "2026-10-01 00:40", "2026-10-03 16:40"),
        ("L4", "2026-10-01 16:40", None),
    ],
)
def test_the_grade_sets_both_clocks_and_holidays_do_not_stop_them(level, respond, resolve):
    s = Stage("four-level").at("2026-09-30 16:40")
    s.register(facts=GRADES[level])
    assert s.due(f"respond-{level.lower()}") == respond
    if resolve is None:
        assert s.never_owed("resolve-l4")
    else:
        assert s.due(f"resolve-{level.lower()}") == resolve


def test_graded_only_later_the_clock_has_run_since_registration():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register()
    assert s.never_owed("respond-l1")
    s.at("2026-03-02 10:00").do(CLERK, "grade", severity="high", urgency="high")
    owed = s.owed("respond-l1")
    assert s.due("respond-l1") == "2026-03-02 11:00"
    assert owed.opened_at.hour == 10 and owed.started_at.hour == 9


def test_graded_anew_the_old_clock_is_excused_and_the_new_one_runs_from_registration():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L4"])
    s.at("2026-03-02 12:00").do(OFFICE, "grade", severity="high", urgency="high", reason="已有人受伤")
    assert s.status("respond-l4") == "excused"
    assert s.due("respond-l1") == "2026-03-02 11:00"
    assert s.status("respond-l1") == "missed"


def test_a_first_level_complaint_from_registration_to_archive():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L1"], category="")
    s.at("2026-03-02 09:20").do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    s.at("2026-03-02 09:40").do(WANG, "acknowledge")
    s.at("2026-03-02 10:30").do(WANG, "respond", manner="电话")
    assert s.status("respond-l1") == "met"
    s.do(WANG, "record_finding", stage="in_depth", validity="valid", finding="焊点虚接")
    s.do(WANG, "determine_root_cause", cause="首件检验漏项")
    s.do(WANG, "propose_solution", measures=[{"what": "换货"}, {"what": "加检"}], amount=300)
    assert s.refused(WANG, "approve_solution").code in ("own_proposal", "not_permitted")
    s.at("2026-03-02 14:00").do(HEAD, "approve_solution")
    s.do(WANG, "record_consent", agreed=True)
    assert s.do(WANG, "complete_measure", which=2) == ["measure_done"]
    assert s.do(WANG, "complete_measure", which=1) == ["measure_done", "measures_completed"]
    s.at("2026-03-03 08:59").do(WANG, "reply", text="问题已查清")
    assert s.status("resolve-l1") == "met"
    s.do(CLERK, "record_satisfaction", satisfied=True, score=5)
    s.do(CLERK, "close", result="支持")
    s.do(CLERK, "archive")
    assert s.stage == "archived"
    assert s.clause("c3-1") == "kept"


def test_a_missed_deadline_goes_up_once_and_stays_on_record():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L1"])
    assert s.at("2026-03-02 11:00").timers() == [], "the due instant itself is still in time"
    s.at("2026-03-02 11:01")
    assert "respond-l1" in s.timers()
    assert "respond-l1" not in s.timers(), "recorded once"
    raised = [e.data.to for e in s.stream if e.data.type == "escalated" and e.data.rule == "respond-l1"]
    assert raised == ["unit_head", "executive"]
    s.at("2026-03-02 12:00").do(CLERK, "respond")
    assert s.status("respond-l1") == "met_late"
    assert s.clause("c3-1") == "broken"


def test_waiting_on_the_customer_is_given_back_and_a_change_of_level_keeps_it():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L2"])
    s.at("2026-03-02 10:00").do(CLERK, "request_supplement", items=["购买凭证"])
    assert s.status("respond-l2") == "paused"
    s.at("2026-03-03 10:00").do(CLERK, "supplement", content="已寄来")
    assert s.due("respond-l2") == "2026-03-03 13:00"
    assert s.owed("respond-l2").paused_for_s == 24 * 3600
    s.do(CLERK, "grade", severity="high", urgency="high")
    assert s.due("respond-l1") == "2026-03-03 11:00", "two hours from registration, and the day given back"


def test_dissatisfied_a_second_round_and_no_closing_before():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L4"])
    s.do(CLERK, "accept")
    s.do(CLERK, "respond")
    s.do(CLERK, "reply", text="说明情况")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    refusal = s.refused(CLERK, "close", result="不支持")
    assert (refusal.code, refusal.clause) == ("forbidden", "c6-3")
    s.do(OFFICE, "reopen", reason="客户不满意")
    assert (s.round, s.stage) == (2, "handling")
    assert s.status("rework") == "met"
    s.do(CLERK, "reply", text="重新答复")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close", result="支持")
    assert s.stage == "closed"


def test_closing_is_refused_while_a_measure_is_open():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L4"])
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    s.do(WANG, "propose_solution", measures=[{"what": "换货"}])
    s.do(HEAD, "approve_solution")
    s.do(WANG, "record_consent", agreed=True)
    s.do(WANG, "reply", text="先行答复")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(CLERK, "close").clause == "c7-1"
    s.do(WANG, "complete_measure", which=1)
    s.do(CLERK, "close")


def test_a_legal_dispute_goes_to_legal_affairs_at_once_and_core_business_to_a_leader():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts={**GRADES["L1"], "flags": ["legal", "core_interest"]})
    assert s.due("inform-legal") == "2026-03-02 09:30"
    s.do(CLERK, "escalate", to="legal_affairs", reason="客户委托律师来函")
    assert s.status("inform-legal") == "met"
    assert s.status("involve-leader") == "open"
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    s.do(WANG, "propose_solution", measures=[], amount=9)
    assert s.due("review-legally") == "2026-03-02 14:00"
    assert s.refused(LEADER, "approve_solution").clause == "c5-4"
    assert s.do(LEGAL, "approve_solution", note="条款合法") == ["approval_given"]
    assert s.status("review-legally") == "met"
    assert s.refused(HEAD, "approve_solution").clause == "c5-4"
    assert s.do(LEADER, "approve_solution") == ["approval_given", "solution_approved"]
    assert s.clause("c5-4") == "kept"


def test_while_escalated_progress_goes_upward_and_to_the_customer_until_the_reply():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L2"], category="product_quality")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    assert s.never_owed("report-upward")
    s.do(WANG, "escalate", to="executive", reason="本部门解决不了")
    assert s.due("report-progress") == s.due("report-upward") == "2026-03-03 09:00"
    s.at("2026-03-02 15:00").do(HEAD, "report_outside", to="regulator")
    assert s.status("report-upward") == "open", "the regulator is not above this house"
    s.do(HEAD, "report_outside", to="management", note="样机已送检")
    s.do(WANG, "note", note="样机已送检，明天答复", told=True)
    assert s.status("report-upward") == s.status("report-progress") == "met"
    assert s.due("next-upward") == s.due("next-progress") == "2026-03-03 15:00"
    s.at("2026-03-03 16:00")
    assert {"next-upward", "next-progress"} <= set(s.timers())
    assert s.clause("c4-5") == "broken"
    s.do(WANG, "reply", text="已更换")
    assert s.status("next-upward") != "open"


def test_a_late_step_that_went_up_by_itself_owes_no_second_report():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L2"])
    s.at("2026-03-02 13:01").timers()
    assert s.status("report-progress") == "open", "the customer hears of it"
    assert s.never_owed("report-upward"), "who is above was told by the system"


def test_what_a_unit_gives_back_at_level_2_goes_up_at_once():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L2"])
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    s.at("2026-03-02 10:00").do(WANG, "return", reason="本部门解决不了")
    assert s.due("escalate-unsolved") == "2026-03-02 10:30"
    s.do(OFFICE, "escalate", to="executive", reason="质量部解决不了")
    assert s.clause("c4-1") == "kept"


def test_media_exposure_goes_to_public_relations_at_once():
    s = Stage("four-level").at("2026-03-02 20:00")
    s.register(facts={**GRADES["L2"], "flags": ["media"]})
    assert s.due("inform-media") == "2026-03-02 20:30", "at once, also in the evening"
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    s.do(WANG, "escalate", to="public_relations", reason="视频上了热搜")
    assert s.status("inform-media") == "met"
    assert s.clause("c4-3") == "kept"


def test_an_appeal_is_reviewed_by_the_complaint_office_in_five_working_days():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L4"])
    s.do(CLERK, "accept")
    s.do(CLERK, "reply", text="解释")
    s.do(CUSTOMER, "appeal", reason="不认可")
    assert s.due("review") == "2026-03-09 18:00"
    s.do(OFFICE, "decide_review", upheld=True)
    assert s.clause("c6-4") == "kept"


def test_core_interests_without_a_dispute_are_the_leaders_alone():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts={**GRADES["L1"], "flags": ["core_interest"]})
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    s.do(WANG, "propose_solution", measures=[], amount=9)
    assert s.never_owed("review-legally")
    assert s.due("approve-core-urgent") == "2026-03-02 14:00"
    assert s.never_owed("approve-urgent"), "nobody owes what he may not give"
    assert s.refused(HEAD, "approve_solution").clause == "c4-4"
    assert s.do(LEADER, "approve_solution") == ["solution_approved"]


def test_a_legal_dispute_is_reviewed_before_it_is_decided_and_may_be_sent_back():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts={**GRADES["L3"], "flags": ["legal"]})
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="wang")
    s.do(WANG, "propose_solution", measures=[], amount=9)
    assert s.refused(HEAD, "reject_solution", reason="重拟").clause == "c5-4"
    s.do(LEGAL, "reject_solution", reason="没有写明免责条款的依据")
    assert s.status("review-legally") == "excused"
    s.do(WANG, "propose_solution", measures=[], amount=9)
    s.do(LEGAL, "approve_solution")
    assert s.do(HEAD, "approve_solution") == ["approval_given", "solution_approved"]


def test_a_fourth_level_may_end_with_a_plain_reply():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts=GRADES["L4"])
    for command in ("accept", "respond", "reply"):
        s.do(CLERK, command)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    s.do(CLERK, "archive")
    assert s.stage == "archived"


def test_what_runs_late_at_level_1_gets_a_notice_of_supervision():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register(facts={"severity": "high", "urgency": "high"}, category="product_quality")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部")
    s.at("2026-03-03 09:01").timers()
    assert s.due("supervise-late") == "2026-03-04 18:00"
    s.do(
        OFFICE, "issue_supervision", rung="supervision", unit="质量部", ground="late", rule="resolve-l1",
        demands="当日答复客户", reply_by="2026-03-03T18:00:00+08:00",
    )  # fmt: skip
    assert s.status("supervise-late") == "met"
    assert f"{s.owed('supervise-answer').due_at:%m-%d %H:%M}" == "03-03 18:00"
    assert s.never_owed("supervise-repeated"), "clause c4-6 from the third round on"


def test_the_effect_of_an_improvement_is_evaluated_and_a_missed_goal_run_again():
    s = Stage("four-level").at("2026-03-02 09:00")
    s.register()
    assert s.refused(OFFICE, "plan_improvement", what="换密封圈").clause == "c7-1"
    s.do(OFFICE, "plan_improvement", what="换密封圈", owner="生产部", due="2026-03-20")
    assert s.due("evaluate-effect").startswith("2026-03-20")
    s.at("2026-03-19 10:00")
    assert s.refused(OFFICE, "evaluate_improvement", reached=False).clause == "c7-2"
    s.do(OFFICE, "evaluate_improvement", reached=False, note="新密封圈遇热变形")
    assert s.status("evaluate-effect") == "met"
    assert s.due("run-again").startswith("2026-03-26")
    for command in ("accept", "reply"):
        s.do(CLERK, command)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(CLERK, "close").clause == "c7-2", "analysed and run again first"
    s.do(OFFICE, "plan_improvement", what="改用新材料", owner="生产部", due="2026-05-20")
    assert s.status("run-again") == "met"
    assert s.clause("c7-2") == "pending"
    s.do(CLERK, "close")
    assert s.status("evaluate-effect") == "excused"
    assert s.due("evaluate-later") == "2026-04-20 18:00", "closing the case does not end it"
    s.at("2026-04-15 10:00").do(OFFICE, "evaluate_improvement", reached=True)
    assert s.clause("c7-2") == "kept"
