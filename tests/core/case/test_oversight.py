"""Joint work and supervision: quality, shares, meetings, contributions, re-tests, improvement, recusal."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.commands_responsibility import Portion
from shouwen.core.case.parsing import BadDataError, parse
from shouwen.core.case.refusals import Refused
from shouwen.core.case.shares import whole
from shouwen.core.case.vocabulary import Facts
from tests.core.case.case_walk import Walk
from tests.core.case.way_out import way_out

HALVES = [
    {"unit": "质量部", "percent": 60, "kind": "main"},
    {"unit": "物流部", "percent": 40, "clause": "c1"},
]


@pytest.fixture
def walk() -> Walk:
    """A case of 质量部, in the hands of `handler`; 财务部 assists."""
    walk = Walk("four-level")
    told = {"channel": "letter", "subject": "事由", "description": "经过", "respondent": "某人"}
    assert walk.give("clerk", "register", told) == ""
    assert walk.give("clerk", "accept", {}) == ""
    data = {"unit": "质量部", "handler": "handler", "assisting": ["财务部"]}
    assert walk.give("office", "assign", data) == ""
    return walk


def fact(walk: Walk, name: str) -> Any:
    return Facts(walk.state, walk.book)[name]


def test_quality_is_reviewed_once_there_is_something_to_review(walk: Walk) -> None:
    told = {"scores": {"合法": 40}, "score": 85.5, "passed": False}
    assert walk.give("quality", "review_quality", told) == "nothing_to_review"
    walk.give("handler", "record_finding", {"stage": "preliminary"})
    assert fact(walk, "quality") == ""
    assert walk.give("quality", "review_quality", told) == ""
    assert fact(walk, "quality") == "failed"
    assert walk.give("office", "review_quality", {**told, "passed": True}) == ""
    assert fact(walk, "quality") == "passed"
    assert walk.give("handler", "review_quality", told) == "not_permitted"


def test_nobody_reviews_his_own_work(walk: Walk) -> None:
    walk.give("office", "assign", {"unit": "投诉办公室", "handler": "quality"})
    walk.give("office", "record_finding", {"stage": "preliminary"})
    told = {"score": 100, "passed": True}
    assert walk.give("quality", "review_quality", told) == "own_work"
    assert walk.give("office", "review_quality", told) == ""


def test_another_round_is_reviewed_anew(walk: Walk) -> None:
    walk.give("handler", "reply", {})
    walk.give("quality", "review_quality", {"score": 90, "passed": True})
    walk.give("office", "reopen", {})
    assert fact(walk, "quality") == ""


@pytest.mark.parametrize("score", [-1, 100.5, float("nan"), "高"])
def test_a_score_is_between_nought_and_a_hundred(score: object) -> None:
    with pytest.raises(BadDataError):
        parse("review_quality", {"score": score, "passed": True})


def test_shares_are_attributed_disputed_and_ruled_on(walk: Walk) -> None:
    assert walk.give("head", "dispute_responsibility", {"reason": "不服"}) == "not_attributed"
    assert walk.give("handler", "attribute_responsibility", {"shares": HALVES}) == ""
    assert (fact(walk, "attributed"), fact(walk, "disputed"), fact(walk, "shares_ruled")) == (
        True,
        False,
        False,
    )
    assert walk.give("office", "rule_on_responsibility", {"upheld": True}) == "not_disputed"
    assert walk.give("head", "dispute_responsibility", {"reason": "不服"}) == ""
    assert walk.state.disputed == ("质量部",), "the unit of who objects"
    assert walk.give("handler", "attribute_responsibility", {"shares": HALVES}) == "disputed"
    assert walk.give("head", "rule_on_responsibility", {"upheld": True}) == "not_permitted"
    ruled = [{"unit": "物流部", "person": "甲", "percent": 100}]
    assert walk.give("leader", "rule_on_responsibility", {"upheld": False, "shares": ruled}) == ""
    assert [share.person for share in walk.state.shares] == ["甲"]
    assert (fact(walk, "disputed"), fact(walk, "shares_ruled")) == (False, True)
    assert walk.give("head", "dispute_responsibility", {"reason": "不服"}) == "already_ruled"
    assert walk.give("handler", "attribute_responsibility", {"shares": HALVES}) == "already_ruled"


def test_who_upholds_an_attribution_need_not_tell_it_again(walk: Walk) -> None:
    walk.give("handler", "attribute_responsibility", {"shares": HALVES})
    before = walk.state.shares
    walk.give("head", "dispute_responsibility", {"reason": "不服"})
    assert walk.give("leader", "rule_on_responsibility", {"upheld": False}) == "shares_not_whole"
    assert walk.give("leader", "rule_on_responsibility", {"upheld": True}) == ""
    assert walk.state.shares == before


@pytest.mark.parametrize("share", [{"unit": "投诉办公室"}, {"unit": "质量部", "person": "office"}])
def test_who_has_a_share_does_not_rule(walk: Walk, share: dict[str, str]) -> None:
    shares = [{**share, "percent": 50}, {"unit": "质量部", "percent": 50}]
    walk.give("handler", "attribute_responsibility", {"shares": shares})
    walk.give("head", "dispute_responsibility", {"reason": "不服"})
    assert walk.give("office", "rule_on_responsibility", {"upheld": True}) == "own_share"
    assert walk.give("leader", "rule_on_responsibility", {"upheld": True}) == ""


@pytest.mark.parametrize(
    "percents", [[99.99], [50, 49.99], [33.333, 33.333, 33.334], [100, 0.01], [99.995, 0.005]]
)
def test_shares_that_are_not_whole_are_refused(walk: Walk, percents: list[float]) -> None:
    shares = [{"unit": "质量部", "percent": percent} for percent in percents]
    assert walk.give("handler", "attribute_responsibility", {"shares": shares}) == "shares_not_whole"


@given(st.lists(st.integers(0, 10_000), max_size=20))
def test_hundredths_that_sum_to_a_hundred_are_whole(cuts: list[int]) -> None:
    """Whatever a float makes of them: 0.1 and 0.2 are not 0.3, but ten tenths are one."""
    edges = [0, *sorted(cuts), 10_000]
    told = [Portion(unit="质量部", percent=(b - a) / 100) for a, b in pairwise(edges)]
    assert [share.percent for share in whole(told)] == [one.percent for one in told]
    if told[0].percent:
        with pytest.raises(Refused):
            whole(told[1:])


def test_meetings_are_counted_and_their_decisions_kept(walk: Walk) -> None:
    told = {
        "topic": "会商",
        "attendees": ["甲", "乙"],
        "decisions": [{"what": "查批次", "owner": "甲"}],
        "minutes": "…",
    }
    assert walk.give("leader", "hold_meeting", told) == ""
    assert walk.give("customer", "hold_meeting", told) == "not_permitted"
    assert fact(walk, "meetings") == 1
    assert walk.stream[-1].data.decisions[0].what == "查批次"


def test_a_unit_that_was_asked_hands_in_its_part(walk: Walk) -> None:
    assert walk.give("other", "contribute", {"content": "已查"}) == "not_permitted"
    assert walk.give("handler", "request_contribution", {"unit": "物流部", "what": "查单"}) == ""
    assert walk.give("handler", "request_contribution", {"unit": "物流部", "what": "查车"}) == ""
    assert fact(walk, "contributions_open") == 2
    assert walk.give("other", "record_finding", {"finding": "属实"}) == "not_permitted", (
        "asked is not assigned"
    )
    assert walk.give("other", "contribute", {"content": "已查单"}) == ""
    assert fact(walk, "contributions_open") == 1
    assert walk.stream[-1].data.unit == "物流部"
    assert walk.give("other", "contribute", {"content": "已查车"}) == ""
    assert walk.give("handler", "contribute", {"content": "补充"}) == ""
    assert fact(walk, "contributions_open") == 0


def test_reports_outside_are_listed(walk: Walk) -> None:
    for to in ("regulator", "消费者协会"):
        assert walk.give("office", "report_outside", {"to": to, "number": "7 号"}) == ""
    assert fact(walk, "reported_to") == ["regulator", "消费者协会"]


def test_the_four_that_are_not_let_go(walk: Walk) -> None:
    assert (fact(walk, "accountable"), fact(walk, "taught"), fact(walk, "improvements")) == (0, False, 0)
    assert walk.give("head", "hold_accountable", {"who": "甲", "unit": "质量部", "kind": "apology"}) == ""
    assert walk.give("head", "teach_staff", {"who": "安装组"}) == ""
    assert walk.give("office", "evaluate_improvement", {"reached": True}) == "no_improvement"
    assert (
        walk.give("handler", "plan_improvement", {"what": "换供应商", "owner": "质量部", "due": "2026-12-01"})
        == ""
    )
    assert (fact(walk, "accountable"), fact(walk, "taught"), fact(walk, "improvements")) == (1, True, 1)


def test_an_improvement_that_missed_its_goal_is_planned_again(walk: Walk) -> None:
    walk.give("handler", "plan_improvement", {"what": "换供应商", "owner": "质量部", "due": "2026-12-01"})
    assert walk.give("handler", "evaluate_improvement", {"reached": True}) == "not_permitted"
    walk.give("quality", "evaluate_improvement", {"reached": False, "note": "旧料没有用完"})
    assert fact(walk, "improvement") == "missed"
    walk.give("handler", "plan_improvement", {"what": "逐批检验", "owner": "质量部", "due": "2026-12-01"})
    assert fact(walk, "improvement") == ""
    walk.give("quality", "evaluate_improvement", {"reached": True})
    assert (fact(walk, "improvement"), fact(walk, "improvements")) == ("reached", 2)


@pytest.mark.parametrize("testers", [[], ["甲"], ["甲", " 甲 "]])
def test_a_retest_takes_two_people(walk: Walk, testers: list[str]) -> None:
    told = {"sample": "盲样 7", "testers": testers, "confirmed": False}
    assert walk.give("handler", "record_retest", told) == "two_testers"
    assert walk.give("handler", "record_retest", {**told, "testers": ["甲", "乙"]}) == ""
    assert fact(walk, "retest") == "refuted"


def test_validity_is_confirmed_until_a_finding_says_otherwise(walk: Walk) -> None:
    walk.give("handler", "record_finding", {"validity": "invalid"})
    assert walk.give("handler", "confirm_validity", {"validity": "valid"}) == "not_permitted"
    assert walk.give("quality", "confirm_validity", {"validity": "valid"}) == ""
    assert (fact(walk, "validity"), fact(walk, "validity_confirmed")) == ("valid", True)
    walk.give("handler", "record_finding", {"stage": "in_depth", "validity": "valid"})
    assert fact(walk, "validity_confirmed")
    walk.give("handler", "record_finding", {"validity": "partly_valid"})
    assert (fact(walk, "validity"), fact(walk, "validity_confirmed")) == ("partly_valid", False)


def test_a_correction_has_to_be_confirmed_anew(walk: Walk) -> None:
    assert walk.give("customer", "confirm_record", {}) == ""
    assert walk.give("clerk", "confirm_record", {}) == "record_confirmed_already"
    assert walk.give("clerk", "correct", {"reason": "记错"}) == ""
    assert not fact(walk, "record_confirmed")
    assert walk.give("clerk", "confirm_record", {}) == ""


@pytest.mark.parametrize(("genuine", "found"), [(True, "yes"), (False, "no")])
def test_identity_is_checked_whatever_comes_of_it(walk: Walk, genuine: bool, found: str) -> None:
    assert walk.give("clerk", "identify", {"manner": "证件", "genuine": genuine}) == ""
    assert (fact(walk, "identity_verified"), fact(walk, "genuine")) == (True, found)


def test_who_is_recused_is_refused_everything(walk: Walk) -> None:
    assert walk.give("handler", "recuse", {"who": "handler"}) == "not_permitted"
    assert walk.give("head", "recuse", {"who": "handler", "reason": "亲属"}) == ""
    assert fact(walk, "recused") == ["handler"]
    assert walk.state.handler == "", "somebody else has to be found"
    assert walk.give("handler", "note", {"note": "记"}) == "recused"
    assert walk.give("office", "assign", {"unit": "质量部", "handler": "handler"}) == "handler_recused"
    assert walk.give("head", "acknowledge", {"handler": "handler"}) == "handler_recused"
    assert walk.give("office", "recuse", {"who": "handler"}) == "already_recused"
    assert walk.give("office", "recuse", {"who": "accused"}) == "already_recused"
    assert walk.give("office", "assign", {"unit": "质量部", "handler": "second"}) == ""


AFTER_THE_END = {
    "review_quality": {"score": 90, "passed": True},
    "attribute_responsibility": {"shares": HALVES},
    "hold_accountable": {"who": "甲", "kind": "other"},
    "teach_staff": {"who": "甲"},
    "plan_improvement": {"what": "换供应商", "owner": "质量部", "due": "2026-12-01"},
    "evaluate_improvement": {"reached": True},
}
BEFORE_THE_END = {
    "hold_meeting": {"topic": "会商"},
    "request_contribution": {"unit": "物流部", "what": "查单"},
    "report_outside": {"to": "regulator"},
    "confirm_validity": {"validity": "valid"},
    "recuse": {"who": "second"},
}


def test_what_can_still_be_done_after_the_end(walk: Walk) -> None:
    walk.give("handler", "reply", {})
    assert walk.give("customer", "withdraw", {}) == ""
    for command, data in AFTER_THE_END.items():
        assert walk.give("office", command, data) == "", command
    for command, data in BEFORE_THE_END.items():
        assert walk.give("office", command, data) == "ended", command
    assert walk.give("customer", "appeal", {"reason": "不服"}) == ""
    for command, data in BEFORE_THE_END.items():
        assert walk.give("office", command, data) == "", f"{command} while an appeal is under review"
    assert walk.give("leader", "decide_review", {"upheld": True}) == ""
    way_out(walk)
    for command, data in (AFTER_THE_END | BEFORE_THE_END).items():
        assert walk.give("office", command, data) == "archived", command
