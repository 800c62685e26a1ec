"""Ties between cases, in one of them: groups, representatives, repeated complaints, review and its end."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.vocabulary import Facts
from tests.core.case.case_walk import Walk


def begun(book: str = "property", **more: Any) -> Walk:
    walk = Walk(book)
    told = {"channel": "hotline", "subject": "事由", "description": "经过", **more}
    assert walk.give("clerk", "register", told) == ""
    return walk


def fact(walk: Walk, name: str) -> Any:
    return Facts(walk.state, walk.book)[name]


def join(walk: Walk, case: str, part: str, size: int) -> str:
    return walk.give("clerk", "join", {"case": case}, {"part": part, "size": size})


def test_three_households_are_major_and_two_are_not_again() -> None:
    walk = begun(category="unit_repairs")
    assert fact(walk, "level") == "general"
    assert join(walk, "TS-2", "lead", 2) == ""
    assert (fact(walk, "level"), fact(walk, "group_part"), fact(walk, "group_size")) == ("general", "lead", 2)
    assert join(walk, "TS-3", "lead", 3) == ""
    assert fact(walk, "level") == "major", "graded anew by the rule book"
    assert [event.data.type for event in walk.stream[-2:]] == ["joined", "graded"]
    parted = {"part": "lead", "size": 2}
    assert walk.give("clerk", "separate", {"case": "TS-3", "reason": "另一件事"}, parted) == ""
    assert fact(walk, "level") == "general"
    assert walk.state.members == ("TS-2",)


def test_a_member_learns_of_others_and_keeps_a_grade_given_by_hand() -> None:
    walk = begun(category="unit_repairs")
    assert walk.give("clerk", "grade", {"level": "general", "reason": "已当面说明"}) == ""
    assert join(walk, "TS-1", "member", 2) == ""
    assert walk.give("system", "count_group", {}, {"size": 5}) == ""
    assert (fact(walk, "group_size"), fact(walk, "level")) == (5, "general")
    assert walk.give("clerk", "count_group", {}, {"size": 9}) == "not_permitted"


def test_a_case_is_in_one_group_only() -> None:
    walk = begun()
    assert join(walk, "TS-1", "member", 2) == ""
    assert join(walk, "TS-1", "member", 2) == "already_joined"
    assert join(walk, "TS-9", "member", 2) == "member_of_a_group"
    assert join(walk, "TS-9", "lead", 2) == "member_of_a_group"
    lead = begun()
    assert join(lead, "TS-2", "lead", 2) == ""
    assert join(lead, "TS-9", "member", 2) == "leads_a_group"
    assert (
        lead.give("clerk", "separate", {"case": "TS-9", "reason": "-"}, {"part": "lead", "size": 1})
        == "not_joined"
    )


@given(st.lists(st.tuples(st.sampled_from(["TS-2", "TS-3", "TS-4"]), st.booleans()), max_size=8))
def test_joining_and_separating_is_a_set(steps: list[tuple[str, bool]]) -> None:
    walk, members = begun(), set[str]()
    for case, joins in steps:
        known = {"part": "lead", "size": 1}
        name = "join" if joins else "separate"
        answer = walk.give("clerk", name, {"case": case, "reason": "试"}, known)
        if joins != (case in members):
            assert answer == ""
            members ^= {case}
        else:
            assert answer in ("already_joined", "not_joined")
        assert set(walk.state.members) == members
        assert walk.state.part == ("lead" if members else "")


@pytest.mark.parametrize("count", [1, 5, 6, 50])
def test_representatives_are_held_against_the_number_of_the_rule_book(count: int) -> None:
    walk = Walk("bank-branch")
    walk.give("clerk", "register", {"channel": "visit", "subject": "事由", "description": "经过"})
    answer = walk.give("clerk", "name_representatives", {"names": [f"代表{n}" for n in range(count)]})
    assert answer == ("" if count <= 5 else "forbidden")
    assert fact(walk, "group_representatives") == (count if count <= 5 else 0)


def test_a_repeated_complaint_is_marked_once() -> None:
    walk = begun()
    told = {"case": "TS-1", "relation": "repeats"}
    assert fact(walk, "repeated") is False
    assert walk.give("clerk", "link", told) == ""
    assert fact(walk, "repeated") is True
    assert walk.give("clerk", "link", told) == "already_linked"


def answered(book: str = "four-level") -> Walk:
    walk = begun(book)
    for who, name, data in (
        ("clerk", "accept", {}),
        ("office", "assign", {"unit": "质量部", "handler": "handler"}),
        ("handler", "reply", {"text": "答复"}),
    ):
        assert walk.give(who, name, data) == ""
    return walk


def test_a_review_of_its_own_decides_and_the_first_only_writes_down() -> None:
    walk = answered()
    walk.give("customer", "appeal", {"reason": "不服"})
    assert walk.give("clerk", "open_review", {}, {"case": "TS-9", "instance": 2}) == ""
    assert walk.give("clerk", "open_review", {}, {"case": "TS-8", "instance": 2}) == "review_under_way"
    assert fact(walk, "review_case_open") is True
    assert walk.give("office", "decide_review", {"upheld": True}) == "review_elsewhere"
    assert walk.give("office", "decide_review", {"upheld": True}, {"case": "TS-8"}) == "review_elsewhere"
    assert walk.give("office", "decide_review", {"upheld": True}, {"case": "TS-9"}) == ""
    assert fact(walk, "review_case_open") is False


def test_after_the_final_review_nothing_is_reopened_unless_it_set_the_result_aside() -> None:
    for upheld in (True, False):
        walk = answered()
        for last in (True, upheld):
            assert walk.give("customer", "appeal", {"reason": "不服"}) == ""
            assert walk.give("office", "decide_review", {"upheld": last}) == ""
        assert walk.give("customer", "appeal", {"reason": "还是不服"}) == "final_decided"
        assert walk.give("office", "reopen", {}) == ("final_decided" if upheld else "")


def test_who_handled_the_matter_takes_no_part_in_its_review() -> None:
    walk = Walk("four-level")
    told = {"channel": "hotline", "subject": "复查：事由", "description": "不服"}
    known = {"first": "TS-1", "instance": 2, "earlier": ("handler",)}
    assert walk.give("clerk", "register", told, known) == ""
    assert (fact(walk, "instance"), walk.state.recused) == (2, ("handler",))
    walk.give("clerk", "accept", {})
    assert walk.give("office", "assign", {"unit": "质量部", "handler": "handler"}) == "handler_recused"
    assert walk.give("handler", "note", {"note": "看一看"}) == "recused"
    assert walk.give("office", "conclude_review", {"upheld": True, "reason": "查实"}) == ""
    assert walk.give("office", "conclude_review", {"upheld": True, "reason": "查实"}) == "concluded"
    assert fact(walk, "concluded") == "upheld"
    walk.give("office", "reply", {"text": "复查意见"})
    assert walk.give("customer", "appeal", {"reason": "不服"}) == "appeal_on_the_first"


def test_an_ordinary_case_reviews_nothing() -> None:
    walk = answered()
    assert walk.give("office", "conclude_review", {"upheld": True, "reason": "-"}) == "not_a_review"
    assert walk.give("clerk", "open_review", {}, {"case": "TS-9", "instance": 2}) == "not_appealed"
