"""What somebody who sees a case may not read in it."""

import pytest

from shouwen.core.case.authority import Acting
from shouwen.core.case.protection import Protection
from shouwen.core.case.reading import kept_from, may_read
from shouwen.core.case.state import State
from tests.core.case.case_walk import Walk

ASKED = Protection(which=1, who="zhou", unit="客服部", kind="threatening")
STATE = State(unit="质量部", protections=(ASKED,))


def of(account: str, *roles: str, unit: str = "", over: tuple[str, ...] = ()) -> Acting:
    return Acting(id=account, unit=unit, roles=frozenset(roles), units=frozenset((unit, *over)))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (of("zhou", "intake", unit="客服部"), True),
        (of("wu", "intake", unit="客服部"), False),
        (of("wu", "intake", unit="质量部"), False),
        (of("head", "unit_head", unit="客服部"), True),
        (of("head", "unit_head", unit="质量部"), True),
        (of("head", "unit_head", unit="总部", over=("客服部",)), True),
        (of("head", "unit_head", unit="物流部"), False),
        (of("office", "supervisor"), True),
        (of("leader", "executive"), True),
        (of("auditor", "auditor"), False),
        (of("quality", "quality"), False),
    ],
)
def test_who_may_read_what_protection_is_asked_for(who, may):
    assert may_read(who, ASKED, STATE) is may


def test_without_a_request_only_those_who_decide_read():
    assert may_read(of("office", "supervisor"), None, STATE)
    assert not may_read(of("zhou", "intake"), None, STATE)


def test_of_a_stream_only_the_request_and_what_came_of_it_is_kept():
    walk = Walk("four-level")
    told = {"channel": "hotline", "subject": "漏水", "description": "洗衣机漏水"}
    for who, command, data in (
        ("clerk", "register", told), ("clerk", "accept", {}), ("clerk", "assign", {"unit": "质量部", "handler": "handler"}),
        ("handler", "ask_protection", {"kind": "threatening", "note": "扬言要上门打人"}),
        ("office", "decide_protection", {"granted": True, "measures": ["written_only"], "until": "2026-12-31"}),
    ):  # fmt: skip
        assert walk.give(who, command, data) == ""
    kept = [
        event.data.type for event in walk.stream if kept_from(event, of("auditor", "auditor"), walk.state)
    ]
    assert kept == ["protection_asked", "conduct_reported", "protection_decided"]
    assert not any(kept_from(event, of("handler", "handler"), walk.state) for event in walk.stream)
