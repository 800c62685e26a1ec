"""What a condition may not do: run long."""

import pytest

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


def test_a_loop_within_quotes_is_text() -> None:
    assert Condition("unit == 'all(x, y)'").holds({"unit": "all(x, y)"})


def test_a_fact_may_be_called_like_a_loop() -> None:
    assert Condition("map == 'yes' && 'legal' in flags").holds({"map": "yes", "flags": ["legal"]})
