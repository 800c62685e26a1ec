"""Days and cases counted in conditions: pure, taken at the trigger or the command, and the same in a replay."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.core.case.authority import Acting
from shouwen.core.case.codec import event_from_json, event_to_json
from shouwen.core.case.decide import Situation, decide, permit
from shouwen.core.case.events import Event
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.case.spans import Moment, Span, span_of, window_of
from shouwen.core.case.vocabulary import Facts
from shouwen.core.evidence import evidence
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.loader import check, load
from shouwen.core.rulebook.words import must_in_words
from shouwen.core.rulebook.words_powers import never_in_words
from shouwen.core.worktime import Limit, WorkCalendar, china, due_at

ZONE = ZoneInfo("Asia/Shanghai")
BOOK = load(
    """
rule_book: spans
title: 数日子的办法
version: 1
calendar: cn-office
clauses: {c1: 三十日内可以申诉, c2: 两年前的事不受理, c3: 一个月内三次的报负责人, c4: 合计延长不超过三十日, c5: 及时答复, c6: 期内的申诉报领导}
facts:
  - {id: happened_on, name: 发生日期, type: date}
levels:
  - {id: again, name: 反复, when: cases_within_30d >= 3, clause: c3}
must:
  - {id: decide, clause: c5, after: registered, do: replied, by: handler, within: 15d}
  - {id: tell-head, clause: c3, after: registered, when: cases_within_30d >= 3, do: noted, by: intake, within: 1wd}
  - {id: soon, clause: c6, after: appealed, when: days_since_replied <= 10, do: noted, by: intake, within: 30d}
never:
  - {id: late, clause: c1, do: appeal, while: over_30d_since_replied, say: 过了三十日}
  - {id: old, clause: c2, do: accept, while: over_2y_from_happened_on_to_registered, say: 过了两年}
  - {id: long, clause: c4, do: extend, do_where: days_in_all > 30, say: 合计不超过三十日}
""",
    name="spans",
)
RULES = Obligations(BOOK, WorkCalendar(BOOK.calendar, china()))
OFFICE = Acting(
    id="office",
    unit="客服部",
    units=frozenset({"客服部"}),
    roles=frozenset({"intake", "supervisor", "handler"}),
)
START = datetime(2026, 3, 2, 9, tzinfo=ZONE)
STARTS = st.datetimes(datetime(2025, 12, 20), datetime(2026, 11, 30)).map(lambda at: at.replace(tzinfo=ZONE))


def stream(*told: tuple[datetime, str, dict[str, object]]) -> list[Event]:
    return [
        event_from_json(
            {"seq": n, "at": at.isoformat(), "type": kind, "data": data, "actor": {"role": "intake"}}
        )
        for n, (at, kind, data) in enumerate(told, start=1)
    ]


def situation(events: list[Event], now: datetime) -> Situation:
    ledger = RULES.read(events)
    return Situation(
        state=ledger.state, obligations=ledger.obligations(now), book=BOOK, in_force=BOOK,
        calendar=RULES.calendar,
    )  # fmt: skip


def give(events: list[Event], now: datetime, name: str, **data: object) -> tuple[Event, ...]:
    return decide(situation(events, now), parse(name, data), OFFICE, now)


def replied(at: datetime) -> list[Event]:
    return stream((at, "registered", {}), (at, "accepted", {}), (at, "replied", {}))


@settings(deadline=None)
@given(STARTS, st.timedeltas(timedelta(), timedelta(days=60)))
def test_a_window_ends_exactly_as_a_limit_of_that_length(at: datetime, later: timedelta):
    now, due = at + later, due_at(RULES.calendar, at, Limit.parse("30d")).due_at
    if now <= due:
        assert give(replied(at), now, "appeal", reason="不服")
    else:
        with pytest.raises(Refused) as refusal:
            give(replied(at), now, "appeal", reason="不服")
        assert (refusal.value.clause, refusal.value.facts) == ("c1", {"over_30d_since_replied": True})


def test_the_last_day_in_a_holiday_moves_on():
    at = datetime(2026, 9, 5, 10, tzinfo=ZONE)  # the thirtieth day is the 5th of October, a holiday
    assert give(replied(at), datetime(2026, 10, 8, 9, tzinfo=ZONE), "appeal", reason="不服")
    with pytest.raises(Refused):
        give(replied(at), datetime(2026, 10, 9, 9, tzinfo=ZONE), "appeal", reason="不服")


def test_a_later_reply_begins_the_window_anew():
    events = [
        *replied(START),
        *stream(*[(START, "noted", {})] * 3, (START + timedelta(days=40), "replied", {}))[3:],
    ]
    assert give(events, START + timedelta(days=60), "appeal", reason="不服")


def test_without_a_moment_nothing_is_late():
    late = START + timedelta(days=90)
    assert permit(situation(replied(START), late), "appeal", OFFICE) == "intake"
    with pytest.raises(Refused):
        permit(situation(replied(START), late), "appeal", OFFICE, now=late)


@pytest.mark.parametrize(
    ("told", "accepted"), [("2024-03-02", True), ("2024-02-28", False), ("", True), ("去年", True)]
)
def test_days_between_a_date_of_the_form_and_an_event(told: str, accepted: bool):
    events = stream((START, "registered", {"facts": {"happened_on": told}}))
    later = START + timedelta(days=30)  # accepting late makes nothing too old
    if accepted:
        assert give(events, later, "accept")
    else:
        with pytest.raises(Refused) as refusal:
            give(events, later, "accept")
        assert refusal.value.clause == "c2"


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), max_size=8), st.integers(1, 60))
def test_the_cases_of_a_customer_are_counted_by_their_days_with_this_one(days: list[int], window: int):
    earlier = [(START - timedelta(days=n)).isoformat() for n in days]
    state = RULES.read(stream((START, "registered", {"earlier_cases": earlier}))).state
    facts = Facts(state, BOOK)
    assert facts[f"cases_within_{window}d"] == 1 + sum(n <= window for n in days)


def test_the_third_complaint_in_a_month_is_graded_and_owed():
    earlier = [(START - timedelta(days=n)).isoformat() for n in (3, 20, 45)]
    events = stream((START, "registered", {"earlier_cases": earlier}))
    found = RULES.read(events)
    assert Facts(found.state, BOOK)["level"] == "again"
    assert {o.rule for o in found.obligations(START)} == {"decide", "tell-head"}
    few = RULES.read(stream((START, "registered", {"earlier_cases": earlier[1:]})))
    assert [o.rule for o in few.obligations(START)] == ["decide"]


def test_what_a_must_counts_is_taken_at_its_trigger():
    events = [
        *replied(START),
        *stream(*[(START, "noted", {})] * 3, (START + timedelta(days=9), "appealed", {}))[3:],
    ]
    later = stream(*[(START, "noted", {})] * 4, (START + timedelta(days=25), "graded", {"level": "again"}))[
        4:
    ]
    (owed,) = [
        o for o in RULES.read([*events, *later]).obligations(START + timedelta(days=26)) if o.rule == "soon"
    ]
    assert str(owed.status) == "open"


def test_extensions_add_up_and_the_sum_is_seen_in_the_event():
    events = stream((START, "registered", {}), (START, "accepted", {}))
    first = give(events, START, "extend", rule="decide", new_due="2026-04-06T18:00:00+08:00", reason="取证")
    assert (first[0].data.days, first[0].data.days_in_all) == (20, 20)
    events += first
    with pytest.raises(Refused) as refusal:
        give(events, START, "extend", rule="decide", new_due="2026-04-20T18:00:00+08:00", reason="取证")
    assert (refusal.value.clause, refusal.value.facts) == ("c4", {"days_in_all": 34})
    second = give(events, START, "extend", rule="decide", new_due="2026-04-16T18:00:00+08:00", reason="取证")
    assert (second[0].data.days, second[0].data.days_in_all) == (10, 30)


def test_extensions_recorded_without_their_days_count_too():
    old = {"rule": "decide", "old_due": "2026-03-17T18:00:00+08:00", "new_due": "2026-04-06T18:00:00+08:00"}
    events = stream((START, "registered", {}), (START, "accepted", {}), (START, "extended", old))
    (found,) = give(
        events, START, "extend", rule="decide", new_due="2026-04-10T18:00:00+08:00", reason="取证"
    )
    assert found.data.days_in_all == 24


def test_evidence_of_a_recorded_stream_needs_no_clock():
    events = [
        *replied(START),
        *stream(*[(START, "noted", {})] * 3, (START + timedelta(days=50), "appealed", {}))[3:],
    ]
    again = [event_from_json(event_to_json(event, case="A1")) for event in events]
    for until in (START + timedelta(days=50), START + timedelta(days=500)):
        verdicts = {c.clause: str(c.verdict) for c in evidence(RULES, again, until)}
        assert verdicts["c1"] == "broken"


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("days_since_replied", Span("replied")),
        ("over_10wd_since_a_to_b", Span("a_to_b", "", Limit.parse("10wd"))),
        ("days_from_a_to_b_to_replied", Span("a_to_b", "replied")),
        ("days_since_nothing", None),
        ("over_0d_since_replied", None),
        ("over_soon_since_replied", None),
        ("days_from_replied", None),
    ],
)
def test_names_are_read_between_what_is_known(name: str, span: Span | None):
    assert span_of(name, {"replied", "a_to_b", "registered"}) == span


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("cases_within_30d", 30),
        ("cases_within_366d", 366),
        ("cases_within_367d", None),
        ("cases_within_0d", None),
    ],
)
def test_windows_reach_as_far_as_is_recorded(name: str, days: int | None):
    assert window_of(name) == days


def test_what_has_not_happened_has_no_value():
    facts = Facts(
        RULES.read(stream((START, "registered", {}))).state, BOOK, moment=Moment(START, RULES.calendar)
    )
    assert facts["days_since_replied"] is None
    assert facts["days_since_registered"] == 0
    with pytest.raises(KeyError):
        facts["days_since_tomorrow"]


def test_in_words():
    assert never_in_words(BOOK.never[0], BOOK) == "答复起已过 30 日的，不得申诉：过了三十日（第1条）"
    assert "同一客户 30 日内的件数不少于 3" in must_in_words(BOOK.must[1], BOOK)
    assert "days since “replied” is at most 10" in must_in_words(BOOK.must[2], BOOK, "en")
    assert "本次累计延长的天数超过 30 的" in never_in_words(BOOK.never[2], BOOK)


HEAD = "rule_book: t\ntitle: 试\nversion: 1\ncalendar: cn-office\nclauses: {c1: 条款}\n"
MUST = "must:\n  - {id: r, clause: c1, after: registered, do: replied, by: handler, within: 3wd}\n"


@pytest.mark.parametrize(
    "text",
    [
        "never:\n  - {id: n, clause: c1, do: reply, while: days_since_tomorrow > 3, say: 不得}\n",
        "never:\n  - {id: n, clause: c1, do: reply, while: cases_within_400d > 3, say: 不得}\n",
        "levels:\n  - {id: L, name: 级, clause: c1, when: days_since_registered > 3}\n",
    ],
)
def test_a_name_between_unknown_ends_is_a_fault(text: str):
    assert [fault.code for fault in check(HEAD + MUST + text, name="x")] == ["unknown-variable"]


def test_days_are_compared_with_numbers_and_windows_with_nothing():
    text = "never:\n  - {id: n, clause: c1, do: reply, while: over_3d_since_registered > 3, say: 不得}\n"
    assert [fault.code for fault in check(HEAD + MUST + text, name="x")] == ["condition-type"]
