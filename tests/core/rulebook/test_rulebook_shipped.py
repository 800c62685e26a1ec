"""The shipped rule books: no faults, complete in figures, sound in words."""

import pytest

from shouwen.core.case.commands import COMMANDS
from shouwen.core.case.events import EVENTS
from shouwen.core.case.state import Stage
from shouwen.core.rulebook.loader import check
from shouwen.core.rulebook.names import COMMAND_NAMES, EVENT_NAMES, STAGE_NAMES
from shouwen.core.rulebook.words import in_words, must_in_words
from shouwen.rulebooks import read_shipped, rule_book, shipped

BLANK = {
    "severity": "",
    "urgency": "",
    "prevalence": "",
    "flags": [],
    "categories": [],
    "category": "",
    "households": 0,
}


def test_the_first_four_are_there():
    assert {"four-level", "fishery", "staged-limits", "property"} <= set(shipped())


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_book_has_no_fault(name):
    assert check(read_shipped(name), name=name) == ()
    book = rule_book(name)
    assert book.slug == name
    assert book.title.en
    assert book.starts_at.zh


def test_an_unknown_name():
    with pytest.raises(KeyError):
        read_shipped("../pyproject")


@pytest.mark.parametrize("name", shipped())
def test_no_level_holds_while_nothing_is_known(name):
    assert not [level.id for level in rule_book(name).levels if level.when.holds(BLANK)]


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_can_be_said(name, language):
    book = rule_book(name)
    told = in_words(book, language)
    rules = [
        line.id
        for section in told.sections
        if section.id in ("must", "may", "never")
        for line in section.lines
    ]
    assert rules == [rule.id for rule in (*book.must, *book.may, *book.never)]
    assert "〔" not in str(told).replace("〔本系统的理解〕", "").replace("〔宣示性条款〕", "").replace(
        "〔原文留白，待单位填写〕", ""
    )


@pytest.mark.parametrize("name", shipped())
def test_a_figure_that_the_source_leaves_blank_is_marked(name):
    book = rule_book(name)
    known = {parameter.id for parameter in book.parameters}
    assert book.used_parameters == known
    assert all(parameter.note.zh.startswith("待单位填写") for parameter in book.parameters)


FIGURES = {
    "four-level": {
        "respond-l1": "2h", "resolve-l1": "24h", "respond-l2": "4h", "resolve-l2": "48h",
        "respond-l3": "8h", "resolve-l3": "72h", "respond-l4": "24h",
    },
    "fishery": {"pass-on": "1h", "start-analysis": "24h"},
    "staged-limits": {
        "first-look": "24h", "in-depth": "3wd", "propose": "5wd", "complete-measures": "10wd", "tell-result": "3wd",
    },
    "property": {},
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_of_the_source(name):
    book = rule_book(name)
    assert {rule: str(book.by_id[rule].within) for rule in FIGURES[name]} == FIGURES[name]


def test_assessment_and_incentives_of_the_four_levels():
    clauses = rule_book("four-level").clauses
    assert all(share in clauses["c9-1"].text.zh for share in ("30%", "40%"))
    assert "1 名" in clauses["c10-1"].text.zh
    assert "3 名" in clauses["c10-2"].text.zh
    assert "1 个" in clauses["c10-3"].text.zh


GRADES = [
    ("high", "high", "", "L1"), ("low", "high", "", "L2"), ("medium", "high", "many", "L2"),
    ("high", "low", "", "L3"), ("medium", "low", "single", "L3"), ("low", "low", "many", "L3"),
    ("low", "low", "single", "L4"), ("low", "medium", "single", "L4"),
]  # fmt: skip


@pytest.mark.parametrize(("severity", "urgency", "prevalence", "level"), GRADES)
def test_grading_by_four_levels(severity, urgency, prevalence, level):
    facts = {"severity": severity, "urgency": urgency, "prevalence": prevalence}
    assert next(each.id for each in rule_book("four-level").levels if each.when.holds(facts)) == level


@pytest.mark.parametrize("households", [0, 2, 3, 10])
def test_three_households_make_it_major(households):
    facts = {"categories": ["general", "pests"], "category": "pests", "households": households}
    level = next(each.id for each in rule_book("property").levels if each.when.holds(facts))
    assert level == ("major" if households >= 3 else "general")


def test_the_major_subjects_of_property():
    (major,) = [category for category in rule_book("property").categories if category.id == "major"]
    assert len(major.children) == 8
    assert all(child.unit and child.keywords for child in major.children)


def test_one_rule_in_words():
    book = rule_book("four-level")
    assert must_in_words(book.by_id["respond-l1"], book) == (
        "登记后，级别为一级且类型为投诉的，承办人须在 2 小时内响应；时限过 50%、80% 时提醒；逾期升级至部门负责人、分管领导（第3.1条）"
    )
    assert must_in_words(book.by_id["respond-l1"], book, "en") == (
        "After “registered”, where level is Level 1 and kind is complaint, handler owes “responded” within 2 hours; "
        "reminded when 50%, 80% of the limit is gone; if late it goes to unit head, executive in charge (clause 3.1)"
    )


def test_a_period_and_a_blank_in_words():
    book = rule_book("property")
    assert "须在 本月内回访" in must_in_words(book.by_id["call-back"], book)
    assert "（待单位填写）" in must_in_words(book.by_id["reply-general"], book)


def test_everything_has_a_name():
    assert list(EVENT_NAMES) == list(EVENTS)
    assert list(COMMAND_NAMES) == list(COMMANDS)
    assert set(STAGE_NAMES) == set(Stage)


@pytest.mark.parametrize("name", shipped())
def test_hints_and_figures_have_their_english(name: str) -> None:
    book = rule_book(name)
    lacking = [fact.id for fact in book.facts if fact.hint.zh and not fact.hint.en]
    assert lacking + [one.id for one in book.parameters if not one.note.en] == []
