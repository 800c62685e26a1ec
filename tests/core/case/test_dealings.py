"""Dealings with the customer beside the handling: survey, ending, settlement, conduct, recusal, suggestions."""

from typing import Any

import pytest

from shouwen.core.case.parsing import BadDataError, parse
from shouwen.core.case.vocabulary import Facts
from tests.core.case.case_walk import Walk

SURVEY = {"timeliness": 4, "attitude": 5, "overall": 2, "satisfied": False, "suggestion": "快一些"}


def fact(walk: Walk, name: str) -> Any:
    return Facts(walk.state, walk.book)[name]


def begun(kind: str = "complaint", **more: Any) -> Walk:
    walk = Walk("four-level")
    told = {"kind": kind, "channel": "hotline", "subject": "事由", "description": "经过", **more}
    assert walk.give("clerk", "register", told) == ""
    return walk


@pytest.fixture
def answered() -> Walk:
    walk = begun()
    for who, name, data in (
        ("clerk", "accept", {}),
        ("office", "assign", {"unit": "质量部", "handler": "handler"}),
        ("handler", "reply", {"text": "答复"}),
    ):
        assert walk.give(who, name, data) == ""
    return walk


def test_a_survey_is_answered_for_a_round_and_may_be_put_right_until_it_is_over(answered: Walk) -> None:
    assert answered.give("customer", "answer_survey", SURVEY) == ""
    assert [event.data.type for event in answered.stream[-2:]] == ["survey_answered", "satisfaction_recorded"]
    assert (fact(answered, "surveyed"), fact(answered, "satisfied")) == (True, "no")
    assert answered.give("customer", "answer_survey", {"overall": 5, "satisfied": True}) == ""
    assert fact(answered, "satisfied") == "yes"
    assert answered.give("office", "close", {}) == ""
    assert answered.give("customer", "answer_survey", SURVEY) == "survey_over"


def test_the_next_round_is_surveyed_anew(answered: Walk) -> None:
    answered.give("customer", "answer_survey", SURVEY)
    answered.give("office", "reopen", {})
    assert answered.give("customer", "answer_survey", SURVEY) == "not_replied"
    answered.give("handler", "reply", {"text": "再答复"})
    assert fact(answered, "surveyed") is False
    assert answered.give("customer", "answer_survey", SURVEY) == ""
    assert answered.stream[-2].data.round == 2


@pytest.mark.parametrize(
    "told", [{"overall": 0}, {"overall": 6}, {"attitude": -1}, {"overall": None}, {"satisfied": None}]
)
def test_marks_are_one_to_five_and_the_verdict_is_needed(told: dict[str, Any]) -> None:
    with pytest.raises(BadDataError):
        parse("answer_survey", {**SURVEY, **told})


def test_an_end_although_dissatisfied_takes_reasons_and_somebody_else(answered: Walk) -> None:
    told = {"ground": "duty_done", "reason": "已更换并致歉"}
    assert answered.give("office", "propose_ending", told) == "not_dissatisfied"
    answered.give("clerk", "record_satisfaction", {"satisfied": False})
    assert answered.give("office", "close", {}) == "forbidden"
    assert answered.give("office", "propose_ending", told) == ""
    assert answered.give("office", "propose_ending", told) == "ending_proposed"
    assert answered.give("office", "close", {}) == "forbidden", "proposed is not approved"
    assert answered.give("office", "approve_ending", {}) == "own_proposal"
    assert answered.give("handler", "approve_ending", {}) == "not_permitted"
    assert answered.give("leader", "approve_ending", {}) == ""
    assert answered.give("office", "close", {"result": "已尽责"}) == ""


def test_an_ending_that_is_sent_back_or_overtaken_counts_for_nothing(answered: Walk) -> None:
    told = {"ground": "unreasonable", "reason": "要求十倍赔偿"}
    answered.give("clerk", "record_satisfaction", {"satisfied": False})
    answered.give("handler", "propose_ending", told)
    assert answered.give("leader", "reject_ending", {"reason": "再谈一次"}) == ""
    assert answered.give("leader", "approve_ending", {}) == "no_ending"
    answered.give("handler", "propose_ending", told)
    answered.give("leader", "approve_ending", {})
    answered.give("office", "reopen", {})
    assert fact(answered, "ending") == ""


def test_tries_that_reached_nobody_are_counted_by_round(answered: Walk) -> None:
    for reached in (False, False, True):
        answered.give("clerk", "make_callback", {"manner": "电话", "reached": reached})
    assert (fact(answered, "callbacks"), fact(answered, "unreached"), fact(answered, "reached")) == (
        3,
        2,
        True,
    )
    answered.give("clerk", "record_satisfaction", {"satisfied": False})
    answered.give("office", "reopen", {})
    answered.give("handler", "reply", {"text": "再答复"})
    assert fact(answered, "unreached") == 0


def test_a_settled_case_may_be_closed_the_same_day() -> None:
    walk = begun()
    assert walk.give("office", "close", {}) == "not_replied"
    assert walk.give("clerk", "record_performance", {"kept": True}) == "not_settled"
    assert walk.give("clerk", "settle", {"terms": "换新并退运费", "perform_by": "2026-10-09"}) == ""
    assert walk.give("clerk", "settle", {"terms": "再谈"}) == "already_settled"
    assert walk.give("office", "close", {"result": "和解"}) == ""
    assert walk.give("clerk", "record_performance", {"kept": False}) == ""
    assert fact(walk, "performed") == "no"


def test_conduct_is_reviewed_by_another_and_limited_in_time(answered: Walk) -> None:
    assert answered.give("office", "report_conduct", {"kind": "abusive", "note": "辱骂接线员"}) == ""
    assert answered.give("office", "review_conduct", {"confirmed": False}) == "own_report"
    for until in ("", "2026-09-01", "2028-01-01"):
        assert (
            answered.give("leader", "review_conduct", {"confirmed": True, "until": until}) == "limit_needed"
        )
    told = {"confirmed": True, "until": "2027-03-31", "measures": "两人接听"}
    assert answered.give("leader", "review_conduct", told) == ""
    assert answered.give("leader", "review_conduct", told) == "no_conduct"
    assert answered.give("customer", "appeal", {"reason": "不服"}) == "", "nothing is refused because of it"


def test_no_condition_can_refuse_because_of_conduct() -> None:
    names = set(Facts(begun().state, begun().book))
    assert not [name for name in names if "conduct" in name]


def test_who_declares_an_interest_is_out_at_once(answered: Walk) -> None:
    assert answered.give("handler", "declare_interest", {"relation": "投诉人的表弟"}) == ""
    assert (answered.state.recused, answered.state.handler) == (("handler",), "")
    assert answered.give("handler", "note", {"note": "再看一眼"}) == "recused"


def test_a_customers_request_is_decided_and_an_exception_is_recorded(answered: Walk) -> None:
    assert (
        answered.give("office", "decide_recusal", {"granted": False, "reason": "-"}) == "no_recusal_request"
    )
    assert answered.give("customer", "request_recusal", {"person": "王工", "reason": "和店主是亲戚"}) == ""
    assert fact(answered, "recusals_asked") == 1
    assert (
        answered.give("office", "decide_recusal", {"granted": True, "reason": "属实"}) == "recusal_who_needed"
    )
    assert (
        answered.give("office", "decide_recusal", {"granted": True, "who": "handler", "reason": "属实"}) == ""
    )
    assert (fact(answered, "recusals_asked"), fact(answered, "recused")) == (0, ["handler"])
    assert answered.give("leader", "lift_recusal", {"who": "second", "reason": "-"}) == "not_recused"
    assert answered.give("leader", "lift_recusal", {"who": "handler", "reason": "没有别人会办"}) == ""
    assert answered.give("office", "assign", {"unit": "质量部", "handler": "handler"}) == "already_replied"
    assert fact(answered, "recused") == []


def test_who_is_complained_about_is_let_in_by_nobody() -> None:
    walk = begun(respondent="某人")
    walk.give("office", "recuse", {"who": "other"})
    assert walk.give("leader", "lift_recusal", {"who": "accused", "reason": "-"}) == "respondent_stays_out"


def test_an_inquiry_is_answered_as_it_comes_and_a_suggestion_is_decided() -> None:
    inquiry = begun("inquiry")
    assert inquiry.give("clerk", "reply", {"text": "周一至周五"}) == ""
    assert inquiry.give("office", "close", {}) == ""
    suggestion = begun("suggestion")
    assert inquiry.give("office", "decide_suggestion", {"adopted": "adopted"}) == "ended"
    assert suggestion.give("clerk", "reply", {"text": "谢谢"}) == "not_accepted"
    assert suggestion.give("office", "decide_suggestion", {"adopted": "partly", "reason": "先试一处"}) == ""
    assert fact(suggestion, "adopted") == "partly"
    assert begun().give("office", "decide_suggestion", {"adopted": "adopted"}) == "not_a_suggestion"
