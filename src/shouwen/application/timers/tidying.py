"""What is thrown away when its time is over, and the nightly look at the hash chains."""

import logging
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import F

from shouwen.application import administration
from shouwen.application.execute import KEY_HOURS
from shouwen.store.models import AnsweredRequest, Case

BATCH = 1000
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
