"""R04: a serial number or batch leads to the link and the person at once; four records; batches are examined."""

import pytest

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

ZHOU = person("zhou", "生产部", "handler")
HEAD = person("head", "生产部", "unit_head")

RECORDS = {
    "production-record": "生产档案",
    "inspection-record": "检验档案",
    "sale-record": "销售档案",
    "service-record": "售后档案",
}
NUMBERED = {"serial_number": "LSV0001", "severity": "medium"}
BATCH = {"batch": "B2602", "prevalence": "many"}


def opened(facts: dict[str, object] | None = None) -> Stage:
    s = Stage("manufacturing-trace").at("2026-03-02 09:00")
    s.register(category="power_battery", facts=facts or NUMBERED)
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="生产部", handler="zhou")
    return s


def traced(s: Stage) -> Stage:
    s.do(CLERK, "add_evidence", kind="追溯记录", note="生产环节，装配二班")
    s.do(
        CLERK,
        "correct",
        facts={"chain_link": "production", "responsible_person": "装配二班长"},
        reason="追溯结果",
    )
    return s


def answered(s: Stage) -> Stage:
    s.do(ZHOU, "determine_root_cause", cause="紧固扭矩不足")
    s.do(ZHOU, "record_finding", stage="in_depth", validity="valid")
    s.do(ZHOU, "propose_solution", measures=[{"what": "免费更换电池包"}], amount=3000)
    s.do(HEAD, "approve_solution")
    s.do(ZHOU, "reply", manner="电话")
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    return s


def test_without_a_number_the_customer_is_asked_before_it_is_assigned():
    s = Stage("manufacturing-trace").at("2026-03-02 09:00")
    s.register(category="power_battery")
    s.do(CLERK, "accept")
    assert s.never_owed("trace")
    assert s.refused(CLERK, "assign", unit="生产部").clause == "c1-2"
    s.do(CLERK, "request_supplement", items=["车架号"])
    s.at("2026-03-02 15:00").do(CLERK, "supplement", content="LSV0001")
    s.do(CLERK, "correct", facts={"serial_number": "LSV0001"}, reason="客户补充")
    assert s.status("trace") == "missed", "at once counts from registration, whoever waits"
    s.do(CLERK, "assign", unit="生产部")


@pytest.mark.parametrize("facts", [{"serial_number": "LSV0001"}, {"batch": "B2602"}])
def test_a_number_leads_to_link_and_person_at_once(facts):
    s = opened(facts)
    assert s.due("trace") == "2026-03-02 09:30"
    assert s.refused(ZHOU, "propose_solution", measures=[{"what": "更换"}]).clause == "c2-2"
    s.at("2026-03-02 09:20")
    traced(s)
    assert s.status("trace") == "met"
    s.do(ZHOU, "propose_solution", measures=[{"what": "更换"}])


def test_a_link_without_a_person_is_not_enough():
    s = opened()
    s.do(CLERK, "correct", facts={"chain_link": "inspection"}, reason="查到环节")
    assert s.refused(ZHOU, "propose_solution", measures=[], note="说明情况").clause == "c2-2"


def test_a_trace_that_takes_too_long_goes_up():
    s = opened()
    s.at("2026-03-02 09:31")
    assert s.timers() == ["trace"]
    assert s.clause("c2-1") == "broken"


def test_four_records_belong_to_every_unit():
    s = opened()
    assert len(s.book.fact("chain_link").options) == len(RECORDS) == 4
    for rule, kind in RECORDS.items():
        assert s.due(rule) == "2026-03-03 18:00"
        s.do(ZHOU, "add_evidence", kind=kind, note="责任人已签名")
        assert s.status(rule) == "met"


def test_responsibility_goes_down_to_the_person():
    s = traced(opened())
    assert s.due("investigate") == "2026-03-09 18:00"
    answered(s)
    assert s.due("attribute") == "2026-03-04 18:00"
    assert s.refused(CLERK, "close").clause == "c3-2"
    s.do(
        OFFICE,
        "attribute_responsibility",
        shares=[{"unit": "生产部", "person": "装配二班长", "percent": 100}],
    )
    assert s.due("hold-accountable") == "2026-03-09 18:00"
    s.do(OFFICE, "hold_accountable", who="装配二班长", unit="生产部", kind="training")
    assert s.status("hold-accountable") == "met"
    assert s.due("serve-attribution") == "2026-03-04 18:00"
    assert s.refused(CLERK, "close").clause == "c3-2", "attributed, but not served"
    s.do(OFFICE, "serve_attribution", manner="系统送达")
    s.do(CLERK, "close")
    assert s.due("archive") == "2026-03-16 18:00"


def test_an_unfounded_complaint_makes_nobody_responsible():
    s = traced(opened())
    s.do(ZHOU, "determine_root_cause", cause="客户自行改装")
    assert s.status("attribute") == "open"
    s.do(ZHOU, "record_finding", stage="in_depth", validity="invalid")
    assert s.status("attribute") == "excused"
    s.do(ZHOU, "reply", manner="电话")
    s.do(CLERK, "close")


def test_a_batch_is_examined_and_improved():
    s = traced(opened(BATCH))
    assert s.due("examine-batch") == "2026-03-05 18:00"
    answered(s)
    s.do(OFFICE, "attribute_responsibility", shares=[{"unit": "生产部", "percent": 100}])
    s.do(OFFICE, "serve_attribution")
    assert s.refused(CLERK, "close").clause == "c4-1"
    s.do(OFFICE, "hold_meeting", topic="B2602 批次检查", attendees=["head"], minutes="停线检查")
    assert s.status("examine-batch") == "met"
    assert s.due("improve-batch") == "2026-03-09 18:00"
    assert s.refused(CLERK, "close").clause == "c4-2"
    s.do(HEAD, "plan_improvement", what="扭矩枪每班点检", owner="生产部")
    assert s.status("improve-batch") == "met"
    s.do(CLERK, "close")


def test_danger_is_reported_at_once():
    s = opened({"serial_number": "LSV0001", "severity": "high"})
    assert s.due("report-safety") == "2026-03-02 09:30"
    s.do(CLERK, "escalate", to="executive", reason="电池冒烟")
    assert s.status("report-safety") == "met"
    s.do(OFFICE, "urge", rule="reply")
    assert s.due("reply") == "2026-03-16 18:00"


def test_a_cause_nobody_found_keeps_it_open():
    s = traced(opened())
    s.do(ZHOU, "reply", manner="电话")
    assert s.refused(CLERK, "close").clause == "c3-1"
    s.do(ZHOU, "determine_root_cause", cause="客户自行改装")
    s.do(CLERK, "close")


def test_dissatisfied_it_comes_back():
    s = traced(opened())
    s.do(ZHOU, "propose_solution", measures=[], note="说明情况")
    assert s.refused(ZHOU, "approve_solution").clause == "c5-2"
    s.do(LEADER, "approve_solution")
    s.do(ZHOU, "reply", manner="电话")
    assert s.due("call-back") == "2026-03-09 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.due("rework") == "2026-03-03 18:00"
    assert s.refused(CLERK, "close").clause == "c5-3"
