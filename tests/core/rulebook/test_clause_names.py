"""Clauses as people cite them."""

import pytest

from shouwen.core.rulebook.names import clause_name
from shouwen.core.rulebook.words import in_words
from shouwen.rulebooks import rule_book, shipped


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        ("c4-6", "第4.6条", "clause 4.6"),
        ("c12", "第12条", "clause 12"),
        ("c1-2-3", "第1.2.3条", "clause 1.2.3"),
        ("第八条", "第八条", "第八条"),
        ("charter-3", "charter-3", "charter-3"),
        ("c4-", "c4-", "c4-"),
        ("", "", ""),
    ],
)
def test_a_numbered_clause_is_cited_by_its_number_any_other_by_itself(clause: str, zh: str, en: str) -> None:
    assert (clause_name(clause).in_("zh-hans"), clause_name(clause).in_("en")) == (zh, en)


@pytest.mark.parametrize("name", sorted(shipped()))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sentence_of_a_book_cites_a_clause_by_its_identifier(name: str, language: str) -> None:
    book = rule_book(name)
    for section in in_words(book, language).sections:
        for line in section.lines:
            if (
                section.id != "clauses"
            ):  # there the identifier stands beside the number, for who writes rule books
                assert not any(f"（{id_}）" in line.text or f"({id_})" in line.text for id_ in book.clauses)
