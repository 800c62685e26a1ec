"""Who in a rule book refers to an entry of it: what would miss the entry if it were taken out."""

from collections.abc import Iterator
from dataclasses import dataclass

from shouwen.core.rulebook.editing import at
from shouwen.core.rulebook.expression import Binary, Listing, Literal, Name, read, walk
from shouwen.core.rulebook.shapes import CHAPTERS, CONDITIONS, section_of
from shouwen.core.values import Json, JsonObject

_LISTS = (
    "levels",
    "must",
    "may",
    "never",
    "approvals",
    "grounds",
    "periodic",
    "quality/items",
    "quality/sample/always",
)
_SINGLE = ("quality", "objections", "retention", "stall", *(f"chapters/{name}" for name in CHAPTERS))
_SPOKEN = {
    "levels": ("level",), "categories": ("category", "categories"), "roles": ("actor_role", "escalated_to", "to"),
    "must": ("rule",), "may": ("rule",), "never": ("rule",), "grounds": ("basis",), "approvals": ("approval",),
    "approval_steps": ("approval_step", "step"),
}  # fmt: skip
"""Section → the variables of conditions that hold its identifiers."""
_FIGURES = ("within", "from", "not_before", "after", "pass", "years")
_OF_QUALITY = frozenset({"quality", "quality_drawn", "quality_rework"})


@dataclass(frozen=True, slots=True)
class _Said:
    """What the conditions of an entry speak of."""

    names: frozenset[str]
    values: frozenset[tuple[str, str]]
    """(variable, text that it is compared with)."""


def references(document: JsonObject, pointer: str) -> tuple[str, ...]:
    """The places of all entries that refer to the entry at `pointer`, itself left out, in the order of the sections."""
    section, raw = section_of(pointer), at(document, pointer)
    ids = _ids(section, pointer, raw)
    found = []
    for place, entry in _entries(document):
        inside = place == pointer or place.startswith(f"{pointer}/")
        if not inside and any(_refers(entry, place, section, id_) for id_ in ids):
            found.append(place)
    return tuple(found)


def _ids(section: str, pointer: str, raw: Json) -> tuple[str, ...]:
    """The identifiers that would go: of a category, those below it too."""
    if section in ("clauses", "quality"):
        return (pointer.rsplit("/", 1)[1],)
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        return ()
    children = raw.get("children")
    below = (
        [id_ for one in children for id_ in _ids(section, pointer, one)] if isinstance(children, list) else []
    )
    return (str(raw["id"]), *below)


def _entries(document: JsonObject) -> Iterator[tuple[str, Json]]:
    for name in _LISTS:
        listed = at(document, f"/{name}")
        yield from ((f"/{name}/{n}", one) for n, one in enumerate(listed if isinstance(listed, list) else []))
    for name in _SINGLE:
        held = at(document, f"/{name}")
        if held is not None:
            yield f"/{name}", held


def _refers(entry: Json, place: str, section: str, id_: str) -> bool:
    if isinstance(entry, list):
        return section == "clauses" and id_ in entry
    if not isinstance(entry, dict):
        return False
    said = _spoken(entry)
    match section:
        case "clauses":
            return entry.get("clause") == id_ or ("accountable_clauses", id_) in said.values
        case "parameters":
            held = [*(entry.get(key) for key in _FIGURES), at(entry, "/sample/rate")]
            return id_ in said.names or any(
                isinstance(one, dict) and one.get("parameter") == id_ for one in held
            )
        case "facts":
            return id_ in said.names
        case "quality":
            return bool(_OF_QUALITY & said.names) and not place.startswith("/quality")
        case "roles":
            late = at(entry, "/late/escalate")
            steps = entry.get("steps")
            asked = (
                [one.get("by") for one in steps if isinstance(one, dict)] if isinstance(steps, list) else []
            )
            named = (entry.get("by"), late, *asked)
            if any(id_ == one or (isinstance(one, list) and id_ in one) for one in named):
                return True
    return any((name, id_) in said.values for name in _SPOKEN.get(section, ()))


def _spoken(entry: JsonObject) -> _Said:
    names: set[str] = set()
    values: set[tuple[str, str]] = set()
    for key in CONDITIONS:
        text = entry.get(key)
        expression = read(text) if isinstance(text, str) and text else None
        for one in walk(expression) if expression is not None else ():
            if isinstance(one, Name):
                names.add(one.id)
            elif isinstance(one, Binary):
                values |= set(_compared(one))
    return _Said(frozenset(names), frozenset(values))


def _compared(one: Binary) -> Iterator[tuple[str, str]]:
    for side, other in ((one.left, one.right), (one.right, one.left)):
        for literal in other.items if isinstance(other, Listing) else (other,):
            if isinstance(side, Name) and isinstance(literal, Literal) and isinstance(literal.value, str):
                yield side.id, literal.value
