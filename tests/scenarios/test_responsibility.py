"""R02: evidence by category, consent before measures, shares that sum to 100, disputes ruled on, first contact to the end."""

import pytest

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

MAKER = person("maker", "生产部", "handler")
MAKER_HEAD = person("maker_head", "生产部", "unit_head", "handler")
CHAIN_HEAD = person("chain_head", "供应链部", "unit_head", "handler")
OTHER_CLERK = person("clerk2", "客服部", "intake")

EXCHANGE = {"what": "换一台新的", "kind": "exchange", "owner": "供应链部", "due": "2026-03-20"}
SHARES = [{"unit": "生产部", "percent": 70}, {"unit": "供应链部", "percent": 30}]


def opened(
    category: str = "quality_batch", *, assisting: tuple[str, ...] = (), unit: str = "生产部"
) -> Stage:
    s = Stage("responsibility").at("2026-03-02 09:00")
    s.register(category=category, facts={"urgency": "low"})
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit=unit, handler="maker", assisting=list(assisting))
    return s


def investigated(*, assisting: tuple[str, ...] = ()) -> Stage:
    s = opened(assisting=assisting)
    s.do(MAKER, "add_evidence", kind="检测报告", note="焊点强度不足")
    s.do(MAKER, "determine_root_cause", cause="焊接参数漂移")
    s.do(MAKER, "record_finding", stage="in_depth", validity="valid", finding="同一批次焊点不良")
    return s


def solved(s: Stage) -> Stage:
    s.do(
        MAKER,
        "propose_solution",
        measures=[EXCHANGE],
        amount=200,
    )
    if "solution_approved" not in s.do(MAKER_HEAD, "approve_solution"):
        s.do(CHAIN_HEAD, "approve_solution")
    s.do(CLERK, "record_consent", agreed=True)
    s.do(MAKER, "complete_measure", which=1)
    s.do(CLERK, "reply", manner="电话")
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    return s


@pytest.mark.parametrize(
    ("urgency", "rule", "due"),
    [
        ("high", "contact-major", "2026-03-02 11:00"),
        ("medium", "contact-urgent", "2026-03-02 17:00"),
        ("low", "contact-general", "2026-03-03 09:00"),
    ],
)
def test_three_classes_of_urgency(urgency, rule, due):
    s = Stage("responsibility").at("2026-03-02 09:00")
    s.register(category="logistics", facts={"urgency": urgency})
    assert s.due(rule) == due


@pytest.mark.parametrize(
    ("category", "unit", "wrong", "rule"),
    [
        ("quality_single", "质检部", "客服部", "quality-to-production"),
        ("quality_batch", "生产部", "供应链部", "quality-to-production"),
        ("logistics", "供应链部", "生产部", "logistics-to-supply-chain"),
        ("service_attitude", "客服部", "生产部", "service-to-service"),
    ],
)
def test_default_responsibility_by_category(category, unit, wrong, rule):
    s = Stage("responsibility").at("2026-03-02 09:00")
    s.register(category=category, facts={"urgency": "low"})
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "reply", text="答复").clause == "c3-4", "nobody responsible has it yet"
    assert s.refused(CLERK, "assign", unit=wrong).clause == "c3-4"
    assert s.status(rule) == "open"
    s.do(CLERK, "assign", unit=unit)
    assert s.status(rule) == "met"
    s.do(CLERK, "assign", unit=wrong)
    assert s.clause("c3-4") == "kept", "it was verified where it belongs, and goes on from there"


@pytest.mark.parametrize(
    ("category", "unit", "kinds"),
    [
        ("quality_batch", "生产部", {"get-test-report": "检测报告"}),
        ("logistics", "供应链部", {"get-order-record": "订单记录"}),
        (
            "service_attitude",
            "客服部",
            {"get-service-record": "服务记录", "get-communication-record": "沟通记录"},
        ),
    ],
)
def test_four_kinds_of_evidence_demanded_by_category(category, unit, kinds):
    s = opened(category, unit=unit)
    for rule, kind in kinds.items():
        assert s.due(rule) == "2026-03-04 18:00"
        s.do(CLERK, "add_evidence", kind="其他", note="无关")
        assert s.status(rule) == "open"
        s.do(CLERK, "add_evidence", kind=kind, note="已调取")
        assert s.status(rule) == "met"


def test_accepted_and_assigned_promptly():
    s = Stage("responsibility").at("2026-03-02 09:00")
    s.register(category="logistics")
    assert s.due("accept") == "2026-03-02 14:00"
    s.do(CLERK, "accept")
    assert s.due("assign") == "2026-03-02 14:00"


def test_no_cause_without_evidence_and_a_missed_investigation_goes_up():
    s = opened()
    assert s.refused(MAKER, "determine_root_cause", cause="猜测").clause == "c2-2"
    assert s.due("investigate") == "2026-03-09 18:00"
    s.at("2026-03-10 09:00")
    assert {"get-test-report", "investigate"} <= set(s.timers())
    assert s.clause("c2-1") == "broken"


def test_the_finding_is_the_named_persons():
    s = opened()
    refusal = s.refused(MAKER_HEAD, "record_finding", stage="in_depth", validity="valid")
    assert (refusal.code, refusal.clause) == ("forbidden", "c2-1")
    s.do(MAKER, "record_finding", stage="in_depth", validity="valid")
    unnamed = Stage("responsibility").at("2026-03-02 09:00")
    unnamed.register(category="quality_batch", facts={"urgency": "low"})
    unnamed.do(CLERK, "accept")
    unnamed.do(CLERK, "assign", unit="生产部")
    assert unnamed.refused(MAKER, "record_finding", stage="in_depth", validity="valid").clause == "c2-1"
    unnamed.do(MAKER, "acknowledge")
    unnamed.do(MAKER, "record_finding", stage="in_depth", validity="valid")


def test_across_departments_the_departments_concerned_review_together():
    s = investigated(assisting=("供应链部",))
    measure = EXCHANGE
    s.do(MAKER, "propose_solution", measures=[measure])
    assert s.do(MAKER_HEAD, "approve_solution", note="可行") == ["approval_given"]
    assert s.refused(CLERK, "record_consent", agreed=True).clause == "c3-3"
    assert s.do(CHAIN_HEAD, "approve_solution", note="合规") == ["approval_given", "solution_approved"]
    assert s.clause("c3-2") == "kept"


def test_joint_investigation_waits_for_every_department():
    s = investigated(assisting=("供应链部",))
    s.do(MAKER, "request_contribution", unit="供应链部", what="运输记录")
    assert s.due("contribute") == "2026-03-04 18:00"
    assert s.refused(MAKER, "propose_solution", measures=[EXCHANGE]).clause == "c2-3"
    s.do(CHAIN_HEAD, "contribute", unit="供应链部", content="运输无异常")
    assert s.status("contribute") == "met"
    s.do(MAKER, "propose_solution", measures=[EXCHANGE])


def test_each_measure_has_one_responsible_person_and_a_time_limit():
    s = investigated()
    for left_out in ("owner", "due", "kind"):
        half = {name: told for name, told in EXCHANGE.items() if name != left_out}
        refused = s.refused(MAKER, "propose_solution", measures=[half])
        assert (refused.code, refused.clause) == ("forbidden", "c4-1")
    s.do(MAKER, "propose_solution", measures=[], note="说明情况")


@pytest.mark.parametrize(
    ("kind", "rule", "unit"),
    [("return", "return-by-others", "供应链部"), ("compensation", "compensation-by-others", "财务部")],
)
def test_returns_are_for_logistics_and_compensation_for_finance(kind, rule, unit):
    s = investigated()
    measure = {**EXCHANGE, "kind": kind, "owner": "王敏"}
    for wrong in ("", "生产部"):
        refused = s.refused(MAKER, "propose_solution", measures=[EXCHANGE, {**measure, "unit": wrong}])
        assert (refused.code, refused.clause) == ("forbidden", "c4-1")
    s.do(MAKER, "propose_solution", measures=[EXCHANGE, {**measure, "unit": unit}])
    assert s.clause("c4-1") == "kept"


def test_measures_start_only_after_the_customer_agrees():
    s = investigated()
    assert s.due("propose") == "2026-03-04 18:00"
    s.do(MAKER, "propose_solution", measures=[{**EXCHANGE, "what": "维修", "kind": "repair"}])
    assert s.refused(CLERK, "record_consent", agreed=True).clause == "c3-3"
    assert s.due("review-solution") == "2026-03-04 18:00"
    s.do(MAKER_HEAD, "approve_solution")
    assert s.refused(MAKER, "complete_measure", which=1).clause == "c3-3"
    s.do(CLERK, "record_consent", agreed=False, note="要求换货")
    assert s.due("propose-anew") == "2026-03-04 18:00"
    s.do(MAKER_HEAD, "propose_solution", measures=[EXCHANGE])
    assert s.refused(MAKER_HEAD, "approve_solution").code in ("own_proposal", "forbidden")
    s.do(OFFICE, "approve_solution")
    s.do(CLERK, "record_consent", agreed=True)
    assert s.due("execute") == "2026-03-16 18:00"
    s.do(MAKER, "complete_measure", which=1)
    assert s.status("execute") == "met"


def test_shares_sum_to_a_hundred_and_no_closing_without_them():
    s = solved(investigated(assisting=("供应链部",)))
    assert s.due("attribute") == "2026-03-09 18:00"
    assert s.refused(CLERK, "close").clause == "c6-3"
    assert s.refused(MAKER, "attribute_responsibility", shares=SHARES).clause == "c6-3"
    short = [{"unit": "生产部", "percent": 70}, {"unit": "供应链部", "percent": 29}]
    assert s.refused(CLERK, "attribute_responsibility", shares=short).code == "shares_not_whole"
    assert "百分之百" in s.book.clauses["c6-3"].text.zh
    s.do(CLERK, "attribute_responsibility", shares=SHARES, reason="调查结论")
    assert s.status("attribute") == "met"
    assert s.refused(CLERK, "close").clause == "c6-3", "the sheet has not been served"
    s.do(CLERK, "serve_attribution")
    s.do(CLERK, "close")


def test_a_disputed_share_is_ruled_on_and_the_rule_gap_recorded():
    s = solved(investigated(assisting=("供应链部",)))
    s.do(CLERK, "attribute_responsibility", shares=SHARES)
    s.do(CHAIN_HEAD, "dispute_responsibility", unit="供应链部", reason="包装规范没有写谁加固")
    assert s.due("rule-on-dispute") == "2026-03-16 18:00"
    assert s.refused(CLERK, "close").clause == "c7-2"
    assert s.refused(CHAIN_HEAD, "rule_on_responsibility", shares=SHARES, upheld=True).clause == "c7-2"
    corrected = [{"unit": "生产部", "percent": 90}, {"unit": "供应链部", "percent": 10}]
    s.do(LEADER, "rule_on_responsibility", shares=corrected, upheld=False, reason="依据检测报告")
    assert s.status("rule-on-dispute") == "met"
    assert s.due("record-rule-gap") == "2026-03-09 18:00"
    assert s.refused(CLERK, "close").clause == "c7-3", "the gap in the rules is recorded first"
    s.do(OFFICE, "plan_improvement", what="包装规范写明加固责任", owner="供应链部")
    assert s.status("record-rule-gap") == "met"
    sanction = {"who": "maker", "unit": "生产部", "kind": "deduction", "note": "扣绩效"}
    assert s.refused(MAKER_HEAD, "hold_accountable", **sanction).clause == "c7-1"
    s.do(LEADER, "hold_accountable", **sanction)
    assert s.refused(CLERK, "close").clause == "c6-3", "the corrected sheet has not been served"
    s.do(CLERK, "serve_attribution")
    s.do(CLERK, "close")


def attributed() -> Stage:
    s = solved(investigated(assisting=("供应链部",)))
    s.do(CLERK, "attribute_responsibility", shares=SHARES, grounds="焊点与包装各有缺陷")
    return s


def test_the_attribution_is_served_and_objected_to_in_time_or_never():
    s = attributed()
    assert s.due("serve") == "2026-03-04 18:00"
    assert s.refused(CHAIN_HEAD, "receive_attribution").code == "not_served"
    s.do(CLERK, "serve_attribution", manner="当面")
    served = s.stream[-1].data
    assert served.units == ("生产部", "供应链部")
    assert served.object_until == "2026-03-09T18:00:00+08:00", "five working days"
    s.do(CHAIN_HEAD, "receive_attribution")
    assert s.refused(CHAIN_HEAD, "receive_attribution").code == "received_already"
    s.at("2026-03-09 18:01")
    late = s.refused(CHAIN_HEAD, "dispute_responsibility", reason="不认可")
    assert (late.code, late.clause) == ("objection_late", "c7-2")
    in_time = attributed()
    in_time.do(CLERK, "serve_attribution")
    in_time.at("2026-03-09 18:00").do(CHAIN_HEAD, "dispute_responsibility", reason="不认可")


def test_an_objection_is_reviewed_before_it_is_ruled_on():
    s = attributed()
    s.do(CLERK, "serve_attribution")
    assert s.refused(OTHER_CLERK, "review_objection", agreed=False, opinion="维持").code == "not_disputed"
    s.do(CHAIN_HEAD, "dispute_responsibility", reason="包装规范没有写谁加固")
    assert s.due("reconsider") == "2026-03-05 18:00"
    corrected = [{"unit": "生产部", "percent": 80}, {"unit": "供应链部", "percent": 20}]
    s.do(CLERK, "review_objection", agreed=True, shares=corrected, opinion="部分成立")
    assert (s.status("reconsider"), s.status("rule-on-dispute")) == ("met", "excused")
    assert s.due("serve-corrected") == "2026-03-04 18:00"
    s.do(CLERK, "serve_attribution")
    s.do(CHAIN_HEAD, "dispute_responsibility", reason="仍不认可")
    s.do(CLERK, "review_objection", agreed=False, opinion="维持第二版")
    s.do(
        LEADER,
        "rule_on_responsibility",
        shares=[{"unit": "生产部", "percent": 90}, {"unit": "供应链部", "percent": 10}],
        upheld=False,
    )
    assert s.due("serve-ruling") == "2026-03-04 18:00"
    editions = s.rules.read(s.stream).state.divisions
    assert [(d.edition, d.how, d.shares[1].percent) for d in editions] == [
        (1, "attributed", 30), (2, "reviewed", 20), (3, "ruled", 10),
    ]  # fmt: skip
    assert s.refused(CHAIN_HEAD, "dispute_responsibility", reason="再议").code == "already_ruled"


def test_an_upheld_attribution_leaves_no_gap():
    s = solved(investigated(assisting=("供应链部",)))
    s.do(CLERK, "attribute_responsibility", shares=SHARES)
    s.do(CHAIN_HEAD, "dispute_responsibility", unit="供应链部", reason="不认可")
    s.do(LEADER, "rule_on_responsibility", shares=SHARES, upheld=True)
    assert s.never_owed("record-rule-gap")


def test_first_contact_follows_the_case_to_its_end():
    s = solved(investigated())
    assert s.refused(OTHER_CLERK, "close").clause == "c6-2"
    s.do(CLERK, "close")


def test_dissatisfied_again_and_again():
    s = investigated()
    s.do(CLERK, "reply", manner="电话")
    assert s.due("call-back") == "2026-03-05 18:00"
    assert s.refused(CLERK, "close").clause == "c4-2"
    for number in (2, 3):
        s.do(CLERK, "make_callback", reached=True)
        s.do(CLERK, "record_satisfaction", satisfied=False)
        assert s.refused(CLERK, "close").clause == "c4-3"
        assert s.due("second-round") == "2026-03-03 18:00"
        s.do(CLERK, "reopen", reason="仍未解决")
        assert s.round == number
        s.do(CLERK, "reply", manner="电话")
