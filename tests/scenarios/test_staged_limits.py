"""R11: 24 h first look, 3 wd in depth, 5 wd solution, 10 wd measures, 3 wd result: each after the one before."""

from tests.scenarios.stage import CLERK, OFFICE, Stage, person

LI = person("li", "质量部", "handler")
HEAD = person("head", "质量部", "unit_head")
SETTLED = {"facts": {"nature": "quality", "responsible_person": "李师傅"}, "reason": "初步了解会议确定"}


def begun(text: str) -> Stage:
    s = Stage("staged-limits").at(text)
    s.register()
    s.do(CLERK, "respond", note="与客户逐项核对")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="质量部", handler="li")
    return s


def test_each_stage_starts_where_the_one_before_ended_across_the_national_day():
    s = begun("2026-09-29 10:00")
    assert s.due("first-look") == "2026-09-30 10:00"
    s.at("2026-09-30 09:30").do(HEAD, "record_finding", stage="preliminary")
    assert s.status("first-look") == "met"
    assert s.due("in-depth") == "2026-10-10 18:00", "8 and 9 October and the make-up Saturday"
    s.at("2026-10-10 17:59").do(LI, "record_finding", stage="in_depth", validity="valid")
    assert s.status("in-depth") == "met"
    assert s.due("propose") == "2026-10-16 18:00"


def test_the_first_look_is_a_meeting_that_sets_nature_and_person():
    s = begun("2026-09-30 22:30")
    assert s.due("first-meeting") == s.due("set-nature") == "2026-10-01 22:30", "by the clock, holiday or not"
    s.do(OFFICE, "hold_meeting", topic="初步了解", minutes="定性为质量问题")
    s.do(CLERK, "correct", **SETTLED)
    assert s.status("first-meeting") == s.status("set-nature") == "met"


def test_nothing_closes_past_the_stages():
    s = begun("2026-03-02 09:00")
    s.do(OFFICE, "hold_meeting", topic="初步了解", minutes="定性为质量问题")
    s.do(CLERK, "correct", **SETTLED)
    s.do(LI, "reply", text="正在办理")
    s.do(CLERK, "make_callback", reached=True)
    assert s.refused(CLERK, "close").clause == "c2-1"
    s.do(HEAD, "record_finding", stage="preliminary")
    assert s.refused(CLERK, "close").clause == "c2-2"
    s.do(LI, "record_finding", stage="in_depth", validity="valid")
    assert s.refused(CLERK, "close").clause == "c2-3"
    s.do(LI, "record_finding", stage="in_depth", validity="invalid")
    s.do(CLERK, "close", lesson="说明书写得更清楚")


def test_the_in_depth_stage_is_met_by_its_own_finding_only():
    s = begun("2026-03-02 09:00")
    s.at("2026-03-02 11:00").do(HEAD, "record_finding", stage="preliminary")
    assert s.status("first-look") == "met"
    assert s.status("in-depth") == "open"


def test_measures_start_with_consent_and_the_result_is_told_after_them():
    s = begun("2026-03-02 09:00")
    s.do(HEAD, "record_finding", stage="preliminary")
    s.do(LI, "record_finding", stage="in_depth")
    s.do(LI, "propose_solution", measures=[{"what": "更换柜门"}, {"what": "重新安装"}])
    s.do(HEAD, "approve_solution")
    refusal = s.refused(LI, "complete_measure", which=1)
    assert (refusal.code, refusal.clause) == ("forbidden", "c2-4")
    s.do(LI, "record_consent", agreed=False, note="要求整套更换")
    s.do(LI, "propose_solution", measures=[{"what": "整套更换"}])
    s.do(HEAD, "approve_solution")
    s.at("2026-03-03 10:00").do(LI, "record_consent", agreed=True)
    assert s.due("complete-measures") == "2026-03-17 18:00"
    assert s.refused(LI, "reply", text="在办").clause == "c2-6"
    s.at("2026-03-16 10:00").do(LI, "complete_measure", which=1)
    assert s.due("tell-result") == "2026-03-19 18:00"
    s.do(LI, "reply", text="已更换")
    s.do(OFFICE, "hold_meeting", topic="初步了解", minutes="定性为质量问题")
    s.do(CLERK, "correct", **SETTLED)
    assert (s.status("first-meeting"), s.status("set-nature")) == ("met_late", "met_late")
    assert s.refused(CLERK, "close").clause == "c2-7"
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close", lesson="柜门铰链进货抽检加严")
    assert s.status("sum-up") == "met"
    s.do(CLERK, "archive")
    assert s.stage == "archived"


def test_a_missed_stage_does_not_move_the_next_one():
    s = begun("2026-03-02 09:00")
    s.at("2026-03-03 09:01")
    assert "first-look" in s.timers()
    s.at("2026-03-04 09:00").do(HEAD, "record_finding", stage="preliminary")
    assert s.status("first-look") == "met_late"
    assert s.due("in-depth") == "2026-03-09 18:00", "three working days after the look that was had"


def test_suspended_days_are_given_back_in_working_days():
    s = begun("2026-03-02 09:00")
    s.do(HEAD, "record_finding", stage="preliminary")
    assert s.due("in-depth") == "2026-03-05 18:00"
    s.at("2026-03-03 10:00").do(HEAD, "suspend", ground="样品送检")
    assert s.status("in-depth") == "paused"
    s.at("2026-03-10 10:00").do(HEAD, "resume")
    assert s.due("in-depth") == "2026-03-12 18:00", "five working days later"


def test_an_extension_replaces_one_due_time_and_no_other():
    s = begun("2026-03-02 09:00")
    s.do(HEAD, "record_finding", stage="preliminary")
    assert (
        s.refused(LI, "extend", rule="in-depth", new_due="2026-03-10T18:00:00+08:00", reason="补测").code
        == "not_permitted"
    )
    s.do(HEAD, "extend", rule="in-depth", new_due="2026-03-10T18:00:00+08:00", reason="补测")
    assert s.due("in-depth") == "2026-03-10 18:00"
    assert s.owed("in-depth").extended
    assert (
        s.refused(HEAD, "extend", rule="in-depth", new_due="2026-03-09T18:00:00+08:00", reason="x").code
        == "due_not_later"
    )


def test_dissatisfied_a_second_round():
    s = begun("2026-03-02 09:00")
    s.do(LI, "reply", text="属正常色差")
    s.do(CLERK, "make_callback", reached=True)
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c3-2"
    s.do(OFFICE, "reopen", reason="客户不认可")
    assert s.round == 2
