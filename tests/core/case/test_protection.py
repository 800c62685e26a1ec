"""Protection of staff: asked with the facts, decided by another, with measures and a last day; it refuses nothing."""

import pytest

from shouwen.core.case.codec import event_from_json
from shouwen.core.case.state import fold
from tests.core.case.case_walk import Walk

ASK = {"kind": "threatening", "note": "扬言要上门打人"}
GRANT = {"granted": True, "measures": ["second_person", "written_only"], "until": "2026-12-31"}


def begun() -> Walk:
    walk = Walk("four-level")
    told = {"channel": "hotline", "subject": "漏水", "description": "洗衣机漏水"}
    assert walk.give("clerk", "register", told) == ""
    assert walk.give("clerk", "accept", {}) == ""
    assert walk.give("clerk", "assign", {"unit": "质量部", "handler": "handler"}) == ""
    return walk


def asked(**more: object) -> Walk:
    walk = begun()
    assert walk.give("handler", "ask_protection", {**ASK, **more}) == ""
    return walk


def test_asking_puts_the_conduct_on_record_as_well():
    walk = asked()
    assert [event.data.type for event in walk.stream[-2:]] == ["protection_asked", "conduct_reported"]
    assert walk.state.conduct_by == "handler", "so that somebody else reviews it"
    assert walk.give("office", "review_conduct", {"confirmed": True, "until": "2026-12-31"}) == ""


def test_unless_it_is_not_wanted_or_a_record_waits_already():
    assert asked(conduct=False).stream[-1].data.type == "protection_asked"
    walk = begun()
    assert walk.give("clerk", "report_conduct", {"kind": "abusive", "note": "辱骂"}) == ""
    assert walk.give("handler", "ask_protection", ASK) == ""
    assert walk.stream[-1].data.type == "protection_asked"
    assert walk.state.conduct_by == "clerk"


def test_violence_is_on_record_as_a_threat():
    assert asked(kind="violent").stream[-1].data.kind == "threatening"


@pytest.mark.parametrize("who", ["head", "office", "leader"])
def test_head_office_and_executive_decide(who):
    walk = asked()
    assert walk.give(who, "decide_protection", GRANT) == ""
    (one,) = walk.state.protections
    assert (one.who, one.unit, one.measures) == ("handler", "质量部", ("second_person", "written_only"))
    assert not walk.state.protections_open


@pytest.mark.parametrize("who", ["clerk", "handler", "other", "quality", "auditor", "customer"])
def test_nobody_else_does(who):
    assert asked().give(who, "decide_protection", GRANT) == "not_permitted"


def test_nobody_decides_on_his_own_request():
    walk = begun()
    assert walk.give("head", "ask_protection", ASK) == ""
    assert walk.give("head", "decide_protection", GRANT) == "own_request"
    assert walk.give("office", "decide_protection", GRANT) == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"granted": True, "until": "2026-12-31"}, "measures_needed"),
        ({"granted": True, "measures": ["police"]}, "limit_needed"),
        ({"granted": True, "measures": ["police"], "until": "2026-09-27"}, "limit_needed"),
        ({"granted": True, "measures": ["police"], "until": "2027-09-30"}, "limit_needed"),
        ({**GRANT, "which": 2}, "no_protection"),
    ],
)
def test_measures_and_a_last_day_within_a_year(data, code):
    assert asked().give("office", "decide_protection", data) == code


def test_today_and_a_year_from_now_are_days_that_it_may_end_on():
    for until in ("2026-09-28", "2027-09-29"):
        assert asked().give("office", "decide_protection", {**GRANT, "until": until}) == ""


def test_one_request_at_a_time_and_another_after_the_decision():
    walk = asked()
    assert walk.give("handler", "ask_protection", ASK) == "protection_asked_already"
    assert walk.give("clerk", "ask_protection", ASK) == "", "another may ask as well"
    assert walk.give("office", "decide_protection", {"which": 1, "granted": False}) == ""
    assert walk.give("office", "decide_protection", {**GRANT, "which": 1}) == "protection_decided"
    assert walk.give("handler", "ask_protection", ASK) == ""
    assert [one.which for one in walk.state.protections_open] == [2, 3]


def test_it_ends_on_its_day_or_before():
    walk = asked()
    assert walk.give("office", "end_protection", {"reason": "已缓和"}) == "not_protected"
    assert walk.give("office", "decide_protection", GRANT) == ""
    (one,) = walk.state.protections
    day = walk.now.date()
    assert one.holds_on(day.replace(month=12, day=31))
    assert not one.holds_on(day.replace(year=2027, month=1, day=1))
    assert walk.give("handler", "end_protection", {"reason": "已缓和"}) == "not_permitted"
    assert walk.give("head", "end_protection", {"reason": "已缓和"}) == ""
    assert not walk.state.protections[0].holds_on(day)
    assert walk.give("office", "end_protection", {"reason": "已缓和"}) == "not_protected"


def test_the_case_goes_on_as_ever():
    walk, plain = asked(), begun()
    assert walk.give("office", "decide_protection", GRANT) == ""
    assert (walk.state.stage, walk.state.paused) == (plain.state.stage, plain.state.paused)
    assert [o.rule for o in walk.ledger.obligations(walk.now)] == [
        o.rule for o in plain.ledger.obligations(plain.now)
    ]
    for who, name, data in (("handler", "acknowledge", {}), ("handler", "respond", {"manner": "电话"})):
        assert walk.give(who, name, data) == ""


def test_an_old_record_of_conduct_still_reads():
    line = {"seq": 1, "at": "2026-03-02T09:00:00+08:00", "type": "conduct_reported", "actor": {"role": "intake", "id": "clerk"}, "data": {"kind": "abusive"}}  # fmt: skip
    assert fold([event_from_json(line)]).conduct_by == "clerk"
