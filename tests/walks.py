"""
The way of a complaint under each rule book, found by trying (`way_out`), with the times and people of each step: taken again
by the faces. What the core let through, the program lets through, with real accounts, units, numbers and clocks.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from shouwen import rulebooks
from shouwen.application import administration
from shouwen.core.case.authority import Acting
from tests.api.cast import COMPLAINT
from tests.core.case.case_walk import UNITS, Walk
from tests.core.case.way_out import cast_of, ticked, way_out

GRAVE = {"severity": "high", "urgency": "high", "prevalence": "single"}


class Recorded(Walk):
    """A walk that keeps who gave which command when."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug, cast_of(slug))
        self.taken: list[tuple[datetime, str, str, dict[str, Any]]] = []

    def give(
        self, who: str, name: str, data: Mapping[str, Any], known: Mapping[str, Any] | None = None
    ) -> str:
        refused = super().give(who, name, data, known)
        if not refused:
            self.taken.append((self.now, who, name, dict(data)))
        return refused


def walked(slug: str, *, grave: bool) -> Recorded:
    """From the registration to the archive: a slight matter of no category, or a grave one of the first."""
    book, told = rulebooks.rule_book(slug), {}
    if grave:
        first = next(path[-1].id for path in book.category_paths() if not path[-1].children)
        told = {"category": first, "facts": {**ticked(book), **GRAVE}}
    walk = Recorded(slug)
    assert walk.give("clerk", "register", {**COMPLAINT, **told}) == ""
    way_out(walk)
    return walk


def people_of(slug: str) -> dict[str, Acting]:
    """The staff of a walk, by account."""
    return {name: one for name, one in cast_of(slug).items() if name not in ("customer", "system")}


def opened(slug: str, *, demo: bool = False) -> None:
    """An organisation under the rule book, with everybody who has a part in its walk."""
    organisation = administration.add_organisation("acme", zh="样板公司", demo=demo)
    cast = people_of(slug)
    for unit in sorted({one.unit for one in cast.values()} | set(UNITS) | {"生产部"}):
        administration.add_unit(organisation, name=unit)
    text = rulebooks.read_shipped(slug)
    administration.install_rule_book(text, organisation="acme", from_day=date(2024, 1, 1))
    for name, one in cast.items():
        administration.add_user(
            name, organisation="acme", unit=one.unit, roles=sorted(one.roles), name=name, encoded_password="!"
        )


def numbered(data: dict[str, Any], papers: list[str]) -> dict[str, Any]:
    """The data with the number that the program gave the document of supervision."""
    number = str(data.get("number", ""))
    if not number.startswith("督"):
        return data
    return {**data, "number": papers[int(number.split("〕")[1].rstrip("号")) - 1]}
