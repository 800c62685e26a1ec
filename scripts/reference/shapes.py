"""Shapes in words: what a key may hold, from a JSON Schema or a type hint."""

from collections.abc import Mapping
from typing import Any

from scripts.reference.markdown import codes
from shouwen.core.case.command_data import LINE

_PLAIN = {"boolean": "true or false", "integer": "whole number", "number": "number", "object": "object"}
_HINTS = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "tuple[str, ...]": "list of texts",
}


def of_schema(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """The shape of a value as pydantic's JSON Schema describes it."""
    if "$ref" in schema:
        return of_schema(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "enum" in schema:
        return codes(value for value in schema["enum"] if value != "")
    match schema.get("type"):
        case "string":
            return _text(schema)
        case "array":
            many = f", {_range(schema, 'minItems', 'maxItems')}" if "maxItems" in schema else ""
            return f"list{many}, each: {of_schema(schema['items'], definitions)}"
        case "object" if "properties" in schema:
            inner = schema["properties"].items()
            return "object: " + "; ".join(f"`{k}` {of_schema(v, definitions)}" for k, v in inner)
        case kind if kind in _PLAIN:
            keys = _range(schema, "minProperties", "maxProperties")
            limits = _range(schema, "minimum", "maximum") or (keys and f"{keys} keys")
            return _PLAIN[kind] + (f", {limits}" if limits else "")
        case _:
            return "any value"


def of_hint(hint: object) -> str:
    """The shape of an event's key."""
    name = getattr(hint, "__name__", str(hint)) if isinstance(hint, type) else str(hint)
    if name.startswith("tuple[shouwen."):
        return "list of `" + name.removeprefix("tuple[").split(",")[0].rpartition(".")[2] + "`"
    return _HINTS.get(name, "object")


def _text(schema: Mapping[str, Any]) -> str:
    if schema.get("format") == "date-time":
        return "ISO 8601 instant with offset"
    longest = schema.get("maxLength")
    shape = "one line" if longest is not None and longest <= LINE else "text"
    return shape + (f", up to {longest:,} characters" if longest is not None else "")


def _range(schema: Mapping[str, Any], least: str, most: str) -> str:
    low, high = schema.get(least), schema.get(most)
    if high is None:
        return "" if low is None else f"at least {low:,}"
    return f"up to {high:,.0f}" if not low and low != 0 else f"{low:,} to {high:,.0f}"
