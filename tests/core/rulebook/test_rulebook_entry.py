"""Entries as fields of a form: what is not changed stays as written, what is changed is what the file says then."""

import pytest

from shouwen.core.rulebook.editing import Put, Remove, at, edited, values
from shouwen.core.rulebook.entry import SHAPES, edits, fields, place_of
from shouwen.core.rulebook.loader import load
from shouwen.rulebooks import read_shipped, rule_book, shipped
from tests.core.rulebook.files import DESIGN


def entries(document: dict) -> list[tuple[str, str, object]]:
    found = []
    for section in SHAPES:
        told = document.get(section) or []
        pairs = told.items() if isinstance(told, dict) else enumerate(told)
        found += [(section, f"/{section}/{key}", raw) for key, raw in pairs]
    return found


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
    assert place_of("must", "") == place_of("must", "/surprise") == ""
