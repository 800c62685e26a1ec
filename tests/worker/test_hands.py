"""A trial by several processes gives what it gives by one, can be stopped, and leaves nobody behind."""

import os
import signal
from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing import active_children

import pytest

from shouwen.application import trials
from shouwen.store.models import Trial
from shouwen.worker import hands
from tests.cast import MONDAY, Desk, settle
from tests.databases import own_database
from tests.worker.processes import environment

__all__ = ["own_database"]

STAGES = ("closed", "replied", "assigned", "declined", "approving", "assigned", "registered", "closed")


@pytest.fixture
def history(own_database, tmp_path, monkeypatch) -> Iterator[Desk]:
    """Eight cases on a database that other processes read as well; two processes however few cores there are."""
    for key, value in environment(own_database, tmp_path / "home").items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(hands, "WORTH", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(trials, "STEP", 1)
    desk = Desk(settle(), now=MONDAY)
    for n, stage in enumerate(STAGES):
        desk.now = MONDAY + timedelta(days=n * 5, hours=n)
        desk.again().to(stage, facts={"severity": "medium", "urgency": "low"})
    desk.now = MONDAY + timedelta(days=75)
    monkeypatch.setattr("shouwen.application.clock.now", lambda: desk.now)
    yield desk
    assert active_children() == []


def asked(desk: Desk) -> int:
    wish = trials.Wish(limits={"respond-l3": "1min"}, levels={"L1": "severity == 'medium'"})
    return trials.ask(
        desk.cast.office, first=date(2026, 3, 1), last=date(2026, 5, 31), wish=wish, now=desk.now
    )


def finished(key: int) -> tuple[str, int, int, object]:
    trial = Trial.objects.get(pk=key)
    return trial.state, trial.done, trial.total, trial.result


def test_the_result_is_that_of_one_process(history) -> None:
    alone, several = asked(history), asked(history)
    assert trials.run_next(history.now)
    assert trials.run_next(history.now, hands=hands.several)
    assert finished(several) == finished(alone)
    state, done, total, result = finished(several)
    assert (state, done, total, result["cases"], result["different"]) == ("done", 8, 8, 8, 0)
    assert result["rules"]


def test_it_stops_when_it_is_cancelled(history) -> None:
    key = asked(history)

    def cancelled() -> bool:
        trials.cancel(history.cast.office, key)
        return False

    assert trials.run_next(history.now, stopping=cancelled, hands=hands.several)
    state, _, _, result = finished(key)
    assert (state, result) == ("cancelled", {})


def test_a_worker_that_ends_leaves_it_to_the_next(history) -> None:
    key = asked(history)
    assert trials.run_next(history.now, stopping=lambda: True, hands=hands.several)
    assert finished(key)[:2] == ("queued", 0)
    assert trials.run_next(history.now, hands=hands.several)
    assert finished(key)[0] == "done"


def test_a_process_that_is_lost_is_told_as_a_failure(history) -> None:
    key = asked(history)

    def lost() -> bool:
        for child in active_children():
            if child.pid is not None:
                os.kill(child.pid, signal.SIGKILL)
        return False

    assert trials.run_next(history.now, stopping=lost, hands=hands.several)
    state, _, _, result = finished(key)
    assert (state, result) == ("failed", {})


def test_little_is_done_at_once(history, monkeypatch) -> None:
    monkeypatch.setattr(hands, "WORTH", 20)
    seen: list[int] = []

    def looking() -> bool:
        seen.append(len(active_children()))
        return False

    key = asked(history)
    assert trials.run_next(history.now, stopping=looking, hands=hands.several)
    assert finished(key)[0] == "done"
    assert set(seen) == {0}
