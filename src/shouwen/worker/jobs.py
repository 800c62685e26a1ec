"""
The port to the job library: work that is queued, or comes round every day. Deadlines are not jobs.

Jobs are rows, written in the caller's transaction. They run at least once, so they bear repetition, and
carry only keys. Why they run inside the worker: docs/decisions/0012-jobs-in-the-worker.md.
"""

import logging
import pydoc
import traceback
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import Failure, Schedule
from django_q.monitor import save_task
from django_q.scheduler import scheduler
from django_q.signing import BadSignature, SignedPackage
from django_q.tasks import async_task

KEEP_FAILURES = timedelta(days=30)

log = logging.getLogger(__name__)


def enqueue(job: str, *keys: int | str) -> None:
    """Queue a job, told by its dotted name, in the present transaction."""
    async_task(job, *keys)  # type: ignore[no-untyped-call]


def schedule(job: str, *, daily_at: time, now: datetime) -> None:
    """Let a job come round every day at a time of the house's zone. Saying it again changes nothing."""
    first = timezone.localtime(now).replace(
        hour=daily_at.hour, minute=daily_at.minute, second=0, microsecond=0
    )
    Schedule.objects.get_or_create(
        name=job,
        defaults={
            "func": job,
            "schedule_type": Schedule.DAILY,
            "next_run": first if first > now else first + timedelta(days=1),
        },
    )


def queue_what_is_due() -> None:
    """Queue the jobs whose time has come round."""
    scheduler(get_broker())


def run_queued(stopping: Callable[[], bool]) -> int:
    """Run what is queued until `stopping` says so; answer with the number of jobs. Waits a second when
    there is nothing to do.
    """
    done = 0
    broker: Any = get_broker()
    for key, package in broker.dequeue() or ():
        if stopping():
            break  # the row comes back by itself when its lock runs out
        _run(key, package)
        done += 1
    return done


def forget_failures(now: datetime) -> int:
    """Throw away records of jobs that failed long ago."""
    count: int = Failure.objects.filter(stopped__lt=now - KEEP_FAILURES).delete()[0]
    return count


def _run(key: int, package: str) -> None:
    broker: Any = get_broker()
    try:
        task: dict[str, Any] = SignedPackage.loads(package)
    except (TypeError, BadSignature):
        log.exception("job %s cannot be read", key)
        broker.fail(key)
        return
    task["ack_id"] = key
    try:
        job: Any = pydoc.locate(task["func"])
        task["result"], task["success"] = job(*task["args"]), True
    except Exception:
        log.exception("job %s", task["func"])
        task["result"], task["success"] = traceback.format_exc(limit=5), False
    task["stopped"] = timezone.now()
    save_task(task, broker)
    if task["success"] or task.get("ack_failure", False):
        broker.acknowledge(key)
