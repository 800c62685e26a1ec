"""R08: general ones passed on and answered at once; major ones reported at once, a reply time fixed."""

from tests.scenarios.stage import CLERK, LEADER, OFFICE, Stage, person

ZHAO = person("zhao", "工程部", "handler")
HEAD = person("head", "工程部", "unit_head")


def test_a_general_complaint_is_passed_on_and_answered():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="unit_repairs")
    assert s.due("answer-general") == "2026-03-02 10:00"
    s.do(CLERK, "respond", note="已告知安排")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="工程部", handler="zhao")
    assert s.status("pass-on") == "met"
    assert s.never_owed("report-leader")


def test_a_major_complaint_is_reported_to_manager_and_leader_at_once_and_cannot_close_before():
    s = Stage("property").at("2026-03-02 23:00")
    s.register(category="lift_entrapment")
    assert s.due("report-manager") == "2026-03-02 23:30", "at once, also at night"
    assert s.clause("c3-1") == "kept", "graded as major"
    s.do(CLERK, "escalate", to="department_manager", reason="困人")
    s.do(CLERK, "escalate", to="centre_leader", reason="困人")
    assert s.status("report-manager") == s.status("report-leader") == "met"
    s.do(CLERK, "respond", note="说明原因")
    assert s.status("explain-major") == "met"
    assert s.due("fix-reply-time") == "2026-03-03 01:00"


def test_three_households_make_it_major():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="public_facilities", facts={"households": 2})
    assert s.never_owed("report-leader")
    s.do(CLERK, "correct", facts={"households": 3}, reason="又有一户来电")
    assert s.due("report-leader") == "2026-03-02 09:30", "the clock has run since registration"


def test_closing_a_major_one_that_was_not_reported_is_refused():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="fire")
    for command in ("accept", "respond", "reply"):
        s.do(CLERK, command)
    assert s.refused(CLERK, "close").clause == "c1-2"


def test_manager_and_leader_both_hear_of_a_major_one():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="fire")
    s.do(CLERK, "escalate", to="department_manager", reason="着火")
    for command in ("accept", "respond", "reply"):
        s.do(CLERK, command)
    assert s.refused(CLERK, "close").clause == "c1-2", "the leader has not been told"
    s.do(CLERK, "escalate", to="centre_leader", reason="着火")
    s.do(CLERK, "close")


def test_missed_report_goes_up():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="fire")
    s.at("2026-03-02 09:31")
    assert {"report-manager", "report-leader"} <= set(s.timers())
    assert s.clause("c1-2") == "broken"


def test_a_written_complaint_gets_a_written_reply():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(channel="letter", category="pests")
    s.do(CLERK, "accept")
    assert s.refused(CLERK, "reply", text="已处理").clause == "c4-1", "in which manner?"
    s.do(CLERK, "reply", manner="电话")
    assert s.status("reply-in-writing") == "open", "a telephone call is not a written reply"
    assert s.status("reply-general") == "met"
    assert s.refused(CLERK, "close").clause == "c4-1"
    s.do(OFFICE, "reopen", reason="还没有书面答复")
    s.do(CLERK, "reply", manner="书面")
    assert s.status("reply-in-writing") == "met"
    s.do(CLERK, "close")


def test_closing_early_does_not_do_away_with_the_call_back_of_the_month():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="pests")
    s.do(CLERK, "accept")
    s.do(CLERK, "reply", text="已消杀")
    s.do(CLERK, "close")
    assert s.due("call-back-later") == "2026-03-31 18:00"
    assert s.refused(CLERK, "archive").clause == "c5-1"
    s.do(CLERK, "make_callback", reached=True)
    assert s.status("call-back-later") == "met"
    s.do(CLERK, "archive")


def test_the_pause_and_the_second_round():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="cleaning_greening")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="工程部", handler="zhao")
    assert s.due("reply-general") == "2026-03-05 18:00"
    s.at("2026-03-03 09:00").do(ZHAO, "request_supplement", items=["现场照片"])
    s.at("2026-03-05 09:00").do(CLERK, "supplement")
    assert s.due("reply-general") == "2026-03-09 18:00", "two working days given back"
    s.do(ZHAO, "reply", text="已清理")
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c6-3"
    s.do(OFFICE, "reopen", reason="又堆放")
    assert s.round == 2
    s.do(ZHAO, "reply", text="已设栏")
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    s.at("2026-03-31 17:00").do(CLERK, "archive")
    assert s.status("archive") == "met", "by the end of the month"


def test_the_leader_approves_what_is_major():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="flooding")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="工程部", handler="zhao")
    s.do(ZHAO, "propose_solution", measures=[{"what": "更换立管"}], amount=8000)
    assert s.refused(OFFICE, "approve_solution").clause == "c6-2"
    s.do(LEADER, "approve_solution")


def test_what_cannot_be_solved_gets_a_date():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="unit_repairs")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="工程部", handler="zhao")
    assert s.never_owed("set-date")
    s.do(ZHAO, "acknowledge")
    assert s.due("set-date") == s.due("next-reply") == "2026-03-03 18:00"
    s.do(CLERK, "correct", facts={"next_reply_on": "2026-03-05"}, reason="与客户约定")
    s.do(ZHAO, "note", note="三月五日回复您", told=True)
    assert s.status("set-date") == s.status("next-reply") == "met"
    assert s.due("keep-date") == "2026-03-05 18:00"
    s.at("2026-03-04 10:00").do(CLERK, "correct", facts={"room": "3-1-1203"}, reason="补记")
    assert s.status("keep-date") == "open"
    told_first = Stage("property").at("2026-03-02 09:00")
    told_first.register(category="unit_repairs")
    told_first.do(CLERK, "accept")
    told_first.do(CLERK, "note", note="三月五日回复您", told=True)
    told_first.do(CLERK, "correct", facts={"next_reply_on": "2026-03-05"}, reason="与客户约定")
    assert told_first.status("keep-date") == "open", "telling the day before it was recorded is not the reply"
    solved = Stage("property").at("2026-03-02 09:00")
    solved.register(category="unit_repairs")
    solved.do(CLERK, "accept")
    solved.do(CLERK, "assign", unit="工程部", handler="zhao")
    solved.do(ZHAO, "acknowledge")
    solved.do(ZHAO, "reply", text="当场修好")
    assert solved.status("set-date") == "excused", "solved on the spot needs no date"


def test_on_the_day_agreed_the_customer_is_answered_again():
    s = Stage("property").at("2026-03-02 09:00")
    s.register(category="unit_repairs")
    assert s.never_owed("keep-date")
    s.do(CLERK, "accept")
    s.do(CLERK, "correct", facts={"next_reply_on": "2026-03-05"}, reason="与客户约定")
    assert s.owed("keep-date").started_at.date().isoformat() == "2026-03-05"
    assert s.due("keep-date") == "2026-03-05 18:00"
    s.do(CLERK, "note", note="约定三月五日回复", told=True)
    assert s.status("keep-date") == "open", "saying which day is not yet the reply"
    s.at("2026-03-05 10:00").do(CLERK, "note", note="已回复进展", told=True)
    assert s.status("keep-date") == "met"
    assert s.clause("c1-3") != "broken"
