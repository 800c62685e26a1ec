"""What a rule book file may hold: its keys, and the variables of its conditions."""

from collections.abc import Mapping
from typing import Any

from scripts.reference.markdown import anchor, code, codes, page, table
from shouwen.core.case.spans import LONGEST_WINDOW
from shouwen.core.case.vocabulary import ACTOR, CASE, GRADED_BY, Variable
from shouwen.core.rulebook.conditions import _FUNCTIONS as FUNCTIONS
from shouwen.core.rulebook.names import VALUE_NAMES
from shouwen.core.rulebook.schema import schema

_WORDS = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "array": "list",
    "object": "mapping",
}


def keys() -> str:
    """docs/reference/rule-book-keys.md."""
    whole = schema()
    introduction = """
Every key of a rule book file (YAML 1.2), from the JSON Schema that editors use, `src/shouwen/core/rulebook/schema.json`. A key that
stands in no table is a fault. How to begin: [write a rule book](../howto/write-a-rule-book.md). Events and commands:
[events](events.md), [commands](commands.md); conditions: [conditions](conditions.md)."""
    definitions = whole["$defs"]
    sections = [_section("The file 文件", whole)]
    sections += [_section(_heading(name, part), part) for name, part in definitions.items() if _object(part)]
    return page("Keys of a rule book 规则文件的键", introduction, sections)


def _object(part: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The shape with keys: the part itself, or the one among its alternatives that has them."""
    found = (shape for shape in (part, *part.get("anyOf", ())) if "properties" in shape)
    return next(found, None)


def _heading(name: str, part: Mapping[str, Any]) -> str:
    return f"`{name}` {(part.get('description') or _own_title(part)).partition('，')[0]}"


def _own_title(part: Mapping[str, Any]) -> str:
    shape = _object(part) or part
    return str(shape.get("title", part.get("title", ""))).partition("|")[0]


def _section(heading: str, part: Mapping[str, Any]) -> str:
    shape = _object(part) or {}
    needed = set(shape.get("required", ()))
    rows = [
        (code(key), _holds(value), "needed" if key in needed else "", _said(value))
        for key, value in shape.get("properties", {}).items()
    ]
    return f"## {heading}\n\n{table(['key', 'holds', '', '说明'], rows)}"


def _holds(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        return _named(value["$ref"].rpartition("/")[2])
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_holds(shape) for shape in value["anyOf"]))
    if "const" in value:
        return code(value["const"])
    if "enum" in value:
        return codes(value["enum"])
    if value.get("type") == "array":
        return f"list of {_holds(value['items'])}"
    if value.get("type") == "object" and "properties" in value:
        return "mapping: " + codes(value["properties"])
    if value.get("type") == "object" and isinstance(value.get("additionalProperties"), dict):
        return f"mapping to {_holds(value['additionalProperties'])}"
    kind = _WORDS.get(str(value.get("type")), "any value")
    return f"{kind}, e.g. {codes(value['examples'][:3])}" if value.get("examples") else kind


def _named(name: str) -> str:
    part = schema()["$defs"][name]
    if _object(part) and name != "words":
        return f"[`{name}`](#{anchor(_heading(name, part))})"
    if name in ("event", "command"):
        return f"[{name}]({name}s.md)"
    return str(part["title"]).rpartition("|")[2] if "title" in part else _holds(part)


def _said(value: Mapping[str, Any]) -> str:
    if "description" in value or "$ref" not in value:
        return str(value.get("description", ""))
    return str(schema()["$defs"][value["$ref"].rpartition("/")[2]].get("description", ""))


def conditions() -> str:
    """docs/reference/conditions.md."""
    introduction = f"""
Conditions are CEL expressions that answer true or false. They see the case as it is after the event (`must`) or before the command
(`may`, `never`), the rule book's own facts under their ids, and no clock but that of the trigger or the command. Every variable always has a value: `""`, `0`, `false` or
an empty list while nothing is known. {codes(GRADED_BY)} may be told at registration by every rule book without declaring them.

Operators and functions: {codes(sorted({_symbol(name) for name in FUNCTIONS}))}. Regular expressions are not offered, see
[decision 0010](../decisions/0010-conditions-remember.md).

`after_where` and `do_where` see the keys of that event instead: [events](events.md)."""
    sections = [
        "## Of the case 投诉件\n\n" + _variables(CASE),
        "## Of who acts 操作人\n\nIn `may` and `never` only.\n\n" + _variables(ACTOR),
        _counting(),
    ]
    return page("Variables of conditions 条件的变量", introduction, sections)


def _counting() -> str:
    rows = [
        ("`days_since_EVENT`, `days_since_DATE`", "int", "该事件（最近一次）或登记项日期至今的自然日数", "calendar days since the last such event, or since a date of the form"),
        ("`days_from_A_to_B`", "int", "两者之间的自然日数", "calendar days between two of them"),
        ("`over_LIMIT_since_A`, `over_LIMIT_from_A_to_B`", "bool", "自 A 起算的时限（30d、10wd、2y……）已过，算法与 within 相同", "whether a limit that began at A is over, reckoned as `within` is"),
        ("`cases_within_Nd`", "int", f"同一客户 N 日内登记的同类件数（含本件，N 最多 {LONGEST_WINDOW}）", f"cases of the same kind from the same contact within N days, this one included (N up to {LONGEST_WINDOW})"),
    ]  # fmt: skip
    return (
        "## Of days and cases 天数和件数\n\nFamilies of names: EVENT, A and B stand for events and for the form's own dates. In a `must` days are "
        "counted once, at its trigger; in `may` and `never` at the command. What has not happened has no value, and nothing that is "
        "compared with it holds. Levels, stalls and samples see `cases_within_Nd` only.\n\n"
        + table(["variable", "type", "中文", "English"], rows)
    )


def _symbol(name: str) -> str:
    """An operator as it is written, from the name that CEL gives it: `_&&_`, `@in`, `_?_:_`."""
    return " ".join(name.replace("@", "").replace("_", " ").split())


def _variables(variables: Mapping[str, Variable]) -> str:
    rows = (
        (code(name), v.type, v.words.zh, v.words.en, codes(VALUE_NAMES.get(name, ())))
        for name, v in variables.items()
    )
    return table(["variable", "type", "中文", "English", "values"], rows)
