"""The demo shows what stands beside the handling: no register is empty on the first day."""

from datetime import UTC, datetime

import pytest

from shouwen.application import administration, timers
from shouwen.demo import load
from shouwen.store.models import (
    Case,
    CaseConsequence,
    CaseDisposal,
    CaseEvent,
    CaseShare,
    SupervisionPaper,
)

NOW = datetime(2026, 9, 30, 8, 0, tzinfo=UTC)


@pytest.fixture
def one(db, monkeypatch) -> None:
    monkeypatch.setattr(load, "ORGANISATIONS", ("four-level",))


def types() -> set[str]:
    return set(CaseEvent.objects.values_list("type", flat=True))


def test_every_register_has_something_and_every_chain_holds(one) -> None:
    load.load_demo(cases=30, seed=1, now=NOW)
    while timers.follow(NOW):
        pass
    assert {
        "supervision_issued", "supervision_answered", "supervision_reviewed", "contribution_requested", "meeting_held", "joined",
        "representatives_named", "responsibility_ruled", "attribution_received", "sanction_proposed", "award_proposed",
        "quality_reviewed", "appealed", "review_opened", "deletion_requested", "deletion_decided",
    } <= types()  # fmt: skip
    assert set(SupervisionPaper.objects.values_list("stands", flat=True)) >= {"answered", "closed"}
    assert CaseShare.objects.filter(present=True, how="ruled").exists()
    assert set(CaseConsequence.objects.values_list("award", flat=True)) == {True, False}
    assert set(CaseDisposal.objects.values_list("stands", flat=True)) == {"asked", "proposed"}
    asked = CaseDisposal.objects.values_list("case__stage", flat=True)
    assert set(asked) == {"archived"}
    assert list(administration.verify_cases()) == []
    assert not CaseEvent.objects.filter(at__gt=NOW).exists()


def test_few_cases_show_the_first_of_each(one) -> None:
    load.load_demo(cases=6, seed=1, now=NOW)
    assert "joined" not in types()
    assert Case.objects.count() <= 6
