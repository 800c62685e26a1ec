"""Reminders to units that may still object to their share of responsibility, before the time for that is over."""

import logging
from datetime import datetime

from django.db import transaction

from shouwen.application import rules as rulebooks
from shouwen.application import telling
from shouwen.core.case.state import fold
from shouwen.store import timeline
from shouwen.store.models import CaseShare

log = logging.getLogger(__name__)


def remind_of_objections(now: datetime, limit: int = 200) -> int:
    """Remind up to `limit` units whose time has come, the longest due first; answer with how many rows were dealt
    with. Who was reminded once of a service is not again, however often the rows are made anew.
    """
    due = CaseShare.objects.filter(remind_at__lte=now).order_by("remind_at", "pk")
    found = list(due.select_related("case__organisation")[:limit])
    for share in found:
        with transaction.atomic():
            own = CaseShare.objects.filter(pk=share.pk, remind_at=share.remind_at)
            if own.update(remind_at=None) and share.object_until is not None and now <= share.object_until:
                _remind(share, now)
    return len(found)


def _remind(share: CaseShare, now: datetime) -> None:
    case = share.case
    try:
        stream, _ = timeline.load(case)
    except timeline.BrokenStreamError as error:
        log.error("objections: case %s: %s", case.number, error)  # noqa: TRY400 the text says it all
        return
    state = fold(stream)
    if share.unit in state.disputed or state.shares_ruled or share.unit not in state.served:
        return  # the register is a moment behind
    household = rulebooks.household(case.organisation)
    telling.queue(
        telling.of_the_end_of_objections(case, stream, share.unit, state=state, household=household, now=now)
    )
