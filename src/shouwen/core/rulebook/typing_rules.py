"""The types of a condition, told before it ever runs; CEL itself would stop only when it meets them."""

from collections.abc import Mapping
from typing import TypeAlias

from shouwen.core.rulebook.expression import (
    Binary,
    Call,
    Choice,
    Expression,
    Listing,
    Literal,
    Loop,
    Member,
    Name,
    Unary,
)
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.scope import Term

Problem: TypeAlias = tuple[str, dict[str, object]]

_NUMERIC = frozenset({"int", "number", "any"})
_TYPE_WORDS = {
    "string": ("文字", "text"), "bool": ("真假", "true or false"), "int": ("整数", "a whole number"),
    "number": ("数值", "a number"), "list": ("列表", "a list"), "map": ("对象", "an object"),
    "null": ("null", "null"), "any": ("任意", "anything"),
}  # fmt: skip


def judge(expression: Expression, terms: Mapping[str, Term]) -> list[Problem]:
    """Everything that cannot be right about a condition: codes with the words of their messages."""
    judge_ = _Judge(terms)
    judge_.demand(judge_.type_of(expression), "bool", "条件的结果", "the condition")
    return judge_.problems


class _Judge:
    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._items: dict[str, Term] = {}
        """The items of the loop that is being judged."""
        self.problems: list[Problem] = []

    def type_of(self, expression: Expression) -> str:
        match expression:
            case Literal(value):
                return _literal_type(value)
            case Name() | Member():
                term = self._term(expression)
                return term.type if term else "any"
            case Loop():
                return self._loop(expression)
            case Listing(items):
                for item in items:
                    self.type_of(item)
                return "list"
            case Unary():
                return self._unary(expression)
            case Choice(test, then, other):
                self.demand(self.type_of(test), "bool", "“?”之前", "what stands before '?'")
                first, second = self.type_of(then), self.type_of(other)
                return first if first == second else "any"
            case Call():
                return self._call(expression)
            case Binary():
                return self._binary(expression)

    def _term(self, expression: Name | Member) -> Term | None:
        """What a name or a field of an item stands for; None where that is not known."""
        if isinstance(expression, Name):
            return self._items.get(expression.id) or self._terms.get(expression.id)
        of = self._term(expression.of)
        known = dict(of.fields or ()) if of else {}
        if of and expression.key not in known:
            told: dict[str, object] = {
                "of": expression.of.id,
                "value": expression.key,
                **hint(expression.key, tuple(known)),
            }
            self._tell("unknown-field", told)
        return known.get(expression.key)

    def _loop(self, loop: Loop) -> str:
        over = self._terms.get(loop.over.id)
        if over is not None and over.type != "map":  # of an object, each of its keys
            self.demand(
                over.type, "list", f"{loop.quantifier}() 之前", f"what stands before {loop.quantifier}()"
            )
        if loop.item in self._terms:
            self._tell("loop-name", {"value": loop.item})
        self._items = {loop.item: over.item} if over is not None and over.type == "list" else {}
        self.demand(self.type_of(loop.test), "bool", f"{loop.quantifier}() 的条件", f"the test of {loop.quantifier}()")  # fmt: skip
        self._items = {}
        return "bool"

    def _tell(self, code: str, words: dict[str, object]) -> None:
        if (code, words) not in self.problems:
            self.problems.append((code, words))

    def demand(self, found: str, wanted: str, where_zh: str, where_en: str) -> None:
        if found not in (wanted, "any"):
            self._mismatch(found, wanted, where_zh, where_en)

    def _mismatch(self, found: str, wanted: str, where_zh: str, where_en: str) -> None:
        (found_zh, found_en), (wanted_zh, wanted_en) = _TYPE_WORDS[found], _TYPE_WORDS[wanted]
        self.problems.append(
            (
                "condition-type",
                {
                    "problem_zh": f"{where_zh}应为{wanted_zh}，现为{found_zh}",
                    "problem_en": f"{where_en} should be {wanted_en}, not {found_en}",
                },
            )
        )

    def _unary(self, expression: Unary) -> str:
        found = self.type_of(expression.operand)
        if expression.op == "!":
            self.demand(found, "bool", "“!”之后", "what follows '!'")
            return "bool"
        if found not in _NUMERIC:
            self._mismatch(found, "number", "“-”之后", "what follows '-'")
        return found

    def _call(self, expression: Call) -> str:
        types = [self.type_of(argument) for argument in expression.arguments]
        name = expression.function
        if name == "size":
            if types and types[0] not in ("string", "list", "map", "any"):
                self._mismatch(types[0], "list", "size() 的内容", "what size() counts")
            return "int"
        for found in types:
            self.demand(found, "string", f"{name}() 的内容", f"the parts of {name}()")
        return "bool"

    def _binary(self, expression: Binary) -> str:
        op = expression.op
        left, right = self.type_of(expression.left), self.type_of(expression.right)
        if op in ("&&", "||"):
            for found in (left, right):
                self.demand(found, "bool", f"“{op}”两边", f"both sides of '{op}'")
            return "bool"
        if op == "in":
            if right not in ("list", "map", "any"):
                self._mismatch(right, "list", "“in”之后", "what follows 'in'")
            self._check_members(expression.left, expression.right)
            return "bool"
        if op in ("==", "!=", "<", "<=", ">", ">="):
            self._compare(expression, left, right)
            return "bool"
        return self._arithmetic(op, left, right)

    def _compare(self, expression: Binary, left: str, right: str) -> None:
        op = expression.op
        alike = left == right or "any" in (left, right) or {left, right} <= _NUMERIC
        ordered = op in ("==", "!=") or left in ("string", "any", *_NUMERIC)
        if not alike:
            self._mismatch(right, left, f"“{op}”右边", f"the right side of '{op}'")
        elif not ordered:
            self._mismatch(left, "number", f"“{op}”两边", f"both sides of '{op}'")
        elif op in ("==", "!="):
            self._check_value(expression.left, expression.right)
            self._check_value(expression.right, expression.left)

    def _arithmetic(self, op: str, left: str, right: str) -> str:
        if op == "+" and left == right and left in ("string", "list"):
            return left
        for found in (left, right):
            if found not in _NUMERIC:
                self._mismatch(found, "number", f"“{op}”两边", f"both sides of '{op}'")
                return "any"
        return left if left == right else "number"

    def _check_members(self, left: Expression, right: Expression) -> None:
        if isinstance(right, Listing):
            for item in right.items:
                if isinstance(item, Literal) and self._comparable(left, item):
                    self._check_value(left, item)
        elif isinstance(left, Literal) and isinstance(right, Name | Member):
            self._check_value(right, left)

    def _comparable(self, name: Expression, item: Literal) -> bool:
        found, wanted = self.type_of(item), self.type_of(name)
        if found == wanted or "any" in (found, wanted) or {found, wanted} <= _NUMERIC:
            return True
        self._mismatch(found, wanted, "“in”的列表中", "in the list after 'in'")
        return False

    def _check_value(self, name: Expression, literal: Expression) -> None:
        if not isinstance(name, Name | Member) or not isinstance(literal, Literal):
            return
        term = self._term(name)
        value = literal.value
        if term is None or term.values is None or not isinstance(value, str):
            return
        if value not in term.values and not (value == "" and term.empty):
            self.problems.append(
                (
                    "unknown-value",
                    {
                        "variable": name.id if isinstance(name, Name) else f"{name.of.id}.{name.key}",
                        "value": value,
                        **hint(value, term.values),
                    },
                )
            )


def _literal_type(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    return {str: "string", int: "int", float: "number"}[type(value)]
