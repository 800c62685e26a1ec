"""Texts that have to be told outside of commands: readable, not empty, not too long; every fault at once."""

from shouwen.core.case.command_data import readable
from shouwen.core.case.parsing import BadField


def needed_text(told: object, pointer: str, *, longest: int, bad: list[BadField]) -> str:
    """The text, stripped; a fault goes to `bad`, and the answer is "" then."""
    text = told.strip() if isinstance(told, str) else ""
    if not isinstance(told, str):
        bad.append(BadField(pointer, "string_type", {}))
    elif not text:
        bad.append(BadField(pointer, "missing", {}))
    elif len(text) > longest:
        bad.append(BadField(pointer, "string_too_long", {"max_length": longest}))
    else:
        try:
            return readable(text)
        except ValueError:
            bad.append(BadField(pointer, "control_characters", {}))
    return ""
