"""
The flow of a rule book as a graph: the steps (环节) that its limits run between, and the limits on the way.

Derived from the `must` rules alone. Steps without a limit that leads to them are joined to the step that comes before
them in every case's life, so that the picture reads from registration to the archive.
"""

import itertools
from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.rulebook.builder import Composition, Group, Row, composed, parsed
from shouwen.core.rulebook.conditions import Condition
from shouwen.core.rulebook.model import Must, RuleBook
from shouwen.core.rulebook.names import EVENT_NAMES
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.words import must_in_words
from shouwen.core.rulebook.words_limits import due_key, limit_in_words

_LIFE = (
    "registered", "accepted", "assigned", "acknowledged", "responded", "analysis_started", "finding_recorded",
    "root_cause_determined", "solution_proposed", "solution_approved", "consent_recorded", "measures_completed",
    "replied", "callback_made", "satisfaction_recorded", "closed", "archived",
)  # fmt: skip
_FROM = {
    "reopened": ("satisfaction_recorded", "callback_made", "replied"),
    "appealed": ("satisfaction_recorded", "callback_made", "replied"),
    "returned": ("assigned",),
    "stalled": ("assigned", "accepted", "registered"),
    "corrected": ("registered",),
}
"""Steps beside the common life → what comes before them, the first that is there."""
_LONGEST_WHERE = 16
_LONGEST_LINE = 15
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An event that a limit starts from or ends at."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From one step to another: the limits of the rules between them, or none (they merely follow)."""

    start: str
    end: str
    rules: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """A short line for each rule: where it applies, the limit, who."""
    back: bool = False
    """Against the direction of the others: a further round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    title: str
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]
    words: tuple[str, ...] = field(default=())
    """The same in sentences: what the picture shows to whom cannot see it."""


def flow_of(book: RuleBook, language: str = "zh") -> Flow:
    """The graph of a rule book in Chinese or (`en…`) English."""
    p = Phrases(book, language)
    rules: dict[tuple[str, str], list[Must]] = {}
    for rule in book.must:
        rules.setdefault((rule.after, rule.do), []).append(rule)
    order = list(EVENT_NAMES)
    present = sorted({name for pair in rules for name in pair}, key=order.index)
    forward, joins = _forward(list(rules), present, order)
    ways = [
        Way(
            start=start, end=end, rules=tuple(rule.id for rule in found), back=(start, end) not in forward,
            labels=_labels(found, p),
        )
        for (start, end), found in rules.items()
    ]  # fmt: skip
    ways += [Way(start=start, end=end) for start, end in joins]
    version = p.pick(f"第 {book.version} 版", f"version {book.version}")
    return Flow(
        title=f"{p.say(book.title)} · {version}",
        steps=tuple(Step(id=name, name=p.event(name)) for name in present),
        ways=tuple(ways),
        words=tuple(must_in_words(rule, book, language) for rule in book.must),
    )


def _forward(pairs: list[Pair], present: list[str], order: list[str]) -> tuple[set[Pair], tuple[Pair, ...]]:
    """
    The pairs that run with the life of a case, and those added so that no step of it hangs in the air: first what is in
    its order, then the joins, and of the others what makes no circle.
    """
    chosen = {pair for pair in pairs if order.index(pair[0]) < order.index(pair[1])}
    joins = []
    for before, name in _joins(present):
        if not any(end == name for _, end in chosen) and not _reaches(chosen, name, before):
            chosen.add((before, name))
            joins.append((before, name))
    for start, end in pairs:
        if not _reaches(chosen, end, start):
            chosen.add((start, end))
    return chosen, tuple(joins)


def _reaches(pairs: set[Pair], start: str, end: str) -> bool:
    return start == end or any(_reaches(pairs, after, end) for before, after in pairs if before == start)


def _joins(present: list[str]) -> list[Pair]:
    """Every step with the one that comes before it in the life of a case."""
    life = [name for name in _LIFE if name in present]
    beside = [
        (next(before for before in found if before in present), name)
        for name, found in _FROM.items()
        if name in present and any(before in present for before in found)
    ]
    return [*itertools.pairwise(life), *beside]


def _labels(rules: list[Must], p: Phrases) -> tuple[str, ...]:
    """A line for each rule; a single long one is broken in two."""
    told = [_label(rule, p) for rule in rules]
    if len(told) == 1 and told[0][0] and len("".join(told[0])) > _LONGEST_LINE:
        return told[0]
    return tuple(dict.fromkeys(p.pick("：", ": ").join(filter(None, parts)) for parts in told))


def _label(rule: Must, p: Phrases) -> Pair:
    """(where it applies, the limit and who): complaints are what is meant where nothing else is said. Where an event or
    the form tells the due time, its name stands in place of the limit that holds without it.
    """
    limit = (
        p.pick(f"至“{due_key(rule, p)}”", f"by the “{due_key(rule, p)}”")
        if rule.until
        else limit_in_words(rule, p)
    )
    return _where(rule, p), f"{limit} · {p.role(rule.by)}"


def _where(rule: Must, p: Phrases) -> str:
    said = parsed(rule.when.text)
    if said is None:
        return p.pick("附条件", "conditional")
    if len(said.groups) == 1 and said.groups[0].every:
        rows = tuple(row for row in said.groups[0].rows if row != Row("kind", "is", ("complaint",)))
        if len(rows) == 1 and rows[0].name == "level" and rows[0].op == "is":
            level = p.book.level(str(rows[0].values[0]))
            return p.say(level.name) if level else ""
        said = Composition(groups=(Group(every=True, rows=rows),))
    told = p.of(Condition(composed(said)))
    return (
        told
        if len(told) <= _LONGEST_WHERE * (2 if p.language.startswith("en") else 1)
        else p.pick("附条件", "conditional")
    )
