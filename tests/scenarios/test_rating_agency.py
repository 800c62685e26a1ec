"""R07: the date of the reply told, at most 7 working days; the same department head until satisfied; regulators are told."""

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

HEAD = person("head", "评级部", "unit_head", "handler")
ANALYST = person("analyst", "评级部", "handler")
OTHER_CLERK = person("clerk2", "客服部", "intake")


def opened(**data: object) -> Stage:
    s = Stage("rating-agency").at("2026-03-02 09:00")
    s.register(category="rating_result", **data)
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="评级部")
    return s


def replied(**data: object) -> Stage:
    s = settled(**data)
    s.do(CLERK, "escalate", to="leader_in_charge", reason="电话投诉，对象为某项目")
    s.do(CLERK, "reply", manner="电话")
    return s


def settled(**data: object) -> Stage:
    s = opened(**data)
    s.do(HEAD, "propose_solution", measures=[{"what": "出具说明"}])
    s.do(OFFICE, "approve_solution")
    return s


def test_at_most_seven_working_days_and_the_date_is_told():
    s = opened()
    assert s.due("reply") == "2026-03-11 18:00"
    assert s.due("tell-date") == "2026-03-03 18:00"
    s.do(CLERK, "note", note="三月十一日前答复", told=True)
    assert s.status("tell-date") == "met"
    assert s.due("tell-progress") == "2026-03-05 18:00"
    s.at("2026-03-05 10:00").do(ANALYST, "note", note="正在复核模型", told=True)
    assert s.due("tell-progress") == "2026-03-10 18:00"


def test_the_date_that_is_fixed_is_within_the_seven_working_days():
    s = Stage("rating-agency").at("2026-03-02 09:00")
    s.register(category="rating_result", facts={"reply_on": "2026-03-12"})
    assert s.refused(CLERK, "accept").clause == "c2-2"
    s.do(CLERK, "correct", facts={"reply_on": "2026-03-11"}, reason="改约")
    s.do(CLERK, "accept")


def test_a_day_that_was_told_is_kept():
    s = opened()
    assert s.never_owed("keep-date")
    s.do(CLERK, "correct", facts={"reply_on": "2026-03-05"}, reason="与客户约定")
    assert (s.due("keep-date"), s.due("reply")) == ("2026-03-05 18:00", "2026-03-11 18:00")
    s.at("2026-03-06 09:00")
    assert "keep-date" in s.timers()
    assert s.clause("c2-1") == "broken"


def test_what_is_not_solved_on_the_spot_is_answered_after_the_opinion():
    s = opened()
    assert s.refused(CLERK, "reply", manner="电话").clause == "c3-1"
    weighty = Stage("rating-agency").at("2026-03-02 09:00")
    weighty.register(category="fees", facts={"severity": "high"})
    weighty.do(CLERK, "accept")
    assert weighty.refused(CLERK, "reply", manner="当面").clause == "c3-3", "not even on the spot"
    s = settled()
    s.do(CLERK, "record_consent", agreed=False)
    assert s.refused(CLERK, "reply", manner="电话").clause == "c3-3", "without agreement"
    s.do(HEAD, "escalate", to="general_manager", reason="未达成一致")
    s.do(HEAD, "propose_solution", measures=[{"what": "复评"}])
    s.do(LEADER, "approve_solution")
    s.do(CLERK, "reply", manner="电话")


def test_no_case_closes_whose_receipt_the_leader_has_not_heard_of_or_without_the_call_back():
    s = settled()
    s.do(CLERK, "reply", manner="电话")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(CLERK, "close").clause == "c1-2"
    s.do(CLERK, "escalate", to="leader_in_charge", reason="电话投诉，对象为某项目")
    assert s.refused(CLERK, "close").clause == "c4-1"
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "close")


def test_seven_working_days_reach_over_the_national_holiday():
    s = Stage("rating-agency").at("2026-09-30 10:00")
    s.register(category="progress")
    assert s.due("reply") == "2026-10-15 18:00"


def test_solved_on_the_spot_no_date_is_needed():
    s = Stage("rating-agency").at("2026-03-02 09:00")
    s.register(category="fees")
    s.do(CLERK, "accept")
    s.do(CLERK, "reply", manner="当面", text="发票已重开")
    assert s.status("tell-date") == s.status("assign") == "excused"
    assert s.status("reply") == "met"


def test_accepted_and_assigned_within_four_working_hours():
    s = Stage("rating-agency").at("2026-03-02 09:00")
    s.register(category="rating_result")
    assert s.due("accept") == "2026-03-02 14:00"
    s.do(CLERK, "accept")
    assert s.due("assign") == "2026-03-02 14:00"


def test_each_receipt_is_reported_to_the_leader_in_charge():
    s = opened()
    assert s.due("report-receipt") == "2026-03-02 14:00"
    s.do(CLERK, "escalate", to="leader_in_charge", reason="电话投诉，对象为某项目")
    assert s.status("report-receipt") == "met"


def test_late_it_goes_up():
    s = opened()
    s.at("2026-03-12 09:00")
    assert "reply" in s.timers()
    raised = [e.data.to for e in s.stream if e.data.type == "escalated" and e.data.rule == "reply"]
    assert raised == ["department_head", "service_office", "leader_in_charge"]
    assert s.clause("c2-2") == "broken"


def test_the_department_head_writes_the_opinion_and_the_office_settles_it():
    s = opened()
    assert s.due("write-opinion") == "2026-03-05 18:00"
    assert s.refused(ANALYST, "propose_solution", measures=[], note="说明情况").clause == "c3-1"
    s.do(HEAD, "propose_solution", measures=[], note="说明情况")
    assert s.due("settle-opinion") == "2026-03-03 18:00"
    assert s.refused(HEAD, "approve_solution").clause == "c3-2"
    s.do(OFFICE, "approve_solution")


def test_compensation_and_weighty_matters_are_the_general_managers():
    for data, amount in (({}, 1), ({"facts": {"severity": "high"}}, 0)):
        s = opened(**data)
        s.do(HEAD, "propose_solution", measures=[], amount=amount, note="说明情况")
        assert s.refused(OFFICE, "approve_solution").clause == "c3-3"
        s.do(LEADER, "approve_solution")
        assert s.clause("c3-3") == "kept"


def test_no_agreement_goes_to_the_general_manager():
    s = opened()
    s.do(HEAD, "propose_solution", measures=[{"what": "说明"}])
    s.do(OFFICE, "approve_solution")
    s.do(CLERK, "record_consent", agreed=False)
    assert s.due("to-general-manager") == "2026-03-03 18:00"
    s.do(HEAD, "escalate", to="general_manager", reason="未达成一致")
    assert s.status("to-general-manager") == "met"
    s.do(HEAD, "propose_solution", measures=[{"what": "复评"}])
    assert s.refused(OFFICE, "approve_solution").clause == "c3-3"
    s.do(LEADER, "approve_solution")


def test_the_receiver_passes_on_the_reply_and_calls_back():
    s = settled()
    assert s.refused(OTHER_CLERK, "reply").clause == "c4-1"
    assert s.refused(ANALYST, "reply").clause == "c4-1"
    s.do(CLERK, "reply", manner="电话")
    assert s.due("call-back") == "2026-03-04 18:00"
    assert s.refused(OTHER_CLERK, "make_callback", reached=True).clause == "c4-1"
    s.do(OFFICE, "make_callback", reached=True)
    assert s.status("call-back") == "met"


def test_back_to_the_same_department_head_until_satisfied():
    s = replied()
    s.do(CLERK, "make_callback", reached=True)
    assert s.refused(CLERK, "close").clause == "c4-2", "nobody has said that he is satisfied"
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.due("round-again") == "2026-03-03 18:00"
    s.do(CLERK, "reopen", reason="不成功")
    assert s.due("opinion-again") == "2026-03-04 18:00"
    assert s.refused(CLERK, "assign", unit="项目部").clause == "c4-3"
    assert s.refused(HEAD, "return", reason="换部门").clause == "c4-3"
    s.do(HEAD, "propose_solution", measures=[], note="说明情况")
    assert s.status("opinion-again") == "met"
    s.do(OFFICE, "approve_solution")
    s.do(CLERK, "reply", manner="电话")
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    assert s.due("archive") == "2026-03-09 18:00"
    s.do(CLERK, "archive")
    assert s.round == 2


def test_what_a_regulator_passed_on_is_reported_back():
    s = replied(channel="transferred", facts={"regulator_number": "证监函 12 号"})
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.due("tell-regulator") == "2026-03-05 18:00"
    assert s.refused(CLERK, "close").clause == "c5-1"
    s.do(OFFICE, "report_outside", to="superior")
    assert s.status("tell-regulator") == "open", "another office is not the regulator"
    s.do(OFFICE, "report_outside", to="regulator", number="回函 5 号")
    assert s.status("tell-regulator") == "met"
    s.do(CLERK, "close")


def test_the_day_that_the_sender_named_runs_beside_our_own_clocks():
    s = opened(channel="transferred", external_from="证监局", external_due="2026-03-12")
    assert s.due("answer-sender") == "2026-03-12 18:00"
    s.do(LEADER, "suspend", ground="等待评审会")
    s.at("2026-03-10 09:00").do(LEADER, "resume")
    assert s.due("answer-sender") == "2026-03-12 18:00", "the sender's day waits for nobody"
    s.at("2026-03-13 00:01")
    assert s.status("answer-sender") == "missed"
    s.do(OFFICE, "report_outside", to="regulator", number="回函 5 号")
    assert s.status("answer-sender") == "met_late"


def test_where_no_day_is_named_nothing_is_owed_to_the_sender():
    s = opened(channel="transferred")
    assert s.never_owed("answer-sender")
