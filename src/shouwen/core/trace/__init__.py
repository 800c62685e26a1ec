"""Batches with unusual numbers of complaints: a count held against the mean of its product."""

from dataclasses import dataclass
from math import exp, lgamma, log

LEVEL = 0.01
"""How rarely an ordinary batch may be taken for an unusual one: once in a hundred."""
FEWEST = 3
"""Fewer complaints than this are never unusual: one or two say nothing about a batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A batch among those of its product."""

    complaints: int
    expected: float
    """What the mean rate of the product makes of its size."""
    bound: int
    """The most that chance explains."""
    unusual: bool


def standing(complaints: int, units: int, *, of: tuple[int, int]) -> Standing:
    """
    A batch of `units` with `complaints`, among (complaints, units) of its whole product.

    Under the product's mean rate the count of a batch is Poisson with the expected number as its mean. The batch is
    unusual when it has more complaints than the smallest number that is reached or undercut with a probability of at
    least 99 % (one-sided upper bound), and at least three.
    """
    whole, made = of
    expected = whole * units / made if made else 0.0
    bound = upper_bound(expected)
    return Standing(
        complaints=complaints,
        expected=expected,
        bound=bound,
        unusual=complaints >= FEWEST and complaints > bound,
    )


def upper_bound(mean: float, level: float = LEVEL) -> int:
    """The smallest k with P(X ≤ k) ≥ 1 − level for X Poisson with this mean."""
    if mean <= 0:
        return 0
    below, k = 0.0, 0
    while True:
        below += exp(k * log(mean) - mean - lgamma(k + 1))
        if below >= 1 - level or k > mean + 40 * (mean**0.5 + 1):
            return k
        k += 1
