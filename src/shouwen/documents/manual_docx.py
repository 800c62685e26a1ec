"""The handling manual as a word processing file, to be edited and printed in the office."""

from shouwen.documents.manual import Grid, Heading, Manual, Paragraphs, Picture, Piece
from shouwen.documents.manual_pdf import WIDE
from shouwen.documents.typesetting import png
from shouwen.documents.word import Word


def manual_docx(manual: Manual) -> bytes:
    """The manual as .docx; the same manual makes the same bytes."""
    made = Word(title=manual.title, organisation=manual.organisation, english=manual.language == "en")
    for _ in range(6):
        made.paragraph("")
    made.paragraph(manual.organisation, "Centred")
    made.paragraph(manual.title, "Title")
    made.paragraph(manual.subtitle, "Subtitle")
    for _ in range(9):
        made.paragraph("")
    made.paragraph(manual.version, "Centred")
    made.paragraph(manual.in_force, "Centred")
    made.page_break()
    made.paragraph(manual.contents, "Subtitle")
    made.contents([chapter.title for chapter in manual.chapters])
    made.page_break()
    for chapter in manual.chapters:
        made.heading(chapter.title)
        for piece in chapter.pieces:
            _add(made, piece)
    return made.done()


def _add(made: Word, piece: Piece) -> None:
    match piece:
        case Paragraphs(lines=lines, numbered=True):
            made.numbered(lines)
        case Paragraphs(lines=lines):
            for line in lines:
                made.paragraph(line, indent=True)
        case Heading(text=text):
            made.paragraph(text, "Heading2")
        case Grid():
            made.table(piece.heads, piece.widths, piece.rows)
        case Picture():
            made.picture(
                png(piece.svg), ratio=piece.height / piece.width, words=piece.words,
                across=piece.width > WIDE and piece.width > piece.height,
            )  # fmt: skip
