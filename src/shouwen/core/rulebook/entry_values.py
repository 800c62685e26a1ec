"""What a filled form says, as the file writes it: place by place below the entry."""

import re

from shouwen.core.rulebook.shapes import (
    HOURS,
    KEYED,
    LIST,
    OFF,
    SHAPES,
    WEEKDAYS,
    WORDS,
    Fields,
    Path,
    Value,
    path_of,
)
from shouwen.core.values import Json, JsonObject

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")


def values_of(section: str, filled: Fields) -> dict[Path, Json]:
    """Where → what the file says there, without what is empty."""
    found: dict[Path, Json] = {}
    for key, shape in SHAPES[section].items():
        path = path_of(section, key)
        value = _words(filled, key) if shape == WORDS else _written(key, shape, filled[key])
        if section == "clauses" and key == "text":
            found |= {("text",): text_of(filled["text_zh"])}
            found |= {("en",): text_of(filled["text_en"])} if filled["text_en"] else {}
        elif section == "days":
            found[()] = _day(filled)
        elif (key, value) == ("origin", "source"):
            continue
        elif value or value == 0 or section == "title" or _is_off(key, filled):
            found[path] = value
    return found


def whole(section: str, filled: Fields) -> Json:
    """The entry as the file writes it."""
    entry: JsonObject = {}
    for path, value in values_of(section, filled).items():
        if not path:
            return value
        if section in KEYED and path == ("id",):
            continue
        put_at(entry, path, value)
    if section == "calendar" and set(entry) == {"based_on"}:
        return entry["based_on"]
    return entry


def _written(key: str, shape: str, value: Value) -> Json:
    match shape:
        case "options":
            rows = value if isinstance(value, tuple) else ()
            return {one[0]: _both(one[1], one[2]) for one in rows if isinstance(one, tuple)}
        case "list" | "many":
            texts = value if isinstance(value, tuple) and value != (OFF,) else ()
            told: list[Json] = [one for one in texts if isinstance(one, str)]
            return told[0] if shape == LIST and len(told) == 1 else told
        case "flag":
            return ("never" if key == "pause" else True) if value else None
        case "limit" | "figure" if str(value).startswith("="):
            return {"parameter": str(value)[1:]}
        case "number" | "figure":
            return _number(str(value))
    return str(value) or None


def _is_off(key: str, filled: Fields) -> bool:
    return (key in WEEKDAYS or key == "makeup") and filled[key] == (OFF,)


def _words(filled: Fields, key: str) -> Json:
    return _both(text_of(filled[f"{key}_zh"]), text_of(filled[f"{key}_en"]))


def _both(zh: str, en: str) -> Json:
    return {"zh": zh, "en": en} if en else zh


def _day(filled: Fields) -> Json:
    spans = filled["spans"]
    if filled["day"] == HOURS and isinstance(spans, tuple):
        return [str(one) for one in spans]
    return text_of(filled["day"])


def _number(text: str) -> Json:
    """A number where it is one; else the text, for the checks to find."""
    if not _NUMBER.fullmatch(text):
        return text or None
    return float(text) if "." in text else int(text)


def put_at(held: JsonObject, path: Path, value: Json) -> None:
    if not path:
        return
    inner = held
    for part in path[:-1]:
        deeper = inner.setdefault(part, {})
        if not isinstance(deeper, dict):
            return
        inner = deeper
    if value is None:
        inner.pop(path[-1], None)
    else:
        inner[path[-1]] = value


def text_of(value: object) -> str:
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
