"""Entries as fields of a form: what is not changed stays as written, what is changed is what the file says then."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.core.rulebook.editing import Append, Put, Remove, at, edited, values
from shouwen.core.rulebook.entry import edits, fields, place_of, removal
from shouwen.core.rulebook.loader import check, load
from shouwen.core.rulebook.shapes import CHAPTERS, section_of
from shouwen.rulebooks import read_shipped, rule_book, shipped
from tests.core.rulebook.files import DESIGN


def entries(document: dict) -> list[tuple[str, str, object]]:
    """(section, pointer, as written) of everything that has a form."""
    places = [f"/{name}" for name in ("title", "starts_at", "calendar", "quality", "objections")]
    places += [f"/chapters/{name}" for name in CHAPTERS]
    lists = ["/must", "/may", "/never", "/levels", "/parameters", "/facts", "/roles", "/grounds", "/periodic", "/categories",
             "/clauses", "/calendar/days", "/quality/items", "/quality/sample/always"]  # fmt: skip
    for place in lists:
        held = at(document, place)
        places += [f"{place}/{key}" for key in (held if isinstance(held, dict) else range(len(held or [])))]
        lists += [f"{place}/{n}/children" for n, one in enumerate(held) if "children" in one] if place.startswith("/categories") else []  # fmt: skip
    return [(section_of(one), one, at(document, one)) for one in places if at(document, one) is not None]


@pytest.mark.parametrize("name", shipped())
def test_a_form_that_changes_nothing_edits_nothing(name: str) -> None:
    for section, pointer, raw in entries(values(read_shipped(name))):
        assert edits(section, pointer, raw, fields(section, raw, id_=pointer.rsplit("/", 1)[1])) == ()


@pytest.mark.parametrize("name", ["hotline-15d", "property"])
def test_every_entry_written_anew_means_the_same(name: str) -> None:
    text = read_shipped(name)
    document = values(text)
    changes = []
    for section, pointer, raw in entries(document):
        if section in ("must", "may", "never"):
            (append,) = edits(section, f"/{section}/-", None, fields(section, raw))
            changes.append(Put(pointer, append.value))
    assert load(edited(text, changes), name=name) == rule_book(name)


def changed(section: str, pointer: str, **filled: object) -> object:
    raw = at(values(DESIGN), pointer)
    told = fields(section, raw, id_=pointer.rsplit("/", 1)[1]) | filled
    text = edited(DESIGN, edits(section, pointer, raw, told))
    load(text, name="x")
    assert fields(section, at(values(text), pointer), id_=pointer.rsplit("/", 1)[1]) == told
    return at(values(text), pointer)


def test_each_field_lands_where_the_file_keeps_it() -> None:
    assert changed("must", "/must/0", within="3wd")["within"] == "3wd"
    assert changed("must", "/must/0", escalate=("supervisor", "executive"))["late"] == {
        "escalate": ["supervisor", "executive"]
    }
    assert "late" not in changed("must", "/must/0", escalate=())
    assert changed("must", "/must/0", pause=True)["pause"] == "never"
    assert changed("must", "/must/0", remind=("80%",))["remind"] == "80%"
    assert changed("must", "/must/0", name_zh="首次响应", name_en="first answer")["name"] == {
        "zh": "首次响应",
        "en": "first answer",
    }
    assert changed("may", "/may/0", by=("unit_head", "executive"))["by"] == ["unit_head", "executive"]
    assert "when" not in changed("may", "/may/0", when="")
    assert changed("never", "/never/0", say_en="Cause open")["say"]["en"] == "Cause open"
    assert changed("clauses", "/clauses/c4-1", text_zh="新条文") == "新条文"
    assert changed("clauses", "/clauses/c4-1", origin="reading") == {
        "text": "紧急且严重的一级投诉，两小时内响应、二十四小时内办结", "origin": "reading",
    }  # fmt: skip


def test_only_what_changes_is_edited() -> None:
    raw = at(values(DESIGN), "/must/0")
    told = fields("must", raw) | {"within": "=response", "remind": ()}
    assert edits("must", "/must/0", raw, told) == (
        Put("/must/0/within", {"parameter": "response"}),
        Remove("/must/0/remind"),
    )


def test_faults_are_told_at_their_field() -> None:
    assert place_of("must", "/within") == place_of("must", "/within/parameter") == "within"
    assert place_of("must", "/late/escalate/0") == "escalate"
    assert place_of("must", "/name/en") == "name_en"
    assert place_of("never", "/say") == "say_zh"
    assert place_of("clauses", "/en") == "text_en"
    assert place_of("quality", "/sample/rate/parameter") == "rate"
    assert place_of("calendar", "/week/sat/0") == "sat"
    assert place_of("chapters", "/1") == place_of("chapters", "") == "clauses"
    assert place_of("title", "/en") == "text_en"
    assert place_of("facts", "/options/cash") == "options"
    assert place_of("categories", "/children/0/name") == ""
    assert place_of("must", "") == place_of("must", "/surprise") == ""


HOUSE = """\
rule_book: house   # the name
title: {zh: 小店, en: A shop}
version: 1
calendar: cn-office  # hours
clauses:
  c1: 三天内答复
  c2: {text: 以礼待人, statement: true}
parameters:
  - {id: answer, value: 3wd, note: 待填}   # ours
categories:
  - id: goods   # what we sell
    name: 商品
    keywords: [坏了, 变质]
    # below goods
    children:
      - {id: food, name: 食品}
facts:
  - id: paid
    name: 支付方式
    type: choice
    options:
      cash: 现金   # notes and coins
      card: {zh: 刷卡, en: Card}
must:
  - {id: answer, clause: c1, after: registered, do: replied, by: handler, within: {parameter: answer}}
"""


def filled_in(text: str, pointer: str, **filled: object) -> str:
    """The text after the form at a place was filled in so."""
    document, section = values(text), section_of(pointer)
    raw = at(document, pointer)
    told = fields(section, raw, id_=pointer.rsplit("/", 1)[1]) | filled
    after = edited(text, edits(section, pointer, raw, told, document=document))
    assert check(after, name="house") == ()
    return after


def only(before: str, after: str) -> tuple[list[str], list[str]]:
    """(lines that went, lines that came); every other line is as it was."""
    was, now = before.splitlines(), after.splitlines()
    return [line for line in was if line not in now], [line for line in now if line not in was]


def test_categories_options_and_texts_are_edited_line_by_line() -> None:
    after = filled_in(HOUSE, "/categories/0", keywords=("坏了", "变质", "过期"), unit="质量部")
    assert only(HOUSE, after) == (
        ["    keywords: [坏了, 变质]"],
        ["    keywords: [坏了, 变质, 过期]", "    unit: 质量部"],
    )
    after = filled_in(HOUSE, "/categories/0/children/-", id="drink", name_zh="饮料", name_en="Drinks", keywords=("变味",))  # fmt: skip
    assert only(HOUSE, after) == ([], ["      - {id: drink, name: {zh: 饮料, en: Drinks}, keywords: [变味]}"])
    after = filled_in(
        HOUSE, "/facts/0", options=(("cash", "现金", "Cash"), ("card", "刷卡", "Card"), ("o3", "扫码", ""))
    )
    assert only(HOUSE, after) == (
        ["      cash: 现金   # notes and coins"],
        ["      cash: {zh: 现金, en: Cash}   # notes and coins", "      o3: 扫码"],
    )
    after = filled_in(HOUSE, "/facts/0", options=(("card", "刷卡", "Card"),), required=True)
    assert only(HOUSE, after) == (["      cash: 现金   # notes and coins"], ["    required: true"])
    assert only(HOUSE, filled_in(HOUSE, "/title", text_en="Our shop")) == (
        ["title: {zh: 小店, en: A shop}"],
        ["title: {zh: 小店, en: Our shop}"],
    )
    assert (
        load(filled_in(HOUSE, "/starts_at", text_zh="从登记起算"), name="house").starts_at.zh == "从登记起算"
    )


def test_a_calendar_by_name_becomes_one_of_its_own_and_back() -> None:
    own = filled_in(HOUSE, "/calendar", sat=("09:00-12:00",), fri=("off",))
    assert only(HOUSE, own)[1] == [
        'calendar: {based_on: cn-office, week: {fri: [], sat: ["09:00-12:00"]}}  # hours'
    ]
    assert fields("calendar", at(values(own), "/calendar"))["fri"] == ("off",)
    day = filled_in(own, "/calendar/days/-", id="2026-02-14", day="hours", spans=("10:00-11:00",))
    day = filled_in(day, "/calendar/days/-", id="2026-02-16", day="off")
    spec = load(day, name="house").calendar
    assert [str(on) for on in spec.days] == ["2026-02-14", "2026-02-16"]
    assert filled_in(day, "/calendar/days/2026-02-16", day="work").count("work") == 1
    gone = edited(day, [removal(values(day), "/calendar/days/2026-02-16")])
    gone = edited(gone, [removal(values(gone), "/calendar/days/2026-02-14")])
    assert gone == own
    bare = filled_in(own, "/calendar", sat=(), fri=())
    assert load(bare, name="house").calendar.weekly == rule_book("four-level").calendar.weekly
    first = filled_in(HOUSE, "/calendar/days/-", id="2026-02-16", day="off")
    assert "calendar: {based_on: cn-office, days: {2026-02-16: off}}  # hours" in first


def test_quality_objections_grounds_and_chapters_are_made_from_nothing() -> None:
    document = values(HOUSE)
    text = edited(HOUSE, edits("quality", "/quality", None, fields("quality", None) | {"clause": "c1", "pass": "80"}, document=document))  # fmt: skip
    text = filled_in(text, "/quality/items/-", id="lawful", name_zh="合法合规", points="60", least="12.5")
    text = filled_in(text, "/quality/items/-", id="kind", name_zh="有礼", points="40")
    text = filled_in(text, "/quality/sample/always/-", id="again", name_zh="重办", when="round > 1")
    text = filled_in(text, "/quality", rate="20")
    standard = load(text, name="house").quality
    assert standard is not None
    assert ([item.points for item in standard.items], standard.rate, len(standard.always)) == (
        [60, 40],
        20,
        1,
    )
    assert "least: 12.5" in text
    text = filled_in(text, "/objections", clause="c1", within="5wd", remind="2wd")
    text = filled_in(text, "/grounds/-", id="expert", name_zh="送检", clause="c1", do=("suspend", "extend"))
    text = filled_in(text, "/chapters/training", clauses=("c2",))
    text = filled_in(text, "/chapters/scope", clauses=("c1", "c2"))
    text = filled_in(text, "/roles/-", id="shop", name_zh="店长", holds="unit_head", units=("门店",))
    book = load(text, name="house")
    assert (book.chapters, book.roles[0].units) == ({"training": ("c2",), "scope": ("c1", "c2")}, ("门店",))
    assert [ground.do for ground in book.grounds] == [("suspend", "extend")]
    assert str(book.objections and book.objections.within) == "5wd"
    assert str(book.objections and book.objections.remind) == "2wd"
    document = values(text)
    gone = edited(text, [removal(document, one) for one in ("/quality/sample/always/0", "/chapters/scope", "/objections")])  # fmt: skip
    assert (load(gone, name="house").objections, "always" in gone) == (None, False)
    empty = edits("chapters", "/chapters/training", ["c2"], {"clauses": ()}, document=document)
    assert empty == (Remove("/chapters/training"),)
    assert [line for line in HOUSE.splitlines() if line not in text.splitlines()] == []


def test_a_rule_for_each_and_a_due_time_that_the_event_tells() -> None:
    raw = at(values(HOUSE), "/must/0")
    told = fields("must", raw) | {"until": "external_due", "per": "unit"}
    assert edits("must", "/must/0", raw, told) == (
        Put("/must/0/until", "external_due"),
        Put("/must/0/per", "unit"),
    )
    assert edits("must", "/must/-", None, told, document=values(HOUSE))[0] == Append(
        "/must",
        {"id": "answer", "clause": "c1", "after": "registered", "do": "replied", "by": "handler",
         "within": {"parameter": "answer"}, "until": "external_due", "per": "unit"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pointer", "section"),
    [
        ("/must/0", "must"), ("/must/-", "must"), ("/clauses/第四条", "clauses"), ("/calendar", "calendar"),
        ("/calendar/days/2026-02-14", "days"), ("/categories/1/children/0/children/-", "categories"),
        ("/quality/items/3", "quality_items"), ("/periodic/2", "periodic"), ("/periodic/-", "periodic"), ("/chapters/scope", "chapters"), ("/chapters/other", ""), ("/version", ""),
        ("/rule_book", ""), ("/must", ""), ("/must/0/within", ""), ("/categories/-/children/0", ""), ("", ""), ("must/0", ""),
        ("/must/99999", ""), ("/title/zh", ""),
    ],
)  # fmt: skip
def test_places_with_a_form(pointer: str, section: str) -> None:
    assert section_of(pointer) == section


NAMES = st.text("甲乙abc '\"#:,{}[]-\\", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=40)  # each one is a check of the whole book
@given(zh=NAMES, en=NAMES, unit=NAMES, words=st.lists(NAMES, max_size=4, unique=True))
def test_whatever_is_typed_comes_back_and_nothing_else_changes(zh: str, en: str, unit: str, words: list[str]) -> None:  # fmt: skip
    after = filled_in(HOUSE, "/categories/0", name_zh=zh, name_en=en, unit=unit, keywords=tuple(words))
    told = fields("categories", at(values(after), "/categories/0"))
    assert (told["name_zh"], told["name_en"], told["unit"], told["keywords"]) == (zh, en, unit, tuple(words))
    kept = values(after)
    kept["categories"][0] |= {"name": "商品", "keywords": ["坏了", "变质"]}
    del kept["categories"][0]["unit"]
    assert kept == values(HOUSE)
    assert after.count("#") >= HOUSE.count("#")
