"""A refusal for want of a role says whose it is, in the organisation's own words."""

import pytest

from shouwen.core.case.authority import role_for
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import State
from shouwen.rulebooks import rule_book
from tests.core.case.case_walk import acting

AUDITOR = acting("auditor", "内审部", "auditor")


def refused(command: str, slug: str) -> Refused:
    with pytest.raises(Refused) as told:
        role_for(command, AUDITOR, State(), rule_book(slug))
    assert told.value.code == "not_permitted"
    return told.value


def test_the_roles_of_the_house_are_named() -> None:
    refusal = refused("set_retention", "four-level")
    assert refusal.say.zh == "您的角色不能作此操作，须由投诉办公室、分管领导办理"
    assert refusal.say.en == "Your role may not do this; it takes: complaint office, executive in charge"
    assert refusal.facts == {"roles": ["supervisor", "executive"]}


@pytest.mark.parametrize("slug", ["responsibility", "law-firm", "rating-agency"])
def test_so_are_the_roles_of_the_rule_book_itself(slug: str) -> None:
    book = rule_book(slug)
    own = {role.id: role.name for role in book.roles}
    rule = next(rule for rule in book.may if any(role in own for role in rule.by) and not rule.when.text)
    refusal = refused(rule.do[0], slug)
    assert refusal.clause in book.clauses
    for role in refusal.facts["roles"]:
        if role in own:
            assert own[role].zh in refusal.say.zh
            assert own[role].in_("en") in refusal.say.en


def test_what_only_the_system_does_says_so() -> None:
    assert refused("miss_deadline", "four-level").say.zh == "您的角色不能作此操作，须由系统办理"
