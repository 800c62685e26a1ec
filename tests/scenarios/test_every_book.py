"""The twenty rule books of the mission: each ships, has its scenario, and what it leaves to the organisation is marked."""

from pathlib import Path

import pytest

from shouwen.rulebooks import rule_book, shipped
from tests.scenarios.test_clauses_on_the_way import ON_THE_WAY
from tests.scenarios.test_periodic_work import WORKS

BOOKS = {
    "R01": "complaints-office", "R02": "responsibility", "R03": "ecommerce", "R04": "manufacturing-trace",
    "R05": "four-level", "R06": "law-firm", "R07": "rating-agency", "R08": "property", "R09": "bank-branch",
    "R10": "retail-brand", "R11": "staged-limits", "R12": "three-tier", "R13": "committee", "R14": "service-hall",
    "R15": "hotline-15d", "R16": "testing-lab", "R17": "liquor", "R18": "tobacco", "R19": "fishery", "R20": "general",
}  # fmt: skip
HERE = Path(__file__).parent
TABLES = (
    "test_every_book.py", "test_figures.py", "test_closing.py", "test_clauses_on_the_way.py", "test_periodic_work.py",
)  # fmt: skip
"""Of many books at once: what they say of one is asked for by name."""
STORIES = [
    path.read_text(encoding="utf-8") for path in sorted(HERE.glob("test_*.py")) if path.name not in TABLES
]
"""Every scenario speaks of the rule books that it names."""


def test_all_of_them_ship_and_nothing_else() -> None:
    assert sorted(BOOKS.values()) == sorted(shipped())


@pytest.mark.parametrize("slug", BOOKS.values(), ids=BOOKS)
def test_each_has_a_scenario_that_names_its_rules(slug: str) -> None:
    assert (HERE / f"test_{slug.replace('-', '_')}.py").is_file()
    told = "".join(text for text in STORIES if f'"{slug}"' in text)
    book = rule_book(slug)
    rules: dict[str, list[str]] = {clause: [clause] for clause, c in book.clauses.items() if not c.statement}
    for rule in (*book.levels, *book.must, *book.may, *book.never, *book.periodic):
        rules.setdefault(rule.clause, []).append(rule.id)
    listed = {*ON_THE_WAY.get(slug, ()), *(clause for one, clause, *_rest in WORKS if one == slug)}
    silent = [
        clause
        for clause, names in rules.items()
        if clause not in listed and not any(f'"{name}"' in told for name in names)
    ]
    assert silent == [], "no test calls these clauses or a rule of theirs by name"


@pytest.mark.parametrize("slug", BOOKS.values(), ids=BOOKS)
def test_what_the_source_leaves_blank_is_a_named_parameter(slug: str) -> None:
    book = rule_book(slug)
    assert book.used_parameters == {parameter.id for parameter in book.parameters}
    for parameter in book.parameters:
        assert "待单位填写" in parameter.note.zh
