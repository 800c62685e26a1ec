"""
The worker: deadlines, the outbox and projections on one thread, what may take its time on another.

Any number of workers may run side by side, and each may be killed at any point: whatever they do is claimed
row by row and bears repetition. Waiting is by the monotonic clock, deadlines are by the wall clock.
"""

import logging
import os
import signal
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from django.db import close_old_connections, connection, connections

from shouwen.application import clock, timers, trials
from shouwen.worker import daily, hands, jobs

POLL_S = 1.0
BATCH = 200
SCHEDULE_S = 30.0
LEAVE_S = 5.0
LONGEST_BACKOFF_S = 30.0

log = logging.getLogger(__name__)


def work_forever(stop: Event | None = None) -> None:
    """Work until `stop` is set; without one until SIGTERM or SIGINT. The transaction at hand is finished, and
    the process left, within five seconds.
    """
    if stop is not None:
        _work(stop)
        return
    ending = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    # blocked before any thread begins: they inherit it, and a signal only ever wakes `sigwait`
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    stop = Event()
    threads = [Thread(target=_guarded, args=(work, stop), daemon=True) for work in (_work, _errands)]
    for thread in threads:
        thread.start()
    signal.sigwait(ending)
    fallen = not all(thread.is_alive() for thread in threads)
    stop.set()
    latest = monotonic() + LEAVE_S
    for thread in threads:
        thread.join(max(0.0, latest - monotonic()))
    if fallen:
        raise SystemExit(1)


def _guarded(work: Callable[[Event], None], stop: Event) -> None:
    """A thread that falls takes the process with it; whoever supervises it starts another one."""
    try:
        work(stop)
    except BaseException:
        log.exception("worker")
        os.kill(os.getpid(), signal.SIGTERM)
        raise


def tick(stop: Event) -> bool:
    """One round; True when there is more to do at once."""
    close_old_connections()
    now = clock.now()
    rest = _rest(stop)
    swept = timers.sweep(now, BATCH, rest=rest)
    stalled = timers.ask_about_stalls(now, BATCH, rest=rest)
    timers.remind_of_objections(now, BATCH)
    posted = timers.post(now, BATCH)
    followed = timers.follow(now, rest=rest)
    return bool(swept or stalled or posted == BATCH or followed)


def _rest(stop: Event) -> Callable[[float], bool]:
    """On SQLite there is one writer at a time, and those who wait look again every tenth of a second: the web
    gets its turn for as long as the worker had it.
    """
    turns = connection.vendor == "sqlite"

    def rest(seconds: float) -> bool:
        return stop.wait(min(seconds, 1.0)) if turns else stop.is_set()

    return rest


def _work(stop: Event) -> None:
    log.info("timers at work")
    backoff = POLL_S
    while not stop.is_set():
        try:
            more = tick(stop)
        except Exception:
            log.exception("timers: next try in %.0f s", backoff)
            connections.close_all()
            stop.wait(backoff)
            backoff = min(backoff * 2, LONGEST_BACKOFF_S)
            continue
        backoff = POLL_S
        if not more:
            stop.wait(POLL_S)
    connections.close_all()


def _errands(stop: Event) -> None:
    """Mail servers and nightly jobs take their time; deadlines do not wait for them."""
    planned, looked_at = False, -SCHEDULE_S
    while not stop.is_set():
        try:
            close_old_connections()
            if not planned:
                daily.plan()
                planned = True
            if monotonic() - looked_at >= SCHEDULE_S:
                jobs.queue_what_is_due()
                timers.erase_destroyed(clock.now())
                looked_at = monotonic()
            timers.send(clock.now())
            timers.invite(clock.now())
            timers.notify(clock.now())
            jobs.run_queued(stop.is_set)
            trials.run_next(clock.now(), stopping=stop.is_set, hands=hands.several)
        except Exception:
            log.exception("errands: next try in %.0f s", LONGEST_BACKOFF_S)
            connections.close_all()
            stop.wait(LONGEST_BACKOFF_S)
    connections.close_all()
