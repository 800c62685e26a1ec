"""R16: objections within 10 days on the form; the quality manager presides; re-test by two; right or wrong."""

import pytest

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

FENG = person("feng", "检测部", "handler")
HEAD = person("head", "检测部", "unit_head")
REVIEWER = person("reviewer", "质量管理部", "quality")
CHIEF = person("chief", "办公室", "unit_head")
IN_FORM = {
    "report_received_on": "2026-02-24",
    "form_received": True,
    "grounds": "与另一机构结果相差一倍",
}


def objection(**facts: object) -> Stage:
    s = Stage("testing-lab").at("2026-03-02 09:00")
    s.register(channel="letter", category="result_doubt", facts={**IN_FORM, **facts})
    return s


def under_way(**facts: object) -> Stage:
    s = objection(**facts)
    s.do(CLERK, "escalate", to="quality_manager", reason="报告质量负责人")
    s.do(CLERK, "accept")
    s.do(OFFICE, "assign", unit="检测部", handler="feng")
    return s


def opinion(s: Stage, validity: str) -> None:
    for rule in ("review-records", "review-instruments", "preliminary"):
        assert s.due(rule) == "2026-03-04 18:00"
    s.do(FENG, "add_evidence", kind="原始记录核查", note="原始记录已核查")
    s.do(FENG, "add_evidence", kind="instrument_review", note="仪器在校准有效期内")
    s.do(FENG, "record_finding", stage="preliminary", validity=validity)
    assert s.refused(CLERK, "reply", text="说明").clause == "c3-2"
    assert s.due("approve-preliminary") == "2026-03-03 18:00"
    assert s.refused(REVIEWER, "confirm_validity", validity=validity).clause == "c3-2"
    s.do(OFFICE, "confirm_validity", validity=validity)


@pytest.mark.parametrize(
    ("received", "in_time"), [("2026-03-01", True), ("2026-02-20", True), ("2026-02-13", False)]
)
def test_an_objection_comes_within_ten_days_of_receiving_the_report(received, in_time):
    s = objection(report_received_on=received)
    s.at("2026-03-20 09:00")  # what counts is the day on which it came in
    if in_time:
        s.do(CLERK, "accept")
    else:
        assert s.refused(CLERK, "accept").clause == "c1-1"
        s.do(CLERK, "decline", reason="超过十日", guidance="可委托重新检测")


@pytest.mark.parametrize("missing", [{"form_received": False}, {"grounds": ""}])
def test_it_comes_on_the_form_with_reasons(missing):
    assert objection(**missing).refused(CLERK, "accept").clause == "c1-2"


def test_the_quality_manager_hears_at_once_and_presides():
    s = objection()
    assert s.due("report-at-once") == "2026-03-02 09:30"
    s.at("2026-03-02 09:31")
    assert s.timers() == ["report-at-once"]
    s.do(CLERK, "escalate", to="quality_manager", reason="补报")
    assert s.status("report-at-once") == "met_late"
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "assign", unit="检测部").clause == "c1-5"
    s.do(OFFICE, "assign", unit="检测部", handler="feng")
    assert s.clause("c1-4") == "broken"


def test_urgent_ones_are_answered_within_three_working_days_in_writing():
    s = under_way(urgency="high")
    assert s.due("answer-urgent") == "2026-03-05 18:00"
    assert s.never_owed("answer-usual")
    opinion(s, "invalid")
    s.do(CLERK, "reply", manner="电话", text="维持")
    assert s.status("answer-urgent") == "open", "a telephone call is no answer in writing"
    usual = under_way()
    assert usual.due("answer-usual") == "2026-03-17 18:00", "the blank of the source, in calendar days"


def test_right_the_first_time_the_report_stands():
    s = under_way()
    opinion(s, "invalid")
    assert s.due("explain-right") == "2026-03-05 18:00"
    s.do(CLERK, "reply", manner="书面", text="经复核维持原报告，感谢您的关注")
    assert s.status("explain-right") == s.status("answer-usual") == "met"
    s.do(CLERK, "close")
    s.do(CLERK, "archive")
    assert s.never_owed("recall")


def test_a_retest_is_coded_and_made_by_two_persons():
    s = under_way(retest_needed=True)
    assert s.due("retest") == "2026-03-04 18:00"
    opinion(s, "invalid")
    assert s.refused(CLERK, "reply", text="维持").clause == "c3-3"
    retest = {"sample": "2026-031", "confirmed": True}
    assert s.refused(FENG, "record_retest", testers=["feng", "lu"], **retest).clause == "c3-3"
    s.do(CLERK, "correct", facts={"sample_code": "盲-07"}, reason="编盲样号")
    assert s.refused(FENG, "record_retest", testers=["feng"], **retest).code == "two_testers"
    s.do(FENG, "record_retest", testers=["feng", "lu"], **retest)
    assert s.status("retest") == "met"
    s.do(CLERK, "reply", manner="书面", text="复检结果一致，维持原报告")


@pytest.mark.parametrize("fault", ["sampling", "transport"])
def test_where_sampling_or_transport_was_at_fault_it_is_sampled_again(fault):
    s = under_way(fault_at=fault)
    assert s.due("sample-again") == "2026-03-04 18:00"
    opinion(s, "invalid")
    assert s.refused(CLERK, "reply", manner="书面", text="维持原报告").clause == "c3-4"
    s.do(FENG, "add_evidence", kind="重新采样记录", note="重新采样")
    assert s.status("sample-again") == "met"
    s.do(CLERK, "reply", manner="书面", text="已重新采样，结果一致")
    assert under_way(fault_at="none").never_owed("sample-again")


def test_wrong_the_old_report_is_recalled_and_a_marked_one_issued():
    s = under_way()
    opinion(s, "valid")
    assert s.refused(CLERK, "reply", manner="书面", text="更正").clause == "c5-2"
    s.do(FENG, "propose_solution", measures=[{"what": "收回旧报告"}, {"what": "发出更正报告"}])
    assert s.refused(OFFICE, "approve_solution").clause == "c5-2"
    s.do(LEADER, "approve_solution")
    assert s.due("recall") == s.due("reissue") == "2026-03-09 18:00"
    s.do(CLERK, "reply", manner="书面", text="报告已更正，致歉")
    assert s.refused(CLERK, "close").clause == "c5-3", "the old report is still out there"
    s.do(FENG, "add_evidence", kind="recalled_report", note="原件收回作废")
    assert s.refused(CLERK, "close").clause == "c5-4"
    s.do(FENG, "add_evidence", kind="更正报告", note="更正报告")
    assert s.status("recall") == s.status("reissue") == "met"
    assert s.refused(CLERK, "close").clause == "c5-4", "it bears no mark"
    s.do(CLERK, "correct", facts={"change_mark": "更-1"}, reason="补填更改标识")
    s.do(CLERK, "close")
    assert s.clause("c5-3") == "kept"


def test_a_mark_alone_is_no_corrected_report():
    s = under_way(change_mark="更-1")
    opinion(s, "partly_valid")
    s.do(FENG, "propose_solution", measures=[{"what": "更正"}])
    s.do(LEADER, "approve_solution")
    s.do(FENG, "add_evidence", kind="收回的旧报告", note="原件收回作废")
    s.do(CLERK, "reply", manner="书面", text="报告已更正，致歉")
    assert s.refused(CLERK, "close").clause == "c5-4"
    s.do(FENG, "add_evidence", kind="更正报告", note="已寄出")
    s.do(CLERK, "close")


def test_service_matters_go_to_the_department_head_and_from_there_to_the_office():
    s = Stage("testing-lab").at("2026-03-02 09:00")
    s.register(category="service_delay", facts={"team_needed": True})
    s.do(CLERK, "accept")
    assert s.refused(OFFICE, "assign", unit="检测部").clause == "c1-4", "the quality manager was not told"
    s.do(CLERK, "escalate", to="quality_manager")
    s.do(OFFICE, "assign", unit="检测部", handler="feng")
    assert s.due("service-investigate") == "2026-03-04 18:00"
    assert s.refused(FENG, "record_finding", stage="in_depth").clause == "c2-1"
    s.do(HEAD, "return", reason="涉及两个部门，本部门解决不了")
    assert s.due("service-to-office") == "2026-03-02 14:00"
    s.do(CLERK, "escalate", to="general_office", reason="请办公室处理")
    assert s.due("set-up-team") == "2026-03-04 18:00"
    s.do(OFFICE, "assign", unit="办公室")
    s.do(CHIEF, "hold_meeting", topic="成立调查组", attendees=["检测部", "业务室"])
    assert s.status("set-up-team") == "met"
    s.do(CHIEF, "record_finding", stage="in_depth", validity="valid")


def test_what_the_satisfaction_survey_found_goes_to_the_office():
    s = Stage("testing-lab").at("2026-03-02 09:00")
    s.register(category="service_attitude", facts={"from_survey": True})
    assert s.due("survey-to-office") == "2026-03-03 18:00"
    s.do(CLERK, "escalate", to="general_office")
    assert s.status("survey-to-office") == "met"
