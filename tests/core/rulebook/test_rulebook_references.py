"""Who refers to an entry: taking out what nobody refers to makes no new fault of a missing name."""

import pytest

from shouwen.core.rulebook.editing import at, edited, values
from shouwen.core.rulebook.entry import removal
from shouwen.core.rulebook.loader import check
from shouwen.core.rulebook.references import references
from shouwen.rulebooks import read_shipped, shipped

MISSING = frozenset(
    {"unknown-clause", "unknown-parameter", "role-nobody-holds", "unknown-variable", "unknown-value"}
)
SECTIONS = ("clauses", "levels", "categories", "facts", "roles", "parameters", "grounds")


SINGLE = frozenset({"stall", "objections", "retention", "quality"})
"""Sections that are one entry."""


def entry_of(path: str) -> str:
    parts = path.split("/")
    return "/".join(parts[: 2 if parts[1] in SINGLE else 3])


def places(document: dict) -> list[str]:
    found = []
    for section in SECTIONS:
        held = document.get(section) or []
        found += [f"/{section}/{key}" for key in (held if isinstance(held, dict) else range(len(held)))]
    return found


@pytest.mark.parametrize("name", ["four-level", "tobacco", "testing-lab"])
def test_what_is_missed_is_what_refers(name: str) -> None:
    text = read_shipped(name)
    document = values(text)
    for place in places(document)[::3]:
        told = references(document, place)
        faults = check(edited(text, [removal(document, place)]), name=name)
        missed = {entry_of(fault.path) for fault in faults if fault.code in MISSING}
        named = {entry_of(one) for one in told}
        same_section = {one for one in missed | named if one.split("/")[1] == place.split("/")[1]}
        assert missed - same_section <= named - same_section, place


def test_each_way_of_referring() -> None:
    document = values("""\
clauses: {c1: a, c2: b}
chapters: {scope: [c1]}
levels: [{id: L1, name: x, when: "severity == 'high'", clause: c2}]
facts: [{id: paid, name: x}]
roles: [{id: boss, name: x, holds: executive}]
categories: [{id: goods, name: x, children: [{id: food, name: y}]}]
parameters: [{id: p, value: 3wd}]
grounds: [{id: expert, name: x, clause: c2, do: suspend}]
quality: {clause: c1, pass: {parameter: p}, items: []}
must:
  - {id: m, clause: c2, after: registered, when: "level in ['L1'] && !(paid == 'x')", do: replied, by: handler, within: {parameter: p}}
  - {id: late, clause: c2, after: deadline_missed, after_where: "rule == 'm'", do: escalated, by: handler, within: 2h, late: {escalate: [boss]}}
may: [{id: a, clause: c2, do: close, by: [unit_head, boss], when: "'food' in categories"}]
never: [{id: n, clause: c2, do: close, while: "quality_drawn && basis == 'expert'", say: x}]
""")
    assert references(document, "/clauses/c1") == ("/quality", "/chapters/scope")
    assert references(document, "/levels/0") == references(document, "/facts/0") == ("/must/0",)
    assert references(document, "/roles/0") == ("/must/1", "/may/0")
    assert (
        references(document, "/categories/0")
        == references(document, "/categories/0/children/0")
        == ("/may/0",)
    )
    assert references(document, "/parameters/0") == ("/must/0", "/quality")
    assert references(document, "/must/0") == ("/must/1",)
    assert references(document, "/grounds/0") == references(document, "/quality") == ("/never/0",)
    assert references(document, "/may/0") == references(document, "/chapters/scope") == ()


@pytest.mark.parametrize("name", shipped())
def test_nothing_refers_to_what_is_not_there(name: str) -> None:
    document = values(read_shipped(name))
    assert references(document, "/roles/999") == ()
    assert at(document, "/roles/999") is None
