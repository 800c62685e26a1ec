"""What a `must` means, exactly: each sentence of the design page is a test."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.codec import event_from_json
from shouwen.core.case.events import Event
from shouwen.core.evidence import evidence
from shouwen.core.obligations import ENDING, Obligation, Obligations
from shouwen.core.replay import replay, totals
from shouwen.core.rulebook.loader import load
from shouwen.core.worktime import WorkCalendar, china

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, 9, tzinfo=ZONE)
BOOK = """
rule_book: trial
title: 试用办法
version: 1
calendar: cn-office
clauses: {c1: 一级, c2: 二级, c3: 响应, c4: 分析, c5: 归档, c6: 不得, c7: 原则}
levels:
  - {id: L1, name: 一级, when: "severity == 'high'", clause: c1}
  - {id: L2, name: 二级, when: "severity == 'low'", clause: c2}
must:
  - {id: respond-l1, clause: c3, after: registered, when: "level == 'L1'", do: responded, by: handler, within: 2h, remind: [50%, 80%], late: {escalate: unit_head}}
  - {id: respond-l2, clause: c3, after: registered, when: "level == 'L2'", do: responded, by: handler, within: 8h}
  - {id: work, clause: c4, after: assigned, do: analysis_started, by: handler, within: 3wd}
  - {id: hard, clause: c4, after: assigned, do: analysis_started, by: handler, within: 6h, pause: never}
  - {id: look, clause: c4, after: registered, do: finding_recorded, do_where: "stage == 'in_depth'", by: handler, within: 4wh}
  - {id: again, clause: c4, after: satisfaction_recorded, after_where: "!satisfied", do: reopened, by: supervisor, within: 1wd}
  - {id: file, clause: c5, after: closed, do: archived, by: intake, within: 10d}
never:
  - {id: cause, clause: c6, do: close, while: "root_cause == ''", say: 原因未查清，不得结案}
"""


@pytest.fixture(scope="module")
def rules() -> Obligations:
    book = load(BOOK.replace("c7: 原则", "c7: {text: 原则, statement: true}"), name="trial.yaml")
    return Obligations(book, WorkCalendar(book.calendar, china()))


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def stream(*told: tuple[float, str, dict[str, object]]) -> list[Event]:
    return [
        event_from_json(
            {"seq": n, "at": at(hours).isoformat(), "type": kind, "data": data, "actor": {"role": "handler"}}
        )
        for n, (hours, kind, data) in enumerate(told, start=1)
    ]


def owed(rules: Obligations, events: list[Event], until: float, rule: str) -> list[Obligation]:
    return [o for o in rules.read(events).obligations(at(until)) if o.rule == rule]


def statuses(rules: Obligations, events: list[Event], until: float, rule: str) -> list[str]:
    return [str(o.status) for o in owed(rules, events, until, rule)]


R = (0, "registered", {})
HIGH = (0, "registered", {"facts": {"severity": "high"}})


def test_it_opens_at_its_trigger_if_when_holds_then(rules):
    (o,) = owed(rules, stream(HIGH), 1, "respond-l1")
    assert (o.opened_at, o.started_at, o.due_at) == (at(0), at(0), at(2))
    assert statuses(rules, stream(HIGH), 1, "respond-l2") == []


def test_graded_later_it_opens_then_with_the_clock_of_the_trigger(rules):
    (o,) = owed(rules, stream(R, (1.5, "graded", {"level": "L1"})), 1.6, "respond-l1")
    assert (o.opened_at, o.due_at, str(o.status)) == (at(1.5), at(2), "open")


def test_graded_away_it_is_excused_and_stays_on_record(rules):
    events = stream(HIGH, (1, "graded", {"level": "L2"}))
    assert statuses(rules, events, 1, "respond-l1") == ["excused"]
    assert statuses(rules, events, 1, "respond-l2") == ["open"]


def test_graded_back_it_opens_anew(rules):
    events = stream(HIGH, (1, "graded", {"level": "L2"}), (1.5, "graded", {"level": "L1"}))
    assert statuses(rules, events, 1.6, "respond-l1") == ["excused", "open"]
    assert owed(rules, events, 1.6, "respond-l1")[-1].due_at == at(2)


@pytest.mark.parametrize(("hours", "status"), [(2, "met"), (2.001, "met_late")])
def test_the_due_instant_itself_is_still_in_time(rules, hours, status):
    assert statuses(rules, stream(HIGH, (hours, "responded", {})), 9, "respond-l1") == [status]


@pytest.mark.parametrize(("until", "status"), [(2, "open"), (2.001, "missed")])
def test_missed_while_due_and_not_yet_done(rules, until, status):
    assert statuses(rules, stream(HIGH), until, "respond-l1") == [status]


def test_answered_before_it_was_graded_it_is_met_by_that_answer(rules):
    events = stream(R, (1, "responded", {}), (5, "graded", {"level": "L1"}))
    (o,) = owed(rules, events, 6, "respond-l1")
    assert (str(o.status), o.ended_at) == ("met", at(1))


def test_whoever_acts_the_first_do_meets_it_and_a_second_changes_nothing(rules):
    events = stream(HIGH, (1, "responded", {}), (3, "responded", {}))
    (o,) = owed(rules, events, 9, "respond-l1")
    assert (str(o.status), o.ended_at) == ("met", at(1))


def test_met_it_stays_met_when_the_level_changes(rules):
    events = stream(HIGH, (1, "responded", {}), (3, "graded", {"level": "L2"}))
    assert statuses(rules, events, 9, "respond-l1") == ["met"]


@pytest.mark.parametrize("ending", ["declined", "withdrawn", "closed", "redirected"])
def test_an_ending_excuses_what_is_open(rules, ending):
    events = stream(HIGH, (1, ending, {}))
    assert statuses(rules, events, 99, "respond-l1") == ["excused"]
    assert statuses(rules, events, 99, "look") == ["excused"]


def test_an_ending_opens_its_own_obligations(rules):
    events = stream(HIGH, (1, "closed", {}))
    (o,) = owed(rules, events, 2, "file")
    assert str(o.status) == "open"
    assert o.due_at.astimezone(ZONE).isoformat() == "2026-03-12T18:00:00+08:00"


def test_after_an_ending_a_new_grade_opens_nothing(rules):
    events = stream(R, (1, "withdrawn", {}), (2, "graded", {"level": "L1"}))
    assert statuses(rules, events, 99, "respond-l1") == []


def test_a_trigger_that_comes_again_excuses_the_open_one(rules):
    events = stream(R, (1, "assigned", {}), (5, "assigned", {}))
    assert statuses(rules, events, 6, "work") == ["excused", "open"]
    assert [o.number for o in owed(rules, events, 6, "work")] == [1, 2]


def test_a_trigger_that_comes_again_leaves_the_met_one_met(rules):
    events = stream(R, (1, "assigned", {}), (2, "analysis_started", {}), (5, "assigned", {}))
    assert statuses(rules, events, 6, "work") == ["met", "open"]


def test_pauses_are_credited_in_the_clocks_own_unit(rules):
    events = stream(
        R,
        (1, "assigned", {}),
        (24, "supplement_requested", {"items": ["x"]}),
        (24 + 48 + 3, "supplemented", {}),
    )
    assert (
        owed(rules, events, 99, "work")[0].due_at.astimezone(ZONE).isoformat() == "2026-03-09T18:00:00+08:00"
    )
    assert owed(rules, events, 99, "work")[0].paused_for_s == 51 * 3600


def test_pause_never_runs_on(rules):
    events = stream(R, (1, "assigned", {}), (2, "suspended", {"ground": "x"}))
    assert statuses(rules, events, 30, "work") == ["paused"]
    assert statuses(rules, events, 30, "hard") == ["missed"]
    assert owed(rules, events, 30, "hard")[0].due_at == at(7)


def test_a_pause_after_the_due_time_gives_nothing_back(rules):
    events = stream(HIGH, (3, "suspended", {"ground": "x"}), (9, "resumed", {}), (9.5, "responded", {}))
    assert owed(rules, events, 9.5, "respond-l1")[0].due_at == at(2)
    assert statuses(rules, events, 9.5, "respond-l1") == ["met_late"]
    assert statuses(rules, events[:2], 5, "respond-l1") == ["missed"]


def test_resuming_never_makes_it_late_at_once(rules):
    events = stream(HIGH, (1.9, "suspended", {"ground": "x"}), (99, "resumed", {}))
    assert statuses(rules, events, 99, "respond-l1") == ["open"]
    assert owed(rules, events, 99, "respond-l1")[0].due_at == at(99.1)


def test_waiting_and_suspended_at_once_is_one_pause(rules):
    events = stream(
        HIGH, (1, "suspended", {"ground": "x"}), (1.5, "supplement_requested", {"items": ["x"]}), (2, "resumed", {}),
        (3, "supplemented", {}),
    )  # fmt: skip
    (o,) = owed(rules, events, 3, "respond-l1")
    assert (o.due_at, o.paused_for_s) == (at(4), 2 * 3600)


def test_extended_replaces_the_due_time_of_one_rule(rules):
    events = stream(
        HIGH, (1, "extended", {"rule": "respond-l1", "new_due": at(5).isoformat(), "reason": "x"})
    )
    assert owed(rules, events, 2, "respond-l1")[0].due_at == at(5)
    assert owed(rules, events, 2, "look")[0].due_at == at(5), "its own clock: 4 working hours over lunch"
    assert statuses(rules, events, 5.1, "respond-l1") == ["missed"]


def test_after_and_do_are_narrowed_by_their_own_data(rules):
    events = stream(
        R,
        (1, "finding_recorded", {"stage": "preliminary"}),
        (2, "satisfaction_recorded", {"satisfied": True}),
    )
    assert statuses(rules, events, 3, "look") == ["open"]
    assert statuses(rules, events, 3, "again") == []
    more = [*events, *stream(R, R, R, (2.5, "satisfaction_recorded", {"satisfied": False}))[3:]]
    assert statuses(rules, more, 3, "again") == ["open"]


@pytest.mark.parametrize("ending", sorted(ENDING))
def test_ending_a_case_does_not_mend_what_was_overdue(rules, ending):
    """`look` is due on the first day, four working hours after nine."""
    for hours, verdict in ((4, "excused"), (30, "broken")):
        events = stream(HIGH, (0.5, "responded", {}), (hours, ending, {}))
        assert statuses(rules, events, hours + 1, "look") == ["excused"], "nobody is asked for it any more"
        assert {c.clause: str(c.verdict) for c in evidence(rules, events, at(hours + 1))}["c4"] == verdict


def test_what_ceases_to_be_owed_is_excused_however_late(rules):
    events = stream(HIGH, (30, "graded", {"severity": "low", "level": "L2"}), (30.5, "responded", {}))
    assert statuses(rules, events, 31, "respond-l1") == ["excused"]
    proofs = next(c for c in evidence(rules, events, at(31)) if c.clause == "c3").proofs
    assert [str(p.verdict) for p in proofs if p.rule == "respond-l1"] == ["excused"]


def test_evidence_and_totals(rules):
    events = stream(HIGH, (1, "responded", {}), (2, "closed", {}), (3, "archived", {}))
    verdicts = {c.clause: str(c.verdict) for c in evidence(rules, events, at(4))}
    assert verdicts == {
        "c1": "not_applicable", "c2": "not_applicable", "c3": "kept", "c4": "excused", "c5": "kept",
        "c6": "broken", "c7": "statement",
    }  # fmt: skip
    done = replay(rules, events, at(4))
    assert (done.state, done.level) == ("archived", "L1")
    assert totals(rules, [done])["respond-l1"] == {"met": 1, "missed": 0, "open": 0, "excused": 0}


KINDS = st.sampled_from([
    ("graded", {"level": "L1"}), ("graded", {"level": "L2"}), ("assigned", {}), ("responded", {}),
    ("supplement_requested", {"items": ["x"]}), ("supplemented", {}), ("suspended", {}), ("resumed", {}),
    ("analysis_started", {}), ("finding_recorded", {"stage": "in_depth"}), ("closed", {}), ("reopened", {}),
    ("withdrawn", {}), ("satisfaction_recorded", {"satisfied": False}), ("archived", {}),
])  # fmt: skip


@given(st.lists(st.tuples(KINDS, st.floats(0, 30)), max_size=14), st.floats(0, 60))
def test_any_stream_keeps_the_books(rules, steps, later):
    """One instance open for a rule at most; what has ended never changes; read at once or one by one."""
    hours, told = 0.0, [R]
    for (kind, data), pause in steps:
        hours += pause
        told.append((hours, kind, data))
    events = stream(*told)
    seen: dict[tuple[str, int], tuple[str, datetime | None]] = {}
    for n in range(1, len(events) + 1):
        now = rules.read(events[:n]).obligations(events[n - 1].at)
        live = [o.rule for o in now if o.live]
        assert len(live) == len(set(live))
        for o in now:
            key, ended = (o.rule, o.number), (str(o.status), o.ended_at)
            assert key not in seen or seen[key] == ended
            if o.ended_at is not None:
                seen[key] = ended
    for o in rules.read(events).obligations(at(hours + later)):
        assert o.due_at >= o.started_at
        assert (o.ended_at is None) == o.live


def test_every_due_time_is_explained_and_the_explanation_ends_at_it(rules):
    ledger = rules.read(
        stream(
            (0, "registered", {}),
            (0.1, "graded", {"severity": "high"}),
            (0.2, "assigned", {"unit": "质量部"}),
            (0.5, "suspended", {"ground": "等检测"}),
            (3, "resumed", {}),
            (4, "extended", {"rule": "work", "new_due": at(200).isoformat()}),
            (201, "suspended", {"ground": "等检测"}),
            (230, "resumed", {}),
        )
    )
    owed = ledger.obligations(at(240))
    assert {o.rule for o in owed} >= {"respond-l1", "work", "hard", "look"}
    for o in owed:
        steps = ledger.explain(o.rule, o.number, at(240))
        assert steps[-1].at == o.due_at, o.rule
        assert steps[0].at == o.started_at
    assert any("延期" in step.note for step in ledger.explain("work", 1, at(240)))
    assert ledger.explain("work", 2, at(240)) == ()
    assert ledger.explain("nothing", 1, at(240)) == ()
