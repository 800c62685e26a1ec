"""One entry of a rule book as a line of a page, and a fault with its place."""

from dataclasses import dataclass

from shouwen.core.rulebook.faults import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule, level or other entry. `text` is "" while it cannot be told; then `faults` say why."""

    section: str
    kind: str
    id: str
    pointer: str
    text: str
    faults: tuple[str, ...] = ()
    depth: int = 0
    up: bool = False
    """Whether it can go before the entry above it."""
    down: bool = False


def placed(fault: Fault, language: str) -> str:
    """A fault with its line and column."""
    english = language.startswith("en")
    place = (
        f"line {fault.line}, column {fault.column}: "
        if english
        else f"第 {fault.line} 行第 {fault.column} 列："
    )
    return place + fault.message(language)
