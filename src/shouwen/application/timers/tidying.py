"""What is thrown away when its time is over, and the nightly look at the hash chains."""

import logging
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import F

from shouwen.application import administration
from shouwen.application.execute import KEY_HOURS
from shouwen.store import objects
from shouwen.store.models import AnsweredRequest, Case, StoredFile

BATCH = 1000
PUT_AGAIN = timedelta(hours=1)
"""Bytes put within this time may belong to a file whose transaction is still open."""
ATTEMPT_DAYS = 30
NIGHTS = 28
"""Every case is looked at once in so many nights."""

log = logging.getLogger(__name__)


def forget_expired(now: datetime) -> int:
    """Throw away idempotency keys, sessions and failed sign-ins that are over; answer with their number."""
    keys = AnsweredRequest.objects.filter(answered_at__lt=now - timedelta(hours=KEY_HOURS))
    count = 0
    while batch := list(keys.values_list("pk", flat=True)[:BATCH]):
        count += AnsweredRequest.objects.filter(pk__in=batch).delete()[0]
    count += Session.objects.filter(expire_date__lt=now).delete()[0]
    count += AccessAttempt.objects.filter(attempt_time__lt=now - timedelta(days=ATTEMPT_DAYS)).delete()[0]
    return count


def erase_destroyed(now: datetime) -> int:
    """Erase the bytes of files that were destroyed with their cases, but for bytes that another case holds too; answer how
    many were settled. What somebody has just put again waits for the next time.
    """
    waiting = StoredFile.objects.filter(destroyed_at__isnull=False, erased_at=None)
    settled = 0
    for sha256 in list(waiting.order_by("destroyed_at").values_list("sha256", flat=True)[:BATCH]):
        held = StoredFile.objects.filter(sha256=sha256, destroyed_at=None).exists()
        if held or objects.erase(sha256, untouched_since=(now - PUT_AGAIN).timestamp()):
            settled += waiting.filter(sha256=sha256).update(erased_at=now)
    return settled


def verify_share(now: datetime) -> list[tuple[str, int, str]]:
    """Check the hash chains of the share of cases whose turn it is tonight; answer with (number, first broken
    event, reason) of those that do not hold. They are logged.
    """
    turn = now.date().toordinal() % NIGHTS
    numbers = Case.objects.annotate(turn=F("pk") % NIGHTS).filter(turn=turn).order_by("pk")
    found = []
    for number in list(numbers.values_list("number", flat=True)):
        for broken in administration.verify_cases(number):
            log.error("case %s: event %s: %s", *broken)
            found.append(broken)
    return found
