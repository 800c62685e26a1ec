"""Whatever arrives as a command's data becomes that command or a list of bad fields; nothing else is raised."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.core.case.codec import (
    UnreadableEventError,
    event_from_json,
    happening_from_json,
    happening_to_json,
)
from shouwen.core.case.commands import COMMANDS, LEADS_TO
from shouwen.core.case.events import EVENTS
from shouwen.core.case.parsing import BadDataError, UnknownCommandError, parse

QUIET = settings(max_examples=120, deadline=None)
EDGES = st.sampled_from(
    [
        "",
        " ",
        "a\x00b",
        "\ud800",
        "𠮷䶮",
        "x" * 20_001,
        "a\nb",
        "1e999",
        "\u202ex",
        "2026-13-45T00:00:00+08:00",
    ]
)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | EDGES
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | EDGES, inner, max_size=3)
    ),
    max_leaves=8,
)


def named(name: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = dict.fromkeys(COMMANDS[name].model_fields, values)
    return st.fixed_dictionaries({}, optional=fields).flatmap(
        lambda told: st.dictionaries(st.text(max_size=8) | EDGES, values, max_size=2).map(
            lambda free: {**free, **told}
        )
    )


@QUIET
@given(st.sampled_from(sorted(COMMANDS)).flatmap(lambda name: st.tuples(st.just(name), named(name))))
def test_any_json_is_a_command_or_bad_data(told: tuple[str, dict[str, Any]]) -> None:
    name, data = told
    try:
        command = parse(name, data)
    except BadDataError as bad:
        assert bad.fields
        for field in bad.fields:
            assert field.pointer.startswith("/") or field.pointer == ""
            assert field.code
        return
    kept = json.dumps(command.model_dump(mode="json"), ensure_ascii=False, allow_nan=False)
    kept.encode()  # no lone surrogate
    assert "\\u0000" not in kept
    assert len(kept) < 2_000_000


@QUIET
@given(st.text())
def test_an_unknown_command_is_told(name: str) -> None:
    if name not in COMMANDS:
        with pytest.raises(UnknownCommandError):
            parse(name, {})


def test_every_bad_field_is_told_at_once() -> None:
    with pytest.raises(BadDataError) as told:
        parse(
            "register",
            {
                "channel": "pigeon",
                "subject": "",
                "complainant": {"phone": "一二三", "email": "x"},
                "facts": 3,
            },
        )
    pointers = {field.pointer for field in told.value.fields}
    assert pointers == {
        "/channel",
        "/subject",
        "/description",
        "/complainant/phone",
        "/complainant/email",
        "/facts",
    }


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\x1bb", "a\ud800b", "a\x85b"])
@pytest.mark.parametrize(
    "place", ["subject", "description", "demand", "place", "free", "name", "fact", "key"]
)
def test_what_nobody_can_read_is_refused_in_every_place(text: str, place: str) -> None:
    told: dict[str, Any] = {
        "channel": "web",
        "subject": "事由",
        "description": "经过",
        "complainant": {},
        "facts": {},
    }
    match place:
        case "name":
            told["complainant"]["name"] = text
        case "fact":
            told["facts"]["object"] = [text]
        case "key":
            told["facts"][text] = 1
        case _:
            told[place] = text
    with pytest.raises(BadDataError) as bad:
        parse("register", told)
    assert {field.code for field in bad.value.fields} <= {"control_characters", "string_unicode"}


@pytest.mark.parametrize(
    "key", ["by", "approver", "respondent_id", "unit", "round", "old_due", "sha256", "extra"]
)
def test_what_the_program_finds_out_is_not_taken_from_outside(key: str) -> None:
    """Nobody says himself who approved, or that somebody else is complained about."""
    samples = {
        "register": {"channel": "web", "subject": "事由", "description": "经过"}, "approve_solution": {},
        "extend": {"rule": "r", "new_due": "2026-01-01T00:00:00+08:00", "reason": "x"}, "reopen": {}, "add_evidence": {"note": "照片"},
    }  # fmt: skip
    for name, data in samples.items():
        own = parse(name, data)
        if key in COMMANDS[name].model_fields or (
            key not in EVENTS[LEADS_TO[name]].__dataclass_fields__ and key != "respondent_id"
        ):
            continue
        assert parse(name, {**data, key: "forged"}) == own, f"{name} took {key}"


@QUIET
@given(st.sampled_from(sorted(EVENTS)), st.dictionaries(st.text(max_size=8), values, max_size=4))
def test_any_event_data_is_read_or_told_unreadable(event_type: str, data: dict[str, Any]) -> None:
    try:
        happening = happening_from_json(event_type, data)
    except UnreadableEventError as told:
        assert str(told)
        return
    assert happening_from_json(event_type, happening_to_json(happening)) == happening or data != data


@QUIET
@given(st.dictionaries(st.sampled_from(["at", "seq", "type", "data", "actor", "rule_book"]), values))
def test_any_line_of_a_recording_is_read_or_told_unreadable(line: dict[str, Any]) -> None:
    try:
        event_from_json(line)
    except UnreadableEventError as told:
        assert str(told)
