"""Conditions by choosing: what is written reads as the same comparisons, and means what the text meant."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.rulebook.builder import (
    OPERATORS,
    SEVERAL,
    WITHOUT_VALUE,
    Composition,
    CompositionError,
    Group,
    Row,
    composed,
    operators,
    parsed,
)
from shouwen.core.rulebook.conditions import Condition
from shouwen.core.rulebook.scope import Term
from shouwen.rulebooks import rule_book, shipped

TEXTS = st.text(alphabet="ab 投诉，。'", min_size=1, max_size=6)
NUMBERS = st.integers(0, 99) | st.floats(0, 99).map(lambda x: round(x, 2))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    name, op = draw(st.sampled_from("abc")), draw(st.sampled_from(sorted(OPERATORS)))
    if op in WITHOUT_VALUE:
        return Row(name, op)
    if op in SEVERAL:
        return Row(name, op, tuple(draw(st.lists(TEXTS, min_size=1, max_size=3))))
    if op in ("has", "has_not", "is", "is_not"):
        return Row(name, op, (draw(TEXTS),))
    return Row(name, op, (draw(NUMBERS),))


@given(every=st.booleans(), found=st.lists(rows(), min_size=1, max_size=4))
def test_one_group_reads_as_it_was_written(every: bool, found: list[Row]) -> None:
    text = composed(Composition(groups=(Group(every, tuple(found)),)))
    Condition(text)  # it is CEL
    groups = parsed(text).groups
    assert groups[0].rows == tuple(found)
    assert groups[0].every == every or len(found) == 1


@given(every=st.booleans(), groups=st.lists(st.lists(rows(), min_size=2, max_size=3), min_size=2, max_size=3))
def test_groups_read_as_they_were_written(every: bool, groups: list[list[Row]]) -> None:
    told = Composition(every, tuple(Group(not every, tuple(found)) for found in groups))
    assert parsed(composed(told)) == told


def conditions() -> list[str]:
    found = set()
    for name in shipped():
        book = rule_book(name)
        found |= {level.when.text for level in book.levels} | {rule.while_.text for rule in book.never}
        found |= {text.text for rule in book.must for text in (rule.when, rule.after_where, rule.do_where)}
        found |= {rule.when.text for rule in book.may}
    return sorted(found)


def test_nearly_all_shipped_conditions_can_be_built() -> None:
    deeper = [text for text in conditions() if parsed(text) is None]
    assert len(deeper) <= 5, deeper


def test_a_shipped_condition_built_anew_means_the_same() -> None:
    values = {
        "severity": ["high", "low"],
        "urgency": ["high", "low"],
        "flags": [["media"], []],
        "prevalence": ["many", ""],
    }
    for text in conditions():
        said = parsed(text)
        if said is None:
            continue
        old, new = Condition(text), Condition(composed(said))
        assert set(old.names) == set(new.names)
        if not set(old.names) <= set(values):
            continue
        for chosen in product(*(values[name] for name in old.names)):
            facts = dict(zip(old.names, chosen, strict=True))
            assert old.holds(facts) == new.holds(facts), (text, facts)


@pytest.mark.parametrize(
    "text", ["a + 1 > 2", "a ? b : c", "!(a || b)", "a == b", "a && (b || (c && d))", "a == null", "("]
)
def test_what_says_more_stays_text(text: str) -> None:
    assert parsed(text) is None


def test_nothing_is_always() -> None:
    assert parsed("") == parsed("true") == Composition()
    assert composed(Composition()) == ""


@pytest.mark.parametrize("value", ["a\\", "a\nb", "'\""])
def test_what_cannot_be_quoted_is_refused(value: str) -> None:
    with pytest.raises(CompositionError):
        composed(Composition(groups=(Group(True, (Row("a", "is", (value,)),)),)))
    with pytest.raises(CompositionError):
        composed(Composition(groups=(Group(True, (Row("a", "is"),)),)))


def test_every_kind_of_variable_has_its_comparisons() -> None:
    assert operators(Term("bool")) == ("yes", "no")
    assert "any_of" in operators(Term("string"))
    assert operators(Term("map")) == ()
    assert {op for kind in ("bool", "int", "list", "string") for op in operators(Term(kind))} == set(
        OPERATORS
    )
