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
        "flags.all(f, f == 'legal')",
        "flags.exists(f, f == 'legal')",
        "flags.exists_one(f, f == 'legal')",
        "unit.matches('(a+)+$')",
    ],
)
def test_loops_and_patterns_are_refused(text: str) -> None:
    with pytest.raises(ConditionError, match="不提供的运算"):
        Condition(text)


def test_a_fact_may_be_called_like_a_loop() -> None:
    assert Condition("map == 'yes' && 'legal' in flags").holds({"map": "yes", "flags": ["legal"]})
