"""Which kinds of evidence the rules of a book ask for, by the word that a form offers."""

import pytest

from shouwen.core.rulebook.evidence_kinds import evidence_kinds
from shouwen.core.rulebook.words import in_words
from shouwen.rulebooks import rule_book, shipped


@pytest.mark.parametrize(
    ("slug", "language", "kinds"),
    [
        ("liquor", "zh", ("销售出库审核表", "客户处理反馈单")),
        ("liquor", "en", ("outbound_review", "feedback_form")),
        ("tobacco", "zh", ("不合格处理单",)),
        ("three-tier", "zh", ()),
        ("fishery", "zh", ("产品资料", "生产记录", "服务过程")),
        ("four-level", "zh", ()),
    ],
)
def test_each_rule_offers_the_word_of_the_language(slug, language, kinds) -> None:
    assert evidence_kinds(rule_book(slug), language) == kinds


@pytest.mark.parametrize("slug", sorted(shipped()))
def test_every_kind_has_a_word_in_either_language(slug) -> None:
    assert all(not word.isascii() for word in evidence_kinds(rule_book(slug), "zh"))
    assert all(word.isascii() for word in evidence_kinds(rule_book(slug), "en"))


def test_how_people_were_held_to_account_is_told_in_words() -> None:
    told = "".join(
        line.text for section in in_words(rule_book("tobacco"), "zh").sections for line in section.lines
    )
    assert "accountable_kinds" not in told and "accountable_clauses" not in told
    assert "责任追究依据的条款不含第6.1条" in told
    assert "追究方式为道歉或承担损失" in told


@pytest.mark.parametrize("slug", sorted(shipped()))
def test_what_stands_in_two_languages_is_told_in_the_reader_s(slug) -> None:
    chinese, english = (
        [line.text for section in in_words(rule_book(slug), language).sections for line in section.lines]
        for language in ("zh", "en")
    )
    asking = [text for text in english if "evidence" in text]  # notes are in Chinese alone
    for word in evidence_kinds(rule_book(slug), "en"):
        assert not any(word in text for text in chinese)
    for word in evidence_kinds(rule_book(slug), "zh"):
        assert not any(word in text for text in asking)
    assert not any(f"“{word}”" in text for text in chinese for word in ("letter", "written", "phone"))
