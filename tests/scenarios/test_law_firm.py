"""R06: who accepts goes by the channel; nobody in his own matter; no promise before a decision; weighty matters to a meeting."""

import pytest

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

DESK = person("desk", "行政部", "intake")
PARTNER = person("partner", "业务部", "unit_head")
LAWYER = person("lawyer", "业务部", "handler")
USUAL = {"severity": "low"}
WEIGHTY = {"severity": "high"}


def opened(facts: dict[str, object]) -> Stage:
    s = Stage("law-firm").at("2026-03-02 09:00")
    s.register(category="duty_delay", facts=facts)
    s.do(OFFICE, "accept")
    s.do(OFFICE, "assign", unit="业务部")
    return s


def with_opinion(facts: dict[str, object]) -> Stage:
    s = opened(facts)
    s.do(OFFICE, "propose_solution", measures=[{"what": "更换承办律师"}], note="投诉属实")
    return s


@pytest.mark.parametrize("channel", ["hotline", "visit"])
def test_what_the_front_desk_received_the_named_officer_accepts(channel):
    s = Stage("law-firm").at("2026-03-02 09:00")
    s.register(channel=channel)
    assert s.due("accept-by-officer") == "2026-03-03 18:00"
    refusal = s.refused(CLERK, "accept")
    assert (refusal.code, refusal.clause) == ("not_permitted", "c1-1")
    s.do(OFFICE, "accept")
    assert s.clause("c1-1") == "kept"


@pytest.mark.parametrize("channel", ["letter", "fax", "email"])
def test_written_complaints_are_accepted_by_the_administration_desk(channel):
    s = Stage("law-firm").at("2026-03-02 09:00")
    s.register(channel=channel)
    assert s.due("accept-by-desk") == "2026-03-03 18:00"
    assert s.refused(CLERK, "accept").clause == s.refused(OFFICE, "accept").clause == "c1-2"
    s.do(DESK, "accept")
    assert s.status("accept-by-desk") == "met"


def test_what_the_authority_passed_on_is_the_named_officers_and_originals_are_kept():
    s = Stage("law-firm").at("2026-03-02 09:00")
    s.register(channel="transferred", facts={"transferred_by": "bar"})
    assert s.refused(DESK, "accept").clause == "c1-3"
    s.do(OFFICE, "accept")
    assert s.due("keep-original") == "2026-03-03 18:00"
    s.do(CLERK, "add_evidence", kind="复印件", note="不是原件")
    assert s.status("keep-original") == "open"
    s.do(CLERK, "add_evidence", kind="原件", note="来函原件")
    assert s.status("keep-original") == "met"


def test_whoever_has_an_interest_stays_out():
    s = opened(USUAL)
    s.do(OFFICE, "recuse", who="partner", reason="是被投诉律师的合伙人")
    s.do(OFFICE, "propose_solution", measures=[], note="说明情况")
    assert s.refused(PARTNER, "identify", genuine=True).code == "recused"
    assert s.refused(OFFICE, "assign", unit="业务部", handler="partner").code == "handler_recused"
    s.do(LEADER, "identify", genuine=True)
    s.do(LEADER, "approve_solution", note="同意")
    assert s.clause("c2-1") == "kept"


def test_opinion_then_verification_then_the_partners_decision():
    s = opened(USUAL)
    assert s.due("write-opinion") == "2026-03-09 18:00"
    assert s.refused(LAWYER, "propose_solution", measures=[], note="说明情况").clause == "c2-2"
    s.do(OFFICE, "propose_solution", measures=[{"what": "更换承办律师"}])
    assert s.due("decide") == "2026-03-05 18:00"
    assert s.refused(OFFICE, "approve_solution").clause == "c2-3"
    assert s.refused(PARTNER, "approve_solution").clause == "c2-6"
    assert s.refused(OFFICE, "identify", genuine=True).clause == "c2-6"
    s.do(PARTNER, "identify", manner="约谈双方", genuine=True)
    assert s.refused(PARTNER, "approve_solution").clause == "c2-6", "an opinion is signed"
    s.do(PARTNER, "approve_solution", note="同意")
    assert s.status("decide") == "met"


def test_another_partner_decides_only_while_the_one_in_charge_is_away():
    s = with_opinion(USUAL)
    s.do(LEADER, "identify", genuine=True)
    assert s.refused(LEADER, "approve_solution", note="同意").clause == "c2-3"
    s.do(OFFICE, "escalate", to="director", reason="主管合伙人出国")
    s.do(LEADER, "approve_solution", note="同意")
    assert s.status("decide") == "met"


def test_not_archived_before_satisfaction_was_surveyed():
    s = with_opinion(USUAL)
    s.do(PARTNER, "identify", genuine=True)
    s.do(PARTNER, "approve_solution", note="同意")
    s.do(OFFICE, "reply", manner="书面")
    s.do(CLERK, "close")
    assert s.refused(CLERK, "archive").clause == "c4-1"
    s.do(CLERK, "make_callback", reached=False)
    s.do(CLERK, "archive")


def test_no_promise_before_the_decision_and_the_plan_of_work_after_it():
    s = with_opinion(USUAL)
    assert s.refused(OFFICE, "reply", manner="书面").clause == "c3-1"
    assert s.refused(CLERK, "record_consent", agreed=True).clause == "c3-1"
    s.do(PARTNER, "identify", genuine=True)
    s.do(PARTNER, "approve_solution", note="同意")
    assert s.due("tell-plan") == "2026-03-03 18:00"
    s.do(OFFICE, "note", note="三日内更换律师", told=True)
    assert s.status("tell-plan") == "met"
    assert s.refused(LAWYER, "complete_measure", which=1).clause == "c2-7"
    s.do(OFFICE, "complete_measure", which=1)
    assert s.due("reply-in-writing") == "2026-03-09 18:00"
    s.do(OFFICE, "reply", manner="书面")
    assert s.status("reply-in-writing") == "met"


def test_a_telephone_call_is_no_written_reply():
    s = with_opinion(USUAL)
    s.do(PARTNER, "identify", genuine=True)
    s.do(PARTNER, "approve_solution", note="同意")
    s.do(OFFICE, "reply", manner="电话")
    s.at("2026-03-10 09:00")
    assert "reply-in-writing" in s.timers()
    assert s.clause("c3-3") == "broken"


def test_weighty_matters_go_to_a_meeting_that_also_decides_about_the_authority():
    s = with_opinion(WEIGHTY)
    assert s.never_owed("decide")
    assert s.due("hold-meeting") == "2026-03-09 18:00"
    assert s.refused(PARTNER, "approve_solution").clause == "c2-4"
    s.do(LEADER, "identify", genuine=True)
    refusal = s.refused(LEADER, "approve_solution")
    assert (refusal.code, refusal.clause) == ("meeting_needed", "c2-4")
    s.do(LEADER, "hold_meeting", topic="合伙人会议", attendees=["leader", "partner"], minutes="同意处理意见")
    assert s.due("decide-weighty") == "2026-03-05 18:00"
    assert s.do(LEADER, "approve_solution", note="同意") == ["approval_given", "solution_approved"]
    assert s.status("decide-weighty") == "met"
    assert s.clause("c2-4") == "kept"
    s.do(OFFICE, "reply", manner="书面")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(CLERK, "close").clause == "c2-5"
    s.do(CLERK, "correct", facts={"inform_authority": "inform"}, reason="会议决定")
    assert s.due("inform-authority") == "2026-03-04 18:00"
    assert s.refused(CLERK, "close").clause == "c2-5"
    s.do(OFFICE, "report_outside", to="authority", number="律投〔2026〕3 号")
    assert s.status("inform-authority") == "met"
    s.do(CLERK, "close")


def test_a_meeting_before_the_opinion_decides_nothing_about_it():
    s = opened(WEIGHTY)
    s.do(LEADER, "hold_meeting", topic="所务会议", minutes="先行通报")
    s.do(OFFICE, "propose_solution", measures=[], note="说明情况")
    s.do(LEADER, "identify", genuine=True)
    assert s.refused(LEADER, "approve_solution").code == "meeting_needed"
    assert s.refused(PARTNER, "reject_solution", reason="重拟").clause == "c2-4"
    assert s.do(LEADER, "reject_solution", reason="重拟") == ["solution_rejected"]


def test_archived_by_year_and_satisfaction_surveyed():
    s = with_opinion(USUAL)
    s.do(PARTNER, "identify", genuine=True)
    s.do(PARTNER, "approve_solution", note="同意")
    s.do(OFFICE, "reply", manner="书面")
    assert s.due("survey") == "2026-03-09 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.due("rework") == "2026-03-04 18:00"
    assert s.refused(CLERK, "close").clause == "c4-2"
    s.do(OFFICE, "reopen", reason="不满意")
    s.do(OFFICE, "propose_solution", measures=[], note="说明情况")
    s.do(PARTNER, "approve_solution", note="同意")
    s.do(OFFICE, "reply", manner="书面")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    assert s.due("archive") == "2026-12-31 18:00"
    s.at("2026-12-30 10:00").do(CLERK, "archive")
    assert s.status("archive") == "met"


def test_an_inquiry_is_closed_without_a_decision_that_only_complaints_need():
    s = Stage("law-firm").at("2026-03-02 09:00")
    s.register(kind="inquiry", facts={"severity": "high"})
    s.do(person("officer", "投诉办公室", "supervisor", "intake"), "reply", manner="书面", text="答复咨询")
    s.do(CLERK, "close", result="已答复")
    assert s.stage == "closed"
