"""What a command is about cannot be left empty: over all commands and all their texts, whichever face they come from."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.commands import COMMANDS
from shouwen.core.case.parsing import ESSENTIAL, BadDataError, parse, parse_beginning

BLANK = st.sampled_from(["", " ", "\n", "\t \n", "\u3000"])
SAYING = {
    "measures": [{"what": "更换"}], "amount": 1, "validity": "valid", "stage": "in_depth", "ground": "own_fault",
}  # fmt: skip


def needed_texts() -> Iterator[tuple[str, str]]:
    """Every text that a command cannot do without."""
    for name, model in COMMANDS.items():
        told = model.model_json_schema()
        for key in told.get("required", ()):
            shape = told["properties"][key]
            if shape.get("type") == "string" and not {"enum", "const", "format"} & shape.keys():
                yield name, key


NEEDED = list(needed_texts())


def test_the_law_is_about_something() -> None:
    assert {("reject_solution", "reason"), ("designate", "unit"), ("withdraw_supervision", "reason")} <= set(
        NEEDED
    )
    assert len(NEEDED) > 60


@pytest.mark.parametrize(("name", "key"), NEEDED, ids=lambda one: one)
@given(blank=BLANK)
def test_a_needed_text_is_never_taken_empty(name: str, key: str, blank: str) -> None:
    with pytest.raises(BadDataError) as bad:
        parse(name, {key: blank})
    assert f"/{key}" in {field.pointer for field in bad.value.fields}


def silent(name: str) -> st.SearchStrategy[dict[str, object]]:
    """The command with nothing in any key that matters."""
    shapes = {key: COMMANDS[name].model_json_schema()["properties"][key] for key in ESSENTIAL[name]}
    nothing = {
        key: st.just(())
        if shape.get("type") == "array"
        else st.just(0)
        if shape.get("type") == "number"
        else st.just("")
        if "enum" in shape
        else BLANK
        for key, shape in shapes.items()
    }
    return st.fixed_dictionaries({}, optional=nothing)


@given(st.sampled_from(sorted(ESSENTIAL)).flatmap(lambda name: st.tuples(st.just(name), silent(name))))
def test_a_command_that_says_nothing_is_refused_with_the_field_to_fill_in(
    told: tuple[str, dict[str, object]],
) -> None:
    name, data = told
    with pytest.raises(BadDataError) as bad:
        parse(name, data)
    (field,) = bad.value.fields
    assert (field.pointer, field.code) == (f"/{ESSENTIAL[name][0]}", "missing")
    assert parse_beginning(name, data).name == name


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in ESSENTIAL.items() for key in keys])
def test_one_of_them_is_enough(name: str, key: str) -> None:
    assert getattr(parse(name, {key: SAYING.get(key, "属实")}), key)


@pytest.mark.parametrize("name", sorted(ESSENTIAL))
def test_what_an_organisation_writes_under_a_key_of_its_own_says_something_too(name: str) -> None:
    assert parse(name, {"remark": "见附表"}).free() == {"remark": "见附表"}
