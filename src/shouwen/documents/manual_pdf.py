"""The handling manual as PDF: cover, contents, numbered chapters."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from shouwen.documents.manual import Grid, Heading, Manual, Paragraphs, Picture, Piece
from shouwen.documents.typesetting import compiled

WIDE = 760
"""A picture wider than this (in pixels) gets a page across."""


def manual_pdf(manual: Manual, *, at: datetime | None = None) -> bytes:
    """The manual as PDF; the same manual and `at` (its creation date) make the same bytes."""
    chapters = [
        {"title": chapter.title, "pieces": [_piece(piece) for piece in chapter.pieces]}
        for chapter in manual.chapters
    ]
    data = {**asdict(manual), "chapters": chapters, "heading": manual.title, "watermark": manual.version}
    data["words"] = {"page": manual.page}
    return compiled("manual.typ", data, at=at)


def _piece(piece: Piece) -> dict[str, Any]:
    match piece:
        case Paragraphs(lines=lines, numbered=numbered):
            return {"kind": "list" if numbered else "text", "lines": list(lines)}
        case Heading(text=text):
            return {"kind": "heading", "text": text}
        case Grid():
            return {
                "kind": "table",
                "heads": list(piece.heads),
                "widths": [f"{width}fr" for width in piece.widths],
                "rows": [list(row) for row in piece.rows],
            }
        case Picture():
            return {
                "kind": "picture",
                "svg": piece.svg,
                "across": piece.width > WIDE and piece.width > piece.height,
                "alt": piece.words,
                "width": piece.width,
                "height": piece.height,
            }
