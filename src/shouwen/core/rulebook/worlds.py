"""All the cases that a set of conditions can tell apart, where they can be listed.

A condition made of plain comparisons (`level == 'L1'`, `amount <= 1000`, `'legal' in flags`) divides the
values of each variable into a few kinds; one value of each kind stands for all. Anything else, or too many
combinations, cannot be listed, and then nothing is claimed.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from math import prod

from shouwen.core.rulebook.conditions import Condition
from shouwen.core.rulebook.expression import (
    Binary,
    Call,
    Choice,
    Expression,
    Listing,
    Literal,
    Name,
    Unary,
    parts,
    read,
    walk,
)  # fmt: skip
from shouwen.core.rulebook.scope import Scope, Term
from shouwen.core.values import Json

_MOST = 20_000
_RELATIONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_OTHER = "·"
"""Stands for any text that no condition mentions."""


def worlds(
    conditions: Iterable[Condition], terms: Mapping[str, Term], scope: Scope
) -> list[dict[str, Json]] | None:
    """Values for the variables of all conditions together; None where they cannot be listed."""
    expressions = [read(condition.text or "true") for condition in conditions]
    if any(expression is None or not _plain(expression) for expression in expressions):
        return None
    readable = [expression for expression in expressions if expression is not None]
    told = sorted({part.id for e in readable for part in walk(e) if isinstance(part, Name)})
    subjects = [name for name in told if name in ("category", "categories")]
    if subjects and scope.category_paths is None:
        return None
    rest = [name for name in told if name not in subjects]
    choices = [_choices(name, terms[name], readable) for name in rest]
    by_subject = _subjects(scope) if subjects else [{}]
    if prod(map(len, choices)) * len(by_subject) > _MOST:
        return None
    return [
        {**subject, **dict(zip(rest, values, strict=True))}
        for subject in by_subject
        for values in product(*choices)
    ]


def possible(conditions: Iterable[Condition], terms: Mapping[str, Term], scope: Scope) -> bool | None:
    """Whether all conditions can hold together; None where that cannot be told."""
    conditions = list(conditions)
    cases = worlds(conditions, terms, scope)
    if cases is None:
        return None
    return any(all(condition.holds(case) for condition in conditions) for case in cases)


def _subjects(scope: Scope) -> list[dict[str, Json]]:
    paths = ((), *(scope.category_paths or ()))
    return [{"category": path[-1] if path else "", "categories": list(path)} for path in paths]


def _plain(expression: Expression) -> bool:
    match expression:
        case Literal() | Name():
            return True
        case Unary(op):
            return op == "!" and _plain(expression.operand)
        case Choice():
            return all(_plain(part) for part in parts(expression))
        case Binary(op, left, right):
            if op in ("&&", "||"):
                return _plain(left) and _plain(right)
            return _plain_relation(op, left, right)
        case _:
            return False


def _plain_relation(op: str, left: Expression, right: Expression) -> bool:
    if op == "in":
        many = isinstance(right, Listing) and all(isinstance(item, Literal) for item in right.items)
        return (isinstance(left, Name) and many) or (isinstance(left, Literal) and isinstance(right, Name))
    if op not in _RELATIONS:
        return False
    if isinstance(left, Literal):
        left, right = right, left
    if isinstance(left, Call) and left.function == "size" and len(left.arguments) == 1:
        left = left.arguments[0]
    return isinstance(left, Name) and isinstance(right, Literal)


def _choices(name: str, term: Term, expressions: list[Expression]) -> list[Json]:
    mentioned = list(dict.fromkeys(_mentioned(name, expressions)))
    texts = [value for value in mentioned if isinstance(value, str)]
    numbers = [value for value in mentioned if isinstance(value, int | float) and not isinstance(value, bool)]
    if term.type == "bool":
        return [False, True]
    if term.type in ("int", "number"):
        return list[Json](sorted({0, *(n + step for n in numbers for step in (-1, 0, 1))}))
    if term.type == "list":
        return _lists(term, texts, numbers)
    if term.values is not None:
        return [*term.values, *([""] if term.empty else [])]
    return ["", *texts, *(text + "0" for text in texts), _OTHER]


def _lists(term: Term, texts: list[str], numbers: list[int | float]) -> list[Json]:
    known = [text for text in texts if term.values is None or text in term.values]
    subsets = chain.from_iterable(combinations(known, n) for n in range(len(known) + 1))
    longest = int(max(numbers, default=0)) + 1 if numbers else 1
    padded = min(longest, 8)
    return [[*subset, *([_OTHER] * extra)] for subset in subsets for extra in range(padded + 1)]


def _mentioned(name: str, expressions: list[Expression]) -> Iterator[str | int | float | bool | None]:
    for expression in expressions:
        for part in walk(expression):
            if isinstance(part, Binary) and part.op not in ("&&", "||"):
                inside = list(walk(part))
                if Name(name) in inside:
                    yield from (item.value for item in inside if isinstance(item, Literal))
