"""The demo shows cases that lay still: their first contact was asked, and said how they stood."""

from datetime import UTC, datetime

from shouwen.application import administration
from shouwen.demo import load, tale
from shouwen.store.models import CaseEvent, ConductMark, Obligation

NOW = datetime(2026, 9, 30, 8, 0, tzinfo=UTC)


def test_some_cases_stalled_and_were_explained(db, monkeypatch):
    monkeypatch.setattr(load, "ORGANISATIONS", ("fishery",))
    monkeypatch.setattr(tale, "STILL", 0.5)
    load.load_demo(cases=24, seed=1, now=NOW)
    assert CaseEvent.objects.filter(type="stalled").exists()
    assert {"met"} <= set(Obligation.objects.filter(rule="explain-stall").values_list("status", flat=True))
    assert not CaseEvent.objects.filter(at__gt=NOW).exists()
    assert list(administration.verify_cases()) == []
    # beside the handling: somebody was threatened, and the conduct was confirmed
    assert CaseEvent.objects.filter(type="protection_decided").exists()
    assert ConductMark.objects.exists()
