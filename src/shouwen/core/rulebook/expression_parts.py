"""Parts of a condition that its words look at as a whole."""

from shouwen.core.rulebook.expression import (
    Binary,
    Call,
    Choice,
    Expression,
    Literal,
    Loop,
    Member,
    Name,
    Unary,
)


def operands(op: str, one: Expression) -> tuple[Expression, ...]:
    """What is joined by the same word, from left to right."""
    if isinstance(one, Binary) and one.op == op:
        return (*operands(op, one.left), *operands(op, one.right))
    return (one,)


def kind_asked(one: Expression) -> str:
    """The kind of evidence whose presence or absence a part asks for, else ""."""
    match one:
        case Unary("!", Binary("in", Literal(str(kind)), Name("evidence_kinds"))):
            return kind
        case Binary("in", Literal(str(kind)), Name("evidence_kinds")):
            return kind
        case _:
            return ""


def of_items(loop: Loop) -> Expression:
    """The test of a loop with its item's fields as names of their own: `measures.owner`."""
    return _named(loop.test, loop)


def _named(one: Expression, loop: Loop) -> Expression:
    match one:
        case Member(Name(loop.item), key):
            return Name(f"{loop.over.id}.{key}")
        case Name(loop.item):
            return Name(f"{loop.over.id}.")
        case Unary(op, operand):
            return Unary(op, _named(operand, loop))
        case Binary(op, left, right):
            return Binary(op, _named(left, loop), _named(right, loop))
        case Choice(test, then, other):
            return Choice(_named(test, loop), _named(then, loop), _named(other, loop))
        case Call(function, arguments):
            return Call(function, tuple(_named(part, loop) for part in arguments))
        case _:
            return one
