"""Markdown as the reference pages use it: headings with known anchors, tables, docstrings."""

import inspect
import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- Made by scripts/docs.py from the code (`make docs`). Do not edit. -->"


def page(title: str, introduction: str, sections: Iterable[str]) -> str:
    """A whole page."""
    return "\n\n".join([GENERATED, f"# {title}", introduction.strip(), *sections]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; "" without rows."""
    lines = [_row(cells) for cells in rows]
    return "\n".join([_row(head), _row(["---"] * len(head)), *lines]) if lines else ""


def prose(thing: type) -> str:
    """The docstring of a class as paragraphs, each on one line."""
    paragraphs = inspect.cleandoc(thing.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(p.split()) for p in paragraphs)


def code(text: object) -> str:
    """Text as code; "" stays empty."""
    return f"`{text}`" if str(text) else ""


def codes(texts: Iterable[object]) -> str:
    return ", ".join(code(text) for text in texts)


def anchor(heading: str) -> str:
    """The anchor that the usual viewers give a heading: letters, digits, - and _, spaces as -."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def link(label: str, heading: str, on: str = "") -> str:
    return f"[`{label}`]({on}#{anchor(heading)})"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
