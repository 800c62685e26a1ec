"""R19: passed on within 1 h of receipt; the analysis group starts within 24 h of receiving it."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, SYSTEM, Stage, person

MIN = person("min", "质检部", "handler")
HEAD = person("head", "质检部", "unit_head")


def passed_on(text: str = "2026-09-30 16:40") -> Stage:
    s = Stage("fishery").at(text)
    s.register(category="product_quality", facts={"severity": "low", "prevalence": "single"})
    s.do(CLERK, "accept")
    return s


def test_the_analysis_clock_starts_when_the_case_is_passed_on_not_when_it_is_signed_for():
    s = passed_on()
    assert s.due("pass-on") == "2026-09-30 17:40"
    s.at("2026-09-30 17:30").do(CLERK, "assign", unit="质检部", handler="min")
    assert s.status("pass-on") == "met"
    assert s.due("start-analysis") == "2026-10-01 17:30", "twenty-four hours of the clock, holiday or not"
    s.at("2026-10-01 09:00").do(MIN, "acknowledge")
    assert s.due("start-analysis") == "2026-10-01 17:30"


def test_passed_on_late_is_on_record_and_the_office_has_to_urge():
    s = passed_on()
    s.at("2026-09-30 17:41")
    assert s.timers() == ["pass-on"]
    assert s.status("urge-late") == "open"
    s.do(OFFICE, "urge", rule="pass-on", note="请即转交")
    assert s.status("urge-late") == "met"
    s.at("2026-09-30 18:00").do(CLERK, "assign", unit="质检部")
    assert s.status("pass-on") == "met_late"
    assert s.clause("c2-1") == "broken"


def test_assigned_anew_the_clock_starts_again_and_the_old_one_is_excused():
    s = passed_on()
    s.do(CLERK, "assign", unit="质检部", handler="min")
    s.at("2026-10-01 10:00").do(MIN, "return", reason="属运输环节")
    s.at("2026-10-01 11:00").do(OFFICE, "assign", unit="质检部", handler="min")
    all_of = [o for o in s.rules.read(s.stream).obligations(s.now) if o.rule == "start-analysis"]
    assert [str(o.status) for o in all_of] == ["excused", "open"]
    assert s.due("start-analysis") == "2026-10-02 11:00"


def whole(s: Stage) -> None:
    s.do(CLERK, "assign", unit="质检部", handler="min")
    s.do(MIN, "start_analysis")
    s.do(MIN, "add_evidence", kind="production_record", note="调取批次记录")
    s.do(MIN, "record_finding", stage="in_depth", validity="valid", finding="冷库温度记录中断")
    s.do(MIN, "determine_root_cause", cause="温控探头损坏未及时更换")
    s.do(
        MIN,
        "propose_solution",
        measures=[{"what": "更换探头", "owner": "min", "due": "2026-03-10"}],
        amount=200,
    )
    s.do(HEAD, "approve_solution")
    s.do(MIN, "record_consent", agreed=True)


def test_every_measure_names_who_and_until_when():
    s = passed_on("2026-03-02 09:00")
    s.do(MIN, "start_analysis")
    s.do(MIN, "add_evidence", kind="production_record", note="调取批次记录")
    s.do(MIN, "record_finding", stage="in_depth", validity="valid", finding="冷库温度记录中断")
    s.do(MIN, "determine_root_cause", cause="温控探头损坏未及时更换")
    whole_one = {"what": "更换探头", "owner": "min", "due": "2026-03-10"}
    for lacking in ("owner", "due"):
        half = {**whole_one, lacking: ""}
        assert s.refused(MIN, "propose_solution", measures=[whole_one, half]).clause == "c3-1"
    s.do(MIN, "propose_solution", measures=[whole_one, whole_one])


def test_the_result_is_told_only_after_the_measures_and_satisfaction_is_asked():
    s = passed_on("2026-03-02 09:00")
    whole(s)
    assert s.refused(MIN, "reply", text="已处理").clause == "c4-1"
    s.do(MIN, "complete_measure", which=1)
    assert s.due("tell-result") == "2026-03-05 18:00"
    s.do(MIN, "reply", text="探头已换")
    assert s.refused(CLERK, "close").clause == "c4-2"
    s.do(MIN, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    s.do(CLERK, "archive")
    assert s.stage == "archived"


def test_dissatisfied_the_same_group_analyses_again():
    s = passed_on("2026-03-02 09:00")
    whole(s)
    s.do(MIN, "complete_measure", which=1)
    s.do(MIN, "reply", text="探头已换")
    s.do(MIN, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c4-3"
    s.do(MIN, "reopen", reason="客户不满意")
    assert s.round == 2
    assert s.refused(CLERK, "assign", unit="物流部").clause == "c4-3", "no other group"
    s.do(CLERK, "assign", unit="质检部", handler="min")
    assert s.due("analyse-again") == "2026-03-03 09:00"
    s.do(MIN, "start_analysis")
    assert s.status("analyse-again") == "met"


def test_waiting_for_the_customers_samples_stops_the_clock():
    s = passed_on("2026-03-02 09:00")
    s.do(CLERK, "assign", unit="质检部", handler="min")
    s.at("2026-03-02 15:00").do(MIN, "request_supplement", items=["变质样品"])
    assert s.status("start-analysis") == "paused"
    s.at("2026-03-04 15:00").do(CLERK, "supplement")
    assert s.due("start-analysis") == "2026-03-05 09:00"


def test_a_major_case_is_decided_by_senior_management():
    s = Stage("fishery").at("2026-03-02 09:00")
    s.register(category="product_quality", facts={"severity": "high", "prevalence": "many"})
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质检部", handler="min")
    s.do(
        MIN,
        "propose_solution",
        measures=[{"what": "召回", "owner": "min", "due": "2026-03-10"}],
        amount=50000,
    )
    assert s.refused(HEAD, "approve_solution").clause == "c3-2"
    s.do(LEADER, "approve_solution")


def test_the_supervision_group_proposes_awards_and_sanctions_and_management_decides():
    s = passed_on()
    s.do(CLERK, "assign", unit="质检部", handler="min")
    award = {"who": "min", "unit": "质检部", "kind": "points", "amount": 5, "reason": "查明批次问题"}
    assert s.refused(LEADER, "propose_award", **award).clause == "c8-1", "propose-consequences"
    s.do(OFFICE, "propose_award", **award)
    refusal = s.refused(OFFICE, "decide_consequence", which=1, approved=True)
    assert refusal.clause == next(rule.clause for rule in s.book.may if rule.id == "decide-consequences")
    s.do(LEADER, "decide_consequence", which=1, approved=True)
    assert s.stream[-1].data.in_force_on == "2026-09-30"


def analysed(category: str) -> Stage:
    s = Stage("fishery").at("2026-03-02 09:00")
    s.register(category=category)
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质检部", handler="min")
    s.do(MIN, "start_analysis")
    return s


def test_the_analysis_has_its_three_kinds_of_evidence_its_cause_and_its_conclusion_in_time():
    s = analysed("product_quality")
    for rule in ("gather-product", "gather-production", "gather-service", "find-cause", "conclude-analysis"):
        assert s.due(rule) == "2026-03-09 18:00"
    s.do(MIN, "add_evidence", kind="照片", note="外箱")
    assert s.status("gather-product") == "open", "not any evidence will do"
    for rule, kind in (
        ("gather-product", "产品资料"),
        ("gather-production", "生产记录"),
        ("gather-service", "service_process"),
    ):
        s.do(MIN, "add_evidence", kind=kind, note="已调取")
        assert s.status(rule) == "met"
    s.do(MIN, "determine_root_cause", cause="温控探头损坏")
    s.do(MIN, "record_finding", stage="preliminary", finding="疑为冷链")
    assert s.status("conclude-analysis") == "open"
    s.do(MIN, "record_finding", stage="in_depth", validity="valid", finding="冷库温度记录中断")
    assert (s.status("find-cause"), s.status("conclude-analysis")) == ("met", "met")
    assert s.clause("c2-3") == "kept"


@pytest.mark.parametrize(
    ("category", "kinds"),
    [("product_quality", 3), ("delivery_time", 2), ("attitude", 1)],
)
def test_which_evidence_is_gathered_follows_the_category(category, kinds):
    s = analysed(category)
    owed = [o.rule for o in s.rules.read(s.stream).obligations(s.now) if o.rule.startswith("gather-")]
    assert len(owed) == kinds
    assert "gather-service" in owed


def test_the_effect_on_reputation_market_and_economy_is_assessed():
    s = analysed("product_quality")
    assert s.due("assess-impact") == "2026-03-09 18:00"
    effect = {"impact_reputation": "limited", "impact_market": "none"}
    refusal = s.refused(MIN, "correct", facts={**effect, "urgency": "low"}, reason="顺手改级")
    assert (refusal.code, refusal.clause) == ("not_permitted", "c2-5"), (
        "the effects alone are the group's to enter"
    )
    assert s.refused(MIN, "correct", category="attitude", facts=effect, reason="改分类").clause == "c2-5"
    s.do(MIN, "correct", facts=effect, reason="影响评估")
    assert s.status("assess-impact") == "open", "the economy is still missing"
    s.do(MIN, "correct", facts={**effect, "impact_economy": "serious"}, reason="影响评估")
    assert s.status("assess-impact") == "met"
    assert s.clause("c2-5") == "kept"


def test_the_analysis_group_tells_the_result_and_not_the_intake():
    s = analysed("product_quality")
    assert s.refused(CLERK, "reply", text="结果如下").code == "not_permitted"
    s.do(MIN, "reply", text="结果如下")


def test_what_runs_late_is_urged_in_writing_and_ended_before_closing():
    s = passed_on("2026-03-02 09:00")
    s.do(CLERK, "assign", unit="质检部", handler="min")
    s.do(MIN, "start_analysis")
    s.at("2026-03-09 18:01")
    assert "conclude-analysis" in s.timers()
    assert s.due("issue-urging") == "2026-03-10 18:00"
    s.do(
        OFFICE, "issue_supervision", rung="urging", unit="质检部", ground="late", demands="两日内作出分析结论",
        reply_by="2026-03-12T18:00:00+08:00",
    )  # fmt: skip
    assert s.status("issue-urging") == "met"
    s.at("2026-03-10 09:00").do(HEAD, "receive_supervision", number=s.stream[-1].data.number)
    assert s.clause("c7-4") == "pending"


def test_a_case_that_lies_still_asks_its_first_contact():
    s = passed_on("2026-03-02 09:00")
    s.at("2026-03-09 18:01").do(SYSTEM, "report_stall")
    assert s.due("explain-stall") == "2026-03-10 18:00"
    s.do(CLERK, "note", note="分析组在等外检报告，周四出结论。")
    assert s.clause("c7-3") == "kept"


def test_who_asks_for_protection_has_a_decision_within_a_working_day():
    s = passed_on("2026-03-02 09:00")
    s.do(CLERK, "assign", unit="质检部", handler="min")
    s.do(MIN, "ask_protection", kind="threatening", note="扬言到厂里闹事")
    assert s.due("decide-protection") == "2026-03-03 18:00"
    before = s.due("start-analysis")
    s.do(OFFICE, "decide_protection", granted=True, measures=["accompanied"], until="2026-04-30")
    assert s.status("decide-protection") == "met"
    assert s.clause("c6-3") == "kept"
    assert s.due("start-analysis") == before, "the customer's case goes on as ever"
    s.do(CLERK, "ask_protection", kind="abusive", note="电话里辱骂")
    s.at("2026-03-03 18:01")
    assert s.clause("c6-3") == "broken"


def test_an_improvement_names_department_person_day_and_effect_and_is_checked_on_that_day():
    s = analysed("product_quality")
    s.do(MIN, "determine_root_cause", cause="温控探头损坏")
    assert s.due("plan-improvement") == "2026-03-09 18:00"
    full = {"unit": "生产部", "owner": "min", "due": "2026-04-01", "effect": "温度记录不再中断"}
    for missing in full:
        told = {key: value for key, value in full.items() if key != missing}
        assert s.refused(OFFICE, "plan_improvement", what="增加抽检", **told).clause == "c3-1"
    s.do(OFFICE, "plan_improvement", what="增加抽检", **full)
    assert s.status("plan-improvement") == "met"
    assert s.clause("c3-1") == "kept"
    assert s.due("check-effect") == "2026-04-01 18:00"
    assert s.refused(MIN, "evaluate_improvement", reached=True).code == "not_permitted"
    s.do(OFFICE, "evaluate_improvement", reached=True, note="连续两周没有中断")
    assert s.status("check-effect") == "met"


def test_the_customer_may_appeal_and_the_appeal_is_decided():
    s = passed_on("2026-03-02 09:00")
    whole(s)
    s.do(MIN, "complete_measure", which=1)
    s.do(MIN, "reply", text="探头已换")
    s.do(CUSTOMER, "appeal", reason="货款没有退")
    assert s.status("review-appeal") == "open"
    s.do(OFFICE, "decide_review", upheld=True)
    assert s.clause("c6-1") == "kept"
