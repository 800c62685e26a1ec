"""Text of a body that can be kept."""

from typing import TypeGuard

LONGEST = 4000


def is_text(value: object, longest: int = LONGEST) -> TypeGuard[str]:
    """Whether it is text that can be stored: no half of a surrogate pair, no NUL."""
    return (
        isinstance(value, str)
        and len(value) <= longest
        and "\0" not in value
        and not any(0xD800 <= ord(char) <= 0xDFFF for char in value)
    )
