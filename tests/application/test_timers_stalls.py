"""Cases that stall: asked once, after downtime as well; the first contact is told; one broken case stops no other."""

import threading
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwen.application import queries, timers
from shouwen.application.timers import stalls
from shouwen.store.models import Case, CaseEvent, Message, Obligation
from tests.cast import MONDAY, ZONE, Desk, settle
from tests.store.test_threads import together

DUE = datetime(2026, 3, 9, 18, 0, tzinfo=ZONE).astimezone(UTC)
"""Five working days after a Monday, to closing time."""
LATER = timedelta(minutes=1)


@pytest.fixture
def desk(db) -> Desk:
    return Desk(settle("fishery"))


def stalled(number: str = "") -> list[str]:
    rows = CaseEvent.objects.filter(type="stalled").order_by("pk")
    return [row.case.number for row in rows if not number or row.case.number == number]


def test_the_row_says_when_to_look(desk):
    desk.register()
    assert Case.objects.get().stalls_at == DUE
    desk.do("clerk", "request_supplement", items=["送货单"])
    assert Case.objects.get().stalls_at is None
    desk.customer("supplement", content="照片")
    assert Case.objects.get().stalls_at == DUE


def test_asked_once_after_the_due_instant(desk):
    desk.register()
    assert timers.ask_about_stalls(DUE) == 0
    assert timers.ask_about_stalls(DUE + LATER) == 1
    assert timers.ask_about_stalls(DUE + LATER) == 0
    assert timers.ask_about_stalls(DUE + timedelta(days=60)) == 0
    assert stalled() == [desk.number]
    assert Case.objects.get().stalls_at is None


def test_after_long_downtime_it_is_asked_once_and_again_only_after_somebody_acted(desk):
    desk.register()
    back = DUE + timedelta(days=40)
    assert timers.ask_about_stalls(back) == 1
    desk.now = back
    desk.do("clerk", "note", note="承办人休假回来后接着办。")
    assert timers.ask_about_stalls(back + timedelta(days=3)) == 0
    assert timers.ask_about_stalls(back + timedelta(days=20)) == 1
    assert len(stalled()) == 2


def test_the_first_contact_is_told_and_owes_an_answer(desk):
    desk.register()
    timers.ask_about_stalls(DUE + LATER)
    told = Message.objects.filter(kind="stalled")
    assert [message.recipient.user.username for message in told] == ["fishery.clerk"]
    row = Obligation.objects.get(rule="explain-stall")
    assert (row.owner.user.username, row.status) == ("fishery.clerk", "open")
    mine = queries.work(desk.cast.clerk, now=DUE + LATER)
    assert [one.command for one in mine if one.rule == "explain-stall"] == ["note"]
    desk.now = DUE + timedelta(hours=1)
    desk.do("clerk", "note", note="已联系承办人，本周出分析结论。")
    row.refresh_from_db()
    assert row.status == "met"


def test_what_came_in_by_itself_is_asked_of_whoever_receives_cases(desk):
    desk.register("handler", channel="visit")
    Case.objects.update(receiver=None)
    timers.ask_about_stalls(DUE + timedelta(days=5))
    assert Message.objects.filter(kind="stalled").exists()


def test_a_stale_row_is_brought_up_to_its_stream(desk):
    desk.register()
    desk.now = MONDAY + timedelta(days=4)
    desk.do("clerk", "note", note="已催促")
    right = Case.objects.get().stalls_at
    Case.objects.update(stalls_at=DUE)
    timers.ask_about_stalls(DUE + LATER)
    assert stalled() == []
    assert Case.objects.get().stalls_at == right


def test_one_case_that_cannot_be_dealt_with_does_not_stop_the_others(desk, monkeypatch, caplog):
    broken, sound = desk.again().register().number, desk.again().register().number
    execute = stalls.execute

    def fails(wish):
        if wish.number == broken:
            raise RuntimeError("broken")
        return execute(wish)

    monkeypatch.setattr(stalls, "execute", fails)
    now = DUE + LATER
    assert timers.ask_about_stalls(now) == 2
    assert stalled() == [sound]
    assert Case.objects.get(number=broken).stalls_at == now + stalls.LATER
    assert broken in caplog.text
    monkeypatch.setattr(stalls, "execute", execute)
    assert timers.ask_about_stalls(now + timedelta(hours=2)) == 1
    assert stalled() == [sound, broken]


def test_a_batch_is_bounded_and_can_be_ended_early(desk):
    for _ in range(4):
        desk.again().register()
    now = DUE + timedelta(days=1)
    assert timers.ask_about_stalls(now, 2) == 2
    assert timers.ask_about_stalls(now, 100, rest=lambda _seconds: True) == 1
    assert timers.ask_about_stalls(now, 100) == 1


def test_looking_for_them_uses_the_index(desk):
    desk.register()
    with CaptureQueriesContext(connection) as caught:
        timers.ask_about_stalls(DUE)
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":  # of a handful of rows PostgreSQL reads them all
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{how} {caught.captured_queries[0]['sql']}")
        assert "case_stalls" in str(cursor.fetchall())


@pytest.mark.parametrize("stage", ["suspended", "replied", "closed", "archived"])
def test_stages_in_which_nothing_stalls(desk, stage):
    desk.to(stage)
    assert Case.objects.get().stalls_at is None


@pytest.fixture
def several(own_database) -> Desk:
    """Three cases that have stalled, in a database that threads share."""
    desk = Desk(settle("fishery"))
    for _ in range(3):
        desk.again().register()
    return desk


def test_several_workers_at_once_ask_about_each_case_once(several):
    at = DUE + timedelta(days=1)
    assert Case.objects.filter(stalls_at__lt=at).count() == 3
    looked = together(*[lambda: timers.ask_about_stalls(at)] * 4)
    assert all(isinstance(one, int) for one in looked), looked
    assert sum(looked) == 3
    assert len(stalled()) == len(set(stalled())) == 3
    assert Message.objects.filter(kind="stalled").count() == 3
    assert not Case.objects.filter(stalls_at__lt=at).exists()


def test_a_case_that_another_worker_is_at_is_left_to_it_and_no_other_waits(several):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: the second waits for the first")
    at, first = DUE + timedelta(days=1), Case.objects.order_by("stalls_at", "pk").first()
    held, go_on = threading.Event(), threading.Event()
    asked = stalls._report

    def slowly(case: Case, now: datetime) -> None:
        if case.pk == first.pk:
            held.set()
            assert go_on.wait(timeout=30)
        asked(case, now)

    def second() -> int:
        assert held.wait(timeout=30)
        try:
            return timers.ask_about_stalls(at)
        finally:
            go_on.set()

    with mock.patch.object(stalls, "_report", slowly):
        answers = together(lambda: timers.ask_about_stalls(at), second)
    assert answers == [1, 2], "the second asks about the other two meanwhile"
    assert len(stalled()) == len(set(stalled())) == 3
