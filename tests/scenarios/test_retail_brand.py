"""R10: consumer, agent and franchisee by one procedure; the same case is kept from coming again."""

import pytest

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

FENG = person("feng", "质量部", "handler")
HEAD = person("head", "质量部", "unit_head")


def opened(who: str = "consumer", *, prevalence: str = "single") -> Stage:
    s = Stage("retail-brand").at("2026-03-02 10:00")
    s.register(category="quality_make", facts={"complainant_type": who, "prevalence": prevalence})
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="feng")
    return s


def answered(*, validity: str = "valid") -> Stage:
    s = opened()
    s.do(FENG, "record_finding", stage="in_depth", validity=validity)
    s.do(FENG, "determine_root_cause", cause="线迹密度不够")
    s.do(FENG, "reply", manner="电话")
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    return s


@pytest.mark.parametrize(
    ("who", "rule", "other", "due"),
    [
        ("consumer", "reply-consumer", "reply-partner", "2026-03-07 18:00"),
        ("agent", "reply-partner", "reply-consumer", "2026-03-10 18:00"),
        ("franchisee", "reply-partner", "reply-consumer", "2026-03-10 18:00"),
    ],
)
def test_three_kinds_of_complainants_one_procedure(who, rule, other, due):
    s = opened(who)
    assert len(s.book.fact("complainant_type").options) == 3
    assert s.due(rule) == due
    assert s.never_owed(other)
    assert s.status("inspect") == s.status("find-cause") == "open", "the procedure is the same for all"


def test_who_complains_is_known_before_it_is_assigned():
    s = Stage("retail-brand").at("2026-03-02 10:00")
    s.register(category="exchange")
    assert s.due("accept") == "2026-03-02 15:00"
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "assign", unit="客服部").clause == "c1-1"
    s.do(CLERK, "correct", facts={"complainant_type": "agent"}, reason="来电人为代理商")
    s.do(CLERK, "assign", unit="客服部")
    assert s.status("assign") == "met"


def test_the_goods_are_inspected_and_the_cause_found():
    s = opened()
    assert s.due("inspect") == "2026-03-05 18:00"
    s.do(FENG, "add_evidence", kind="照片", note="客户照片")
    assert s.status("inspect") == "open"
    s.do(FENG, "add_evidence", kind="查验记录", note="拼缝开线")
    assert s.status("inspect") == "met"
    s.at("2026-03-09 09:00")
    assert {"find-cause", "reply-consumer"} <= set(s.timers())
    assert s.clause("c2-2") == "broken"


def test_many_shops_make_it_the_executives():
    s = opened("franchisee", prevalence="many")
    s.do(FENG, "propose_solution", measures=[{"what": "整批退仓"}], amount=50000)
    assert s.due("decide-widespread") == "2026-03-03 18:00"
    assert s.never_owed("approve"), "nobody owes what he may not give"
    assert s.refused(HEAD, "approve_solution").clause == "c2-4"
    s.do(LEADER, "approve_solution")
    assert s.status("decide-widespread") == "met"
    single = opened()
    single.do(HEAD, "propose_solution", measures=[], note="说明情况")
    assert single.due("approve") == "2026-03-03 18:00"
    assert single.refused(HEAD, "approve_solution").code in ("own_proposal", "forbidden")
    single.do(OFFICE, "approve_solution")


def test_a_valid_complaint_ends_with_prevention_that_works():
    s = answered()
    assert s.due("prevent") == "2026-03-07 18:00"
    assert s.refused(CLERK, "close").clause == "c4-1"
    s.do(HEAD, "plan_improvement", what="线迹密度改为每寸十二针", owner="质量部")
    assert s.status("prevent") == "met"
    assert s.refused(CLERK, "close").clause == "c2-1", "nobody looked at the goods"
    s.do(FENG, "add_evidence", kind="查验记录", note="拼缝开线")
    s.do(CLERK, "close", lesson="来料检验加测拼缝")
    assert s.due("evaluate") == "2026-04-02 18:00"
    assert s.due("archive") == "2026-05-06 18:00", "two months end in the Labour Day holiday"
    assert s.refused(CLERK, "archive").clause == "c4-2"
    s.at("2026-03-30 10:00").do(OFFICE, "evaluate_improvement", reached=False)
    assert s.status("evaluate") == "met"
    assert s.due("prevent-anew") == "2026-04-07 18:00", "the Tomb-sweeping holiday lies between"
    s.do(HEAD, "plan_improvement", what="更换缝线", owner="质量部")
    assert s.due("evaluate-anew") == "2026-04-30 18:00"
    s.at("2026-04-20 10:00").do(OFFICE, "evaluate_improvement", reached=True)
    s.do(CLERK, "archive")
    assert s.status("archive") == s.status("evaluate-anew") == "met"


def test_an_unfounded_complaint_needs_no_prevention():
    s = answered(validity="invalid")
    assert s.never_owed("prevent")
    s.do(CLERK, "close")
    s.do(CLERK, "archive")


def test_dissatisfied_it_is_handled_again():
    s = opened()
    s.do(FENG, "reply", manner="电话")
    assert s.due("call-back") == "2026-03-05 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.due("rework") == "2026-03-03 18:00"
    assert s.refused(CLERK, "close").clause == "c3-3"
