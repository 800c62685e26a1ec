"""Jobs: rows in the caller's transaction, run at least once, each day once."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db import transaction
from django_q.models import Failure, OrmQ, Schedule

from shouwen.worker import daily, jobs
from tests.databases import own_database

__all__ = ["own_database"]

pytestmark = pytest.mark.usefixtures(
    "own_database"
)  # the library minds its connections, no test's transaction
ran: list[tuple[object, ...]] = []
NIGHT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def work(*keys: object) -> None:
    """The job of these tests."""
    ran.append(keys)


def fall(*_keys: object) -> None:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _fresh() -> None:
    ran.clear()


def run_all() -> int:
    """Everything that is queued; a queue that is empty lets a second pass, which is saved here."""
    done = 0
    while OrmQ.objects.exists():
        done += jobs.run_queued(lambda: False)
    return done


def test_nothing_is_planned_before_the_worker_runs(db):
    assert not Schedule.objects.exists()


def test_a_job_runs_once_with_its_keys():
    jobs.enqueue(f"{__name__}.work", 7, "TS-2026-000001")
    assert run_all() == 1
    assert ran == [(7, "TS-2026-000001")]
    assert not OrmQ.objects.exists()


def test_a_job_is_queued_with_the_transaction_or_not_at_all():
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.enqueue(f"{__name__}.work", 1)
        raise RuntimeError
    assert not OrmQ.objects.exists()


@pytest.mark.parametrize("job", [f"{__name__}.fall", "shouwen.no_such.job"])
def test_a_job_that_fails_is_kept_on_record_and_does_not_stop_the_next(job, caplog):
    jobs.enqueue(job)
    jobs.enqueue(f"{__name__}.work")
    run_all()
    assert ran == [()]
    assert Failure.objects.get().func == job
    assert job in caplog.text
    assert jobs.forget_failures(datetime.now(tz=UTC)) == 0
    assert jobs.forget_failures(datetime.now(tz=UTC) + timedelta(days=31)) == 1


def test_a_job_whose_worker_was_killed_comes_back(monkeypatch):
    jobs.enqueue(f"{__name__}.work")
    monkeypatch.setattr(jobs, "_run", lambda *_: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        jobs.run_queued(lambda: False)
    monkeypatch.undo()
    monkeypatch.setattr("django_q.brokers.orm.sleep", lambda _s: None)
    assert jobs.run_queued(lambda: False) == 0, "it is locked for as long as it may take"
    with time_machine.travel(datetime.now(tz=UTC) + timedelta(minutes=11)):
        assert jobs.run_queued(lambda: False) == 1
    assert ran == [()]


def test_a_row_that_cannot_be_read_is_thrown_away(caplog):
    OrmQ.objects.create(key="shouwen", payload="nonsense", lock=datetime.now(tz=UTC))
    run_all()
    assert "cannot be read" in caplog.text


def test_nothing_is_begun_once_the_worker_is_stopping():
    jobs.enqueue(f"{__name__}.work")
    assert jobs.run_queued(lambda: True) == 0
    assert ran == []


def test_a_schedule_comes_round_every_day_and_is_entered_once():
    with time_machine.travel(NIGHT) as traveller:
        for _ in range(3):
            jobs.schedule(f"{__name__}.work", daily_at=time(2, 30), now=datetime.now(tz=UTC))
        assert Schedule.objects.get().next_run == datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
        jobs.queue_what_is_due()
        assert not OrmQ.objects.exists()
        for day in (1, 2):
            traveller.move_to(NIGHT + timedelta(days=day))
            jobs.queue_what_is_due()
            jobs.queue_what_is_due()
            run_all()
            assert len(ran) == day
        traveller.move_to(NIGHT + timedelta(days=30))
        jobs.queue_what_is_due()
        run_all()
        assert len(ran) == 3, "a month of downtime is not made up for night by night"


def test_the_daily_jobs_can_be_found_and_run():
    daily.plan()
    daily.plan()
    names = sorted(Schedule.objects.values_list("func", flat=True))
    assert names == [f"shouwen.worker.daily.{name}" for name in ("recompute", "tidy", "verify")]
    for name in names:
        jobs.enqueue(name)
    assert run_all() == 3
    assert not Failure.objects.exists()
