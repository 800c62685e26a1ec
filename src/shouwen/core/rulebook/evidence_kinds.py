"""The kinds of evidence that the rules of a book ask for, so that a form can offer them by the word that counts."""

from collections.abc import Iterator

from shouwen.core.rulebook.expression import Binary, Expression, Listing, Literal, Name, read
from shouwen.core.rulebook.model import RuleBook


def evidence_kinds(book: RuleBook, language: str = "zh") -> tuple[str, ...]:
    """
    One word for each rule that asks for evidence of a kind, in the order of the book. Where a rule takes several words
    for one thing (`kind in ['更正报告', 'corrected_report']`) the first that is written in the language is the one.
    """
    found = []
    for rule in book.must:
        told = read(rule.do_where.text) if rule.do == "evidence_added" and rule.do_where.text else None
        words = tuple(_kinds(told)) if told is not None else ()
        if words:
            english = language.startswith("en")
            found.append(next((word for word in words if word.isascii() == english), words[0]))
    return tuple(dict.fromkeys(found))


def _kinds(one: Expression) -> Iterator[str]:
    match one:
        case Binary("==", Name("kind"), Literal(str(word))):
            yield word
        case Binary("in", Name("kind"), Listing(items)):
            yield from (
                item.value for item in items if isinstance(item, Literal) and isinstance(item.value, str)
            )
        case Binary("&&" | "||", left, right):
            yield from _kinds(left)
            yield from _kinds(right)
        case _:
            return
