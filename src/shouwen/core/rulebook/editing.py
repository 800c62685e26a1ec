"""
Edits of a rule book's text that leave everything else as it was written: comments, order, spacing, quotes.

The library gives the place of every value; an edit replaces the characters of one value only. A place is named by a
JSON pointer as the faults name it (`/must/3/within`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from shouwen.core.rulebook.document import MAX_BYTES, plain, read, resolve
from shouwen.core.rulebook.faults import Faults
from shouwen.core.rulebook.neighbours import exchanged, exchanged_lines
from shouwen.core.values import Json

_PLAIN = re.compile(r"[A-Za-z0-9\u3400-\u9fff《“][A-Za-z0-9_%./\u3400-\u9fff《》“”（），、。；：？！ -]*")
Pair: TypeAlias = tuple[Node, Node]


class EditError(ValueError):
    """An edit that the text does not admit: it is no YAML, or has nothing at that place."""


@dataclass(frozen=True, slots=True)
class Put:
    """The value at a place becomes another; a key that is not there is added."""

    pointer: str
    value: Json


@dataclass(frozen=True, slots=True)
class Append:
    """One more entry at the end of a list; a list that is not there is made."""

    pointer: str
    value: Json


@dataclass(frozen=True, slots=True)
class Remove:
    """An entry of a list, or a key with its value, is taken out."""

    pointer: str


@dataclass(frozen=True, slots=True)
class Swap:
    """An entry of a list and the one behind it change places, each with the comments right above it."""

    pointer: str


Edit: TypeAlias = Put | Append | Remove | Swap


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after the edits, one after the other. Raise `EditError`."""
    for edit in edits:
        text = _applied(text, edit)
    if len(text) > MAX_BYTES:
        raise EditError("too large")
    return text


def values(text: str) -> dict[str, Json] | None:
    """What stands in the text, as plain values; None where nothing can be read."""
    faults = Faults()
    root = read(text, faults)
    found = plain(root) if root is not None else None
    return found if isinstance(found, dict) else None


def at(document: Json, pointer: str) -> Json:
    """The value at a place of plain values; None where there is none."""
    for part in _parts(pointer):
        if isinstance(document, dict):
            document = document.get(part)
        elif isinstance(document, list) and part.isdigit() and int(part) < len(document):
            document = document[int(part)]
        else:
            return None
    return document


def written(value: Json) -> str:
    """A value as it is written on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(inner) for inner in value) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(value: str) -> str:
    bare = _PLAIN.fullmatch(value) and not value.endswith(" ") and resolve(value) == value
    return value if bare else json.dumps(value, ensure_ascii=False)


def _applied(text: str, edit: Edit) -> str:
    root = _composed(text)
    parts = _parts(edit.pointer)
    if not parts:
        raise EditError(edit.pointer)
    match edit:
        case Put(_, value):
            return _put(text, root, parts, value)
        case Append(_, value):
            return _append(text, root, parts, value)
        case Remove():
            return _remove(text, root, parts)
        case Swap():
            return _swap(text, root, parts)


def _composed(text: str) -> MappingNode:
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError, IndexError, KeyError, RecursionError) as error:
        raise EditError(str(error)) from None
    if not isinstance(root, MappingNode):
        raise EditError("not a mapping")
    return root


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _find(root: Node, parts: Sequence[str]) -> Node:
    node = root
    for part in parts:
        found = _child(node, part)
        if found is None:
            raise EditError("/".join(parts))
        node = found
    return node


def _child(node: Node, part: str) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in _pairs(node) if key.value == part), None)
    if isinstance(node, SequenceNode) and part.isdigit() and int(part) < len(node.value):
        child: Node = node.value[int(part)]
        return child
    return None


def _pairs(node: MappingNode) -> Iterator[Pair]:
    yield from node.value


def _put(text: str, root: Node, parts: list[str], value: Json) -> str:
    parent = _find(root, parts[:-1])
    old = _child(parent, parts[-1])
    if old is not None:
        return _replaced(text, parent, old, value)
    if not isinstance(parent, MappingNode):
        raise EditError("/".join(parts))
    pair = f"{_text(parts[-1])}: {written(value)}"
    if parent.flow_style:
        return _into_flow(text, parent, [v for _, v in _pairs(parent)], pair)
    if not parent.value:
        raise EditError("/".join(parts))
    first, last = parent.value[0][0], parent.value[-1][1]
    if parent is root and isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        # a new section of entries is written as the others are, one entry a line
        pair = f"{_text(parts[-1])}:\n  - {written(value[0])}"
    return _line_after(text, last, " " * first.start_mark.column + pair)


def _replaced(text: str, parent: Node, old: Node, value: Json) -> str:
    start, end = old.start_mark.index, _end(text, old)
    block = isinstance(old, MappingNode | SequenceNode) and not old.flow_style
    if block and isinstance(parent, MappingNode):
        key = next(k for k, v in _pairs(parent) if v is old)
        start = text.index(":", key.end_mark.index) + 1
    gap = " " if start and text[start - 1] in ":-" else ""
    return text[:start] + gap + written(value) + text[end:]


def _append(text: str, root: Node, parts: list[str], value: Json) -> str:
    parent = _find(root, parts[:-1])
    node = _child(parent, parts[-1])
    if node is None or (isinstance(node, ScalarNode) and resolve(node.value) is None):
        return _put(text, root, parts, [value])
    if not isinstance(node, SequenceNode):
        raise EditError("/".join(parts))
    if node.flow_style and not node.value:
        return _replaced(text, parent, node, [value])
    if node.flow_style:
        return _into_flow(text, node, list(node.value), written(value))
    dash = text.rindex("-", 0, node.value[0].start_mark.index)
    indent = dash - (text.rfind("\n", 0, dash) + 1)
    return _line_after(text, node.value[-1], f"{' ' * indent}- {written(value)}")


def _remove(text: str, root: Node, parts: list[str]) -> str:
    parent = _find(root, parts[:-1])
    child = _find(parent, parts[-1:])
    starts = [(k if isinstance(parent, MappingNode) else v).start_mark.index for k, v in _entries(parent)]
    nodes = [v for _, v in _entries(parent)]
    n = next(at for at, node in enumerate(nodes) if node is child)
    if len(nodes) == 1:
        grand = _find(root, parts[:-2]) if len(parts) > 1 else None
        if grand is None:
            raise EditError("/".join(parts))
        return _replaced(text, grand, parent, {} if isinstance(parent, MappingNode) else [])
    if _in_flow(parent):
        if n + 1 < len(nodes):
            return text[: starts[n]] + text[starts[n + 1] :]
        return text[: _end(text, nodes[n - 1])] + text[_end(text, child) :]
    begin = text.rfind("\n", 0, starts[n]) + 1
    if text[begin : starts[n]].strip(" -") or (
        isinstance(parent, MappingNode) and "-" in text[begin : starts[n]]
    ):
        raise EditError("/".join(parts))
    close = text.find("\n", _end(text, child))
    return text[:begin] + (text[close + 1 :] if close >= 0 else "")


def _swap(text: str, root: Node, parts: list[str]) -> str:
    parent, n = _find(root, parts[:-1]), int(parts[-1]) if parts[-1].isdigit() else -1
    if not isinstance(parent, SequenceNode) or not 0 <= n < len(parent.value) - 1:
        raise EditError("/".join(parts))
    first, second = ((one.start_mark.index, _end(text, one)) for one in parent.value[n : n + 2])
    changed = (exchanged if parent.flow_style else exchanged_lines)(text, first, second)
    before, after = (at(values(one), "/".join(["", *parts[:-1]])) for one in (text, changed))
    if not isinstance(before, list) or after != [*before[:n], before[n + 1], before[n], *before[n + 2 :]]:
        raise EditError("/".join(parts))  # an anchor, or a way of writing that lines do not tell
    return changed


def _entries(parent: Node) -> list[Pair]:
    if isinstance(parent, MappingNode):
        return list(_pairs(parent))
    if isinstance(parent, SequenceNode):
        return [(node, node) for node in parent.value]
    raise EditError("no entries")


def _into_flow(text: str, parent: Node, nodes: list[Node], told: str) -> str:
    if not nodes:
        inside = parent.start_mark.index + 1
        return text[:inside] + told + text[parent.end_mark.index - 1 :]
    end = _end(text, nodes[-1])
    return text[:end] + ", " + told + text[end:]


def _line_after(text: str, node: Node, line: str) -> str:
    end = text.find("\n", _end(text, node))
    return f"{text}\n{line}\n" if end < 0 else f"{text[:end]}\n{line}{text[end:]}"


def _end(text: str, node: Node) -> int:
    """Where the characters of a value end. The library's own mark of a block lies behind what follows it."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, ScalarNode) or _in_flow(node):
        return start + len(text[start:end].rstrip())
    last = _entries(node)[-1][1] if node.value else None
    return _end(text, last) if last is not None else end


def _in_flow(node: Node) -> bool:
    """Written with brackets."""
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)
