"""R13: a number and a predicted time for each; the upper department, then the complaint committee."""

from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, Stage, person

QIAN = person("qian", "业务部", "handler")
HEAD = person("head", "业务部", "unit_head")
PROMISED = {"predicted_on": "2026-03-16"}


def begun(text: str = "2026-03-02 09:00") -> Stage:
    s = Stage("committee").at(text)
    s.register(category="service_speed", facts=PROMISED)
    s.do(CLERK, "respond", note="编号与预计办结日期已告知")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="业务部", handler="qian")
    return s


def answered(s: Stage, who=QIAN) -> None:
    s.do(who, "reply", text="处理结果如下")


def unhappy(s: Stage) -> None:
    s.do(CLERK, "record_satisfaction", satisfied=False)


def test_no_case_is_accepted_without_a_predicted_date_and_it_is_told():
    s = Stage("committee").at("2026-03-02 09:00")
    s.register(category="quality")
    assert s.refused(CLERK, "accept").clause == "c1-1"
    assert s.due("tell-prediction") == "2026-03-03 18:00"
    s.do(CLERK, "correct", facts=PROMISED, reason="补填预计办结日期")
    s.do(CLERK, "accept")
    s.do(CLERK, "respond", note="已告知")
    assert s.status("tell-prediction") == "met"
    assert s.due("handle") == "2026-03-16 18:00"


def test_a_longer_investigation_is_explained_with_a_new_date():
    s = begun()
    s.at("2026-03-10 10:00").do(
        HEAD, "extend", rule="handle", new_due="2026-03-20T18:00:00+08:00", reason="等检测报告"
    )
    assert s.due("handle") == "2026-03-20 18:00"
    assert s.due("explain-extension") == "2026-03-11 18:00"
    s.do(QIAN, "note", note="改为 20 日答复，原因是等检测报告", told=True)
    assert s.status("explain-extension") == "met"


def test_a_missed_date_is_on_record_and_explained_too():
    s = begun()
    s.at("2026-03-16 18:01")
    assert s.timers() == ["handle"]
    assert s.status("explain-delay") == "open"
    assert s.clause("c2-1") == "broken"


def at_committee() -> Stage:
    s = begun()
    answered(s)
    unhappy(s)
    assert s.refused(CLERK, "close").clause == "c5-2"
    assert s.due("to-upper") == "2026-03-03 18:00"
    s.do(CLERK, "escalate", to="upper_department")
    assert s.due("upper-replies") == "2026-03-09 18:00"
    assert s.due("upper-reopens") == "2026-03-03 18:00"
    s.do(OFFICE, "reopen", reason="上级部门重新处理")
    answered(s, OFFICE)
    assert s.status("upper-replies") == "met"
    unhappy(s)
    assert s.due("to-committee") == "2026-03-03 18:00"
    s.do(OFFICE, "appeal", reason="仍不满意，提交委员会")
    return s


def test_the_committee_comes_after_the_upper_department_only():
    s = begun()
    answered(s)
    unhappy(s)
    assert s.refused(CUSTOMER, "appeal", reason="直接找委员会").clause == "c3-3"


def test_the_committee_investigates_again_and_confirms_the_result():
    s = at_committee()
    for rule in ("committee-meets", "committee-investigates", "committee-confirms"):
        assert s.due(rule) == "2026-03-23 18:00"
    assert s.refused(QIAN, "record_finding", stage="in_depth").clause == "c4-1"
    assert s.refused(LEADER, "decide_review", upheld=True).clause == "c4-2"
    s.at("2026-03-18 10:00").do(LEADER, "hold_meeting", topic="重新调查", attendees=["委员甲", "委员乙"])
    s.do(LEADER, "record_finding", stage="in_depth", validity="valid", finding="流程确有延误")
    assert s.refused(OFFICE, "decide_review", upheld=True).code == "not_permitted"
    s.do(LEADER, "decide_review", upheld=True, reason="确认原处理结果")
    assert s.status("committee-confirms") == "met"
    s.do(CLERK, "close", result="委员会确认")
    assert s.due("improve") == "2026-04-01 18:00", "statistics and cases give improvement measures"
    s.do(CLERK, "archive")
    assert s.clause("c4-2") == "kept"


def test_result_and_satisfaction_are_archived_together():
    s = begun()
    answered(s)
    s.do(CLERK, "close")
    assert s.refused(CLERK, "archive").clause == "c5-1"
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "archive")
    assert s.stage == "archived"
