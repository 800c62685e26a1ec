"""YAML text → values with their places, the one file that talks to the YAML library.

YAML 1.2 with the core schema only: `no`, `12:30` and `2026-02-14` are text. The parser's events are put
together here and not by the library, so that depth, size and aliases stay bounded and every value keeps
its line and column. Faults that leave nothing to read are told alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml import events as yaml_events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from shouwen.core.rulebook.faults import Faults
from shouwen.core.rulebook.yaml_words import in_chinese

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 50_000

Place: TypeAlias = tuple[int, int]
Plain: TypeAlias = "str | int | float | bool | None"


@dataclass(slots=True)
class Scalar:
    at: Place
    value: Plain
    text: str
    """As written, without quotes."""


@dataclass(slots=True)
class Sequence:
    at: Place
    items: "list[Node]"


@dataclass(slots=True)
class Mapping:
    at: Place
    items: "dict[str, Node]"
    keys: dict[str, Place]


Node: TypeAlias = Scalar | Sequence | Mapping

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Plain] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_DIGITS = 300
_HIDDEN = frozenset(
    "\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)
"""Line breaks that editors do not count, and marks that turn the direction of writing."""


class _StopError(Exception):
    """Nothing more can be read; the fault is noted already."""


def read(source: str | bytes, faults: Faults) -> Mapping | None:
    """The file's mapping, or None when there is none to look at."""
    try:
        text = _text(source, faults)
        _refuse_control_characters(text, faults)
        root = _Composer(faults).document(text)
    except _StopError:
        return None
    except (YAMLError, ValueError, IndexError, KeyError, RecursionError) as error:
        problem = _problem(error)
        faults.add(_place_of(error), "yaml", problem_zh=in_chinese(problem), problem_en=problem)
        return None
    if root is None or (isinstance(root, Scalar) and root.value is None):
        faults.add((1, 1), "empty")
        return None
    if not isinstance(root, Mapping):
        faults.add(root.at, "not-a-mapping")
        return None
    return root


def _text(source: str | bytes, faults: Faults) -> str:
    if len(source) > MAX_BYTES:
        faults.add((1, 1), "too-large", limit="1 MB")
        raise _StopError
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8", "replace")
        faults.add(_place_in(before, len(before)), "encoding")
        raise _StopError from None


def _refuse_control_characters(text: str, faults: Faults) -> None:
    bad = [(at, char) for at, char in enumerate(text) if _unreadable(char)]
    for at, char in bad[:20]:
        faults.add(_place_in(text, at), "control-character", char=f"U+{ord(char):04X}")
    if bad:
        raise _StopError


def _unreadable(char: str) -> bool:
    return char not in "\n\t\r" and (char in _HIDDEN or unicodedata.category(char) in ("Cc", "Cs"))


def _place_in(text: str, at: int) -> Place:
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _place_of(error: Exception) -> Place:
    if isinstance(error, MarkedYAMLError):
        mark, opened = error.problem_mark or error.context_mark, error.context_mark
        if opened and mark.line > opened.line and mark.column <= opened.column:
            mark = opened  # a bracket that was not closed shows only where the next entry begins
        if mark is not None:
            return mark.line + 1, mark.column + 1
    return 1, 1


def _problem(error: Exception) -> str:
    told = getattr(error, "problem", None) or str(error) or type(error).__name__
    return " ".join(str(told).split())[:200]


class _Composer:
    """Puts the parser's events together; notes duplicate keys, tags, and what is too deep or too much."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0

    def document(self, text: str) -> Node | None:
        parsed: Iterator[yaml_events.Event] = YAML(typ="safe", pure=True).parse(text)
        root: Node | None = None
        documents = 0
        for event in parsed:
            if isinstance(event, yaml_events.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._faults.add(_at(event), "several-documents")
                    raise _StopError
            elif isinstance(event, yaml_events.NodeEvent):
                root = self._node(event, parsed, 1)
        return root

    def _node(self, event: yaml_events.Event, rest: Iterator[yaml_events.Event], depth: int) -> Node:
        at = _at(event)
        if isinstance(event, yaml_events.AliasEvent):
            return self._alias(str(event.anchor), at)
        self._counted(at, 1)
        if depth > MAX_DEPTH:
            self._faults.add(at, "too-deep", limit=MAX_DEPTH)
            raise _StopError
        before = self._count - 1
        node = self._filled(event, rest, depth)
        if anchor := getattr(event, "anchor", None):
            self._anchors[str(anchor)] = (node, self._count - before)
        return node

    def _filled(self, event: yaml_events.Event, rest: Iterator[yaml_events.Event], depth: int) -> Node:
        at = _at(event)
        if isinstance(event, yaml_events.ScalarEvent):
            self._refuse_tag(event.tag, at)
            for char in {char for char in event.value if _unreadable(char)}:  # written as an escape
                self._faults.add(at, "control-character", char=f"U+{ord(char):04X}")
            plain = bool(event.implicit[0])
            return Scalar(at, resolve(event.value) if plain else event.value, event.value)
        self._refuse_tag(getattr(event, "tag", None), at)
        if isinstance(event, yaml_events.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(rest), yaml_events.SequenceEndEvent):
                items.append(self._node(inner, rest, depth + 1))
            return Sequence(at, items)
        return self._mapping(at, rest, depth)

    def _mapping(self, at: Place, rest: Iterator[yaml_events.Event], depth: int) -> Mapping:
        mapping = Mapping(at, {}, {})
        while not isinstance(inner := next(rest), yaml_events.MappingEndEvent):
            key = self._node(inner, rest, depth + 1)
            value = self._node(next(rest), rest, depth + 1)
            if isinstance(value, Scalar) and not value.text and value.at[0] > key.at[0]:
                value.at = key.at  # nothing is written there; the parser has run on to what comes next
            if not isinstance(key, Scalar):
                self._faults.add(key.at, "bad-key")
            elif key.text in mapping.items:
                line = mapping.keys[key.text][0]
                self._faults.add(key.at, "duplicate-key", key=key.text, line=line)
            else:
                mapping.items[key.text] = value
                mapping.keys[key.text] = key.at
        return mapping

    def _alias(self, name: str, at: Place) -> Node:
        if name not in self._anchors:
            self._faults.add(at, "unknown-alias", alias=name)
            return Scalar(at, None, "")
        node, size = self._anchors[name]
        if self._count + size > MAX_NODES:
            self._faults.add(at, "alias", alias=name)
            raise _StopError
        self._count += size
        return node

    def _counted(self, at: Place, more: int) -> None:
        self._count += more
        if self._count > MAX_NODES:
            self._faults.add(at, "too-many", limit=MAX_NODES)
            raise _StopError

    def _refuse_tag(self, tag: object, at: Place) -> None:
        if tag is not None:
            self._faults.add(at, "tag", tag=str(tag)[:80])


def _at(event: yaml_events.Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def resolve(text: str) -> Plain:
    """The value of a plain scalar under the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _DIGITS and _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if len(text) <= _DIGITS and _FLOAT.fullmatch(text):
        return float(text)
    return text


def plain(node: Node) -> object:
    """The values alone, as the JSON Schema sees them."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.items.items()}
