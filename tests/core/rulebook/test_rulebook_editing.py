"""Edits of the text change what they name and nothing else."""

from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen import rulebooks
from shouwen.core.rulebook.editing import Append, EditError, Put, Remove, Swap, at, edited, values, written

TEXT = (Path(rulebooks.__file__).parent / "fishery.yaml").read_text("utf-8")
COMMENTED = """\
# 本单位的办法
rule_book: trial   # 标识
title: {zh: 试行办法}

must:
  # 第一条
  - {id: a, within: 3wd}   # 三个工作日
  - id: b
    within: 2h
    remind: [50%, 80%]

  # 第三条
  - {id: c, when: "level == 'L1'"}
may: []
"""
LETTERS = st.text(
    alphabet=st.sampled_from("ab1 投诉：:{}[],&*#?|-<>=!%@\\\"'`~\n\t.０，。“”no"), min_size=1, max_size=12
)


def test_only_the_value_changes() -> None:
    after = edited(COMMENTED, [Put("/must/0/within", "4wd"), Put("/must/1/within", "1h")])
    assert after == COMMENTED.replace("within: 3wd", "within: 4wd").replace("within: 2h", "within: 1h")


def test_keys_and_entries_come_and_go_with_the_rest_untouched() -> None:
    assert edited(COMMENTED, [Remove("/must/1/remind")]) == COMMENTED.replace("    remind: [50%, 80%]\n", "")
    assert edited(COMMENTED, [Remove("/must/0/within")]) == COMMENTED.replace(
        "{id: a, within: 3wd}", "{id: a}"
    )
    assert edited(COMMENTED, [Put("/must/0/by", "handler")]) == COMMENTED.replace("3wd}", "3wd, by: handler}")
    without = edited(COMMENTED, [Remove("/must/1")])
    assert "id: b" not in without
    assert "# 第三条\n  - {id: c" in without
    more = edited(
        COMMENTED, [Append("/must", {"id": "d"}), Append("/may", {"id": "e"}), Append("/roles", {"id": "f"})]
    )
    assert "'L1'\"}\n  - {id: d}\nmay: [{id: e}]\n" in more
    assert more.endswith("roles:\n  - {id: f}\n")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pointer=st.sampled_from(
        ["/title/zh", "/must/0/within", "/must/1/within", "/must/2/when", "/must/0/new", "/rule_book"]
    ),
    value=LETTERS,
)
def test_what_is_put_is_read_again_and_the_rest_stays(pointer: str, value: str) -> None:
    before = values(COMMENTED)
    after = values(edited(COMMENTED, [Put(pointer, value)]))
    assert at(after, pointer) == value
    expected = deepcopy(before)
    *way, last = pointer.split("/")[1:]
    place = expected
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place[part]
    place[last] = value
    assert after == expected


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_entry_of_a_shipped_book_can_be_taken_out(data: st.DataObject) -> None:
    before = values(TEXT)
    section = data.draw(st.sampled_from(["must", "may", "never", "levels", "categories", "parameters"]))
    n = data.draw(st.integers(0, len(before[section]) - 1))
    after = values(edited(TEXT, [Remove(f"/{section}/{n}")]))
    del before[section][n]
    assert after == before


ORDERED = """# 办法
levels:
  # 从上往下判定
  - {id: L1}  # 一级
  - id: L2
    when: "x"
    # 二级的说明

  # 三级
  # 两行
  - {id: L3}
chapters: {scope: [ c1 ,c2, c3 ]}
"""


def test_neighbours_change_places_with_their_comments_and_nothing_else_moves() -> None:
    assert edited(ORDERED, [Swap("/levels/0")]) == ORDERED.replace(
        """  - {id: L1}  # 一级
  - id: L2
    when: "x"
    # 二级的说明
""",
        """  - id: L2
    when: "x"
    # 二级的说明
  - {id: L1}  # 一级
""",
    )
    assert edited(ORDERED, [Swap("/levels/1")]) == ORDERED.replace(
        """  - id: L2
    when: "x"
    # 二级的说明

  # 三级
  # 两行
  - {id: L3}
""",
        """  # 三级
  # 两行
  - {id: L3}

  - id: L2
    when: "x"
    # 二级的说明
""",
    )
    assert edited(ORDERED, [Swap("/chapters/scope/1")]) == ORDERED.replace("[ c1 ,c2, c3 ]", "[ c1 ,c3, c2 ]")


@pytest.mark.parametrize(
    "pointer", ["/levels/2", "/levels/9", "/levels/-", "/levels", "/nothing/0", "/chapters/scope"]
)
def test_what_has_no_neighbour_stays(pointer: str) -> None:
    with pytest.raises(EditError):
        edited(ORDERED, [Swap(pointer)])


def test_an_alias_does_not_come_before_its_anchor() -> None:
    text = "levels:\n  - &a {id: L1}\n  - *a\n  - {id: L2}\n"
    with pytest.raises(EditError):
        edited(text, [Swap("/levels/0")])


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_neighbours_of_a_shipped_book_change_places_and_back(data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(["must", "may", "never", "levels", "categories", "facts"]))
    before = values(TEXT).get(section, [])
    n = data.draw(st.integers(0, len(before) - 2)) if len(before) > 1 else 0
    if len(before) < 2:
        return
    once = edited(TEXT, [Swap(f"/{section}/{n}")])
    assert values(once)[section] == [*before[:n], before[n + 1], before[n], *before[n + 2 :]]
    assert sorted(once.splitlines()) == sorted(TEXT.splitlines())
    assert edited(once, [Swap(f"/{section}/{n}")]) == TEXT or "#" in TEXT


def test_what_cannot_be_edited_is_refused() -> None:
    for text, edit in (
        ("a: [", Put("/a", 1)), ("- a", Put("/a", 1)), (COMMENTED, Put("/nowhere/x", 1)), (COMMENTED, Remove("/must/9")),
        (COMMENTED, Append("/title", 1)), (COMMENTED, Remove("")), (COMMENTED, Remove("/must/1/id")),
    ):  # fmt: skip
        with pytest.raises(EditError):
            edited(text, [edit])


def test_texts_are_quoted_where_they_would_read_as_something_else() -> None:
    assert written({"a": "3wd", "b": "50%", "c": "a: b", "d": "no", "e": "12", "f": True, "g": ["x", 2]}) == (
        '{a: 3wd, b: 50%, c: "a: b", d: no, e: "12", f: true, g: [x, 2]}'
    )
