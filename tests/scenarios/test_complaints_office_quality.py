"""R01: which handling is drawn for the quality review, and how its points are added up."""

from tests.scenarios.stage import CLERK, OFFICE
from tests.scenarios.test_complaints_office import GOOD, POOR, QIAN, REVIEWER, opened


def test_a_case_is_drawn_by_risk_or_by_its_lot():
    by_lot, spared, serious = opened(), opened(), opened(severity="high")
    by_lot.lot, spared.lot = 0.1999, 0.2
    for s in (by_lot, spared, serious):
        s.do(QIAN, "reply", manner="电话")
    assert [by_lot.stream[-1].data.ground, serious.stream[-1].data.ground] == ["rate", "serious"]
    assert spared.never_owed("review-quality")
    spared.do(CLERK, "record_satisfaction", satisfied=False)
    spared.do(OFFICE, "reopen", reason="不满意")
    spared.do(QIAN, "reply", manner="电话")
    assert spared.stream[-1].data.ground == "second-round"


def test_the_score_follows_from_the_points():
    s = opened(severity="high")
    s.do(QIAN, "reply", manner="电话")
    assert s.refused(REVIEWER, "review_quality", scores=GOOD, score=99).code == "score_is_computed"
    assert s.refused(REVIEWER, "review_quality", scores={"lawful": 25}).code == "quality_items"
    assert s.refused(REVIEWER, "review_quality", scores={**GOOD, "lawful": 26}).code == "quality_points"
    assert s.refused(REVIEWER, "review_quality", scores=POOR).code == "rework_needed"
    unlawful = {"lawful": 14, "policy": 25, "internal": 25, "demand": 25}
    s.do(REVIEWER, "review_quality", scores=unlawful, rework="改正违法之处")
    assert (s.stream[-1].data.score, s.stream[-1].data.passed) == (89, False), "unlawful is not made up for"


def test_a_result_under_the_standard_goes_back_until_it_passes():
    s = opened()
    s.lot = 0.199
    s.do(QIAN, "reply", manner="电话", text="按规定办理")
    assert s.due("review-quality") == "2026-03-04 18:00"
    s.do(CLERK, "record_satisfaction", satisfied=True, score=4)
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(REVIEWER, "review_quality", scores=POOR, rework="逐条回应合理诉求", note="没有回应合理诉求")
    assert s.stream[-1].data.score == 55
    assert not s.stream[-1].data.passed
    assert s.due("rework-quality") == "2026-03-03 18:00"
    assert s.refused(CLERK, "close").clause == "c5-2"
    s.do(OFFICE, "reopen", reason="评查不达标")
    assert s.status("rework-quality") == "met"
    assert s.due("redo-quality") == "2026-03-09 18:00", "the handler owes it"
    s.do(QIAN, "reply", manner="电话", text="重新答复")
    assert s.status("redo-quality") == "met"
    assert s.stream[-1].data.ground == "rework", "what failed comes again, whatever its lot"
    assert s.refused(QIAN, "review_quality", scores=GOOD).clause == "c5-1"
    s.do(REVIEWER, "review_quality", scores=GOOD)
    assert s.refused(CLERK, "close").clause == "c6-5", "satisfaction is asked in the new round too"
    s.do(CLERK, "record_satisfaction", satisfied=True)
    s.do(CLERK, "close")
    assert s.due("archive") == "2026-03-16 18:00"
    s.do(CLERK, "archive")
    assert s.clause("c5-2") == "kept"
