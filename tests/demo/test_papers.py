"""Every document of supervision that a rule book asks for can be told in a demo."""

from datetime import datetime
from typing import cast

import pytest

from shouwen.application.people import Person
from shouwen.core.rulebook.model import Must
from shouwen.demo.papers import owed_papers, to_its_end
from shouwen.rulebooks import rule_book, shipped

PAPERS = [
    pytest.param(slug, rule, id=f"{slug}-{rule.id}")
    for slug in sorted(shipped())
    for rule in rule_book(slug).must
    if rule.do == "supervision_issued"
]
WHO = cast(Person, object())
"""Nothing is asked of the people but that they are named."""
AT = datetime.fromisoformat("2026-03-02T09:00:00+08:00")


@pytest.mark.parametrize(("slug", "rule"), PAPERS)
def test_the_document_is_the_one_owed_and_comes_to_its_end(slug: str, rule: Must) -> None:
    live = [{"rule": rule.id, "do": rule.do, "status": "missed"}]
    assert owed_papers(live, rule_book(slug)) == [rule]
    (_, issue, told), *rest = to_its_end(rule, "客服部", AT, issuer=WHO, head=WHO, number=lambda: "督-1")
    assert issue == "issue_supervision"
    assert rule.do_where.holds({name: told[name] for name in rule.do_where.names})
    assert [command for _, command, _ in rest] == [
        "receive_supervision", "answer_supervision", "review_supervision",
    ]  # fmt: skip


def test_what_was_refused_is_not_answered() -> None:
    rule = PAPERS[0].values[1]
    steps = list(to_its_end(rule, "客服部", AT, issuer=WHO, head=WHO, number=str))
    assert [command for _, command, _ in steps] == ["issue_supervision"]
