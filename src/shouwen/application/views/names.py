"""A thing by its identifier and its name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing with its identifier and its name in the reader's language."""

    id: str
    name: str
