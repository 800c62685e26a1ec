"""R02: sanctions are heard and decided by another, awards follow recorded praise."""

from tests.scenarios.stage import CLERK, LEADER, OFFICE
from tests.scenarios.test_responsibility import MAKER_HEAD, attributed


def test_a_sanction_is_heard_and_decided_by_another_and_an_award_needs_praise():
    s = attributed()
    s.do(CLERK, "serve_attribution")
    told = {
        "who": "maker",
        "unit": "生产部",
        "kind": "deduction",
        "amount": 300,
        "reason": "焊接参数漂移未报",
    }
    s.do(MAKER_HEAD, "propose_sanction", **told)
    assert s.refused(CLERK, "close").clause == "c7-1"
    assert s.refused(LEADER, "decide_consequence", which=1, approved=True).code == "not_heard"
    assert s.refused(LEADER, "hear_defence", which=1).code == "defence_empty"
    s.do(LEADER, "hear_defence", which=1, statement="设备报修在案")
    assert s.refused(MAKER_HEAD, "decide_consequence", which=1, approved=True).clause == "c7-1"
    assert s.refused(OFFICE, "hold_accountable", who="maker", kind="deduction").code == "sanction_pending"
    came = s.do(LEADER, "decide_consequence", which=1, approved=True, in_force_on="2026-04-01")
    assert came == ["consequence_decided", "accountability_recorded"]
    award = {"who": "clerk", "unit": "客服部", "kind": "commendation", "reason": "跟到底"}
    assert s.refused(OFFICE, "propose_award", **award).clause == "c7-1"
    s.do(CLERK, "record_praise", who="clerk", unit="客服部", source="letter", text="客户来信感谢")
    s.do(OFFICE, "propose_award", **award)
    assert s.refused(OFFICE, "decide_consequence", which=2, approved=True).code == "own_consequence_proposal"
    assert s.do(LEADER, "decide_consequence", which=2, approved=True) == ["consequence_decided"]
    assert s.refused(LEADER, "decide_consequence", which=2, approved=True).code == "nothing_proposed"
    s.do(LEADER, "hold_accountable", who="maker", unit="生产部", kind="criticism", clause="c7-1")
    assert s.refused(CLERK, "close").clause == "c7-4", "the circular is not out"
    s.do(
        LEADER,
        "issue_supervision",
        rung="circular",
        ground="other",
        unit="生产部",
        demands="整改",
        reply_by="2026-03-06T17:00:00+08:00",
    )
    assert s.refused(CLERK, "close").clause == "c7-4", "nor answered"
