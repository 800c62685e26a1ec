"""
Every figure of a rule book beside its file: who owes what after which event within how long, who may, what is refused.

The tables in `figures` were read against the source, rule by rule. A limit, a person, a start or a unit (working
days, hours of the clock) that changes in a rule book has to be changed here on purpose.
"""

from pathlib import Path

import pytest

from shouwen.core.rulebook.model import Must, RuleBook
from shouwen.rulebooks import rule_book

TABLES = Path(__file__).parent / "figures"
BOOKS = sorted(path.stem for path in TABLES.glob("*.txt"))


def _owed(rule: Must, book: RuleBook) -> str:
    figure = (rule.until and f"day told, else {rule.within}") or str(rule.within)
    if rule.start is not None:
        figure = f"{figure} from a day told"
    blank = " (blank)" if rule.parameter else ""
    late = ", ".join(rule.escalate) or "nobody"
    runs = "" if rule.pause else "; never paused"
    origin = book.clauses[rule.clause].origin.value
    return (
        f"{rule.id}: {rule.after} > {rule.do} by {rule.by} in {figure}{blank}; late: {late}{runs}; {origin}"
    )


def table(book: RuleBook) -> list[str]:
    """What a rule book says, one line for each level, parameter, duty, power and refusal."""
    return [
        *(f"level {level.id}: {level.clause}" for level in book.levels),
        *(f"blank {parameter.id}: {parameter.value}" for parameter in book.parameters),
        *(f"must {_owed(rule, book)}" for rule in book.must),
        *(f"may {rule.id}: {', '.join(rule.do)} by {', '.join(rule.by)}" for rule in book.may),
        *(f"never {rule.id}: {', '.join(rule.do)}; {rule.clause}" for rule in book.never),
        *(
            f"approval {one.id}, {step.id}: {', '.join(step.by)}; at least {step.at_least}"
            for one in book.approvals
            for step in one.steps
        ),
        *(
            f"periodic {work.id}: every {work.every} by {work.by} in {work.within}{' (blank)' if work.parameter else ''};"
            f" {', '.join(one.id for one in work.contents)}; {book.clauses[work.clause].origin.value}"
            for work in book.periodic
        ),
    ]


@pytest.mark.parametrize("slug", BOOKS)
def test_every_figure_is_the_one_that_was_read(slug: str) -> None:
    read = (TABLES / f"{slug}.txt").read_text(encoding="utf-8").splitlines()
    assert table(rule_book(slug)) == [line for line in read if line and not line.startswith("#")]
