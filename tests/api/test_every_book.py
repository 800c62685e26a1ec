"""
Each of the twenty rule books over the API alone, from `POST /cases` to the archive, by the people it names.

The way is the one that an office finds by trying (`way_out`), taken again by HTTP at the same times: what the core let
through, the program lets through, with real accounts, units, numbers and clocks.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from shouwen import rulebooks
from shouwen.application import administration, clock, people
from tests.api.cast import COMPLAINT, Caller
from tests.core.case.case_walk import UNITS, Walk
from tests.core.case.way_out import cast_of, ticked, way_out

STAFF = ("customer", "system")
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


def walked(slug: str, told: Mapping[str, Any]) -> Recorded:
    walk = Recorded(slug)
    assert walk.give("clerk", "register", {**COMPLAINT, **told}) == ""
    way_out(walk)
    return walk


def opened(slug: str) -> dict[str, Caller]:
    """An organisation with everybody who has a part in the walk."""
    organisation = administration.add_organisation("acme", zh="样板公司")
    cast = {name: one for name, one in cast_of(slug).items() if name not in STAFF}
    for unit in sorted({one.unit for one in cast.values()} | set(UNITS) | {"生产部"}):
        administration.add_unit(organisation, name=unit)
    text = rulebooks.read_shipped(slug)
    administration.install_rule_book(text, organisation="acme", from_day=date(2024, 1, 1))
    for name, one in cast.items():
        administration.add_user(
            name, organisation="acme", unit=one.unit, roles=sorted(one.roles), name=name, encoded_password="!"
        )
    return {name: Caller(people.make_token(name)) for name in cast}


def first_matter(slug: str) -> str:
    return next(path[-1].id for path in rulebooks.rule_book(slug).category_paths() if not path[-1].children)


@pytest.mark.django_db
@pytest.mark.parametrize("grave", [False, True], ids=["slight", "grave"])
@pytest.mark.parametrize("slug", sorted(rulebooks.shipped()))
def test_a_complaint_runs_to_the_archive(slug: str, grave: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {**ticked(rulebooks.rule_book(slug)), **GRAVE}
    told = {"category": first_matter(slug), "facts": facts} if grave else {}
    walk, office = walked(slug, told), opened(slug)
    (at, who, _, data), *steps = walk.taken
    time = {"now": at}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    number = office[who].post("/cases", data).json()["number"]
    papers: list[str] = []
    for at, who, command, data in steps:
        time["now"] = at
        if "supervision" in command and "number" in data:
            data["number"] = papers[int(data["number"].split("〕")[1].rstrip("号")) - 1]
        given = office[who].give(number, command, data)
        assert given.status_code == 200, f"{who} {command} {data}: {given.content.decode()}"
        events = given.json()["events"]
        papers += [one["data"]["number"] for one in events if one["type"] == "supervision_issued"]
    assert given.json()["state"] == "archived"
    came = office["auditor"].get(f"/cases/{number}/events").json()["items"]
    happened, expected = ([one["type"] for one in came], [one.data.type for one in walk.stream])
    drawn = "quality_drawn"  # by lot, from the number
    assert [one for one in happened if one != drawn] == [one for one in expected if one != drawn]
    proofs = office["auditor"].get(f"/cases/{number}/evidence").json()["items"]
    assert {one["clause"] for one in proofs} == set(walk.book.clauses)
    assert list(administration.verify_cases(number)) == []
