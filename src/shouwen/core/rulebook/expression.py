"""
Reading a condition without running it: what it compares with what.

Conditions are run by the CEL library alone. This reader follows the operators that conditions may use
and serves the checks (types, values that do not exist) and the wording; what it cannot read it leaves
(`read` gives None), and then only trying out remains.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    value: "str | int | float | bool | None"


@dataclass(frozen=True, slots=True)
class Name:
    id: str


@dataclass(frozen=True, slots=True)
class Unary:
    op: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    op: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Choice:
    test: "Expression"
    then: "Expression"
    other: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """`size(x)`, or `x.contains(y)` with the target as first argument."""

    function: str
    arguments: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    items: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Member:
    """`m.owner`: one field of an item of a list."""

    of: Name
    key: str


@dataclass(frozen=True, slots=True)
class Loop:
    """`measures.all(m, …)` or `.exists`: whether each item of a list (key of an object), or at least one, is so."""

    quantifier: str
    over: Name
    item: str
    test: "Expression"


Expression: TypeAlias = Literal | Name | Unary | Binary | Choice | Call | Listing | Member | Loop
QUANTIFIERS = frozenset({"all", "exists"})

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?!["'\w]))
    | '(?P<single>[^'\\\n]*)' | "(?P<double>[^"\\\n]*)"
    | (?P<sign>&&|\|\||[=!<>]=|[-+*/%!<>?:,.()\[\]])
    )""",
    re.VERBOSE,
)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_RELATIONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
_LADDER = (
    frozenset({"||"}),
    frozenset({"&&"}),
    _RELATIONS,
    frozenset({"+", "-"}),
    frozenset({"*", "/", "%"}),
)
_METHODS = frozenset({"contains", "startsWith", "endsWith", "size"})
_DEEPEST = 60

_Token: TypeAlias = tuple[str, str]


class _UnreadableError(Exception):
    pass


def read(text: str) -> Expression | None:
    """The condition as a tree, or None where it uses more than is known here."""
    try:
        tokens = list(_tokens(text))
        reader = _Reader(tokens)
        found = reader.choice(0)
        reader.take("end")
    except _UnreadableError:
        return None
    return found


def names(expression: Expression) -> frozenset[str]:
    """The variables that it names."""
    if isinstance(expression, Name):
        return frozenset({expression.id})
    if isinstance(expression, Loop):
        return names(expression.over) | (names(expression.test) - {expression.item})
    return frozenset().union(*(names(part) for part in parts(expression)))


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly below."""
    match expression:
        case Unary():
            return (expression.operand,)
        case Binary():
            return expression.left, expression.right
        case Choice():
            return expression.test, expression.then, expression.other
        case Call():
            return expression.arguments
        case Listing():
            return expression.items
        case Member():
            return (expression.of,)
        case Loop():
            return expression.over, expression.test
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything below it."""
    yield expression
    for part in parts(expression):
        yield from walk(part)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _UnreadableError
        kind = "text" if match.lastgroup in ("single", "double") else match.lastgroup
        yield kind, match[match.lastgroup]
        at = match.end()
    yield "end", ""


class _Reader:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._item = ""
        """What a loop that is being read calls its item."""

    def peek(self) -> _Token:
        return self._tokens[self._at]

    def take(self, kind: str, value: str | None = None) -> str:
        found = self._tokens[self._at]
        if found[0] != kind or (value is not None and found[1] != value):
            raise _UnreadableError
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return found[1]

    def skip(self, sign: str) -> bool:
        if self.peek() == ("sign", sign):
            self._at += 1
            return True
        return False

    def choice(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise _UnreadableError
        test = self.rung(0, depth + 1)
        if not self.skip("?"):
            return test
        then = self.rung(0, depth + 1)
        self.take("sign", ":")
        return Choice(test, then, self.choice(depth + 1))

    def rung(self, rung: int, depth: int) -> Expression:
        if rung == len(_LADDER):
            return self.unary(depth)
        left = self.rung(rung + 1, depth)
        while (token := self.peek())[0] in ("sign", "name") and token[1] in _LADDER[rung]:
            self._at += 1
            left = Binary(token[1], left, self.rung(rung + 1, depth))
        return left

    def unary(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise _UnreadableError
        for sign in ("!", "-"):
            if self.skip(sign):
                return Unary(sign, self.unary(depth + 1))
        return self.member(depth)

    def member(self, depth: int) -> Expression:
        found = self.primary(depth)
        while self.skip("."):
            method = self.take("name")
            if method in QUANTIFIERS and isinstance(found, Name):
                found = self.loop(method, found, depth)
                continue
            if isinstance(found, Name) and self.peek() != ("sign", "("):
                found = Member(found, method)
                continue
            if method not in _METHODS:
                raise _UnreadableError
            self.take("sign", "(")
            found = Call(method, (found, *self.listed(")", depth)))
        return found

    def loop(self, quantifier: str, over: Name, depth: int) -> Expression:
        """Not one within another: what that costs has no bound."""
        if self._item:
            raise _UnreadableError
        self.take("sign", "(")
        self._item = self.take("name")
        if self._item in _WORDS or self._item == "in":
            raise _UnreadableError
        self.take("sign", ",")
        test = self.choice(depth + 1)
        self.take("sign", ")")
        found = Loop(quantifier, over, self._item, test)
        self._item = ""
        return found

    def primary(self, depth: int) -> Expression:
        kind, value = self.peek()
        if kind == "number":
            self._at += 1
            return Literal(float(value) if "." in value else int(value))
        if kind == "text":
            self._at += 1
            return Literal(value)
        if kind == "name":
            self._at += 1
            return self.named(value, depth)
        if self.skip("("):
            inner = self.choice(depth + 1)
            self.take("sign", ")")
            return inner
        if self.skip("["):
            return Listing(self.listed("]", depth))
        raise _UnreadableError

    def named(self, value: str, depth: int) -> Expression:
        if value in _WORDS:
            return Literal(_WORDS[value])
        if self.skip("("):
            if value != "size":
                raise _UnreadableError
            return Call(value, self.listed(")", depth))
        if value == "in":
            raise _UnreadableError
        return Name(value)

    def listed(self, end: str, depth: int) -> tuple[Expression, ...]:
        if self.skip(end):
            return ()
        items = [self.choice(depth + 1)]
        while self.skip(","):
            items.append(self.choice(depth + 1))
        self.take("sign", end)
        return tuple(items)
