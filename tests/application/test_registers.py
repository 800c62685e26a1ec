"""The registers that follow the events: shares with their old editions, awards and sanctions, quality reviews."""

from datetime import date

import pytest

from shouwen.application.errors import NotFoundError
from shouwen.application.queries import registers
from shouwen.application.registers import ANSWERS
from shouwen.application.views.registers import ConsequenceFilter
from shouwen.store import following
from shouwen.store.models import CaseConsequence, CaseShare

SPAN = {"first": date(2020, 1, 1), "last": date(2030, 1, 1)}


def followed(desk) -> None:
    while following.follow(ANSWERS, at=desk.now):
        pass


@pytest.fixture
def ruled(desk):
    """A case of 1,000.01 yuan divided 70 to 30, then ruled 90 to 10."""
    desk.to("handling")
    lead = desk.cast.lead
    desk.do("handler", "propose_solution", amount=1000.01)
    desk.do("head", "approve_solution")
    shares = [{"unit": lead, "percent": 70}, {"unit": "物流部", "percent": 30}]
    desk.do("handler", "attribute_responsibility", shares=shares)
    desk.do("handler", "serve_attribution")
    desk.do("other_head", "dispute_responsibility", reason="不服")
    corrected = [{"unit": lead, "percent": 90}, {"unit": "物流部", "percent": 10}]
    desk.do("leader", "rule_on_responsibility", shares=corrected, upheld=False, reason="依检测报告")
    followed(desk)
    return desk


def test_figures_follow_the_ruling_and_keep_what_was_before(ruled) -> None:
    leader = ruled.cast["leader"]
    rows = {row.unit: row for row in registers.duty_by_unit(leader, **SPAN)}
    assert (rows["物流部"].weighted, rows["物流部"].cents, rows["物流部"].corrected) == ("0.10", 10_000, 1)
    assert sum(row.cents for row in rows.values()) == 100_001
    (case,), following_page = registers.duty_cases(leader, unit="物流部", **SPAN)
    assert (case.percent, case.before, case.reason) == ("10%", ((1, "30%"),), "依检测报告")
    assert case.how.name == "按裁决后的比例"
    assert following_page == ""


def test_what_follows_can_be_dropped_and_made_anew(ruled) -> None:
    before = list(
        CaseShare.objects.order_by("edition", "place").values_list("unit", "percent", "cents", "present")
    )
    following.rebuild(ANSWERS)
    assert not CaseShare.objects.exists()
    followed(ruled)
    assert (
        list(
            CaseShare.objects.order_by("edition", "place").values_list("unit", "percent", "cents", "present")
        )
        == before
    )


def test_a_served_head_sees_until_when_he_may_object(desk) -> None:
    desk.to("handling")
    desk.do("handler", "attribute_responsibility", shares=[{"unit": "物流部", "percent": 100}])
    desk.do("handler", "serve_attribution")
    followed(desk)
    assert registers.served_on(desk.cast["head"], now=desk.now) == ()
    told = CaseShare.objects.get()
    assert (told.served, told.object_until) == (True, None), "four-level sets no time for objections"


def test_the_register_of_awards_and_sanctions_shows_each_his_own(ruled) -> None:
    sanction = {"who": ruled.cast["handler"].acting.id, "kind": "deduction", "amount": 200, "reason": "失职"}
    ruled.do("office", "propose_sanction", **sanction)
    ruled.do("leader", "hear_defence", which=1, statement="设备报修在案")
    ruled.do("leader", "decide_consequence", which=1, approved=True, in_force_on="2026-12-01")
    followed(ruled)
    (row,), _ = registers.consequences(ruled.cast["office"], ConsequenceFilter())
    assert (row.decided.id, row.heard, row.amount, row.in_force_on) == (
        "approved",
        True,
        "200",
        date(2026, 12, 1),
    )
    assert CaseConsequence.objects.count() == 1, "what it led to is not counted twice"
    assert registers.consequences(ruled.cast["handler"], ConsequenceFilter())[0] == (row,)
    assert registers.consequences(ruled.cast["other_head"], ConsequenceFilter())[0] == ()
    assert registers.consequences(ruled.cast["office"], ConsequenceFilter(kind="award"))[0] == ()
    assert registers.consequences(ruled.cast["office"], ConsequenceFilter(state="open"))[0] == ()


def test_quality_reviews_of_a_month_are_for_who_oversees(desk) -> None:
    desk.to("replied")
    desk.do("quality", "review_quality", score=55, passed=False, rework="重新答复")
    followed(desk)
    month = registers.quality_month(desk.cast["quality"], month=desk.now.date().replace(day=1))
    assert month.counts == {"drawn": 1, "waiting": 0, "passed": 0, "failed": 1}
    assert (month.rows[0].state, month.rows[0].score) == ("failed", "55")
    assert (
        registers.quality_month(
            desk.cast["quality"], month=desk.now.date().replace(day=1), state="passed"
        ).rows
        == ()
    )
    with pytest.raises(NotFoundError):
        registers.quality_month(desk.cast["handler"], month=desk.now.date().replace(day=1))
