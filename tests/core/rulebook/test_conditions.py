"""What a condition may not do, and how it is told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.rulebook.conditions import Condition, ConditionError


@pytest.mark.parametrize(
    "text",
    [
        "size(flags.map(x, flags.map(y, 1))) > 3",
        "size(flags.filter(f, true)) > 1",
        "size(flags .map (x, 1)) > 1",
        "size(flags.map // so it goes on\n(x, 1)) > 1",
        "flags.all(f, flags.all(g, g == f))",
        "flags.exists(f, size(flags.filter(g, g == f)) > 0)",
        "[1, 2].all(n, n > 0)",
        "flags.all(f, f.matches('(a+)+$'))",
        "flags.exists_one(f, f == 'legal')",
        "unit.matches('(a+)+$')",
    ],
)
def test_loops_and_patterns_are_refused(text: str) -> None:
    with pytest.raises(ConditionError, match="不提供的运算"):
        Condition(text)


def test_one_loop_over_a_list_is_let_through() -> None:
    each = Condition("measures.all(m, m.owner != '' && m.due != '') && amount <= 10")
    assert each.names == ("amount", "measures")
    whole, half = {"owner": "李", "due": "2026-03-02"}, {"owner": "李", "due": ""}
    assert each.holds({"measures": [whole], "amount": 3})
    assert each.holds({"measures": [], "amount": 3})
    assert not each.holds({"measures": [whole, half], "amount": 3})
    some = Condition("flags.exists(f, f == 'legal') || size(flags) > 2")
    assert [some.holds({"flags": flags}) for flags in (["legal"], ["x"], ["x"] * 3)] == [True, False, True]
    only = Condition("facts.all(f, f in ['outbound_on', 'outbound_checked'])")
    assert only.holds({"facts": {"outbound_on": "2026-03-01"}}), "of an object, its keys are the items"
    assert not only.holds({"facts": {"outbound_on": "2026-03-01", "quantity": 3}})


def test_a_loop_within_quotes_is_text() -> None:
    assert Condition("unit == 'all(x, y)'").holds({"unit": "all(x, y)"})


def test_a_fact_may_be_called_like_a_loop() -> None:
    assert Condition("map == 'yes' && 'legal' in flags").holds({"map": "yes", "flags": ["legal"]})


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("level ==", "第 9 个字符处没有写完", "at character 9: it is not finished"),
        (
            "level = 'L1'",
            "第 7 个字符处不认得 =；比较相等用 ==",
            "at character 7: = is not known; equality is written ==",
        ),
        ("(level == 'L1'", "第 15 个字符处缺少 )", "at character 15: ) is missing"),
        ("round > 1)", "第 10 个字符处多了 )", "at character 10: ) is too much"),
        ("paused and\nround > 1", "第 8 个字符处不该出现 and；并且、或者、不是写作 &&、||、!", None),
        ("paused &&\n round >", "第 2 行第 9 个字符处没有写完", "at line 2, character 9: it is not finished"),
        ("level == “L1”", "第 10 个字符处不认得 “；引号、括号和符号用半角", None),
        ("level == 'a = b", "第 10 个字符处引号没有写完：'a = b；比较相等用 ==", None),
        ("paused ? 1", "第 1 个字符处问号要写成 条件 ? 甲 : 乙", None),
    ],
)
def test_a_slip_is_told_with_its_place(text: str, zh: str, en: str | None) -> None:
    with pytest.raises(ConditionError) as told:
        Condition(text)
    assert str(told.value) == zh
    assert en is None or told.value.en == en


@pytest.mark.parametrize(
    ("text", "facts", "zh"),
    [
        ("level > 3", {"level": "L1"}, "比较或计算的两边类型不同"),
        ("10 / round > 1", {"round": 0}, "除以零"),
        ("flags[0] == 'legal'", {"flags": []}, "列表里没有那么多项"),
        ("size(round) == 1", {"round": 1}, "这项运算用不到这种值上"),
        ("level", {"level": "L1"}, "条件的结果须为真或假"),
    ],
)
def test_what_cannot_be_answered_is_told_and_never_raised_bare(text: str, facts: dict, zh: str) -> None:
    with pytest.raises(ConditionError) as told:
        Condition(text).holds(facts)
    assert str(told.value) == zh
    assert not re.search("[\u4e00-\u9fff]", told.value.en)


PIECES = st.sampled_from(
    [
        "level",
        "round",
        "flags",
        "'L1'",
        "==",
        "=",
        "&&",
        "and",
        "||",
        "!",
        "(",
        ")",
        "[",
        "]",
        "?",
        ":",
        "1",
        "in",
        "'",
        '"',
        "，",
    ]
)


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_no_word_of_the_library_reaches_people(text: str) -> None:
    try:
        Condition(text).holds({"level": "L1", "round": 1, "flags": ["legal"]})
    except ConditionError as error:
        assert re.search("[\u4e00-\u9fff]", str(error)), text
        for said in (str(error), error.en):
            assert not re.search("ERROR|expecting|input|EOF|Context|overload|CEL", said), said
