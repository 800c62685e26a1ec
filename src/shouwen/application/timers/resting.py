"""Giving way between two transactions."""

from collections.abc import Callable

Rest = Callable[[float], bool]
"""Called between two transactions with the seconds that the last one took; True ends the batch early."""
