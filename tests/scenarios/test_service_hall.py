"""R14: every complaint is accepted, the service office speaks alone, and of four things none is let go."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, OFFICE, Stage, person

SUN = person("sun", "网络部", "handler")
HEAD = person("head", "网络部", "unit_head")


def begun(**data: object) -> Stage:
    s = Stage("service-hall").at("2026-03-02 09:00")
    s.register(**{"category": "product_quality", **data})
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="网络部", handler="sun")
    return s


def test_every_complaint_is_accepted_and_none_declined():
    s = Stage("service-hall").at("2026-03-02 09:00")
    s.register(category="price_billing")
    for command, data in (
        ("decline", {"reason": "无理要求", "guidance": "无"}),
        ("redirect", {"to": "别的公司"}),
    ):
        refusal = s.refused(CLERK, command, **data)
        assert (refusal.code, refusal.clause) == ("forbidden", "c1-2")
    s.do(CLERK, "accept")
    assert s.clause("c2-1") == "kept"


@pytest.mark.parametrize("case", ["clear_demand", "strong_feeling", "unanswered_before", "needs_answer"])
def test_an_opinion_that_counts_as_a_complaint_is_accepted_as_one(case):
    s = Stage("service-hall").at("2026-03-02 09:00")
    s.register(kind="suggestion", facts={"counts_as": case})
    assert s.refused(CLERK, "decline", reason="只是意见", guidance="无").clause == "c1-3"
    assert s.due("take-opinion") == "2026-03-02 09:30"
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "reply", text="已记下").clause == "c2-2", "no unit has it yet"
    s.do(CLERK, "correct", category="service_hall", reason="判定性质")
    s.do(CLERK, "assign", unit="营业厅")
    s.do(CLERK, "reply", text="已记下")
    assert s.refused(CLERK, "close").clause == "c4-1"


def test_a_plain_suggestion_may_be_declined():
    s = Stage("service-hall").at("2026-03-02 09:00")
    s.register(kind="suggestion")
    assert s.never_owed("take-opinion")
    s.do(CLERK, "decline", reason="不属本公司业务", guidance="请向物业反映")


def test_whoever_receives_it_passes_it_to_the_service_office_at_once():
    s = Stage("service-hall").at("2026-03-01 20:00")
    s.register(SUN, channel="onsite")
    assert s.due("pass-on") == "2026-03-01 20:30", "at once, on a Sunday evening too"
    s.at("2026-03-01 20:31")
    assert s.timers() == ["pass-on"]
    assert s.refused(person("hall", "营业厅", "intake"), "accept").clause == "c2-1"
    s.do(CLERK, "accept")
    assert s.clause("c2-1") == "broken"
    assert s.refused(CLERK, "assign", unit="网络部").clause == "c2-2"
    s.do(CLERK, "correct", category="product_quality", reason="判定性质")
    s.at("2026-03-02 09:30").do(CLERK, "assign", unit="网络部", handler="sun")
    assert s.status("to-unit") == "met"
    assert s.due("answer") == "2026-03-07 18:00", "Saturdays are worked here"


def test_only_the_service_office_speaks_to_authorities_and_media():
    s = begun(channel="transferred")
    assert s.refused(HEAD, "report_outside", to="authority").clause == "c3-1"
    s.do(CLERK, "report_outside", to="authority", number="2026-15")
    assert s.refused(SUN, "reply", text="已修复").clause == "c3-2"
    s.do(CLERK, "reply", text="已修复")
    s = begun(facts={"flags": ["media"]})
    assert s.refused(HEAD, "reply", text="已修复").clause == "c3-2"
    s = begun()
    s.do(SUN, "reply", text="已修复")


def test_while_any_of_the_four_is_open_the_case_cannot_close():
    s = begun()
    s.do(SUN, "reply", text="基站已修复")
    assert s.refused(CLERK, "close").clause == "c4-1"
    s.do(SUN, "determine_root_cause", cause="巡检漏项")
    for rule in ("deal-with", "teach", "draw-up-measures"):
        assert s.due(rule) == "2026-03-13 18:00"
    assert s.refused(CLERK, "close").clause == "c4-2"
    s.do(HEAD, "hold_accountable", who="巡检员", kind="deduction", clause="c4-2")
    assert s.refused(CLERK, "close").clause == "c4-3"
    s.do(HEAD, "teach_staff", who="巡检班组", manner="案例学习")
    assert s.refused(CLERK, "close").clause == "c4-4"
    s.do(HEAD, "plan_improvement", what="巡检清单加复核", owner="网络部")
    s.do(HEAD, "evaluate_improvement", reached=False, note="仍有漏项")
    assert s.refused(CLERK, "close").clause == "c4-4", "measures without effect are no measures"
    s.do(HEAD, "plan_improvement", what="改为双人巡检", owner="网络部")
    s.do(CUSTOMER, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    s.do(CLERK, "archive")
    assert all(s.clause(f"c4-{n}") == "kept" for n in range(1, 5))


def test_an_unfounded_complaint_still_needs_its_cause_but_nobody_to_blame():
    s = begun()
    s.do(SUN, "record_finding", stage="in_depth", validity="invalid", finding="客户手机故障")
    s.do(SUN, "reply", text="网络正常，原因在手机")
    assert s.refused(CLERK, "close").clause == "c4-1"
    s.do(SUN, "determine_root_cause", cause="客户终端故障")
    assert s.never_owed("deal-with")
    s.do(CLERK, "close")


def test_obstructing_a_complaint_is_a_sanctioned_breach():
    s = begun(facts={"obstructed": True})
    assert s.due("sanction-obstruction") == "2026-03-13 18:00"
    s.do(SUN, "record_finding", stage="in_depth", validity="invalid")
    s.do(SUN, "determine_root_cause", cause="误会")
    s.do(SUN, "reply", text="说明情况")
    assert s.refused(CLERK, "close").clause == "c5-1"
    s.do(HEAD, "hold_accountable", who="巡检员", kind="criticism", clause="c4-2")
    assert s.refused(CLERK, "close").clause == "c5-1", "who caused it is not who obstructed it"
    assert s.status("sanction-obstruction") == "open"
    s.do(HEAD, "hold_accountable", who="店长", kind="criticism", clause="c5-1")
    assert s.status("sanction-obstruction") == "met"
    s.do(CLERK, "close")


def test_dissatisfied_it_is_handled_again():
    s = begun()
    s.do(SUN, "determine_root_cause", cause="设备老化")
    s.do(HEAD, "hold_accountable", who="维护员", kind="criticism")
    s.do(HEAD, "teach_staff", who="维护班组")
    s.do(HEAD, "plan_improvement", what="更换设备")
    s.do(SUN, "reply", text="已修复")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c6-2"
    s.do(OFFICE, "reopen", reason="又断网")
    assert s.round == 2


def test_one_return_and_the_head_of_the_office_designates():
    s = begun()
    s.do(SUN, "return", reason="信号归工程部", ground="not_ours")
    assert s.due("designate") == "2026-03-02 14:00"
    assert s.refused(CLERK, "assign", unit="网络部").clause == "c2-5"
    s.do(OFFICE, "designate", unit="网络部", handler="sun", reason="网络质量归网络部")
    assert s.status("designate") == "met"
    assert s.refused(SUN, "return", reason="再退").code == "designated"


def test_who_is_late_gets_a_notice_that_must_be_ended():
    s = begun()
    s.at("2026-03-10 09:00").timers()
    assert s.status("supervise-late") == "open"
    s.do(
        OFFICE, "issue_supervision", rung="supervision", unit="网络部", ground="late", demands="三日内答复客户",
        reply_by="2026-03-13T17:00:00+08:00",
    )  # fmt: skip
    number = s.rules.read(s.stream).state.papers[0].number
    s.do(HEAD, "receive_supervision", number=number)
    s.do(HEAD, "answer_supervision", number=number, progress="已修复基站")
    assert s.refused(HEAD, "review_supervision", number=number, passed=True).code == "not_permitted"
    s.do(OFFICE, "review_supervision", number=number, passed=True)
    assert s.status("supervise-answer") == s.status("supervise-review") == "met"
    assert s.clause("c2-6") == "kept"
