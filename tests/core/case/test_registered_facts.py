"""What the fields of a rule book take, by type; whatever else is told is refused before anything is written."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.events import Corrected, Event
from shouwen.core.case.refusals import Refused
from shouwen.core.case.registering import cleared, split_facts
from shouwen.core.case.state import State, evolve
from shouwen.core.case.wire import Actor
from shouwen.core.rulebook.loader import load
from tests.core.rulebook.files import SOUND

FIELDS = """facts:
  - {id: room, name: 房号}
  - {id: households, name: 户数, type: number}
  - {id: told, name: 已告知, type: bool}
  - {id: promised_on, name: 预计办结日期, type: date}
  - {id: colour, name: 颜色, type: choice, options: {red: 红, blue: 蓝}}
  - {id: harm, name: 损失, type: choices, options: {money: 钱, time: 时间}}
"""
BOOK = load(SOUND + FIELDS, name="trial")
TAKEN: dict[str, tuple[Any, ...]] = {
    "room": ("3-1201", "𠮷䶮"),
    "households": (3, 2.5, 0),
    "told": (True, False),
    "promised_on": ("2026-12-01", "2028-02-29"),
    "colour": ("red",),
    "harm": (["money"], ["money", "time"]),
    "severity": ("high",),
    "flags": (["legal"], ["f" * 200] * 30),
}
REFUSED: dict[str, tuple[Any, ...]] = {
    "room": (5, True, ["x"], {"a": 1}),
    "households": ("3", True, [3], {}),
    "told": ("yes", 1, [True]),
    "promised_on": ("whenever", "2026-13-01", "2026-02-29", "2026-1-1", "20261201", "2026-12-01T10:00", "2026-W40-3", 5, True, ["2026-12-01"]),
    "colour": ("green", ["red"], 5, True),
    "harm": ("money", ["health"], [["money"]], {"money": 1}),
    "severity": ("huge", 5, ["high"], {"a": 1}),
    "flags": ("legal", [1], [{}], [["legal"]], [""], ["f" * 201], ["f"] * 31, {"legal": True}),
    "shoe": (43,),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_what_a_field_takes(name: str) -> None:
    for value in TAKEN[name]:
        facts, details = split_facts(BOOK, {name: value})
        assert {**facts, **details} == {name: value}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_field_does_not_take(name: str) -> None:
    for value in REFUSED[name]:
        with pytest.raises(Refused) as refused:
            split_facts(BOOK, {name: value})
        assert refused.value.code == ("unknown_fact" if name == "shoe" else "wrong_fact"), value
        assert refused.value.facts["fact"] == name


@given(st.text(max_size=12))
def test_a_date_is_a_day_of_the_calendar_or_refused(text: str) -> None:
    try:
        facts, _ = split_facts(BOOK, {"promised_on": text})
    except Refused:
        return
    assert not facts or date.fromisoformat(str(facts["promised_on"]))


def test_no_answer_is_no_answer() -> None:
    assert split_facts(BOOK, {"room": "", "flags": [], "promised_on": None}) == ({}, {})


def test_a_correction_takes_an_answer_back() -> None:
    known: dict[str, Any] = {
        "room": "3-1201",
        "households": 3,
        "colour": "red",
        "harm": ["money"],
        "told": True,
    }
    emptied = {"room": "", "households": None, "colour": "", "harm": [], "promised_on": "", "told": True}
    taken_back = cleared(known, emptied)
    assert taken_back == {"room": "", "households": "", "colour": "", "harm": []}, (
        "what was not known stays out"
    )
    corrected = Event(
        seq=2, at=datetime(2026, 3, 2, tzinfo=UTC), actor=Actor(id="clerk"), data=Corrected(facts=taken_back)
    )
    assert evolve(State(facts=known), corrected).facts == {"told": True}
