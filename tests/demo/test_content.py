"""Every shipped rule book has a demo organisation that can live by it: its units, its people, its stories."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest

from shouwen.core.case.commands import LEADS_TO
from shouwen.core.case.parsing import parse
from shouwen.core.case.registering import split_facts
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.demo.content import LARGE, ORGANISATIONS, Content, content, told
from shouwen.demo.tale import proposal
from shouwen.rulebooks import rule_book, shipped

ROLES = STAFF_ROLES.keys() - {"customer", "system"}
NEEDED = ("decline_reasons", "supplements", "return_reasons", "suspend_grounds", "customers", "stories")
every = pytest.mark.parametrize("slug", ORGANISATIONS)


def units(written: Content) -> set[str]:
    return {unit["name"] for unit in written.list("units")}


def of_the_rules(book: RuleBook) -> set[str]:
    """The units that the rule book speaks of."""
    by_category = {path[-1].unit for path in book.category_paths()}
    return (by_category | {unit for role in book.roles for unit in role.units}) - {""}


def of_the_story(story: Mapping[str, Any]) -> Iterator[str]:
    yield from (story.get("unit"), *(story.get("assisting") or []))
    yield from (measure.get("owner_unit") for measure in story.get("measures") or [])
    yield from (extra.get("unit") for extra in story.get("extra") or [])


def test_every_rule_book_has_its_organisation_and_the_large_ones_come_first():
    assert set(ORGANISATIONS) == set(shipped())
    assert len(ORGANISATIONS) == len(shipped())
    assert ORGANISATIONS[: len(LARGE)] == LARGE


@every
def test_the_organisation_has_the_units_and_people_that_its_rules_need(slug):
    written = content(slug)
    assert written.data["organisation"]["slug"] == slug
    assert "客服部" in units(written)
    assert of_the_rules(rule_book(slug)) <= units(written)
    assert {unit.get("parent") for unit in written.list("units")} - units(written) == {None}
    assert {one["unit"] for one in written.list("staff")} <= units(written)
    held = Counter(role for one in written.list("staff") for role in one["roles"])
    assert held.keys() == ROLES
    assert any("handler" in one["roles"] and one["unit"] == "客服部" for one in written.list("staff"))


@every
def test_what_a_tale_draws_from_is_there(slug):
    written = content(slug)
    assert [key for key in NEEDED if not written.list(key)] == []
    assert len(written.list("supplements")) > 1
    assert {"products", "places", "order_prefix", "time_phrases"} <= written.data["variants"].keys()


@pytest.mark.parametrize("key", ["username", "name"])
def test_nobody_works_for_two_organisations(key):
    counted = Counter(one[key] for slug in ORGANISATIONS for one in content(slug).list("staff"))
    assert [who for who, times in counted.items() if times > 1] == []


@every
def test_stories_speak_the_language_of_their_rule_book(slug):
    written, book = content(slug), rule_book(slug)
    for story in written.list("stories"):
        assert {unit for unit in of_the_story(story) if unit} <= units(written), story["subject"]
        assert book.category_path(story["category"]), story["subject"]
        split_facts(book, dict(told(story, written, Random(1)).get("facts") or {}))


@every
def test_what_is_done_beside_the_handling_is_a_command_of_somebody(slug):
    written = content(slug)
    for extra in [
        *written.list("extra"),
        *(x for s in written.list("stories") for x in s.get("extra") or []),
    ]:
        assert extra["by"] in ROLES | {"customer"}
        assert extra.get("before", "close") in LEADS_TO.keys() | {"first"}
        parse(extra["do"], extra.get("data") or {})


@every
def test_every_story_proposes_something(slug):
    for story in content(slug).list("stories"):
        told = proposal(
            [{"what": one["what"]} for one in story.get("measures") or []], story.get("amount") or 0
        )
        parse("propose_solution", told)


@every
def test_evidence_is_named_as_people_here_call_it(slug):
    written = content(slug)
    told = [*written.list("extra"), *(x for s in written.list("stories") for x in s.get("extra") or [])]
    kinds = [x["data"]["kind"] for x in told if x["do"] == "add_evidence" and "kind" in (x.get("data") or {})]
    assert [kind for kind in kinds if not re.search(r"[\u4e00-\u9fff]", kind)] == []
