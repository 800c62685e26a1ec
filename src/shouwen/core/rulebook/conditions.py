"""
Conditions: CEL expressions (the compiled Rust binding), pure, with a memory of what they answered.

A case asks the same few questions over and over with the same few answers (level, kind, category …), so
a condition remembers its verdict for the values of the variables that it names; a stream of events then
costs dictionary look-ups. Every variable is always defined (see `vocabulary`), so that evaluation fails
only on a type error, which the loader tries out and refuses beforehand.
"""

import re
import sys
from collections.abc import Hashable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

# the package imports its own terminal program, which takes 0.4 s and 20 MB in every process of ours
sys.modules.setdefault("cel.cli", ModuleType("cel.cli"))
import cel  # noqa: E402

from shouwen.core.rulebook.condition_words import of_running, of_syntax  # noqa: E402 after the above
from shouwen.core.rulebook.expression import names, read  # noqa: E402

if TYPE_CHECKING:
    from shouwen.core.values import Json

_REMEMBERED = 4096
_FUNCTIONS = frozenset({
    "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_&&_", "_||_", "!_", "-_", "_+_", "_-_", "_*_", "_/_", "_%_",
    "_?_:_", "@in", "_[_]", "size", "contains", "startsWith", "endsWith",
})  # fmt: skip
"""What a condition may call; no regular expressions (they can be made to run for ever)."""
_LOOP = re.compile(r"\b(map|filter|all|exists|exists_one)\s*(?:\(|//)")
"""Loops are macros, which the library does not count as functions; nested ones cost beyond any bound. Only what the
reader of `expression` can follow is let through: `all` and `exists` over a list by its name, none within another."""
_OF_LOOPS = frozenset({"@not_strictly_false"})


class ConditionError(ValueError):
    """The text is not a condition (syntax, a function that is not offered), or cannot be answered for some values.
    `en`: the same in English; `place`: line and column in the text, its beginning where nothing better is known.
    """

    def __init__(self, problem: str, en: str, place: tuple[int, int] = (1, 1)) -> None:
        super().__init__(problem)
        self.en, self.place = en, place


class Condition:
    """One compiled condition. `Condition("")` always holds."""

    __slots__ = ("_program", "_seen", "names", "text")

    def __init__(self, text: str = "") -> None:
        """Raise `ConditionError` when `text` is not a condition."""
        self.text = text.strip()
        self._seen: dict[Hashable, bool] = {}
        self.names: tuple[str, ...] = ()
        self._program: cel.Program | None = None
        if self.text in ("", "true"):
            return
        try:
            self._program = cel.compile(self.text)
        except ValueError as error:
            raise ConditionError(*of_syntax(str(error), self.text)) from None
        told = read(self.text) if _LOOP.search(self.text) else None
        unknown = sorted(set(self._program.functions()) - _FUNCTIONS - (_OF_LOOPS if told else set()))
        unknown += [] if told else sorted(set(_LOOP.findall(self.text)))
        if unknown:
            raise ConditionError(f"不提供的运算：{'、'.join(unknown)}", f"not offered: {', '.join(unknown)}")
        self.names = tuple(sorted(names(told) if told else self._program.variables()))

    def holds(self, facts: "Mapping[str, Json]") -> bool:
        """
        Whether the condition holds over `facts`; a variable that has no value there counts as absent
        and makes the condition false. Raise `ConditionError` on a type error.
        """
        if self._program is None:
            return True
        try:
            values = tuple([facts[name] for name in self.names])
        except KeyError:
            values = tuple([facts.get(name) for name in self.names])
        key: Hashable = values
        try:
            known = self._seen.get(key)
        except TypeError:
            key = tuple(tuple(v) if isinstance(v, list) else v for v in values)
            try:
                known = self._seen.get(key)
            except TypeError:  # a nested value: not remembered
                return self._evaluate(values)
        if known is None:
            known = self._evaluate(values)
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[key] = known
        return known

    def _evaluate(self, values: "tuple[Json, ...]") -> bool:
        if self._program is None:
            return True
        try:
            verdict = self._program.execute(dict(zip(self.names, values, strict=True)))
        except (RuntimeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            if any(value is None for value in values):
                return False
            raise ConditionError(*of_running(str(error))) from None
        if verdict is None:
            return False
        if not isinstance(verdict, bool):
            raise ConditionError("条件的结果须为真或假", "a condition is true or false")
        return verdict

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"


ALWAYS = Condition()
