"""Several workers, workers killed in the middle, workers asked to leave: nothing lost, nothing told twice."""

import signal
import time
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connections

from shouwen.application import clock, timers
from shouwen.store.models import CaseEvent, Message
from shouwen.worker import run
from tests.cast import Desk, settle
from tests.databases import own_database
from tests.worker.processes import alive, environment, eventually, worker
from tests.worker.watch import due, repeated, told

__all__ = ["own_database"]

DOWN = timedelta(days=30)
"""How long nobody was there."""


@pytest.fixture
def backlog(own_database) -> int:
    """Cases of a month ago whose deadlines nobody looked at; the number of obligations due now."""
    desk = Desk(settle(), now=clock.now() - DOWN)
    for _ in range(8):
        desk.again().register()
    return due(clock.now())


def finished(backlog: int) -> bool:
    return len(told()) >= backlog and due(clock.now()) == 0


def test_a_round_tells_whether_there_is_more_to_do(db, monkeypatch):
    monkeypatch.setattr(run, "close_old_connections", lambda: None)
    assert run.tick(Event()) is False
    desk = Desk(settle(), now=clock.now() - DOWN).register()
    assert run.tick(Event()) is True
    while run.tick(Event()):
        pass
    assert told(desk.number)


def test_two_threads_share_the_work_and_tell_nothing_twice(backlog):
    now, dealt = clock.now(), []

    def work() -> None:
        while timers.sweep(now, 7) or due(now):
            dealt.append(1)
        connections.close_all()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(told()) == backlog
    assert repeated() == []


def test_a_worker_killed_in_the_middle_loses_nothing_and_two_others_repeat_nothing(
    backlog, own_database, tmp_path
):
    env = environment(own_database, tmp_path)
    with worker(env) as first:
        eventually(lambda: len(told()) >= 3)
        first.kill()
        first.wait()
    assert due(clock.now()) > 0, "it was killed in the middle"
    with worker(env) as second, worker(env) as third:
        eventually(lambda: finished(backlog) and not Message.objects.filter(sent_at=None).exists())
        for process in (second, third):
            process.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        assert (second.wait(30), third.wait(30)) == (0, 0)
        assert time.monotonic() - asked < 10
    assert len(told()) == backlog
    assert repeated() == []
    keys = list(Message.objects.values_list("case", "seq", "kind", "recipient"))
    assert len(keys) == len(set(keys))


def test_a_worker_ends_when_the_process_that_started_it_is_gone(own_database, tmp_path):
    import subprocess
    import sys

    script = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-m', 'shouwen.worker.children', 'timers', str(os.getpid())])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    env = environment(own_database, tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", script], env=env, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(1)
        assert alive(pid)
        parent.kill()
    eventually(lambda: not alive(pid))


def test_the_loop_works_off_a_backlog_and_stops_when_told(backlog):
    stop = Event()
    thread = Thread(target=run.work_forever, args=(stop,))
    thread.start()
    eventually(lambda: finished(backlog))
    stop.set()
    thread.join(15)
    assert not thread.is_alive()


def test_a_round_that_fails_is_tried_again(backlog, monkeypatch):
    sweep, falls = timers.sweep, iter([RuntimeError("first"), RuntimeError("second")])

    def falling(*args: object, **kwargs: object) -> int:
        for fault in falls:
            raise fault
        return sweep(*args, **kwargs)

    monkeypatch.setattr(run.timers, "sweep", falling)
    monkeypatch.setattr(run, "POLL_S", 0.01)
    stop = Event()
    thread = Thread(target=run.work_forever, args=(stop,))
    thread.start()
    eventually(lambda: finished(backlog))
    stop.set()
    thread.join(15)
    assert CaseEvent.objects.filter(type="deadline_missed").count() == backlog
