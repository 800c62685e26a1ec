"""The handling manual of every rule book: all its chapters, limits and clauses, in both languages, on paper and in Word."""

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from shouwen.core.rulebook.names import clause_name
from shouwen.documents.manual import Grid, Paragraphs, manual
from shouwen.documents.manual_docx import manual_docx
from shouwen.documents.manual_pdf import manual_pdf
from shouwen.rulebooks import rule_book, shipped
from tests.documents.papers import WITH_TEXT, text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", shipped())
def test_everything_of_the_book_is_in_it(name: str, language: str) -> None:
    book = rule_book(name)
    made = manual(book, language, organisation="海棠", in_force="2026年1月1日")
    assert len(made.chapters) == 10
    cells = {
        cell
        for chapter in made.chapters
        for piece in chapter.pieces
        if isinstance(piece, Grid)
        for row in piece.rows
        for cell in row
    }
    assert cells >= {clause_name(id_).in_(language) for id_ in book.clauses} | {
        rule.name.in_(language) for rule in book.must
    }
    assert all(len(row) == len(piece.heads) == len(piece.widths) for chapter in made.chapters for piece in chapter.pieces
               if isinstance(piece, Grid) for row in piece.rows)  # fmt: skip
    for n, key in ((6, "training"), (7, "assessment"), (8, "incentives")):
        (told,) = made.chapters[n].pieces
        assert isinstance(told, Paragraphs)
        assert told.numbered is bool(book.chapters.get(key))


def test_the_chapters_of_the_four_level_book_hold_its_figures() -> None:
    made = manual(rule_book("four-level"), "zh")
    assert "满意度 40%" in made.chapters[7].pieces[0].lines[0]
    assert "月度之星 1 名" in made.chapters[8].pieces[0].lines[0]


@WITH_TEXT
def test_on_paper() -> None:
    made = manual(rule_book("fishery"), "zh", organisation="某渔业公司", in_force="2026年1月1日")
    paper = manual_pdf(made)
    assert paper == manual_pdf(made)
    told = text(paper)
    for words in ("处理手册", "目录", "第四章", "第 1 版", "自 2026年1月1日 起施行".replace(" ", "")):
        assert words.replace(" ", "") in told


@pytest.mark.parametrize("name", ["fishery", "committee"])
def test_in_word(name: str) -> None:
    made = manual(rule_book(name), "zh", organisation="某<公司>&")
    content = manual_docx(made)
    assert content == manual_docx(made)
    archive = ZipFile(BytesIO(content))
    assert archive.testzip() is None
    parts = {n: ET.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))}
    body = parts["word/document.xml"]
    texts = [t.text for t in body.iter(f"{W}t")]
    headings = [
        "".join(t.text for t in p.iter(f"{W}t"))
        for p in body.iter(f"{W}p")
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "Heading1"
    ]
    assert headings == [chapter.title for chapter in made.chapters]
    assert "某<公司>&" in texts
    anchors = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} <= anchors
    assert archive.read("word/media/image1.png").startswith(b"\x89PNG")
    styles = {s.get(f"{W}styleId") for s in parts["word/styles.xml"].iter(f"{W}style")}
    assert {s.get(f"{W}val") for s in body.iter(f"{W}pStyle")} <= styles
