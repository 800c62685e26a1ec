"""Batches that stand out: the bound of chance, and what it may call unusual."""

from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.trace import standing, upper_bound

MEANS = st.floats(0, 400, allow_nan=False)


def test_the_bound_is_that_of_the_tables() -> None:
    """Quantiles of the Poisson distribution at 99 %."""
    assert [upper_bound(mean) for mean in (0, 0.1, 1, 2, 5, 10, 100)] == [0, 1, 4, 6, 11, 18, 124]


@given(MEANS, MEANS)
def test_more_expected_allows_more(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert upper_bound(low) <= upper_bound(high)
    assert upper_bound(high) >= int(high)


def test_a_batch_stands_out_against_its_product() -> None:
    lone = standing(11, 54, of=(14, 5000))
    assert lone.unusual
    assert lone.complaints > lone.bound
    usual = standing(3, 4946, of=(14, 5000))
    assert not usual.unusual
    assert round(usual.expected, 2) == 13.85


def test_one_or_two_complaints_say_nothing() -> None:
    assert not standing(2, 1, of=(2, 10_000)).unusual
    assert not standing(0, 0, of=(0, 0)).unusual
