"""A patient look at the file: what is not there, or has another shape, reads as nothing.

The schema has told the shape's faults by then, so that the later checks may look at everything else.
"""

from dataclasses import dataclass

from shouwen.core.rulebook.document import Mapping, Node, Place, Plain, Scalar, Sequence
from shouwen.core.rulebook.faults import Faults


@dataclass(frozen=True, slots=True)
class View:
    """A value of the file with its place, its path, and where to put faults."""

    node: Node
    path: str
    faults: Faults

    @property
    def at(self) -> Place:
        return self.node.at

    @property
    def text(self) -> str:
        """The text of a scalar that is text; "" for anything else."""
        value = self.value
        return value if isinstance(value, str) else ""

    @property
    def value(self) -> Plain:
        return self.node.value if isinstance(self.node, Scalar) else None

    def fault(self, code: str, **words: object) -> None:
        self.faults.add(self.at, code, path=self.path, **words)

    def fault_at_key(self, key: str, code: str, **words: object) -> None:
        assert isinstance(self.node, Mapping)
        self.faults.add(self.node.keys[key], code, path=f"{self.path}/{key}", **words)

    def get(self, key: str) -> "View | None":
        """The value under a key of a mapping."""
        if isinstance(self.node, Mapping) and key in self.node.items:
            return View(self.node.items[key], f"{self.path}/{key}", self.faults)
        return None

    def text_of(self, key: str) -> str:
        found = self.get(key)
        return found.text if found else ""

    def entries(self, key: str) -> "list[View]":
        """The items of the list under a key."""
        found = self.get(key)
        return found.items() if found else []

    def items(self) -> "list[View]":
        if not isinstance(self.node, Sequence):
            return []
        return [View(item, f"{self.path}/{n}", self.faults) for n, item in enumerate(self.node.items)]

    def pairs(self) -> "list[tuple[str, View]]":
        """Keys and values of a mapping."""
        if not isinstance(self.node, Mapping):
            return []
        return [(key, View(item, f"{self.path}/{key}", self.faults)) for key, item in self.node.items.items()]

    def one_or_more(self, key: str) -> "list[View]":
        """The texts under a key, which holds one or a list of them."""
        found = self.get(key)
        if found is None:
            return []
        return [view for view in (found, *found.items()) if view.text]
