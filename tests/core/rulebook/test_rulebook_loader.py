"""What loads, and that nothing else does worse than tell its faults."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.core.rulebook.document import resolve
from shouwen.core.rulebook.faults import RuleBookFaults
from shouwen.core.rulebook.loader import check, load
from shouwen.core.rulebook.model import FactType, Origin, Reminder
from shouwen.core.rulebook.schema import schema
from shouwen.core.worktime import Limit
from tests.core.rulebook.files import DESIGN, HEAD, SOUND, with_levels, with_must

HOWTO = Path(__file__).parents[3] / "docs" / "howto" / "write-a-rule-book.md"


def test_the_file_of_the_design_page_loads():
    book = load(DESIGN, name="design")
    assert (book.slug, book.version, book.title.en) == ("four-level", 1, "Four-level complaint handling")
    rule = book.by_id["respond-l1"]
    assert rule.within == Limit.parse("2h")
    assert rule.remind == (Reminder(percent=50), Reminder(percent=80))
    assert rule.escalate == ("unit_head",)
    assert rule.pause
    assert rule.name.zh == "响应"
    assert book.may[0].when.holds({"amount": 1000})
    assert not book.may[0].when.holds({"amount": 1000.5})
    assert book.never[0].while_.holds({"root_cause": ""})
    assert book.level("L1").when.holds({"severity": "high", "urgency": "high"})


def test_bytes_and_a_byte_order_mark_and_windows_lines():
    book = load("\ufeff" + DESIGN.replace("\n", "\r\n"), name="x")
    assert load(("\ufeff" + DESIGN).encode(), name="x") == book == load(DESIGN, name="x")


def test_names_outside_the_basic_plane():
    assert load(SOUND.replace("试行办法", "𠮷祥物业办法"), name="x").title.zh == "𠮷祥物业办法"


def test_yaml_1_2_leaves_words_and_times_alone():
    assert resolve("no") == "no"
    assert resolve("12:30") == "12:30"
    assert resolve("2026-02-14") == "2026-02-14"
    assert resolve("010") == 10
    assert (resolve("0o10"), resolve("true"), resolve("~"), resolve("1.5")) == (8, True, None, 1.5)


def test_a_calendar_of_ones_own():
    own = """\
calendar:
  based_on: cn-office
  timezone: Asia/Shanghai
  week: {sat: [09:00-12:00], fri: []}
  makeup: [08:30-17:30]
  days: {2026-02-14: work, 2026-02-16: off, 2026-02-17: [09:00-11:00]}
"""
    spec = load(SOUND.replace("calendar: cn-office\n", own), name="x").calendar
    assert spec.weekly[5] == ((540, 720),)
    assert spec.weekly[4] == ()
    assert spec.weekly[0] == ((540, 720), (780, 1080))
    assert spec.makeup == ((510, 1050),)
    assert spec.days == {
        date(2026, 2, 14): "working",
        date(2026, 2, 16): "closed",
        date(2026, 2, 17): ((540, 660),),
    }
    assert spec.name == "trial"


def test_everything_else_that_a_file_can_say():
    book = load(
        """\
rule_book: full
title: 全
version: 3
calendar: round-the-clock
starts_at: 从登记起算
parameters:
  - {id: p, value: 15wd, note: 待单位填写}
clauses:
  第一条: {text: 宗旨, statement: true, note: 说明}
  "2": {text: 二, en: two, origin: blank}
  "3": {text: 三, origin: reading}
levels:
  - {id: L1, name: {zh: 急, en: urgent}, when: "colour == 'red'", clause: "3"}
categories:
  - {id: a, name: 甲, unit: 客服部, keywords: [坏了], children: [{id: b, name: 乙}]}
facts:
  - {id: colour, name: 颜色, type: choice, options: {red: 红, blue: {zh: 蓝, en: blue}}, required: true, kinds: [complaint], hint: 看一眼}
roles:
  - {id: boss, name: 老板, holds: executive, units: [总经理办公室]}
must:
  - {id: m, clause: "2", after: finding_recorded, after_where: "stage == 'preliminary'", do: replied,
     do_where: "manner == 'letter'", by: boss, within: {parameter: p}, remind: 2d, pause: never, name: {zh: 回信, en: write}}
may:
  - {id: y, clause: "3", do: [close, archive], by: [boss, supervisor]}
never:
  - {id: n, clause: "3", do: [close], while: "", say: {zh: 不行, en: no}}
""",
        name="full",
    )
    assert book.clauses["第一条"].statement
    assert book.clauses["2"].origin is Origin.BLANK
    assert book.category_path("b")[0].keywords == ("坏了",)
    assert book.fact("colour").type is FactType.CHOICE
    assert [o.name.in_("en") for o in book.fact("colour").options] == ["红", "blue"]
    must = book.must[0]
    assert (must.within, must.parameter, must.pause) == (Limit.parse("15wd"), "p", False)
    assert must.remind == (Reminder(before=Limit.parse("2d")),)
    assert must.name.en == "write"
    assert book.may[0].do == ("close", "archive")
    assert book.never[0].while_.holds({})


def test_an_alias_repeats_a_value():
    text = with_must(by="&who handler", remind="&marks [50%, 80%]").replace(
        "within: 3wd", "late: {escalate: unit_head}, within: 3wd"
    )
    assert load(text, name="x").must[0].escalate == ("unit_head",)


SOUND_CONDITIONS = [
    "true", "accepted", "!accepted && size(flags) > 1", "kind in ['complaint', 'problem']", "level == ''",
    "'legal' in flags || amount > 10.5", "amount >= 3 && amount <= 5", "unit.contains('客服') || unit == ''",
    "returns + urges > 2", "(round > 1 ? accepted : replied)", "round > 1 ? accepted : replied",
    "findings == [] || !('in_depth' in findings)", "unit in assisting", '"L" + unit == "L"', "root_cause != ''",
]  # fmt: skip


@pytest.mark.parametrize("condition", SOUND_CONDITIONS)
def test_conditions_that_are_fine(condition):
    quoted = json.dumps(condition, ensure_ascii=False)
    assert check(with_must(when=quoted), name="x") == ()


def test_conditions_of_events_and_actors_that_are_fine():
    assert (
        check(
            with_must(
                after="satisfaction_recorded",
                after_where='"!satisfied && score < 3"',
                do_where="\"manner != ''\"",
            ),
            name="x",
        )
        == ()
    )
    may = 'may:\n  - {id: m, clause: c1, do: close, by: intake, when: "actor_is_receiver && actor_unit == unit"}\n'
    assert check(HEAD + may, name="x") == ()
    missed = with_must(after="deadline_missed", after_where="\"rule == 'r'\"", do="urged")
    assert check(missed, name="x") == ()


def test_levels_that_can_each_be_reached():
    assert (
        check(
            with_levels(
                "\"severity == 'high' && urgency == 'high'\"", "\"urgency == 'high'\"", "\"severity != ''\""
            ),
            name="x",
        )
        == ()
    )
    assert check(with_levels('"amount > 100"', '"amount > 10"', '"true"'), name="x") == ()
    assert check(with_levels("\"'legal' in flags\"", '"size(flags) > 0"', "\"unit != ''\""), name="x") == ()


def test_what_cannot_be_listed_is_not_judged():
    assert check(with_levels('"urges + returns > 3"', '"urges + returns > 5"'), name="x") == ()


def test_limits_in_their_order():
    two = HEAD + (
        "must:\n"
        "  - {id: a, clause: c1, after: registered, when: \"kind == 'inquiry'\", do: responded, by: handler, within: 24h}\n"
        "  - {id: b, clause: c1, after: registered, when: \"kind != 'inquiry'\", do: replied, by: handler, within: 2h}\n"
    )
    assert check(two, name="x") == ()  # never both


def test_the_published_schema_names_what_there_is():
    published = Path(__file__).parents[3] / "src" / "shouwen" / "core" / "rulebook" / "schema.json"
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    assert published.read_text("utf-8") == text, "write schema() to schema.json anew"


def test_the_how_to_is_true():
    text = HOWTO.read_text("utf-8")
    blocks = [part.split("```", 1)[0] for part in text.split("```yaml\n")[1:]]
    whole = next(block for block in blocks if block.startswith("rule_book:"))
    assert check(whole, name="how-to") == ()


BASES = [DESIGN, SOUND]


@st.composite
def mutated(draw):
    text = draw(st.sampled_from(BASES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 12))
        piece = draw(
            st.one_of(
                st.sampled_from(["\n", ": ", "- ", "{", "}", "[", "]", "'", '"', "&a ", "*a", "!!x ", "|\n", "? ", "#", "\t", "null", "1e9", "%", "---\n", "c4-1", "level", "&&", "𠮷"]),
                st.text(max_size=6),
            )
        )  # fmt: skip
        text = text[:at] + piece + text[at + length :]
    return text


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_no_file_does_more_than_tell_its_faults(text):
    try:
        book = load(text, name="mutated")
    except RuleBookFaults as found:
        lines = text.count("\n") + text.count("\r") + 2
        assert found.faults
        assert list(found.faults) == sorted(found.faults)
        assert all(1 <= f.line <= lines and f.column >= 1 and f.message_zh for f in found.faults)
    else:
        assert load(text, name="mutated") == book


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_no_condition_does_more_than_tell_its_faults(condition):
    for fault in check(with_must(when=json.dumps(condition)), name="x"):
        assert fault.line == 8


WORDS = ["accepted", "level", "amount", "flags", "'L1'", "''", "1", "1.5", "&&", "||", "!", "==", "<", "in", "(", ")", "[", "]", ",", "+", "?", ":", "size(", "."]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_condition_that_passes_never_fails_at_run_time(words):
    condition = " ".join(words)
    try:
        book = load(with_must(when=json.dumps(condition)), name="x")
    except RuleBookFaults:
        return
    for amount in (0, 7, 2.5):
        for flags in ([], ["legal", "media"]):
            book.must[0].when.holds({"accepted": True, "level": "L1", "amount": amount, "flags": flags})
