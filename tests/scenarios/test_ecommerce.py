"""R03: important 24 h and the manager joins, urgent 2 h and work across departments, grave under an executive in person."""

import pytest

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

LI = person("li", "商品部", "handler")
MANAGER = person("manager", "商品部", "unit_head")

GRADES = {
    "ordinary": {"severity": "low", "urgency": "low"},
    "important": {"severity": "medium", "urgency": "low"},
    "urgent": {"severity": "low", "urgency": "high"},
    "grave": {"severity": "high", "urgency": "high"},
}


def opened(level: str, *, at: str = "2026-03-02 09:00", assisting: tuple[str, ...] = ()) -> Stage:
    s = Stage("ecommerce").at(at)
    s.register(facts=GRADES[level], category="goods_quality")
    s.do(CLERK, "accept")
    unit = "客服部" if level == "ordinary" else "商品部"
    s.do(CLERK, "assign", unit=unit, handler="li", assisting=list(assisting))
    return s


@pytest.mark.parametrize(
    ("level", "rule", "due"),
    [
        ("important", "respond-important", "2026-10-01 22:30"),
        ("important", "manager-joins", "2026-10-01 22:30"),
        ("urgent", "respond-urgent", "2026-10-01 00:30"),
        ("urgent", "start-joint-work", "2026-10-01 00:30"),
        ("grave", "executive-supervises", "2026-10-01 00:30"),
        ("grave", "respond-grave", "2026-10-01 00:30"),
        ("ordinary", "respond-ordinary", "2026-10-01 22:30"),
        ("important", "grade", "2026-09-30 23:30"),
        ("ordinary", "accept", "2026-10-01 00:30"),
        ("urgent", "reply-urgent", "2026-10-03 22:30"),
        ("grave", "reply-grave", "2026-10-02 22:30"),
    ],
)
def test_the_clocks_run_at_night_and_through_the_national_holiday(level, rule, due):
    assert opened(level, at="2026-09-30 22:30").due(rule) == due


def test_what_the_source_leaves_open_is_answered_in_days():
    assert opened("important", at="2026-03-04 09:00").due("reply-important") == "2026-03-09 18:00"
    assert opened("ordinary", at="2026-03-03 09:00").due("reply-ordinary") == "2026-03-10 18:00"


def test_ordinary_ones_stay_with_customer_service():
    s = Stage("ecommerce").at("2026-03-02 09:00")
    s.register(facts=GRADES["ordinary"], category="after_sales")
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "assign", unit="商品部").clause == "c2-1", "that is not customer service"
    s.do(CLERK, "assign", unit="客服部")
    assert s.status("to-service") == "met"
    s.do(CLERK, "reply", manner="电话")
    s.do(CLERK, "close")
    assert s.never_owed("manager-joins") and s.never_owed("executive-supervises")


def test_in_important_ones_the_department_manager_joins_and_approves():
    s = opened("important")
    s.at("2026-03-03 08:00").do(LI, "respond", manner="电话")
    assert s.status("respond-important") == "met"
    s.do(LI, "escalate", to="department_manager", reason="重要投诉")
    assert s.status("manager-joins") == "met"
    s.do(LI, "propose_solution", measures=[{"what": "退款"}], amount=80)
    assert s.refused(OFFICE, "approve_solution").clause == "c2-3"
    s.do(MANAGER, "approve_solution")


def test_an_important_one_is_not_closed_before_the_manager_has_joined():
    s = opened("important")
    s.do(LI, "reply", manner="电话")
    assert s.refused(CLERK, "close").clause == "c2-3"
    s.do(LI, "escalate", to="department_manager", reason="重要投诉")
    s.do(CLERK, "close")
    assert s.status("manager-joins") == "met"


def test_urgent_ones_start_work_across_departments():
    s = opened("urgent")
    assert s.status("start-joint-work") == "open", "one department alone is not enough"
    s.do(LI, "respond")
    s.do(LI, "reply", manner="电话")
    assert s.refused(CLERK, "close").clause == "c2-5"
    joint = opened("urgent", assisting=("物流部",))
    assert joint.status("start-joint-work") == "met"
    joint.do(LI, "reply", manner="电话")
    joint.do(CLERK, "close")


def test_a_missed_response_goes_up_and_stays_on_record():
    s = opened("urgent")
    s.at("2026-03-02 11:00")
    assert s.timers() == [], "the due instant itself is still in time"
    s.at("2026-03-02 11:01")
    assert {"respond-urgent", "start-joint-work"} <= set(s.timers())
    s.do(LI, "respond")
    assert s.status("respond-urgent") == "met_late"
    assert s.clause("c2-4") == "broken"


def test_grave_ones_are_supervised_by_an_executive_in_person():
    s = opened("grave")
    s.do(CLERK, "escalate", to="senior_executive", reason="重大投诉")
    assert s.status("executive-supervises") == "met"
    s.do(LI, "respond")
    s.do(LI, "propose_solution", measures=[{"what": "下架并召回"}], amount=20000)
    assert s.refused(MANAGER, "approve_solution").clause == "c2-6"
    s.do(LEADER, "approve_solution")
    s.do(LI, "reply", manner="电话")
    assert s.refused(CLERK, "close").clause == "c2-6"
    s.do(CLERK, "make_callback", reached=True)
    assert s.status("call-back") == "met"
    s.do(CLERK, "record_satisfaction", satisfied=True)
    assert s.refused(LEADER, "close").clause == "c2-8", "supervision in person is a notice"
    notice = {
        "rung": "supervision",
        "ground": "other",
        "demands": "两日内办结",
        "reply_by": "2026-03-04T18:00:00+08:00",
        "unit": "商品部",
    }
    s.knowing(LEADER, "issue_supervision", {"number": "督〔2026〕1号"}, **notice)
    assert s.refused(LEADER, "close").clause == "c2-8", "and it is ended first"
    s.do(MANAGER, "receive_supervision", number="督〔2026〕1号")
    s.do(MANAGER, "answer_supervision", number="督〔2026〕1号", progress="已下架")
    s.do(LEADER, "review_supervision", number="督〔2026〕1号", passed=True)
    s.do(LEADER, "close", result="支持")
    assert s.due("archive") == "2026-03-12 18:00"
    assert s.clause("c2-6") == "kept"


@pytest.mark.parametrize("flag", ["media", "safety"])
def test_media_and_safety_make_it_grave(flag):
    s = Stage("ecommerce").at("2026-03-02 09:00")
    s.register(facts={**GRADES["ordinary"], "flags": [flag]})
    assert s.status("executive-supervises") == "open"


def test_dissatisfied_it_is_handled_again():
    s = opened("ordinary")
    s.do(LI, "reply", manner="电话")
    assert s.due("call-back") == "2026-03-05 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.due("rework") == "2026-03-03 09:00"
    assert s.refused(CLERK, "close").clause == "c4-2"
    s.do(OFFICE, "reopen", reason="不满意")
    assert s.round == 2
