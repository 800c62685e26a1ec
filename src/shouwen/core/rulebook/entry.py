"""
One entry of a rule book as the fields of a form, and the edits that a filled form asks for.

The file may write the same thing in several ways (a name as text or in two languages, one role or a list); fields have
one. What a form does not change is left as it was written.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from shouwen.core.rulebook.builder import parsed
from shouwen.core.rulebook.editing import Append, Edit, Put, Remove
from shouwen.core.values import Json, JsonObject

Value: TypeAlias = str | bool | tuple[str, ...]
Fields: TypeAlias = dict[str, Value]

CONDITIONS = frozenset({"when", "while", "after_where", "do_where"})
LIMITS = frozenset({"within", "from", "not_before"})
"""Fields that hold a limit, or `=` and the parameter that it comes from."""
NEW = "-"
"""Last part of the pointer of an entry that is not there yet."""

_WORDS, _TEXT, _LIST, _FLAG = "words", "text", "list", "flag"
SHAPES: Mapping[str, Mapping[str, str]] = {
    "must": {
        "id": _TEXT, "clause": _TEXT, "name": _WORDS, "after": _TEXT, "after_where": _TEXT, "when": _TEXT, "do": _TEXT,
        "do_where": _TEXT, "by": _TEXT, "within": _TEXT, "from": _TEXT, "not_before": _TEXT, "remind": _LIST, "escalate": _LIST, "pause": _FLAG,
    },
    "may": {"id": _TEXT, "clause": _TEXT, "do": _LIST, "do_where": _TEXT, "by": _LIST, "when": _TEXT},
    "never": {
        "id": _TEXT, "clause": _TEXT, "do": _LIST, "do_where": _TEXT, "while": _TEXT, "say": _WORDS,
    },
    "levels": {"id": _TEXT, "name": _WORDS, "when": _TEXT, "clause": _TEXT},
    "clauses": {"id": _TEXT, "text": _WORDS, "origin": _TEXT, "note": _TEXT, "statement": _FLAG},
    "parameters": {"id": _TEXT, "value": _TEXT, "note": _TEXT},
}  # fmt: skip
"""Section → its fields and how they are filled. Words are two fields, `x_zh` and `x_en`."""


def fields(section: str, raw: Json, *, id_: str = "") -> Fields:
    """The fields of an entry as it stands in the file; empty ones for None."""
    found: Fields = {}
    told: JsonObject = raw if isinstance(raw, dict) else {}
    if section == "clauses":
        told = {"id": id_, **(told or {"text": raw if isinstance(raw, str) else ""})}
        told["text"] = {"zh": told.get("text"), "en": told.get("en")}
    for key, shape in SHAPES[section].items():
        value = (
            _limit(told, key) if key in LIMITS else _escalate(told) if key == "escalate" else told.get(key)
        )
        if shape == _WORDS:
            words = value if isinstance(value, dict) else {"zh": value}
            found[f"{key}_zh"], found[f"{key}_en"] = _text(words.get("zh")), _text(words.get("en"))
        elif shape == _LIST:
            found[key] = tuple(map(_text, value if isinstance(value, list) else [value] if value else []))
        elif shape == _FLAG:
            found[key] = (value == "never") if key == "pause" else value is True
        else:
            found[key] = _text(value)
    if section == "clauses":
        found["origin"] = found["origin"] or "source"
    return found


def edits(section: str, pointer: str, raw: Json, filled: Fields) -> tuple[Edit, ...]:
    """What makes the entry say what the fields say. `pointer` ends in `-` for a new one."""
    place, last = pointer.rsplit("/", 1)
    if last == NEW:
        entry = _entry(section, filled)
        if section == "clauses":
            return (Put(f"{place}/{filled['id']}", {k: v for k, v in entry.items() if k != "id"}),)
        return (Append(place, entry),)
    before = fields(section, raw, id_=last)
    changed = {key for key in filled if not _same(key, filled[key], before.get(key))} - {"id"}
    if not changed:
        return ()
    if section == "clauses" and isinstance(raw, str):
        if changed == {"text_zh"}:
            return (Put(pointer, filled["text_zh"]),)  # type: ignore[arg-type]  # a text field is text
        return (Put(pointer, {k: v for k, v in _entry(section, filled).items() if k != "id"}),)
    return tuple(_changes(section, pointer, raw if isinstance(raw, dict) else {}, filled, changed))


def place_of(section: str, path: str) -> str:
    """The field that a fault's path below the entry speaks of; "" for the entry as a whole."""
    parts = path.split("/")[1:]
    if not parts:
        return ""
    key = "escalate" if parts[0] == "late" else parts[0]
    if section == "clauses" and key == "en":
        return "text_en"
    if SHAPES[section].get(key) == _WORDS:
        return f"{key}_{parts[1]}" if len(parts) > 1 and parts[1] in ("zh", "en") else f"{key}_zh"
    return key if key in SHAPES[section] else ""


def _same(key: str, now: Value, was: Value | None) -> bool:
    """Whether a field says what it said; comparisons that are only written otherwise do."""
    if key in CONDITIONS and isinstance(now, str) and isinstance(was, str) and now and was:
        said = parsed(was)
        return now == was or (said is not None and said == parsed(now))
    return now == was


def _changes(
    section: str, pointer: str, raw: JsonObject, filled: Fields, changed: set[str]
) -> Sequence[Edit]:
    wanted = _entry(section, filled)
    keys = {
        "late" if key == "escalate" else "en" if (section, key) == ("clauses", "text_en")
        else key.removesuffix("_zh").removesuffix("_en") if key not in SHAPES[section] else key
        for key in changed
    }  # fmt: skip
    found: list[Edit] = []
    for key in sorted(keys, key=[*wanted, *raw, *keys].index):
        if key not in wanted:
            found += [Remove(f"{pointer}/{key}")] if key in raw else []
        elif wanted[key] != raw.get(key):
            found.append(Put(f"{pointer}/{key}", wanted[key]))
    return found


def _entry(section: str, filled: Fields) -> JsonObject:
    """The entry as the file writes it, without what is empty."""
    entry: JsonObject = {}
    for key, shape in SHAPES[section].items():
        if shape == _WORDS:
            zh, en = _text(filled[f"{key}_zh"]), _text(filled[f"{key}_en"])
            if section == "clauses":
                entry |= {"text": zh, **({"en": en} if en else {})}
            elif zh or en:
                entry[key] = {"zh": zh, "en": en} if en else zh
            continue
        value = filled[key]
        if not value or (key, value) == ("origin", "source"):
            continue
        if isinstance(value, tuple):
            told: Json = value[0] if len(value) == 1 else list(value)
            entry |= {"late": {"escalate": told}} if key == "escalate" else {key: told}
        elif shape == _FLAG:
            entry[key] = "never" if key == "pause" else True
        elif key in LIMITS and str(value).startswith("="):
            entry[key] = {"parameter": str(value)[1:]}
        else:
            entry[key] = value
    return entry


def _limit(told: JsonObject, key: str) -> Json:
    """A limit, or `=` and the parameter that it comes from."""
    limit = told.get(key)
    return f"={_text(limit.get('parameter'))}" if isinstance(limit, dict) else limit


def _escalate(told: JsonObject) -> Json:
    late = told.get("late")
    return late.get("escalate") if isinstance(late, dict) else None


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)
