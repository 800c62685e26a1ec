"""The cost of redress and its division to the cent: laws, and rounds of a case."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.redress import apportion, cents, redress
from tests.core.case.case_walk import Walk

SHARES = st.lists(st.integers(0, 10_000), max_size=12).map(
    lambda cuts: [(b - a) / 100 for a, b in pairwise([0, *sorted(cuts), 10_000])]
)
"""Percents with two decimals that sum to 100."""
MONEY = st.one_of(st.integers(0, 12), st.integers(0, 10**14))


@given(MONEY, SHARES)
def test_nothing_is_lost_and_nothing_is_made(total: int, percents: list[float]) -> None:
    assert sum(apportion(total, percents)) == total


@given(MONEY, SHARES)
def test_nobody_is_off_by_a_cent(total: int, percents: list[float]) -> None:
    for bears, percent in zip(apportion(total, percents), percents, strict=True):
        exact = total * round(percent * 100)
        assert abs(bears * 10_000 - exact) < 10_000
        assert percent or not bears, "who has no share bears nothing"


@given(MONEY, SHARES)
def test_a_larger_share_never_bears_less(total: int, percents: list[float]) -> None:
    borne = sorted(zip(percents, apportion(total, percents), strict=True))
    for (smaller, less), (larger, more) in pairwise(borne):
        assert more >= less or (smaller == larger and less - more == 1)


@given(MONEY, SHARES)
def test_the_same_division_again_is_the_same(total: int, percents: list[float]) -> None:
    assert apportion(total, percents) == apportion(total, list(percents))


def test_the_cents_that_are_left_go_to_the_largest_remainders_first_named_first() -> None:
    assert apportion(10_000, [33.33, 33.33, 33.34]) == (3333, 3333, 3334)
    assert apportion(100, [50, 50]) == (50, 50)
    assert apportion(1, [50, 50]) == (1, 0)
    assert apportion(5, [33.33, 33.33, 33.34]) == (2, 1, 2)


def test_amounts_are_rounded_to_the_cent() -> None:
    assert [cents(x) for x in (0.1 + 0.2, 1.005, 2.675, 1e6)] == [30, 101, 268, 100_000_000]


def test_every_round_costs_what_was_approved_in_it_and_payment_takes_its_place() -> None:
    walk = Walk("four-level")
    walk.give("clerk", "register", {"channel": "letter", "subject": "事由", "description": "经过"})
    walk.give("clerk", "accept", {})
    walk.give("office", "assign", {"unit": "质量部", "handler": "handler"})
    assert walk.give("handler", "record_payment", {"amount": 1, "voucher": "F1"}) == "no_solution"
    walk.give("handler", "propose_solution", {"amount": 300.25})
    assert redress(walk.stream).cents == 0
    walk.give("head", "approve_solution", {})
    assert redress(walk.stream).cents == 30_025
    walk.give("handler", "record_consent", {"agreed": False})
    assert redress(walk.stream).cents == 0, "a solution that was refused costs nothing"
    walk.give("handler", "propose_solution", {"amount": 500})
    walk.give("head", "approve_solution", {})
    walk.give("handler", "record_consent", {"agreed": True})
    walk.give("handler", "reply", {})
    walk.give("clerk", "record_satisfaction", {"satisfied": False})
    assert walk.give("office", "reopen", {}) == ""
    walk.give("handler", "propose_solution", {"amount": 50})
    walk.give("head", "approve_solution", {})
    assert redress(walk.stream).approved == 55_000
    assert walk.give("handler", "record_payment", {"amount": 0.001, "voucher": "F1"}) == "cents_only"
    assert walk.give("handler", "record_payment", {"amount": 520.5, "voucher": "F1"}) == ""
    assert redress(walk.stream).cents == 52_050
