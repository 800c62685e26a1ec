"""What a process remembers of reference data: kept under the organisation's `reference_version`, so that what
changed is asked for anew.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
_forget: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the newest `most` answers of a function."""

    def keeping(function: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=most)(function)
        _forget.append(kept.cache_clear)
        return cast("Callable[P, T]", kept)  # lru_cache forgets the parameters' types

    return keeping


def forget() -> None:
    """Forget everything; for tests, whose databases come and go."""
    for clear in _forget:
        clear()
