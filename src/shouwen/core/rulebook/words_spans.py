"""Variables that count days or cases, in words; and those among them that are offered for choosing."""

from collections.abc import Iterator

from shouwen.core.case.spans import span_of, window_of
from shouwen.core.rulebook.model import FactType, RuleBook, Words
from shouwen.core.rulebook.names import EVENT_NAMES

_COUNTED = (
    "registered",
    "accepted",
    "assigned",
    "responded",
    "replied",
    "callback_made",
    "reopened",
    "closed",
)
"""Events from which days are usually counted."""
_WINDOWS = (30, 90, 365)


def counting_in_words(name: str, book: RuleBook) -> Words | None:
    """What a counting variable means; None for every other name."""
    if (days := window_of(name)) is not None:
        return Words(f"同一客户 {days} 日内的件数", f"cases of the customer within {days} days")
    span = span_of(name, book.datable)
    if span is None:
        return None
    start, end = _named(span.start, book), _named(span.end, book) if span.end else None
    if span.limit is None:
        if end is None:
            return Words(f"{start.zh}至今的天数", f"days since “{start.in_('en')}”")
        return Words(f"{start.zh}到{end.zh}的天数", f"days from “{start.in_('en')}” to “{end.in_('en')}”")
    zh, en = span.limit.words()
    if end is None:
        return Words(f"{start.zh}起已过 {zh}", f"{en} since “{start.in_('en')}” are over")
    return Words(
        f"{start.zh}起到{end.zh}已过 {zh}",
        f"{en} since “{start.in_('en')}” were over at “{end.in_('en')}”",
    )


def offered(book: RuleBook) -> Iterator[str]:
    """Names to choose from: days since the usual events and the dates of the form, the customer's cases, and whatever
    else the book uses already.
    """
    dates = (fact.id for fact in book.facts if fact.type is FactType.DATE)
    conditions = [
        *(rule.when for rule in book.must), *(rule.when for rule in book.may), *(level.when for level in book.levels),
        *(rule.while_ for rule in book.never),
    ]  # fmt: skip
    used = (name for condition in conditions for name in condition.names)
    names = [
        *(f"days_since_{start}" for start in (*_COUNTED, *dates)),
        *(f"cases_within_{days}d" for days in _WINDOWS), *used,
    ]  # fmt: skip
    return (name for name in dict.fromkeys(names) if counting_in_words(name, book) is not None)


def _named(name: str, book: RuleBook) -> Words:
    fact = book.fact(name)
    return fact.name if fact else EVENT_NAMES.get(name, Words(name))
