"""`from` and `not_before`: where the clock of an obligation begins, if that is later than its trigger."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from shouwen.core.case.codec import event_from_json
from shouwen.core.case.events import Event
from shouwen.core.obligations import Obligation, Obligations
from shouwen.core.rulebook.loader import check, load
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.words import must_in_words
from shouwen.core.worktime import Limit, Pause, WorkCalendar, begins_at, china, due_at

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 9, 28, 15, tzinfo=ZONE)
"""Three days before the holidays of October."""
HEAD = """
rule_book: starts
title: 起算办法
version: 1
calendar: cn-office
clauses: {c1: 条款}
parameters:
  - {id: set_time, value: 2wd, note: 待单位填写：回访的设定时间}
facts:
  - {id: appointed_on, name: 约定上门日期, type: date}
must:
"""


def book_of(**keys: str) -> RuleBook:
    usual = {
        "id": "r",
        "clause": "c1",
        "after": "replied",
        "do": "callback_made",
        "by": "intake",
        "within": "2d",
    }
    told = ", ".join(f"{key}: {value}" for key, value in {**usual, **keys}.items() if value)
    return load(f"{HEAD}  - {{{told}}}\n", name="starts")


def rules_of(**keys: str) -> Obligations:
    book = book_of(**keys)
    return Obligations(book, WorkCalendar(book.calendar, china()))


def stream(*told: tuple[datetime, str, dict[str, object]]) -> list[Event]:
    return [
        event_from_json(
            {"seq": n, "at": at.isoformat(), "type": kind, "data": data, "actor": {"role": "handler"}}
        )
        for n, (at, kind, data) in enumerate(told, start=1)
    ]


def owed(rules: Obligations, events: list[Event], until: datetime) -> Obligation:
    return rules.read(events).obligations(until)[-1]


def days(count: float) -> datetime:
    return START + timedelta(days=count)


REGISTERED = (START - timedelta(days=1), "registered", {})
REPLIED = (START, "replied", {})
LIMITS = st.sampled_from(["30min", "5h", "4wh", "1wd", "3wd", "1d", "3d", "10d", "1w", "1mo", "1y"])
STARTS = st.datetimes(datetime(2025, 12, 20), datetime(2026, 11, 30)).map(lambda at: at.replace(tzinfo=ZONE))
CALENDAR = WorkCalendar(book_of().calendar, china())


def test_three_days_after_the_reply_is_the_third_day_from_its_beginning():
    found = owed(rules_of(not_before="3d"), stream(REGISTERED, REPLIED), START)
    assert found.opened_at == START
    assert found.started_at == datetime(
        2026, 10, 1, tzinfo=ZONE
    )  # a holiday: nothing ends on it, so nothing moves
    assert found.due_at == datetime(2026, 10, 8, 18, tzinfo=ZONE)  # the 3rd, moved out of the holidays


def test_what_is_done_before_does_not_count_and_what_is_done_then_does():
    rules = rules_of(not_before="3d")
    early = stream(REGISTERED, REPLIED, (days(1), "callback_made", {"reached": True}))
    assert str(owed(rules, early, days(2)).status) == "open"
    at_once = (datetime(2026, 10, 1, tzinfo=ZONE), "callback_made", {"reached": True})
    both = stream(REGISTERED, REPLIED, (days(1), "callback_made", {"reached": True}), at_once)
    found = owed(rules, both, days(9))
    assert (str(found.status), found.ended_at) == ("met", at_once[0])
    assert str(owed(rules, early, days(30)).status) == "missed"


def test_under_from_what_is_done_before_counts():
    events = stream(REGISTERED, REPLIED, (days(1), "callback_made", {"reached": True}))
    found = owed(rules_of(**{"from": "3d"}), events, days(2))
    assert (str(found.status), found.ended_at) == ("met", days(1))


def test_a_blank_figure_comes_from_its_parameter():
    book = book_of(not_before="{parameter: set_time}")
    assert book.used_parameters == {"set_time"}
    found = owed(Obligations(book, CALENDAR), stream(REGISTERED, REPLIED), START)
    assert found.started_at == datetime(2026, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("told", "begins"),
    [
        ("2026-10-20", datetime(2026, 10, 20, tzinfo=ZONE)),
        ("", START),  # not told: the clock begins at the trigger
        ("2026-09-01", START),  # over already
        ("next week", START),
        ("9999-12-31", START),
    ],
)
def test_an_agreed_day_comes_from_the_form_or_the_trigger(told: str, begins: datetime):
    rules = rules_of(**{"from": "appointed_on"})
    events = stream((START - timedelta(days=1), "registered", {"facts": {"appointed_on": told}}), REPLIED)
    assert owed(rules, events, START).started_at == begins
    settled = rules_of(after="settled", do="settlement_performed", **{"from": "perform_by"})
    events = stream(REGISTERED, (START, "settled", {"perform_by": told}))
    assert owed(settled, events, START).started_at == begins


def test_the_day_is_taken_once_and_a_later_correction_moves_nothing():
    rules = rules_of(**{"from": "appointed_on"})
    events = stream(
        (START - timedelta(days=1), "registered", {"facts": {"appointed_on": "2026-10-20"}}),
        REPLIED,
        (days(1), "corrected", {"facts": {"appointed_on": "2026-11-20"}}),
    )
    assert owed(rules, events, days(2)).started_at == datetime(2026, 10, 20, tzinfo=ZONE)


def test_the_ending_of_the_case_excuses_what_has_not_begun():
    events = stream(REGISTERED, REPLIED, (days(1), "closed", {}))
    assert str(owed(rules_of(not_before="3d"), events, days(2)).status) == "excused"


def test_a_month_after_closing_a_visit_is_owed_beyond_the_end_of_the_case():
    rules = rules_of(after="closed", not_before="1mo", within="5wd")
    events = stream(
        REGISTERED, REPLIED, (days(0), "callback_made", {"reached": True}), (days(1), "closed", {})
    )
    found = owed(rules, events, days(2))
    assert (str(found.status), found.started_at) == ("open", datetime(2026, 10, 29, tzinfo=ZONE))


def test_reminders_come_after_the_clock_has_begun():
    rules = rules_of(not_before="3d", remind="[50%, 1d]")
    found = owed(rules, stream(REGISTERED, REPLIED), START)
    assert found.reminders
    assert all(at >= found.started_at for _, at in found.reminders)


def test_the_trace_says_why_the_clock_begins_later():
    rules = rules_of(not_before="3d")
    steps = rules.read(stream(REGISTERED, REPLIED)).explain("r", 1, START)
    assert [step.at for step in steps[:3]] == [START, *[datetime(2026, 10, 1, tzinfo=ZONE)] * 2]
    assert "其后 3 日" in steps[0].note
    assert "不算完成" in steps[1].note
    assert steps[-1].at == owed(rules, stream(REGISTERED, REPLIED), START).due_at


@settings(deadline=None)
@given(STARTS, LIMITS, LIMITS)
@example(datetime(2026, 9, 30, 23, 59, tzinfo=ZONE), "1wd", "1d")
def test_the_clock_runs_as_one_that_was_started_there(at: datetime, wait: str, within: str):
    rules = rules_of(not_before=wait, within=within)
    found = owed(rules, stream((at, "registered", {}), (at, "replied", {})), at)
    assert found.started_at == begins_at(CALENDAR, at, Limit.parse(wait))
    assert found.due_at == due_at(CALENDAR, found.started_at, Limit.parse(within)).due_at


@settings(deadline=None)
@given(STARTS, LIMITS)
def test_a_start_is_later_and_never_after_the_limit_of_the_same_length(at: datetime, wait: str):
    begin = begins_at(CALENDAR, at, Limit.parse(wait))
    assert at < begin <= due_at(CALENDAR, at, Limit.parse(wait)).due_at


@settings(deadline=None)
@given(STARTS, st.timedeltas(timedelta(), timedelta(days=20)), LIMITS)
def test_starts_keep_the_order_of_their_triggers(at: datetime, later: timedelta, wait: str):
    limit = Limit.parse(wait)
    assert begins_at(CALENDAR, at, limit) <= begins_at(CALENDAR, at + later, limit)


@settings(deadline=None)
@given(STARTS, st.sampled_from(["3d", "5h", "2wd"]), st.floats(0, 200), st.floats(0.1, 200))
def test_a_pause_before_the_start_changes_nothing_and_one_across_it_counts_from_there(
    at: datetime, wait: str, begin: float, length: float
):
    rules = rules_of(not_before=wait, within="3d")
    paused, resumed = at + timedelta(hours=begin), at + timedelta(hours=begin + length)
    until = at + timedelta(days=40)
    events = stream(
        (at, "registered", {}), (at, "replied", {}), (paused, "suspended", {}), (resumed, "resumed", {})
    )
    found = owed(rules, events, until)
    plain = owed(rules, events[:2], until)
    assert found.started_at == plain.started_at
    if resumed <= found.started_at:
        assert (found.due_at, found.paused_for_s) == (plain.due_at, 0)
    else:
        pause = Pause(max(paused, found.started_at), resumed)
        assert found.due_at == due_at(CALENDAR, found.started_at, Limit.parse("3d"), [pause]).due_at


@settings(deadline=None)
@given(STARTS, LIMITS, st.floats(0, 24 * 40))
def test_a_do_counts_under_not_before_exactly_when_it_is_not_before(at: datetime, wait: str, hours: float):
    done = at + timedelta(hours=hours)
    assume(done > at)
    events = stream((at, "registered", {}), (at, "replied", {}), (done, "callback_made", {"reached": True}))
    found = owed(rules_of(not_before=wait), events, done)
    assert (found.ended_at is not None) == (done >= found.started_at)
    assert owed(rules_of(**{"from": wait}), events, done).ended_at == done


@settings(deadline=None)
@given(STARTS, LIMITS)
def test_reading_event_by_event_is_reading_all(at: datetime, wait: str):
    rules = rules_of(not_before=wait)
    events = stream((at, "registered", {}), (at, "replied", {}), (at + timedelta(days=3), "suspended", {}))
    ledger = rules.read([])
    for event in events:
        ledger.read(event)
    until = at + timedelta(days=9)
    assert ledger.obligations(until) == rules.read(events).obligations(until)


def test_days_begin_at_midnight_in_the_zone_of_the_calendar():
    begin = begins_at(CALENDAR, datetime(2026, 3, 2, 23, 0, tzinfo=ZoneInfo("UTC")), Limit.parse("1d"))
    assert begin == datetime.combine(datetime(2026, 3, 4), time(), ZONE)


def test_in_words():
    assert must_in_words(book_of(not_before="3d").must[0], book_of()) == (
        "答复后，从满 3 日起算，受理员须在 2 日内回访；此前做的不算（第1条）"
    )
    english = must_in_words(book_of(**{"from": "appointed_on"}).must[0], book_of(), "en")
    assert english.startswith("After “replied”, counted from the “约定上门日期”, intake clerk owes")


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"from": "3d", "not_before": "3d"}, "keys-together"),
        ({"from": "3d", "until": "manner"}, "keys-together"),
        ({"from": "end of month"}, "bad-limit"),
        ({"from": "3 moons"}, "bad-limit"),
        ({"not_before": "no_such_day"}, "unknown-key"),
        ({"not_before": "{parameter: none}"}, "unknown-parameter"),
    ],
)
def test_what_cannot_begin_is_a_fault(keys: dict[str, str], code: str):
    usual = {
        "id": "r",
        "clause": "c1",
        "after": "replied",
        "do": "callback_made",
        "by": "intake",
        "within": "2d",
    }
    told = ", ".join(f"{key}: {value}" for key, value in {**usual, **keys}.items())
    assert [fault.code for fault in check(f"{HEAD}  - {{{told}}}\n", name="x")] == [code]
