"""What differs between two versions is told in words, and nothing else is."""

import re
from dataclasses import fields, replace

import pytest

from shouwen.core.rulebook.comparison import compare
from shouwen.core.rulebook.editing import Append, Put, Remove, edited, values
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.outline import outline
from shouwen.rulebooks import read_shipped, rule_book, shipped
from tests.core.rulebook.files import DESIGN, SOUND

BOOK = load(DESIGN, name="design")


def changed(*edits: Put | Append | Remove, language: str = "zh"):
    return compare(BOOK, load(edited(DESIGN, edits), name="changed"), language)


@pytest.mark.parametrize("name", shipped())
def test_a_book_does_not_differ_from_itself(name: str) -> None:
    assert compare(rule_book(name), rule_book(name)) == ()


def test_a_limit_is_told_as_a_figure() -> None:
    (found,) = changed(Put("/must/0/within", "3h"))
    assert (found.section, found.id, found.clause, found.change) == ("must", "respond-l1", "c4-1", "changed")
    assert [(f.label, f.before, f.after) for f in found.figures] == [("时限", "2 小时", "3 小时")]
    assert "2 小时内" in found.before
    assert "3 小时内" in found.after
    (english,) = changed(Put("/must/0/within", "3h"), language="en")
    assert (english.figures[0].label, english.figures[0].after) == ("limit", "3 hours")


def test_rules_and_clauses_come_and_go() -> None:
    found = changed(
        Remove("/never/0"), Remove("/clauses/c9-1"), Append("/must", {
            "id": "archive", "clause": "c4-1", "after": "closed", "do": "archived", "by": "intake", "within": "5wd",
        }), Put("/clauses/c7-2", "两千元以下的方案由部门负责人批准"), Put("/may/0/when", "amount <= 2000"),
    )  # fmt: skip
    assert [(d.section, d.id, d.change) for d in found] == [
        ("clauses", "c7-2", "changed"), ("clauses", "c9-1", "removed"), ("must", "archive", "added"),
        ("may", "approve-small", "changed"), ("never", "cause-open", "removed"),
    ]  # fmt: skip
    assert found[0].figures[0].before == "一千元以下的方案由部门负责人批准"
    assert found[2].before == ""
    assert found[4].after == ""


def test_the_direction_is_mirrored() -> None:
    other = load(
        edited(DESIGN, [Put("/must/0/by", "intake"), Remove("/may/0"), Remove("/clauses/c7-2")]), name="x"
    )
    forth, back = compare(BOOK, other), compare(other, BOOK)
    assert {(d.section, d.id, d.before, d.after) for d in forth} == {
        (d.section, d.id, d.after, d.before) for d in back
    }


def test_an_outline_tells_the_rest_of_a_faulty_text() -> None:
    broken = edited(DESIGN, [Put("/must/0/within", "soon"), Put("/may/0/when", "amount <= 'x'")])
    seen = outline(broken)
    assert {fault.path for fault in seen.faults} == {"/must/0/within", "/may/0/when"}
    assert [fault.code for fault in seen.at("/must/0")] == ["bad-limit"]
    assert seen.book is not None
    assert (seen.book.must, seen.book.may, len(seen.book.never)) == ((), (), 1)
    assert seen.document["must"][0]["within"] == "soon"


def test_an_outline_of_a_sound_text_is_the_book() -> None:
    seen = outline(SOUND)
    assert (seen.faults, seen.book) == ((), load(SOUND, name="x"))


@pytest.mark.parametrize(
    "text", ["", "[", "a", "must: 3", "title: {zh: 办法}\nmust: [3, {id: 4}]\nclauses: []", "rule_book: [x]"]
)
def test_an_outline_never_raises(text: str) -> None:
    assert outline(text).faults


@pytest.mark.parametrize("name", ["complaints-office", "bank-branch", "four-level"])
def test_no_part_of_a_book_is_overlooked(name: str) -> None:
    """Whatever is taken out of a book, the comparison says that something is missing."""
    book = rule_book(name)
    for part in fields(book):
        value = getattr(book, part.name) if part.init else None
        if part.name in ("slug", "version", "calendar", "clauses") or not value:
            continue
        other = replace(
            book,
            **{
                part.name: None
                if not isinstance(value, Words | tuple | dict)
                else type(value)("")
                if isinstance(value, Words)
                else type(value)()
            },
        )
        assert compare(book, other), part.name


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_identifier_is_shown_for_a_figure_a_key_or_a_chapter(language: str) -> None:
    text = read_shipped("four-level")
    raw = values(text)
    n = next(n for n, rule in enumerate(raw["must"]) if rule.get("until") == "reply_by")
    changes = [
        Remove(f"/must/{n}/until"), Remove(f"/must/{n}/per"), Put("/chapters/training", ["c8-1"]),
        Put("/facts/0/hint", "另一个提示"), Put("/categories/0/unit", "物流部"),
    ]  # fmt: skip
    after = load(edited(text, changes), name="x")
    first, *others = after.must
    after = replace(after, must=(replace(first, parameter="survey_within"), *others))
    found = compare(rule_book("four-level"), after, language)
    assert {one.section for one in found} == {"must", "chapters", "facts", "categories"}
    for one in found:
        shown = "\n".join([one.before, one.after, *(f"{f.label} {f.before} {f.after}" for f in one.figures)])
        for raw_id in ("survey_within", "reply_by", "training", "product_quality"):
            assert raw_id not in shown, shown
        if language == "zh":
            assert not re.search(r"[A-Za-z]{4,}", shown.replace("English", "")), shown
        else:
            assert not re.search("[\u4e00-\u9fff]", shown.replace("物流部", "").replace("质量部", "").replace("另一个提示", "")) or one.section == "categories", shown  # fmt: skip
