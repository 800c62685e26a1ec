"""Giving a case back stops no clock, in any rule book; who had a case and how long it was in dispute."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case import events as e
from shouwen.core.case.state import fold
from shouwen.core.case.wire import Actor
from shouwen.core.obligations import ENDING, Obligations
from shouwen.core.told import told_due
from shouwen.core.transfers import spells
from shouwen.core.worktime import WorkCalendar, china
from shouwen.rulebooks import rule_book, shipped

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=ZONE)
UNITS = ("质量部", "物流部", "财务部")
HAPPENINGS: tuple[e.Happening, ...] = (
    *(e.Assigned(unit=unit) for unit in UNITS), e.Returned(), e.Returned(ground="not_ours"), e.Acknowledged(),
    e.Responded(), e.Noted(note="记"), e.Closed(), e.Reopened(),
)  # fmt: skip


def stream_of(happenings: Sequence[e.Happening], *, minutes: int = 90) -> list[e.Event]:
    actor = Actor(role="intake", id="clerk")
    return [
        e.Event(seq=n, at=MONDAY + timedelta(minutes=minutes * n), actor=actor, data=data)
        for n, data in enumerate(happenings, start=1)
    ]


@pytest.mark.parametrize("slug", shipped())
@pytest.mark.parametrize("kind", ["complaint", "inquiry"])
def test_no_clock_stops_while_nobody_has_the_case(slug: str, kind: str) -> None:
    book = rule_book(slug)
    rules = Obligations(book, WorkCalendar(book.calendar, china()))
    category = book.categories[0].id if book.categories else ""
    facts = {"severity": "high", "urgency": "high"}
    begin = [
        e.Registered(kind=kind, category=category, facts=facts),
        e.Accepted(),
        e.Graded(severity="high", urgency="high"),
    ]
    stream = stream_of(
        [*begin, e.Assigned(unit="质量部"), e.Returned(unit="质量部"), e.Assigned(unit="物流部")]
    )
    for until in (stream[4].at, stream[5].at, stream[5].at + timedelta(days=30)):
        before = {(o.rule, o.number): o for o in rules.read(stream[:4]).obligations(until)}
        after = {
            (o.rule, o.number): o
            for o in rules.read(stream[: 5 if until == stream[4].at else 6]).obligations(until)
        }
        assert all(o.status != "paused" and o.paused_for_s == 0 for o in after.values())
        for place, o in before.items():
            kept = book.by_id[o.rule].after != "assigned" and book.by_id[o.rule].do not in (
                "assigned",
                "returned",
            )
            if o.live and kept and after[place].status != "excused":
                assert after[place].due_at == o.due_at, o.rule
    assert not fold(stream).paused


@given(st.lists(st.sampled_from(HAPPENINGS), max_size=25))
def test_spells_follow_one_another(happenings: list[e.Happening]) -> None:
    stream = stream_of([e.Registered(), *happenings])
    found = spells(stream)
    assert [s.seq for s in found] == sorted({s.seq for s in found})
    given_back = sum(s.returned_at is not None for s in found)
    assert given_back <= sum(isinstance(x.data, e.Returned) for x in stream)
    for spell, following in zip(found, [*found[1:], None], strict=False):
        if spell.returned_at is not None:
            assert spell.assigned_at < spell.returned_at
            assert following is None or spell.returned_at < following.assigned_at
        settles = [
            x.at
            for x in stream
            if x.data.type in {"acknowledged", *ENDING} and spell.returned_at and x.at > spell.returned_at
        ]
        assert spell.settled_at == (settles[0] if settles else None)
        assert (spell.dispute_minutes is None) == (spell.settled_at is None)


def test_time_in_dispute_is_from_the_return_to_the_next_acknowledgement() -> None:
    first, second = e.Assigned(unit="质量部"), e.Assigned(unit="物流部")
    stream = stream_of(
        [e.Registered(), first, e.Returned(ground="not_ours"), second, e.Returned(), first, e.Acknowledged()]
    )
    assert [(s.unit, s.ground, s.dispute_minutes) for s in spells(stream)] == [
        ("质量部", "not_ours", 360),
        ("物流部", "", 180),
        ("质量部", "", None),
    ]


def test_a_new_handler_within_the_unit_begins_no_spell() -> None:
    assert (
        len(
            spells(
                stream_of(
                    [e.Registered(), e.Assigned(unit="质量部"), e.Assigned(unit="质量部", handler="li")]
                )
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2026-03-05", "2026-03-05 18:00"), ("2026-03-07", "2026-03-09 18:00"),
        ("2026-03-05T10:00:00+08:00", "2026-03-05 10:00"), ("2026-03-05T02:00:00+00:00", "2026-03-05 10:00"),
        ("2026-02-27", ""), ("2026-03-01", "2026-03-02 18:00"), ("2026-03-05T10:00:00", ""), ("尽快", ""), ("", ""), ("2026-13-45", ""),
    ],
)  # fmt: skip
def test_due_times_that_events_tell(text: str, due: str) -> None:
    calendar = WorkCalendar(rule_book("complaints-office").calendar, china())
    found = told_due(text, calendar, since=MONDAY)
    assert (f"{found:%Y-%m-%d %H:%M}" if found else "") == due
