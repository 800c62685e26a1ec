"""The picture of the flow shows every limit once, and nothing on top of anything else."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from shouwen.core.rulebook.flow import flow_of
from shouwen.core.rulebook.flow_layout import laid_out, text_width
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.words_limits import due_key
from shouwen.documents.flow_picture import flow_svg
from shouwen.rulebooks import rule_book, shipped
from tests.core.rulebook.files import DESIGN, SOUND, with_must

BOTH = [(name, language) for name in shipped() for language in ("zh", "en")]


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_every_rule_is_in_the_picture(name: str, language: str) -> None:
    book = rule_book(name)
    flow = flow_of(book, language)
    assert sorted(rule for way in flow.ways for rule in way.rules) == sorted(rule.id for rule in book.must)
    assert len(flow.words) == len(book.must)
    drawn = ET.fromstring(flow_svg(flow))
    texts = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert set(texts) >= {step.name for step in flow.steps} | {
        label for way in flow.ways for label in way.labels
    }


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_nothing_lies_on_anything_else(name: str, language: str) -> None:
    layout = laid_out(flow_of(rule_book(name), language))
    shown = [box for box in layout.boxes if box.lines]
    for one, other in combinations(shown, 2):
        apart = (
            abs(one.x - other.x) - (one.width + other.width) / 2,
            abs(one.y - other.y) - (one.height + other.height) / 2,
        )
        assert max(apart) >= 0, (one.lines, other.lines)
    for box in shown:
        assert box.width >= max(map(text_width, box.lines))
        assert box.x - box.width / 2 >= 0
        assert box.x + box.width / 2 <= layout.width


@pytest.mark.parametrize("name", shipped())
def test_ways_run_downward_but_for_further_rounds(name: str) -> None:
    for line in laid_out(flow_of(rule_book(name))).lines:
        heights = [box.y for box in line.path]
        if line.path[-1].step and len(set(heights)) == len(heights):
            assert heights == sorted(heights, reverse=line.way.back)


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_a_due_time_that_is_told_stands_in_place_of_the_limit_without_it(name: str, language: str) -> None:
    book, flow = rule_book(name), flow_of(rule_book(name), language)
    p = Phrases(book, language)
    for rule in (rule for rule in book.must if rule.until):
        labels = next(way.labels for way in flow.ways if rule.id in way.rules)
        assert any(f"“{due_key(rule, p)}”" in label for label in labels), (rule.id, labels)


def test_a_committees_predicted_time_is_in_its_picture() -> None:
    labels = [label for way in flow_of(rule_book("committee"), "zh").ways for label in way.labels]
    assert any("至“预计" in label for label in labels), labels


def test_the_same_book_gives_the_same_picture() -> None:
    book = load(DESIGN, name="x")
    assert flow_svg(flow_of(book)) == flow_svg(flow_of(book))
    assert "2 小时" in flow_svg(flow_of(book))


def test_a_step_that_calls_for_itself_and_a_book_without_limits() -> None:
    again = flow_of(load(with_must(after="noted", do="noted"), name="x"))
    assert flow_svg(again).count("记录工作") == 1
    nothing = flow_of(
        load(SOUND.split("must:")[0].replace("c1: 条款一", "c1: {text: 条款一, statement: true}"), name="x")
    )
    assert "<svg" in flow_svg(nothing)


def test_words_in_the_picture_are_escaped() -> None:
    text = SOUND.replace("试行办法", "'<script>&办法'")
    assert "<script>" not in flow_svg(flow_of(load(text, name="x")))
