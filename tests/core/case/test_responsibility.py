"""Responsibility to its end: editions kept side by side, service, objection, awards and sanctions."""

from datetime import timedelta

import pytest

from shouwen.core.case.codec import event_from_json, event_to_json
from shouwen.core.case.responsibility_decisions import document_number
from shouwen.core.case.state import fold
from tests.core.case.case_walk import Walk
from tests.scenarios.stage import Stage, person

SHARES = [{"unit": "质量部", "percent": 60, "kind": "main"}, {"unit": "物流部", "percent": 40}]
OTHER_SHARES = [{"unit": "质量部", "percent": 50}, {"unit": "物流部", "percent": 50}]


@pytest.fixture
def walk() -> Walk:
    """A case of 质量部 with responsibility attributed to it and to 物流部, which has no other part in it."""
    walk = Walk("four-level")
    told = {"channel": "letter", "subject": "事由", "description": "经过", "respondent": "某人"}
    walk.give("clerk", "register", told)
    walk.give("clerk", "accept", {})
    walk.give("office", "assign", {"unit": "质量部", "handler": "handler"})
    assert walk.give("handler", "attribute_responsibility", {"shares": SHARES, "grounds": "经查"}) == ""
    return walk


def test_editions_stay_side_by_side_with_what_made_them(walk: Walk) -> None:
    assert (
        walk.give("handler", "attribute_responsibility", {"shares": OTHER_SHARES})
        == "correction_needs_reason"
    )
    walk.give("handler", "attribute_responsibility", {"shares": OTHER_SHARES, "reason": "算错"})
    walk.give("other", "dispute_responsibility", {"reason": "不服"})
    walk.give("leader", "rule_on_responsibility", {"upheld": False, "shares": SHARES})
    kept = [
        (d.edition, d.how, d.shares[0].percent, walk.stream[d.seq - 1].data.type)
        for d in walk.state.divisions
    ]
    assert kept == [
        (1, "attributed", 60, "responsibility_attributed"), (2, "attributed", 50, "responsibility_attributed"),
        (3, "ruled", 60, "responsibility_ruled"),
    ]  # fmt: skip
    assert walk.state.edition == 3


def test_who_upholds_makes_no_edition(walk: Walk) -> None:
    walk.give("other", "dispute_responsibility", {"reason": "不服"})
    walk.give("leader", "rule_on_responsibility", {"upheld": True})
    assert (walk.state.edition, walk.state.shares_ruled) == (1, True)


def test_it_is_served_on_who_has_a_share_and_anew_with_every_edition(walk: Walk) -> None:
    assert walk.give("other", "receive_attribution", {}) == "not_served"
    assert walk.give("handler", "serve_attribution", {"units": ["财务部"]}) == "no_share"
    assert walk.give("handler", "serve_attribution", {"units": ["物流部"]}) == ""
    assert walk.give("handler", "serve_attribution", {}) == ""
    assert walk.state.served == ("物流部", "质量部")
    assert walk.give("handler", "serve_attribution", {}) == "served_already"
    assert walk.give("other", "receive_attribution", {"note": "收到"}) == "", "a share is a part in the case"
    assert walk.give("leader", "receive_attribution", {}) == "not_permitted"
    walk.give("handler", "attribute_responsibility", {"shares": OTHER_SHARES, "reason": "算错"})
    assert (walk.state.served, walk.state.received) == ((), ())


def test_only_who_has_a_share_objects_and_nobody_reviews_his_own_objection(walk: Walk) -> None:
    walk.give("office", "assign", {"unit": "质量部", "handler": "handler", "assisting": ["财务部"]})
    assert walk.give("other", "dispute_responsibility", {"unit": "财务部", "reason": "不服"}) == "no_share"
    assert walk.give("second", "dispute_responsibility", {"reason": "不服"}) == ""
    assert walk.give("second", "dispute_responsibility", {"reason": "不服"}) == "disputed_already"
    assert walk.give("head", "review_objection", {"agreed": False, "opinion": "维持"}) == "own_objection"
    assert walk.give("office", "review_objection", {"agreed": True, "opinion": "改"}) == "shares_not_whole"
    assert walk.give("office", "review_objection", {"agreed": False, "opinion": "维持"}) == ""
    assert (
        walk.give("office", "review_objection", {"agreed": False, "opinion": "维持"})
        == "objection_reviewed_already"
    )
    assert walk.state.disputed == ("质量部",), "it waits for the ruling"


def test_a_sanction_is_heard_first_and_decided_by_another(walk: Walk) -> None:
    told = {"who": "handler", "unit": "质量部", "kind": "deduction", "amount": 200, "reason": "失职"}
    assert walk.give("handler", "propose_sanction", told) == "not_permitted"
    assert walk.give("head", "propose_sanction", {**told, "amount": 0.001}) == "cents_only"
    assert walk.give("office", "propose_sanction", told) == ""
    assert walk.give("leader", "decide_consequence", {"which": 1, "approved": True}) == "not_heard"
    assert (
        walk.give("leader", "decide_consequence", {"which": 1, "approved": False}) == "rejection_needs_reason"
    )
    assert walk.give("leader", "hear_defence", {"which": 2, "waived": True}) == "no_such_consequence"
    assert walk.give("leader", "hear_defence", {"which": 1, "waived": True}) == ""
    assert (
        walk.give("office", "decide_consequence", {"which": 1, "approved": True})
        == "own_consequence_proposal"
    )
    assert (
        walk.give("leader", "decide_consequence", {"which": 1, "approved": True, "in_force_on": "2026-10-01"})
        == ""
    )
    one = walk.state.consequence(1)
    assert (one.decided, one.in_force_on, walk.state.accountable) == ("approved", "2026-10-01", 1)
    assert walk.stream[-1].data.which == 1


def test_a_sanction_that_is_refused_holds_nobody_to_account(walk: Walk) -> None:
    walk.give("office", "propose_sanction", {"who": "handler", "kind": "criticism", "reason": "失职"})
    assert (
        walk.give("leader", "decide_consequence", {"which": 1, "approved": False, "reason": "证据不足"}) == ""
    )
    assert (walk.state.accountable, walk.state.consequence(1).decided) == (0, "rejected")


def test_nobody_decides_on_himself(walk: Walk) -> None:
    walk.give("office", "propose_award", {"who": "leader", "kind": "bonus", "reason": "尽责"})
    assert walk.give("leader", "decide_consequence", {"which": 1, "approved": True}) == "own_consequence"


def test_no_sanction_before_the_shares_stand(walk: Walk) -> None:
    walk.give("other", "dispute_responsibility", {"reason": "不服"})
    assert (
        walk.give("office", "propose_sanction", {"who": "甲", "kind": "apology", "reason": "失职"})
        == "disputed"
    )


def test_documents_are_numbered_by_the_case() -> None:
    assert document_number("责认", "TS-2026-000123", 1) == "责认〔2026〕123号"
    assert document_number("责认", "TS-2026-000123", 3) == "责认〔2026〕123-3号"
    assert document_number("责认", "", 1) == ""


def test_events_of_before_read_as_first_edition(walk: Walk) -> None:
    """What was recorded when a division had no number and no edition."""
    lines = [event_to_json(event, case="A") for event in walk.stream]
    lines[-1]["data"] = {"shares": lines[-1]["data"]["shares"], "reason": "旧"}
    old = fold([event_from_json(line) for line in lines])
    assert (old.edition, [s.unit for s in old.shares]) == (1, ["质量部", "物流部"])


def test_the_last_instant_is_still_in_time() -> None:
    head = person("head", "供应链部", "unit_head")
    for late in (timedelta(0), timedelta(seconds=1)):
        s = Stage("responsibility").at("2026-03-02 09:00")
        s.register(category="quality_batch", facts={"urgency": "low"})
        clerk = person("clerk", "客服部", "intake")
        s.do(clerk, "accept")
        s.do(clerk, "attribute_responsibility", shares=[{"unit": "供应链部", "percent": 100}])
        s.do(clerk, "serve_attribution")
        s.now = s.rules.read(s.stream).state.last_day_of("供应链部") + late
        if late:
            assert s.refused(head, "dispute_responsibility", reason="不服").code == "objection_late"
        else:
            s.do(head, "dispute_responsibility", reason="不服")
