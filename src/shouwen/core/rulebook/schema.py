"""
The published JSON Schema of a rule book file (`schema.json`, for editors), and the check against it.

The schema is part of the program, as code is. The names that it lists (events, commands, roles,
calendars) are filled in from the code; a test keeps the published file equal to that.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from shouwen.core.case.events import EVENTS
from shouwen.core.rulebook.document import Mapping, Node, Sequence, plain
from shouwen.core.rulebook.faults import Faults, hint
from shouwen.core.rulebook.names import COMMAND_NAMES
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.worktime import PRESETS

_RULES = frozenset({"must", "may", "never", "approvals"})
_TYPES = {
    "object": ("“键: 值”", "a mapping"),
    "array": ("列表", "a list"),
    "string": ("文字（数字、true 等请加引号）", "text (quote numbers and true)"),
    "integer": ("整数", "a whole number"),
    "number": ("数值", "a number"),
    "boolean": ("true 或 false", "true or false"),
}
_ID_RULES = {
    "slug": ("用字母、数字、- 和 _，以字母或数字开头", "letters, digits, - and _"),
    "name": ("用小写字母开头，只含字母、数字和 _", "a lower-case letter, then letters, digits and _"),
}
_OWN_CODE = frozenset({"enum", "const", "minimum", "maximum"})


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) with all names filled in."""
    text = resources.files("shouwen.core.rulebook").joinpath("schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    definitions = found["$defs"]
    definitions["event"]["enum"] = list(EVENTS)
    definitions["command"]["enum"] = list(COMMAND_NAMES)
    definitions["role_name"]["examples"] = list(STAFF_ROLES)
    definitions["role"]["properties"]["holds"]["examples"] = list(STAFF_ROLES)
    definitions["calendar"]["properties"]["based_on"]["examples"] = list(PRESETS)
    found["properties"]["calendar"]["anyOf"][0]["examples"] = list(PRESETS)
    return found


@cache
def _validator() -> Any:
    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    strict: Any = extend(Draft202012Validator, type_checker=checker)  # type: ignore[no-untyped-call]
    return strict(schema())


def check_structure(root: Mapping, faults: Faults) -> None:
    """Note everything in which the file departs from the schema."""
    for error in _validator().iter_errors(plain(root)):
        for single in _unfolded(error):
            _tell(single, root, faults)


def _unfolded(error: ValidationError) -> Iterator[ValidationError]:
    """For a choice of shapes: the faults of the shape that was meant, else that none fits."""
    if error.validator != "anyOf":
        yield error
        return
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    for inners in branches.values():
        if not any(inner.validator == "type" and not inner.relative_path for inner in inners):
            for inner in inners:
                yield from _unfolded(inner)
            return
    yield error


def _tell(error: ValidationError, root: Mapping, faults: Faults) -> None:
    path = list(error.absolute_path)
    node = _node_at(root, path)
    pointer = _pointer(path)
    kind, wanted, schema_ = _broken(error)
    if "propertyNames" in error.absolute_schema_path and isinstance(node, Mapping):
        _tell_key(error, node, pointer, faults)
    elif kind == "required" and isinstance(node, Mapping):
        for key in (key for key in wanted if key not in node.items):
            in_rule = key == "clause" and path and path[0] in _RULES
            faults.add(node.at, "rule-without-clause" if in_rule else "missing-key", path=pointer, key=key)
    elif kind == "additionalProperties" and isinstance(node, Mapping):
        known = tuple(schema_["properties"])
        for key in (key for key in node.items if key not in known):
            faults.add(node.keys[key], "unknown-key", path=f"{pointer}/{key}", key=key, **hint(key, known))
    else:
        _tell_value(error, node, pointer, faults)


def _broken(error: ValidationError) -> tuple[str, Any, dict[str, Any]]:
    """The keyword that was broken, its value, and the schema that it stands in."""
    assert isinstance(error.schema, dict)
    return str(error.validator), error.validator_value, error.schema


def _tell_key(error: ValidationError, node: Mapping, pointer: str, faults: Faults) -> None:
    key = str(error.instance)
    rule_zh, rule_en = _ID_RULES["slug"]
    faults.add(
        node.keys[key], "bad-id", path=f"{pointer}/{key}", value=key[:80], rule_zh=rule_zh, rule_en=rule_en
    )


def _tell_value(error: ValidationError, node: Node, pointer: str, faults: Faults) -> None:
    kind, wanted, schema_ = _broken(error)
    value = str(error.instance)[:80]
    own = schema_.get("x-code")
    choice = tuple(wanted) if kind == "enum" else (str(wanted),)
    if own and (kind in _OWN_CODE or own == "bad-version"):
        faults.add(node.at, own, path=pointer, value=value, **hint(value, choice if kind == "enum" else ()))
    elif kind in ("enum", "const"):
        faults.add(node.at, "bad-value", path=pointer, value=value, **hint(value, choice))
    elif kind in ("type", "anyOf"):
        zh, en = _type_words(error)
        faults.add(node.at, "wrong-type", path=pointer, expected_zh=zh, expected_en=en)
    elif kind == "pattern":
        rule = _ID_RULES["name" if schema_.get("title", "").startswith("变量名") else "slug"]
        faults.add(node.at, "bad-id", path=pointer, value=value, rule_zh=rule[0], rule_en=rule[1])
    elif kind in ("minimum", "maximum"):
        code = "too-small" if kind == "minimum" else "too-great"
        faults.add(node.at, code, path=pointer, limit=wanted)
    elif kind.startswith("max"):
        faults.add(node.at, "too-long", path=pointer, limit=wanted)
    elif kind.startswith("min"):
        faults.add(node.at, "too-short", path=pointer)
    else:
        faults.add(node.at, "bad-requirement", path=pointer)


def _type_words(error: ValidationError) -> tuple[str, str]:
    """What kind of value is wanted; for a choice of shapes, any of theirs."""
    kind, wanted, schema_ = _broken(error)
    title = str(schema_.get("title") or "")
    if "|" in title:
        zh, en = title.split("|")
        return zh, en
    if kind == "type":
        return _TYPES[str(wanted)]
    shapes = [inner for inner in error.context or () if inner.validator == "type"]
    if titled := [inner for inner in shapes if "|" in str(_broken(inner)[2].get("title"))]:
        return _type_words(titled[-1])  # the fuller shape comes last, and its title speaks of both
    own = dict.fromkeys(_type_words(inner) for inner in shapes)
    return "或".join(zh for zh, _ in own), " or ".join(en for _, en in own)


def _node_at(root: Mapping, path: list[str | int]) -> Node:
    node: Node = root
    for step in path:
        if isinstance(node, Mapping):
            node = node.items[str(step)]
        elif isinstance(node, Sequence):
            node = node.items[int(step)]
    return node


def _pointer(path: list[str | int]) -> str:
    return "".join(f"/{step}" for step in path)
