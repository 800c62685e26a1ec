"""R18: three kinds that go separate ways, first asked is responsible, validity confirmed, five not let go."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, OFFICE, Stage, person

WU = person("wu", "营销部", "handler")
HEAD = person("head", "营销部", "unit_head")


def begun(category: str = "supply", **data: object) -> Stage:
    s = Stage("tobacco").at("2026-03-02 09:00")
    s.register(category=category, **data)
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="营销部", handler="wu")
    return s


def confirmed(validity: str, **data: object) -> Stage:
    s = begun(**data)
    s.do(WU, "record_finding", stage="in_depth", validity=validity)
    assert s.refused(WU, "reply", text="答复").clause == "c3-1"
    assert s.refused(person("q", "质检组", "quality"), "confirm_validity", validity=validity).clause == "c3-1"
    s.do(OFFICE, "confirm_validity", validity=validity)
    return s


def test_complaint_inquiry_and_suggestion_go_separate_ways():
    for kind, rule, due in (
        ("inquiry", "inquiry", "2026-03-03 18:00"),
        ("suggestion", "suggestion", "2026-03-16 18:00"),
    ):
        s = Stage("tobacco").at("2026-03-02 09:00")
        s.register(kind=kind, category="supply", facts={"customer_type": "grower"})
        assert s.due(rule) == due
        s.do(CLERK, "accept")
        assert s.never_owed("handle-general") and s.never_owed("find-cause")
        assert s.refused(OFFICE, "record_finding", stage="in_depth").clause == "c1-1"
        s.do(CLERK, "reply", text="已答复")
        assert s.status(rule) == "met"
        s.do(CLERK, "close")
    s = begun()
    assert s.never_owed("inquiry")


def test_first_asked_is_responsible_until_the_two_have_met():
    s = Stage("tobacco").at("2026-03-02 09:00")
    s.register(channel="visit", category="attitude")
    assert s.due("answer-or-lead") == "2026-03-02 09:30"
    s.at("2026-03-02 09:31")
    assert s.timers() == ["answer-or-lead"]
    s.do(CLERK, "respond", note="引导至营销部")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="营销部", handler="wu")
    assert s.due("see-them-meet") == "2026-03-02 11:31"
    s.do(WU, "acknowledge")
    assert s.status("see-them-meet") == "met"
    assert s.clause("c2-1") == "broken"


def test_all_requirements_are_told_at_once():
    s = Stage("tobacco").at("2026-03-02 09:00")
    s.register(category="supply")
    s.do(CLERK, "request_supplement", items=["许可证", "订货记录"])
    s.at("2026-03-03 09:00").do(CLERK, "supplement")
    assert s.refused(CLERK, "request_supplement", items=["身份证"]).clause == "c2-3"
    assert s.due("accept-when-complete") == "2026-03-03 11:00"
    s.do(CLERK, "accept")
    assert s.status("accept-when-complete") == "met"
    told = Stage("tobacco").at("2026-03-02 09:00")
    told.register(category="supply", facts={"requirements_told": True})
    assert told.refused(CLERK, "request_supplement", items=["身份证"]).clause == "c2-3"


def test_nobody_may_refuse_what_is_in_scope():
    s = Stage("tobacco").at("2026-03-02 09:00")
    s.register(kind="inquiry")
    assert s.refused(CLERK, "decline", reason="太忙", guidance="改天").clause == "c2-4"
    assert s.refused(CLERK, "redirect", to="别的部门").clause == "c2-4"
    s.do(CLERK, "correct", facts={"out_of_scope": True}, reason="属市场监管")
    s.do(CLERK, "redirect", to="市场监管局")


@pytest.mark.parametrize(
    ("category", "flags", "level"),
    [
        ("money", [], "major"),
        ("accounts", [], "major"),
        ("goods_quality", [], "major"),
        ("goods_quantity", [], "major"),
        ("attitude", ["quarrel"], "major"),
        ("attitude", ["image"], "major"),
        ("attitude", [], "general"),
    ],
)
def test_a_major_one_goes_to_a_named_person_at_once(category, flags, level):
    s = Stage("tobacco").at("2026-03-02 20:00")
    s.register(category=category, facts={"flags": flags})
    if level == "general":
        assert s.never_owed("name-a-person")
        assert s.due("handle-general") == "2026-03-11 18:00"
        assert s.due("accept-general") == "2026-03-03 14:00"
        return
    assert s.due("name-a-person") == "2026-03-02 20:30"
    assert s.due("handle-major") == "2026-03-05 18:00"
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="营销部")
    assert s.status("name-a-person") == "open", "a unit is no named person"
    s.do(CLERK, "assign", unit="营销部", handler="wu")
    assert s.status("name-a-person") == "met"


def test_a_valid_one_is_held_against_the_five():
    s = confirmed("valid")
    assert s.due("confirm") == "2026-03-04 18:00"
    assert s.due("apologise") == "2026-03-04 18:00"
    for rule in ("rectify", "prevent", "hold-to-account", "teach", "find-cause"):
        assert s.due(rule) == "2026-03-16 18:00"
    s.do(WU, "propose_solution", measures=[{"what": "补投货源"}])
    s.do(HEAD, "approve_solution")
    s.do(WU, "reply", text="已更正并致歉")
    assert s.refused(CLERK, "close").clause == "c5-1"
    s.do(WU, "determine_root_cause", cause="投放规则录错")
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(WU, "complete_measure", which=1)
    assert s.refused(CLERK, "close").clause == "c5-3"
    s.do(HEAD, "plan_improvement", what="投放规则双人复核", owner="营销部")
    assert s.refused(CLERK, "close").clause == "c5-4"
    s.do(HEAD, "hold_accountable", who="客户经理", kind="criticism", clause="c5-4")
    assert s.refused(CLERK, "close").clause == "c5-4", "a word of criticism is none of the four sanctions"
    s.do(HEAD, "hold_accountable", who="客户经理", kind="off_post", clause="c5-4")
    assert s.status("hold-to-account") == "met"
    assert s.status("apologise") == "open"
    assert s.refused(CLERK, "close").clause == "c3-3", "off his post, but nobody has apologised"
    s.do(HEAD, "hold_accountable", who="客户经理", kind="apology", clause="c3-3")
    assert s.refused(CLERK, "close").clause == "c5-5"
    s.do(HEAD, "teach_staff", who="营销部全员", manner="案例通报")
    assert s.due("call-back") == "2026-03-16 18:00"
    s.do(OFFICE, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    s.do(CLERK, "archive")
    assert all(s.clause(f"c5-{n}") == "kept" for n in range(1, 6))


@pytest.mark.parametrize("ground", ["no_fault", "misunderstanding", "own_fault"])
def test_an_invalid_one_is_explained_with_patience(ground):
    s = confirmed("invalid")
    assert s.due("explain") == "2026-03-05 18:00"
    assert s.refused(WU, "reply", text="说明").clause == "c3-2"
    s.do(CLERK, "correct", facts={"invalid_because": ground}, reason="督察机构确认")
    s.do(WU, "reply", text="耐心解释")
    assert s.status("explain") == "met"
    assert s.never_owed("apologise")
    s.do(WU, "determine_root_cause", cause="投放政策调整，客户未看到公告")
    s.do(CLERK, "close")


def test_one_that_comes_again_goes_through_the_nonconformity_procedure():
    s = confirmed("valid")
    s.do(WU, "determine_root_cause", cause="录错")
    s.do(WU, "reply", text="已更正")
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(OFFICE, "reopen", reason="又出现")
    assert s.due("nonconformity") == "2026-03-16 18:00"
    s.do(WU, "propose_solution", measures=[{"what": "补投货源"}])
    s.do(HEAD, "approve_solution")
    s.do(WU, "complete_measure", which=1)
    s.do(WU, "reply", text="重新处理完毕")
    s.do(HEAD, "plan_improvement", what="投放规则双人复核", owner="营销部")
    s.do(OFFICE, "evaluate_improvement", reached=False)
    assert s.refused(CLERK, "close").clause == "c5-3", "a measure that missed its goal is none"
    s.do(HEAD, "plan_improvement", what="投放规则由系统校验", owner="营销部")
    s.do(HEAD, "hold_accountable", who="客户经理", kind="apology", clause="c3-3")
    s.do(HEAD, "teach_staff", who="营销部全员")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(CLERK, "close").clause == "c6-2", "the nonconformity form is missing"
    s.do(HEAD, "add_evidence", kind="不合格处理单", note="不合格处理单")
    assert s.status("nonconformity") == "met"


def test_retaliation_is_sanctioned_even_where_the_complaint_was_unfounded():
    s = confirmed("invalid", facts={"retaliation": True, "invalid_because": "misunderstanding"})
    assert s.due("punish-retaliation") == "2026-03-16 18:00"
    s.do(WU, "determine_root_cause", cause="误解")
    s.do(WU, "reply", text="解释")
    assert s.refused(CLERK, "close").clause == "c6-1"
    s.do(HEAD, "hold_accountable", who="客户经理", kind="apology", clause="c3-3")
    assert s.refused(CLERK, "close").clause == "c6-1", (
        "an apology for the matter is no sanction of the retaliation"
    )
    assert s.status("punish-retaliation") == "open"
    s.do(OFFICE, "hold_accountable", who="站长", kind="dismissal", clause="c6-1")
    assert s.status("punish-retaliation") == "met"
    s.do(CLERK, "close")


@pytest.mark.parametrize(
    "data",
    [{"channel": "transferred"}, {"facts": {"flags": ["superior"]}}, {"facts": {"flags": ["media"]}}],
)
def test_what_reached_a_superior_office_or_the_media_gets_a_special_report(data):
    s = confirmed("invalid", **data)
    assert s.due("special-report") == "2026-03-04 18:00"
    s.do(CLERK, "correct", facts={"invalid_because": "no_fault"}, reason="确认")
    s.do(WU, "determine_root_cause", cause="政策如此")
    s.do(WU, "reply", text="解释")
    assert s.refused(CLERK, "close").clause == "c7-2"
    s.do(OFFICE, "report_outside", to="superior", number="专-3")
    s.do(CLERK, "close")


def test_both_at_fault_it_may_be_withdrawn_and_ends_as_not_established():
    s = begun(facts={"both_at_fault": True})
    s.do(CUSTOMER, "withdraw", reason="双方都有不对")
    assert s.stage == "withdrawn"
    assert s.due("archive-withdrawn") == "2026-03-09 18:00"
    s.do(CLERK, "archive")
    assert s.clause("c3-5") == "kept"
    s = begun()
    s.do(CUSTOMER, "withdraw", reason="已谅解")
    assert s.never_owed("archive-withdrawn")
    assert s.clause("c3-6") == "kept"


def test_one_return_and_the_inspection_body_designates():
    s = begun()
    s.do(WU, "return", reason="应由物流部办理", ground="not_ours")
    assert s.due("designate") == "2026-03-02 14:00"
    assert s.refused(CLERK, "assign", unit="物流部").clause == "c2-5"
    s.do(OFFICE, "designate", unit="物流部", reason="送货归物流部")
    assert s.clause("c2-5") == "kept"


def test_what_runs_late_is_supervised_by_the_inspection_body():
    s = begun()
    s.at("2026-04-10 09:00").timers()
    assert s.status("supervise-late") == "open"
    s.do(
        OFFICE, "issue_supervision", rung="supervision", unit="营销部", ground="late", rule="handle-general",
        demands="办结并答复", reply_by="2026-04-13T17:00:00+08:00",
    )  # fmt: skip
    number = s.rules.read(s.stream).state.papers[0].number
    assert (
        s.refused(person("w", "物流部", "unit_head"), "receive_supervision", number=number).code
        == "not_permitted"
    )
    s.do(HEAD, "receive_supervision", number=number)
    assert (s.status("supervise-sign"), s.status("supervise-answer")) == ("met", "open")
    assert s.status("supervise-late") == "met", "clause c2-6"
