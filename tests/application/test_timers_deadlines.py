"""Deadlines: reminded once at each mark, missed once, caught up with after downtime, never early, never twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from shouwen.application import queries, rules, timers
from shouwen.application import sitting as sitting_module
from shouwen.application.reprojecting import reproject
from shouwen.application.timers import deadlines
from shouwen.store import timeline
from shouwen.store.models import Case, CaseEvent, HolidayNotice, Message, Obligation, Organisation
from shouwen.store.projection import wake_at
from tests.cast import MONDAY, Desk
from tests.worker.watch import due, repeated, run_clock, sweep_all, told

START = (MONDAY + timedelta(minutes=1)).astimezone(UTC)
"""When the first case of a desk is registered. It is of the third level: response within 8 hours."""


def at(**span: float) -> datetime:
    return START + timedelta(**span)


@pytest.fixture
def case(desk: Desk) -> Desk:
    """Registered, and taken out of the clerk's hands, so that the response alone is looked at."""
    return desk.register()


def response(number: str = "") -> list[str]:
    """What was said of the response to the customer: marks, and `missed`."""
    return [mark or "missed" for _, _, mark in told(number, "respond-l3")]


def test_each_mark_and_the_breach_are_told_at_their_time(case):
    seen = []
    for minutes in (239, 240, 383, 384, 479, 480):
        sweep_all(at(minutes=minutes))
        seen.append(response())
    assert seen == [[], ["50%"], ["50%"], ["50%", "80%"], ["50%", "80%"], ["50%", "80%"]]
    sweep_all(at(minutes=480, seconds=1))
    assert response() == ["50%", "80%", "missed"]
    rules = [row.data for row in CaseEvent.objects.filter(type="escalated", data__contains="respond-l3")]
    assert len(rules) == 1


def test_the_timeline_names_the_limit_and_the_mark_alone(case):
    sweep_all(at(minutes=240))
    seen = queries.case(case.cast.office, case.number, now=at(minutes=241)).timeline[-1]
    assert (seen.type, [label for label, _ in seen.lines]) == ("deadline_reminded", ["时限", "时点"])


def test_nothing_is_told_twice_however_often_the_clock_is_read(case):
    run_clock(at(), at(days=20), hours=7)
    before = CaseEvent.objects.count()
    run_clock(at(), at(days=20), hours=5)
    assert CaseEvent.objects.count() == before
    assert repeated() == []


def test_a_clock_that_steps_back_tells_nothing_early_and_forward_nothing_twice(case):
    sweep_all(at(hours=4, minutes=30))
    assert response() == ["50%"]
    assert timers.sweep(at(hours=1)) == 0
    case.do("clerk", "note", note="时钟被拨回")
    sweep_all(at(hours=4, minutes=40))
    assert response() == ["50%"]
    sweep_all(at(hours=30))
    sweep_all(at(hours=9))
    assert response() == ["50%", "missed"]


def test_after_downtime_only_the_last_reminder_is_told(case):
    sweep_all(at(hours=7))
    assert response() == ["80%"]
    sweep_all(at(hours=7, minutes=30))
    assert response() == ["80%"]


def test_after_long_downtime_only_the_breach_is_told(case):
    sweep_all(at(days=30))
    assert response() == ["missed"]
    assert due(at(days=30)) == 0


def test_what_was_done_in_time_is_neither_reminded_nor_missed(case):
    case.do("clerk", "respond", manner="hotline")
    sweep_all(at(days=3))
    assert response() == []


def test_the_clock_waits_while_the_case_waits_on_the_customer(case):
    case.do("clerk", "request_supplement", items=["购买凭证"])
    sweep_all(at(days=2))
    assert response() == []
    case.now = MONDAY + timedelta(days=2)
    case.customer("supplement", content="发票照片")
    sweep_all(at(days=2, hours=4, minutes=10))
    assert response() == ["50%"]


def test_an_extension_moves_the_marks_and_the_breach(case):
    sweep_all(at(hours=7))
    case.now = MONDAY + timedelta(hours=7, minutes=30)
    case.do("office", "extend", rule="respond-l3", new_due=at(hours=20).isoformat(), reason="等待厂家答复")
    sweep_all(at(hours=9))
    assert response() == ["80%"]
    sweep_all(at(hours=16, minutes=1))
    assert response() == ["80%", "80%"]
    sweep_all(at(hours=21))
    assert response() == ["80%", "80%", "missed"]


def test_the_oldest_due_comes_first(desk):
    numbers = []
    for _ in range(6):
        numbers.append(desk.again().later(minutes=7).register().number)
        desk.now += timedelta(minutes=8)
    Obligation.objects.exclude(rule="respond-l3").update(wake_at=None)
    while timers.sweep(at(days=2), 1):
        pass
    in_order = CaseEvent.objects.filter(type="deadline_missed", data__contains="respond-l3").order_by("pk")
    assert [row.case.number for row in in_order] == numbers
    for case in Case.objects.all():
        reproject(case.number, now=at(days=2))


def test_a_batch_is_bounded_and_can_be_ended_early(desk):
    for _ in range(5):
        desk.again().register()
    now = at(days=30)
    assert timers.sweep(now, 3) == 3
    assert timers.sweep(now, 100, rest=lambda _seconds: True) == 1
    assert timers.sweep(now, 100, rest=lambda _seconds: False) > 3


def test_a_stale_row_is_brought_up_to_its_stream(case):
    case.do("clerk", "respond", manner="hotline")
    Obligation.objects.filter(rule="respond-l3").update(wake_at=at(hours=4), status="open", ended_at=None)
    sweep_all(at(hours=5))
    assert response() == []
    row = Obligation.objects.get(rule="respond-l3")
    assert (row.status, row.wake_at, row.failures) == ("met", None, 0)


def test_one_case_that_cannot_be_read_does_not_stop_the_others(desk, tampered, caplog):
    broken, sound = desk.again().register().number, desk.again().register().number
    _break(broken)
    now = at(days=30)
    sweep_all(now)
    assert response(sound) == ["missed"]
    assert response(broken) == []
    assert broken in caplog.text
    rows = Obligation.objects.filter(case__number=broken, wake_at__isnull=False)
    assert rows
    assert {row.failures for row in rows} == {1}
    assert {row.wake_at - now for row in rows} == {timedelta(minutes=1)}


def test_it_is_tried_again_later_and_later_and_goes_on_when_the_case_is_mended(desk, tampered):
    number = desk.register().number
    original = _break(number)
    Obligation.objects.exclude(rule="respond-l3").update(wake_at=None)
    now, waits = at(days=30), []
    for _ in range(9):
        assert timers.sweep(now) == 1
        assert timers.sweep(now) == 0
        row = Obligation.objects.get(rule="respond-l3")
        waits.append((row.wake_at - now) // timedelta(minutes=1))
        now = row.wake_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    _mend(number, original)
    sweep_all(now)
    assert response() == ["missed"]
    assert Obligation.objects.get(rule="respond-l3").failures == 0


def test_a_fault_of_ours_is_logged_and_leaves_nothing_half_done(case, monkeypatch, tampered, caplog):
    before = CaseEvent.objects.count()
    monkeypatch.setattr(sitting_module, "project", lambda *_a, **_k: None)  # the row stays due
    sweep_all(at(days=2))
    assert CaseEvent.objects.count() == before
    assert "StillDue" in caplog.text or "respond-l3" in caplog.text
    monkeypatch.setattr(deadlines, "execute", lambda _wish: 1 / 0)
    Obligation.objects.filter(rule="respond-l3").update(wake_at=at())
    sweep_all(at(days=2))
    assert "ZeroDivisionError" in caplog.text


def test_a_database_that_is_away_ends_the_sweep_and_postpones_nothing(case, monkeypatch):
    def away(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("the database is away")

    wakes = list(Obligation.objects.order_by("pk").values_list("wake_at", "failures"))
    monkeypatch.setattr(deadlines, "execute", away)
    monkeypatch.setattr(deadlines, "_set_aside", away)
    with pytest.raises(OperationalError):
        timers.sweep(at(days=2))
    assert list(Obligation.objects.order_by("pk").values_list("wake_at", "failures")) == wakes


def test_those_concerned_are_told_once(case):
    case.do("clerk", "accept")
    case.do("office", "assign", unit=case.cast.lead, handler=f"{case.cast.slug}.handler")
    run_clock(at(), at(hours=12), minutes=30)
    rows = Message.objects.filter(kind="deadline_reminded", rule="respond-l3")
    assert sorted((row.recipient.name, row.seq) for row in rows) == [
        ("周敏", row.seq) for row in rows.order_by("seq")
    ]
    assert rows.count() == 2


def test_what_a_sweep_costs_does_not_grow_with_the_backlog(desk):
    """Two thousand due at once are dealt with row by row at a constant number of queries."""
    for _ in range(9):
        desk.again().register()
    now = at(days=30)
    costs = []
    for limit in (4, 16):
        with CaptureQueriesContext(connection) as queries:
            done = timers.sweep(now, limit)
        costs.append(len(queries) / done)
    assert costs[1] < costs[0] * 1.3
    assert costs[1] < 60


def test_due_times_that_waited_for_holidays_are_made_anew_when_those_are_announced(desk):
    desk.now = datetime(2026, 12, 28, 9, 0, tzinfo=MONDAY.tzinfo)
    desk.to("replied")
    survey = Obligation.objects.get(rule="survey")
    assert survey.provisional
    assert timers.recompute_provisional(desk.tick()) == 0
    days = {"2027-01-01": True, "2027-01-04": True, "2027-01-05": True, "2027-01-06": True}
    HolidayNotice.objects.create(year=2027, days=days, imported_at=desk.tick())
    Organisation.objects.update(reference_version=desk.cast.organisation.reference_version + 1)
    before = CaseEvent.objects.count()
    assert timers.recompute_provisional(desk.tick()) == 1
    moved = Obligation.objects.get(rule="survey")
    assert not moved.provisional
    assert moved.due_at > survey.due_at
    assert CaseEvent.objects.count() == before
    assert timers.recompute_provisional(desk.tick()) == 0


def _break(number: str) -> str:
    """Change an event behind the product's back; answer what it was."""
    row = CaseEvent.objects.get(case__number=number, seq=1)
    _write(row.pk, row.data + " ")
    return row.data


def _mend(number: str, data: str) -> None:
    _write(CaseEvent.objects.get(case__number=number, seq=1).pk, data)


def _write(event_id: int, data: str) -> None:
    from tests.store.guards import unguarded

    with unguarded():
        CaseEvent.objects.filter(pk=event_id).update(data=data)


def test_nothing_wakes_in_an_archived_case(case):
    """A rule may owe something beyond the archive; nothing can be recorded there any more."""
    stream, _ = timeline.load(Case.objects.get())
    row = Case.objects.get()
    owed = rules.rules_of(row.rule_book_id, 0).read(stream).obligations(stream[-1].at)
    waking = [one for one in owed if wake_at(one, archived=False) is not None]
    assert waking
    assert [wake_at(one, archived=True) for one in waking] == [None] * len(waking)
