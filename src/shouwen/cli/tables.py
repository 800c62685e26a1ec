"""Text tables that line up where a Chinese character is two columns wide."""

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """Columns on a terminal; marks that stand on the letter before them take none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def table(rows: Iterable[Sequence[str]], *, heading: Sequence[str] = ()) -> str:
    """Rows of equal length in columns two spaces apart, under a heading with a rule."""
    lines = [list(map(_plain, row)) for row in ([heading] if heading else []) + list(rows)]
    if not lines:
        return ""
    widths = [max(width(line[column]) for line in lines) for column in range(len(lines[0]))]
    if heading:
        lines.insert(1, ["─" * columns for columns in widths])
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (columns - width(cell)) for cell, columns in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _plain(text: str) -> str:
    """One line, without the control characters with which a text could repaint the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
