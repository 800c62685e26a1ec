"""What papers are made of, as `layouts/blocks.typ` reads it: forms, tables, texts, signatures, letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypedDict


class Form(TypedDict):
    """Rows of one or two (label, value) pairs."""

    kind: str
    rows: list[list[tuple[str, str]]]


class Table(TypedDict):
    kind: str
    heads: list[str]
    widths: list[str]
    rows: list[list[str]]


class Text(TypedDict):
    kind: str
    heading: str
    paragraphs: list[str]


class Signatures(TypedDict):
    """Rows of step, opinion, who signed on screen, when; the last two are empty where a pen is to sign."""

    kind: str
    heading: str
    rows: list[tuple[str, str, str, str]]


class Letter(TypedDict):
    kind: str
    title: str
    reference: str
    salutation: str
    paragraphs: list[str]
    indent: bool
    sender: str
    date: str
    seal: str


class Official(TypedDict):
    """A letter under the head of the organisation, with its number and a red line."""

    kind: str
    organisation: str
    reference: str
    title: str
    salutation: str
    paragraphs: list[str]
    indent: bool
    sender: str
    date: str
    seal: str


Block: TypeAlias = Form | Table | Text | Signatures | Letter | Official


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One item of a dossier (件): what the catalogue says of it, and what stands in it."""

    title: str
    date: str
    by: str
    blocks: tuple[Block, ...]
    headed: bool = True
    """Whether the title is set above it; a letter brings its own."""


def form(*rows: Sequence[tuple[str, str]]) -> Form:
    """A form; pairs without a value stay, to be filled in by hand."""
    return {"kind": "form", "rows": [list(row) for row in rows]}


def table(*columns: tuple[str, str], rows: Iterable[Sequence[str]]) -> Table:
    """A table; columns are (heading, width), widths `12mm`, `1fr` or `auto`."""
    return {
        "kind": "table",
        "heads": [head for head, _ in columns],
        "widths": [width for _, width in columns],
        "rows": [list(row) for row in rows],
    }


def text(heading: str, *paragraphs: str) -> Text:
    return {"kind": "text", "heading": heading, "paragraphs": [each for each in paragraphs if each.strip()]}


def signatures(heading: str, *rows: tuple[str, str, str, str]) -> Signatures:
    return {"kind": "signatures", "heading": heading, "rows": list(rows)}
