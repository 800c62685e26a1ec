"""R15: accepted within 24 h with the officer's name, answered within 15 wd; major ones reported and reviewed."""

from tests.scenarios.stage import CLERK, OFFICE, Stage, person

ZHOU = person("zhou", "运营部", "handler")
HEAD = person("head", "运营部", "unit_head")
REVIEWER = person("reviewer", "质检组", "quality")
MAJOR = {"severity": "high"}


def begun(text: str = "2026-03-02 09:00", **data: object) -> Stage:
    s = Stage("hotline-15d").at(text)
    s.register(**{"category": "service_delay", **data})
    s.do(CLERK, "respond", note="受理人员姓名和电话已告知")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="运营部", handler="zhou")
    return s


def test_nothing_closes_before_the_officers_name_is_told_and_the_customer_asked():
    s = Stage("hotline-15d").at("2026-03-02 09:00")
    s.register(category="service_delay")
    s.do(CLERK, "accept")
    s.do(CLERK, "reply", text="已解决")
    assert s.refused(CLERK, "close").clause == "c1-3"
    s.do(CLERK, "respond", note="受理人员姓名和电话已告知")
    assert s.refused(CLERK, "close").clause == "c4-3"
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "close")


def test_accepted_within_24_hours_with_the_officers_name_whatever_the_hour_or_holiday():
    s = Stage("hotline-15d").at("2026-09-30 23:10")
    s.register(category="service_delay")
    assert s.due("accept") == s.due("tell-officer") == "2026-10-01 23:10"
    s.at("2026-10-01 23:10").do(CLERK, "accept")
    assert s.status("accept") == "met", "the due instant itself is still in time"
    s.at("2026-10-01 23:11")
    assert s.timers() == ["tell-officer"]
    s.do(CLERK, "respond", note="受理人员姓名和电话已告知")
    assert s.status("tell-officer") == "met_late"
    assert (s.clause("c1-2"), s.clause("c1-3")) == ("kept", "broken")


def test_answered_within_15_working_days_of_receipt_across_the_national_day():
    s = begun("2026-09-28 09:00")
    assert s.due("answer") == "2026-10-23 18:00", "holidays are left out, make-up working days count"
    assert begun().due("answer") == "2026-03-23 18:00"


def test_a_missed_answer_goes_up_and_stays_on_record():
    s = begun()
    s.at("2026-03-23 18:01")
    assert "answer" in s.timers()
    s.do(ZHOU, "reply", text="已解决")
    assert s.status("answer") == "met_late"
    assert s.clause("c2-1") == "broken"


def test_no_finding_without_vouchers_and_waiting_for_them_stops_the_clock():
    s = begun()
    assert s.refused(ZHOU, "record_finding", stage="in_depth").clause == "c1-4"
    s.do(ZHOU, "request_supplement", items=["付款凭证"])
    assert s.status("answer") == "paused"
    s.at("2026-03-04 09:00").do(CLERK, "supplement")
    assert s.due("answer") == "2026-03-25 18:00"
    s.do(CLERK, "add_evidence", kind="voucher", note="付款截图")
    s.do(ZHOU, "record_finding", stage="in_depth", validity="valid")


def test_a_major_one_gets_a_report_and_an_internal_review():
    s = begun(facts=MAJOR)
    assert s.due("write-report") == "2026-03-04 18:00"
    s.do(ZHOU, "reply", text="已赔付")
    s.do(CLERK, "make_callback", reached=True)
    assert s.refused(CLERK, "close").clause == "c3-1", "closing does not do away with the report"
    s.do(ZHOU, "add_evidence", kind="投诉报告", note="重大投诉报告")
    assert s.status("write-report") == "met"
    assert s.due("review-inside") == "2026-03-16 18:00"
    assert s.refused(CLERK, "close").clause == "c3-2"
    s.do(REVIEWER, "review_quality", score=55, passed=False)
    assert s.refused(CLERK, "close").clause == "c3-2"
    s.do(REVIEWER, "review_quality", score=88, passed=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    assert s.due("study-case") == "2026-03-31 18:00", "studied within the quarter"
    s.do(HEAD, "teach_staff", who="运营部全员", manner="案例研究")
    assert s.status("study-case") == "met"


def test_a_general_one_needs_neither():
    s = begun(facts={"severity": "low"})
    assert s.never_owed("write-report")
    s.do(ZHOU, "reply", text="已解决")
    assert s.never_owed("review-inside")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")


def test_the_unsatisfied_customer_is_told_of_regulators_and_arbitration():
    s = begun()
    s.do(ZHOU, "reply", text="不予赔付")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.due("tell-ways-out") == "2026-03-03 18:00"
    s.do(CLERK, "correct", facts={"told_of": ["regulator"]}, reason="已告知监管部门")
    assert s.refused(CLERK, "close").clause == "c4-1"
    s.do(CLERK, "note", note="监管部门与仲裁机构的电话已告知", told=True)
    s.do(CLERK, "correct", facts={"told_of": ["regulator", "arbitration"]}, reason="两处均已告知")
    assert s.status("tell-ways-out") == "met"
    s.do(CLERK, "close")


def test_information_stays_inside_unless_the_customer_agrees_or_the_law_demands():
    s = begun(channel="transferred")
    assert s.refused(OFFICE, "report_outside", to="regulator").clause == "c5-1"
    s.do(CLERK, "correct", facts={"disclosure": "law_demands"}, reason="监管部门来函")
    assert s.due("report-result") == "2026-03-23 18:00"
    s.do(OFFICE, "report_outside", to="regulator", number="监-2026-8")
    assert s.status("report-result") == "met", "the organisation cooperates"
