"""What-if: trials of a changed rule book on the cases of a period. Asked here, run by a worker, cancelled at any time."""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta

from django.db.models import Q

from shouwen.application import clock
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.trial_parts import Hands, Job, Part, alone, cases_of, pieces
from shouwen.application.trial_wishes import ChangeError, Wish, change_of, told_of
from shouwen.core.values import JsonObject
from shouwen.store.models import Case, Trial
from shouwen.store.models.trial import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from shouwen.store.visibility import recused

LOST = timedelta(minutes=5)
"""A running trial without a sign of life for so long is taken up again by whoever is there."""
STEP = 100
"""Cases between two signs of life."""

__all__ = ["ChangeError", "Wish", "ask", "cancel", "recent", "run_next", "trial"]

log = logging.getLogger(__name__)


def ask(person: Person, *, first: date, last: date, wish: Wish, now: datetime) -> int:
    """Queue a trial; answer its key. Only for who sees all cases. Raise `Refused`, `ChangeError`."""
    if not person.sees_all:
        raise Refused("not_permitted")
    told = told_of(person, wish, now)
    trial = Trial.objects.create(
        organisation=person.organisation, asked_by_id=person.staff_id, asked_at=now, first=min(first, last),
        last=max(first, last), change=told,
    )  # fmt: skip
    return trial.pk


def cancel(person: Person, key: int) -> None:
    """Stop a trial; the worker sees it at its next step. Raise `NotFoundError`."""
    asked = Trial.objects.filter(pk=trial(person, key).pk, state__in=(QUEUED, RUNNING))
    asked.update(state=CANCELLED)


def trial(person: Person, key: int) -> Trial:
    """One trial of the person's organisation; cases that are kept from this person are not named. Raise `NotFoundError`."""
    found = Trial.objects.filter(organisation_id=person.organisation_id, pk=key).first()
    if found is None or not person.sees_all:
        raise NotFoundError
    hidden = set(Case.objects.filter(pk__in=recused(person.staff_id)).values_list("number", flat=True))
    if hidden and found.result:
        flips, different = found.result["flips"], found.result["different_cases"]
        found.result = found.result | {
            "flips": [flip for flip in flips if flip["case"] not in hidden],
            "different_cases": [number for number in different if number not in hidden],
        }
        if powers := found.result.get("powers"):
            found.result["powers"] = powers | {
                "listed": [one for one in powers["listed"] if one["case"] not in hidden],
                "unexplained_cases": [
                    number for number in powers["unexplained_cases"] if number not in hidden
                ],
            }
    return found


def recent(person: Person, limit: int = 10) -> list[Trial]:
    """The newest trials of the organisation."""
    if not person.sees_all:
        return []
    return list(
        Trial.objects.select_related("asked_by").filter(organisation_id=person.organisation_id)[:limit]
    )


def run_next(now: datetime, *, stopping: Callable[[], bool] = lambda: False, hands: Hands = alone) -> bool:
    """Run the oldest trial that waits, or that another worker left, by the `hands` that there are; False when there is
    none.
    """
    waiting = Trial.objects.filter(Q(state=QUEUED) | Q(state=RUNNING, seen_at__lt=now - LOST)).order_by("pk")
    found = waiting.first()
    if found is None or not waiting.filter(pk=found.pk).update(state=RUNNING, seen_at=now, done=0):
        return False
    try:
        result = _run(found, stopping, hands)
    except Exception:
        log.exception("trial %d", found.pk)
        Trial.objects.filter(pk=found.pk, state=RUNNING).update(state=FAILED)
        return True
    if result is not None:
        Trial.objects.filter(pk=found.pk, state=RUNNING).update(
            state=DONE, result=result, seen_at=clock.now()
        )
    return True


def _run(asked: Trial, stopping: Callable[[], bool], hands: Hands) -> JsonObject | None:
    """The result; None when it was cancelled, or left for another worker because this one ends."""
    job = Job(trial=asked.pk, version=asked.organisation.reference_version, until=clock.now())
    Trial.objects.filter(pk=asked.pk).update(total=cases_of(asked).count())
    whole = Part()
    with closing(hands(job, pieces(asked, STEP))) as parts:
        for part in parts:
            if part is not None:
                whole.join(part)
            if not _go_on(asked, whole.cases, stopping):
                return None
    return whole.told(job.until, with_powers=bool(change_of(asked.change).powers))


def _go_on(asked: Trial, done: int, stopping: Callable[[], bool]) -> bool:
    """Give a sign of life. False when the trial was cancelled, or when this worker has to end: then it waits again."""
    running = Trial.objects.filter(pk=asked.pk, state=RUNNING)
    if stopping():
        running.update(state=QUEUED, done=0)
        return False
    return bool(running.update(done=done, seen_at=clock.now()))
