"""
Reminders and breaches: the sweep over the obligations whose time to be looked at has come.

An obligation's row only says when to look; what is owed is decided anew by `execute`. A sweep that is cut
off at any point, repeated, or run by several workers at once therefore tells nothing twice: who comes
second is refused by the core. A row that has been looked at is never due again at the same instant: either
the projection moved its `wake_at`, or it is set aside for a while.
"""

import logging
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F

from shouwen.application.errors import BrokenCaseError, Refused
from shouwen.application.execute import execute
from shouwen.application.reprojecting import reproject
from shouwen.application.sitting import Wish
from shouwen.application.timers.resting import Rest
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.command_data import Data
from shouwen.core.case.parsing import parse
from shouwen.store.models import Case, Obligation

LONGEST_BACKOFF = timedelta(hours=1)

log = logging.getLogger(__name__)


class StillDueError(Exception):
    """An obligation that was dealt with and yet is due at the same instant: a fault of ours."""


def sweep(now: datetime, limit: int = 200, *, rest: Rest | None = None) -> int:
    """Deal with up to `limit` obligations due at `now`, the longest due first, one short transaction each;
    answer with how many. Those that another worker is at are left to it.

    Raise `DatabaseError` when the database cannot be worked with.
    """
    due = Obligation.objects.filter(wake_at__lte=now).order_by("wake_at", "pk")
    done = 0
    for row_id, case_id in list(due.values_list("pk", "case_id")[:limit]):
        began = monotonic()
        done += _attend(row_id, case_id, now)
        if rest is not None and rest(monotonic() - began):
            break
    return done


def _attend(row_id: int, case_id: int, now: datetime) -> bool:
    """Deal with one obligation; False when another worker has it, or had it."""
    try:
        with transaction.atomic():
            # the case alone is locked, as by every command: no two transactions wait for each other
            row = (
                Obligation.objects.select_for_update(of=("case",), skip_locked=True)
                .select_related("case__organisation")
                .filter(pk=row_id, wake_at__lte=now)
                .first()
            )
            if row is None:
                return False
            _tell(row, now)
    except (Refused, BrokenCaseError, StillDueError) as error:
        log.error("timer: case %s: %s", _number(case_id), error)  # noqa: TRY400 the text says it all
        _set_aside(row_id, now)
    # a fault in one case must not stop the others; where the database is away the next lines raise
    except Exception:
        log.exception("timer: case %s", _number(case_id))
        _set_aside(row_id, now)
    return True


def _tell(row: Obligation, now: datetime) -> None:
    """Say what is due. Raise `StillDueError` if that did not settle it, whatever `execute` raises otherwise."""
    try:
        execute(
            Wish(
                command=_command(row, now),
                who=SYSTEM,
                now=now,
                organisation=row.case.organisation,
                number=row.case.number,
            )
        )
    except Refused:
        # the row is behind the stream or the calendar: nothing is owed, or not yet
        reproject(row.case.number, now=now)
    left = Obligation.objects.filter(pk=row.pk)
    if left.filter(wake_at__lte=now).exists():
        raise StillDueError(f"{row.rule} #{row.number}")
    if row.failures:
        left.update(failures=0)


def _command(row: Obligation, now: datetime) -> Data:
    """What the row says is due; after downtime a breach alone, without the reminders that came before it."""
    return parse(
        "miss_deadline" if row.due_at < now else "remind_deadline", {"rule": row.rule, "instance": row.number}
    )


def _set_aside(row_id: int, now: datetime) -> None:
    """Look again later and later: one case that cannot be dealt with does not keep the others waiting."""
    row = Obligation.objects.filter(pk=row_id).only("failures").first()
    if row is not None:
        wait = min(timedelta(minutes=1) * 2 ** min(row.failures, 12), LONGEST_BACKOFF)
        Obligation.objects.filter(pk=row_id, wake_at__isnull=False).update(
            wake_at=now + wait, failures=F("failures") + 1
        )


def _number(case_id: int) -> str:
    return str(Case.objects.filter(pk=case_id).values_list("number", flat=True).first())
