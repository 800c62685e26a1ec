"""
A rule book that is being written: all its faults, and as much of it as can be understood already.

Entries with faults are left out of `book`, so that the rest can be told in words meanwhile. What is put in force goes
through `loader` and has no faults.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from shouwen.core.rulebook.building import build
from shouwen.core.rulebook.calendar import read_calendar
from shouwen.core.rulebook.document import Mapping, Node, Sequence, plain, read
from shouwen.core.rulebook.faults import Fault, Faults
from shouwen.core.rulebook.loader import check_sense
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.schema import check_structure
from shouwen.core.rulebook.scope import Scope
from shouwen.core.rulebook.view import View
from shouwen.core.values import JsonObject
from shouwen.core.worktime import PRESETS

_SECTIONS = (
    "clauses",
    "levels",
    "categories",
    "facts",
    "roles",
    "must",
    "may",
    "never",
    "parameters",
    "grounds",
    "approvals",
    "periodic",
)
_WHOLE = ("quality", "objections", "stall", "retention", "chapters")
"""Parts that are left out as a whole while something is wrong in them."""
_USUAL = PRESETS["cn-office"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What can be said of a text. Without `document` it cannot even be read as YAML."""

    faults: tuple[Fault, ...]
    document: JsonObject | None = None
    scope: Scope | None = None
    book: RuleBook | None = None

    def at(self, pointer: str) -> tuple[Fault, ...]:
        """The faults at a place and below it."""
        return tuple(f for f in self.faults if f.path == pointer or f.path.startswith(f"{pointer}/"))


@lru_cache(maxsize=16)
def outline(text: str) -> Outline:
    """Read what there is; never raises for a text. The last texts are remembered: an editor asks for one many times."""
    faults = Faults()
    root = read(text, faults)
    if root is None:
        return Outline(faults=faults.sorted())
    view = View(root, "", faults)
    check_structure(root, faults)
    calendar = read_calendar(view)
    scope = check_sense(view, calendar)
    found = faults.sorted()
    document = plain(root)
    kept = _without(root, {tuple(fault.path.split("/")[1:3]) for fault in found})
    try:
        book = build(View(kept, "", Faults()), calendar or _USUAL)
    except (ValueError, KeyError, AssertionError):
        book = None
    told = document if isinstance(document, dict) else None
    return Outline(faults=found, document=told, scope=scope, book=book)


def _without(root: Mapping, faulty: Iterable[tuple[str, ...]]) -> Mapping:
    """The document less its entries at fault, and less sections of another shape."""
    entries = {path for path in faulty if len(path) == 2}
    wrong = {
        path[0]
        for path in faulty
        if path and (path[0] in _WHOLE or (len(path) == 1 and path[0] in _SECTIONS))
    }
    items = {key: _kept(key, node, entries) for key, node in root.items.items() if key not in wrong}
    return Mapping(root.at, items, root.keys)


def _kept(section: str, node: Node, faulty: AbstractSet[tuple[str, ...]]) -> Node:
    if section not in _SECTIONS:
        return node
    if isinstance(node, Sequence):
        items = [item for n, item in enumerate(node.items) if (section, str(n)) not in faulty]
        return Sequence(node.at, items)
    if isinstance(node, Mapping):
        return Mapping(
            node.at, {k: v for k, v in node.items.items() if (section, k) not in faulty}, node.keys
        )
    return node
