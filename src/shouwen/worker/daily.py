"""The jobs that come round every day."""

from datetime import time

from shouwen.application import clock, timers
from shouwen.worker import jobs

HERE = "shouwen.worker.daily"


def plan() -> None:
    """Enter the jobs in the schedule; at night, when nobody waits for the database."""
    now = clock.now()
    jobs.schedule(f"{HERE}.tidy", daily_at=time(2, 30), now=now)
    jobs.schedule(f"{HERE}.recompute", daily_at=time(2, 45), now=now)
    jobs.schedule(f"{HERE}.verify", daily_at=time(3, 0), now=now)


def tidy() -> int:
    """Throw away what has expired, and the bytes of files that were destroyed with their cases."""
    now = clock.now()
    return timers.forget_expired(now) + timers.erase_destroyed(now) + jobs.forget_failures(now)


def recompute() -> int:
    """Due times that waited for holidays to be announced, in case a new version of the product knows them."""
    return timers.recompute_provisional(clock.now())


def verify() -> int:
    """Tonight's share of hash chains; those at fault are in the log."""
    return len(timers.verify_share(clock.now()))
