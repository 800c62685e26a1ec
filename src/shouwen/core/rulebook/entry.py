"""
One entry of a rule book as the fields of a form, and the edits that a filled form asks for.

The file may write the same thing in several ways (a name as text or in two languages, one role or a list); fields have
one. What a form does not change is left as it was written.
"""

from collections.abc import Sequence
from copy import deepcopy

from shouwen.core.rulebook.builder import parsed
from shouwen.core.rulebook.editing import Append, Edit, Put, Remove, at
from shouwen.core.rulebook.entry_values import put_at, text_of, values_of, whole
from shouwen.core.rulebook.shapes import (
    CONDITIONS,
    FIGURE,
    FLAG,
    HOURS,
    KEYED,
    LIMIT,
    LIST,
    MANY,
    NEW,
    OFF,
    OPTIONS,
    SHAPES,
    WEEKDAYS,
    WHOLE,
    WORDS,
    Fields,
    Path,
    Value,
    path_of,
)
from shouwen.core.values import Json, JsonObject

_OPTIONAL = frozenset({"starts_at", "chapters"})
"""What is taken out when nothing is left of it."""


def fields(section: str, raw: Json, *, id_: str = "") -> Fields:
    """The fields of an entry as it stands in the file; empty ones for None."""
    told = _dict(_unified(section, raw, id_))
    found: Fields = {}
    for key, shape in SHAPES[section].items():
        value = _at(told, path_of(section, key) or (key,))
        if shape == WORDS:
            words = value if isinstance(value, dict) else {"zh": value}
            found[f"{key}_zh"], found[f"{key}_en"] = text_of(words.get("zh")), text_of(words.get("en"))
        elif shape in (LIST, MANY):
            found[key] = tuple(map(text_of, value if isinstance(value, list) else [value] if value else []))
            if (key in WEEKDAYS or key == "makeup") and value == []:
                found[key] = (OFF,)
        elif shape == FLAG:
            found[key] = (value == "never") if key == "pause" else value is True
        elif shape == OPTIONS:
            found[key] = tuple(_option(id_, one) for id_, one in _dict(value).items())
        else:
            from_parameter = shape in (LIMIT, FIGURE) and isinstance(value, dict)
            found[key] = f"={text_of(_dict(value).get('parameter'))}" if from_parameter else text_of(value)
    if section == "clauses":
        found["origin"] = found["origin"] or "source"
    return found


def edits(
    section: str, pointer: str, raw: Json, filled: Fields, *, document: Json = None
) -> tuple[Edit, ...]:
    """
    What makes the entry say what the fields say. `pointer` ends in `-` for a new one; `document` is the whole, so that
    what has to stand around a new entry is made with it.
    """
    last = pointer.rsplit("/", 1)[1]
    if last == NEW or raw is None:
        return (_added(section, pointer, filled, document),)
    before = fields(section, raw, id_=last)
    changed = {key for key in filled if not _same(key, filled[key], before.get(key))} - {"id"}
    if not changed:
        return ()
    if section in _OPTIONAL and not values_of(section, filled):
        return (Remove(pointer),)
    if not isinstance(raw, dict):
        if section == "clauses" and changed == {"text_zh"}:
            return (Put(pointer, text_of(filled["text_zh"])),)
        return (Put(pointer, whole(section, filled)),)
    return tuple(_changes(section, pointer, raw, filled, changed))


def removal(document: Json, pointer: str) -> Edit:
    """What takes the entry out; with what stands around it, where that says nothing any more."""
    for around in ("/calendar/days", "/quality/sample/always"):
        held = at(document, around)
        if pointer.startswith(f"{around}/") and isinstance(held, list | dict) and len(held) == 1:
            return Remove(around)
    return Remove(pointer)


def escaped(key: str) -> str:
    """A key as a part of a pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def place_of(section: str, path: str) -> str:
    """The field that a fault's path below the entry speaks of; "" for the entry as a whole."""
    parts = tuple(path.split("/")[1:])
    if section == "clauses" and parts[:1] == ("en",):
        return "text_en"
    for key, shape in SHAPES[section].items():
        where = path_of(section, key)
        if parts[: len(where)] == where and (parts or not where):
            rest = parts[len(where) :]
            return f"{key}_{rest[0] if rest[:1] in (('zh',), ('en',)) else 'zh'}" if shape == WORDS else key
    return "escalate" if section == "must" and parts[:1] == ("late",) else ""


def _unified(section: str, raw: Json, id_: str) -> Json:
    """The entry as a mapping, however short the file writes it."""
    match section:
        case "clauses":
            told = raw if isinstance(raw, dict) else {"text": raw}
            return {"id": id_, **told, "text": {"zh": told.get("text"), "en": told.get("en")}}
        case "title" | "starts_at":
            return {"text": raw}
        case "chapters":
            return {"clauses": raw}
        case "calendar" if isinstance(raw, str):
            return {"based_on": raw}
        case "days":
            hours = isinstance(raw, list)
            return {
                "id": "" if id_ == NEW else id_,
                "day": HOURS if hours else raw,
                "spans": raw if hours else [],
            }
    return raw


def _same(key: str, now: Value, was: Value | None) -> bool:
    """Whether a field says what it said; comparisons that are only written otherwise do."""
    if key in CONDITIONS and isinstance(now, str) and isinstance(was, str) and now and was:
        said = parsed(was)
        return now == was or (said is not None and said == parsed(now))
    return now == was


def _added(section: str, pointer: str, filled: Fields, document: Json) -> Edit:
    place = pointer.rsplit("/", 1)[0]
    entry = whole(section, filled)
    if section in KEYED:
        return _put(document, f"{place}/{escaped(str(filled['id']))}", entry)
    if section in WHOLE:
        made = {**entry, "items": []} if section == "quality" and isinstance(entry, dict) else entry
        return _put(document, pointer, made)
    if section == "approvals" and isinstance(entry, dict):  # there is none without a step
        entry["steps"] = [
            {"id": f"{filled['id']}-1", "name": {"zh": "审批", "en": "Approval"}, "by": "unit_head"}
        ]
    around = place.rsplit("/", 1)[0]
    if around and document is not None and not isinstance(at(document, around), dict | list):
        return _put(document, place, [entry])
    return Append(place, entry)


def _changes(
    section: str, pointer: str, raw: JsonObject, filled: Fields, changed: set[str]
) -> Sequence[Edit]:
    wanted = values_of(section, filled)
    held: JsonObject = deepcopy(raw)
    found: list[Edit] = []
    for path in _paths(section, changed):
        value, present = wanted.get(path), _at(held, path)
        if value is None:
            path = _emptied(held, path)  # noqa: PLW2901 with the mapping that it leaves empty
            found += [Remove(_below(pointer, path))] if present is not None else []
        elif isinstance(value, dict) and isinstance(present, dict):
            found += [Put(_below(pointer, (*path, k)), v) for k, v in value.items() if present.get(k) != v]
            found += [Remove(_below(pointer, (*path, k))) for k in present if k not in value]
        elif value != present:
            found.append(_put(held, _below("", path), value, before=pointer))
        put_at(held, path, value)
    return found


def _paths(section: str, changed: set[str]) -> list[Path]:
    """Where the changed fields stand, in the order of the shape."""
    found = []
    for key, shape in SHAPES[section].items():
        for field in (f"{key}_zh", f"{key}_en") if shape == WORDS else (key,):
            split = section == "clauses" and field == "text_en"
            found += [("en",) if split else path_of(section, key)] if field in changed else []
    return list(dict.fromkeys(found))


def _option(id_: str, name: Json) -> tuple[str, str, str]:
    words = name if isinstance(name, dict) else {"zh": name}
    return id_, text_of(words.get("zh")), text_of(words.get("en"))


def _put(document: Json, pointer: str, value: Json, *, before: str = "") -> Put:
    """The edit that puts a value in place, with the mappings around it that are not there yet."""
    parts = pointer.split("/")[1:]
    for n in range(1, len(parts)):
        above = "/" + "/".join(parts[:n])
        held = at(document, above)
        if document is None or isinstance(held, dict | list):
            continue
        for part in reversed(parts[n:]):
            value = {part.replace("~1", "/").replace("~0", "~"): value}
        if above == "/calendar" and isinstance(held, str) and isinstance(value, dict):
            value = {"based_on": held, **value}
        return Put(before + above, value)
    return Put(before + pointer, value)


def _emptied(held: JsonObject, path: Path) -> Path:
    """What to take out: the key, or the mapping of which it is the only one."""
    above = _at(held, path[:-1])
    return path[:-1] if len(path) > 1 and isinstance(above, dict) and len(above) == 1 else path


def _at(held: Json, path: Path) -> Json:
    return at(held, _below("", path))


def _below(pointer: str, path: Path) -> str:
    return pointer + "".join(f"/{part}" for part in path)


def _dict(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}
