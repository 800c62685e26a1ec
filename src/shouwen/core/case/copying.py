"""Copies of frozen dataclasses with changes, cheap enough for one or two after every event."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(old, **changes):  # noqa: ANN001, ANN003, ANN201 - its type is the library's
        """
        What `dataclasses.replace` does, ten times as fast: one dictionary copied instead of a call with all
        fields. For classes without slots and without `__post_init__`.
        """
        new = object.__new__(type(old))
        object.__setattr__(new, "__dict__", old.__dict__ | changes)
        return new


T = TypeVar("T")


def amended(new: T, old: T, **changes: object) -> T:
    """
    `replace(new, …)`; without another copy where `new` is a copy of `old` that was made this moment, so that nobody
    else holds it yet.
    """
    if new is old:
        return replace(new, **changes)  # type: ignore[type-var] # a dataclass, as all that is copied here
    new.__dict__.update(changes)
    return new


__all__ = ["amended", "replace"]
