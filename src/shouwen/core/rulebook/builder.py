"""
Conditions put together by choosing, not by typing: comparisons joined by “all of” or “any of”, one group deep.

`parsed` reads what can be said so; what says more stays text. `composed` writes CEL. Reading what was written gives the
same comparisons again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from shouwen.core.rulebook.expression import Binary, Call, Expression, Listing, Literal, Name, Unary, read
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.scope import Term

OPERATORS: dict[str, Words] = {
    "is": Words("是", "is"),
    "is_not": Words("不是", "is not"),
    "any_of": Words("是其中之一", "is one of"),
    "none_of": Words("不在其中", "is none of"),
    "below": Words("少于", "is below"),
    "at_most": Words("不超过", "is at most"),
    "above": Words("超过", "is above"),
    "at_least": Words("不少于", "is at least"),
    "yes": Words("是（成立）", "holds"),
    "no": Words("否（不成立）", "does not hold"),
    "has": Words("包含", "includes"),
    "has_not": Words("不包含", "does not include"),
    "some": Words("至少有一项", "holds at least one"),
    "none": Words("一项也没有", "holds none"),
    "filled": Words("已填写", "is given"),
    "empty": Words("没有填写", "is not given"),
}
_SIGNS = {"is": "==", "is_not": "!=", "below": "<", "at_most": "<=", "above": ">", "at_least": ">="}
_OPS = {sign: op for op, sign in _SIGNS.items()}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OFFERED = {
    "bool": ("yes", "no"),
    "int": ("is", "is_not", "below", "at_most", "above", "at_least"),
    "number": ("is", "is_not", "below", "at_most", "above", "at_least"),
    "list": ("has", "has_not", "some", "none"),
    "string": ("is", "is_not", "any_of", "none_of", "filled", "empty"),
}
WITHOUT_VALUE = frozenset({"yes", "no", "filled", "empty", "some", "none"})
SEVERAL = frozenset({"any_of", "none_of"})
Scalar: TypeAlias = str | int | float


class CompositionError(ValueError):
    """A comparison that cannot be written: a text with quotes of both kinds, or a missing number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. `values` is empty, one, or several, as the operator asks."""

    name: str
    op: str
    values: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Comparisons of which all (`every`) or any must hold."""

    every: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """Groups of which all (`every`) or any must hold; without groups the condition always holds."""

    every: bool = True
    groups: tuple[Group, ...] = ()


def operators(term: Term) -> tuple[str, ...]:
    """What a variable can be compared by; () where only text can say it."""
    return _OFFERED.get(term.type, ())


def parsed(text: str) -> Composition | None:
    """The comparisons of a condition; None where it says more than comparisons can."""
    if text.strip() in ("", "true"):
        return Composition()
    expression = read(text)
    if expression is None:
        return None
    try:
        return _composition(expression)
    except _DeeperError:
        return None


def same_condition(one: str, other: str) -> bool:
    """Whether two conditions say the same, however they are written; of what cannot be read so, the text counts."""
    said = parsed(one)
    return one.strip() == other.strip() or (said is not None and said == parsed(other))


def composed(composition: Composition) -> str:
    """The condition in CEL; "" where it always holds. Raise `CompositionError`."""
    parts = [_told(group, alone=len(composition.groups) == 1) for group in composition.groups if group.rows]
    return (" && " if composition.every else " || ").join(parts)


class _DeeperError(Exception):
    """More than one group deep, or another kind of expression."""


def _composition(expression: Expression) -> Composition:
    op = expression.op if isinstance(expression, Binary) else ""
    if op not in ("&&", "||"):
        return Composition(groups=(Group(every=True, rows=(_row(expression),)),))
    items = list(_flat(expression, op))
    every = op == "&&"
    if not any(isinstance(item, Binary) and item.op in ("&&", "||") for item in items):
        return Composition(groups=(Group(every=every, rows=tuple(map(_row, items))),))
    return Composition(every=every, groups=tuple(_group(item, otherwise=every) for item in items))


def _group(expression: Expression, *, otherwise: bool) -> Group:
    op = expression.op if isinstance(expression, Binary) else ""
    if op in ("&&", "||"):
        return Group(every=op == "&&", rows=tuple(map(_row, _flat(expression, op))))
    return Group(every=otherwise, rows=(_row(expression),))


def _flat(expression: Expression, op: str) -> Iterator[Expression]:
    if isinstance(expression, Binary) and expression.op == op:
        yield from _flat(expression.left, op)
        yield from _flat(expression.right, op)
    else:
        yield expression


def _row(expression: Expression) -> Row:
    match expression:
        case Name(name):
            return Row(name, "yes")
        case Unary("!", Name(name)):
            return Row(name, "no")
        case Unary("!", Binary("in", Name(name), Listing(items))):
            return Row(name, "none_of", tuple(map(_literal, items)))
        case Unary("!", Binary("in", Literal() as value, Name(name))):
            return Row(name, "has_not", (_literal(value),))
        case Binary("in", Name(name), Listing(items)):
            return Row(name, "any_of", tuple(map(_literal, items)))
        case Binary("in", Literal() as value, Name(name)):
            return Row(name, "has", (_literal(value),))
        case Binary(">" | "==" as sign, Call("size", (Name(name),)), Literal(0)):
            return Row(name, "some" if sign == ">" else "none")
        case Binary(sign, Name(name), Literal() as value) if sign in _OPS:
            return _compared(name, sign, value)
        case Binary(sign, Literal() as value, Name(name)) if sign in _OPS:
            return _compared(name, _MIRRORED[sign], value)
        case _:
            raise _DeeperError


def _compared(name: str, sign: str, literal: Literal) -> Row:
    value = literal.value
    if isinstance(value, bool) and sign in ("==", "!="):
        return Row(name, "yes" if value is (sign == "==") else "no")
    if value == "" and sign in ("==", "!="):
        return Row(name, "empty" if sign == "==" else "filled")
    return Row(name, _OPS[sign], (_literal(literal),))


def _literal(expression: Expression) -> Scalar:
    value = expression.value if isinstance(expression, Literal) else None
    if value is None or isinstance(value, bool):
        raise _DeeperError
    return value


def _told(group: Group, *, alone: bool) -> str:
    rows = (" && " if group.every else " || ").join(map(_written, group.rows))
    return rows if alone or len(group.rows) == 1 else f"({rows})"


def _written(row: Row) -> str:
    name, op = row.name, row.op
    if op not in WITHOUT_VALUE and not row.values:
        raise CompositionError(name)
    match op:
        case "yes":
            return name
        case "no":
            return f"!{name}"
        case "filled" | "empty":
            return f"{name} {'!=' if op == 'filled' else '=='} ''"
        case "some" | "none":
            return f"size({name}) {'>' if op == 'some' else '=='} 0"
        case "any_of" | "none_of":
            listing = f"{name} in [{', '.join(map(_quoted, row.values))}]"
            return listing if op == "any_of" else f"!({listing})"
        case "has" | "has_not":
            member = f"{_quoted(row.values[0])} in {name}"
            return member if op == "has" else f"!({member})"
        case _:
            return f"{name} {_SIGNS[op]} {_quoted(row.values[0])}"


def _quoted(value: Scalar) -> str:
    if not isinstance(value, str):
        return str(value)
    if "\\" in value or "\n" in value or ("'" in value and '"' in value):
        raise CompositionError(value)
    return f'"{value}"' if "'" in value else f"'{value}'"
