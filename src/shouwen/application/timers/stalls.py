"""
Cases that stall: the sweep over those whose time has come.

The row only says when to look. Whether nobody has acted since is decided anew by `execute`, so a sweep that is cut off,
repeated or run by several workers asks nobody twice: who comes second is refused by the core.
"""

import logging
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from shouwen.application.errors import BrokenCaseError, Refused
from shouwen.application.execute import execute
from shouwen.application.reprojecting import reproject
from shouwen.application.sitting import Wish
from shouwen.application.timers.resting import Rest
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.parsing import parse
from shouwen.store.models import Case

LATER = timedelta(hours=1)
"""When a case that cannot be dealt with is looked at again."""

log = logging.getLogger(__name__)


class StillStallingError(Exception):
    """A stall that was dealt with and is due at the same instant all the same: a fault of ours."""


def ask_about_stalls(now: datetime, limit: int = 200, *, rest: Rest | None = None) -> int:
    """Put on record up to `limit` stalls, the oldest first, one short transaction each; answer with how many cases were
    looked at. Those that another worker is at are left to it.

    Raise `DatabaseError` when the database cannot be worked with.
    """
    due = Case.objects.filter(stalls_at__lt=now).order_by("stalls_at", "pk")
    done = 0
    for key in list(due.values_list("pk", flat=True)[:limit]):
        began = monotonic()
        done += _attend(key, now)
        if rest is not None and rest(monotonic() - began):
            break
    return done


def _attend(key: int, now: datetime) -> bool:
    """Deal with one case; False when another worker has it, or had it."""
    number = ""
    try:
        with transaction.atomic():
            case = (
                Case.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("organisation")
                .filter(pk=key, stalls_at__lt=now)
                .first()
            )
            if case is None:
                return False
            number = case.number
            _report(case, now)
    except (Refused, BrokenCaseError, StillStallingError) as error:
        log.error("stall: case %s: %s", number, error)  # noqa: TRY400 the text says it all
        _set_aside(key, now)
    # a fault in one case must not stop the others; where the database is away the next line raises
    except Exception:
        log.exception("stall: case %s", number or key)
        _set_aside(key, now)
    return True


def _report(case: Case, now: datetime) -> None:
    """Put the stall on record; a row that is behind its stream or its calendar is made anew."""
    try:
        execute(
            Wish(
                command=parse("report_stall", {}),
                who=SYSTEM,
                now=now,
                organisation=case.organisation,
                number=case.number,
            )
        )
    except Refused:
        reproject(case.number, now=now)
    if Case.objects.filter(pk=case.pk, stalls_at__lt=now).exists():
        raise StillStallingError


def _set_aside(key: int, now: datetime) -> None:
    Case.objects.filter(pk=key, stalls_at__lt=now).update(stalls_at=now + LATER)
