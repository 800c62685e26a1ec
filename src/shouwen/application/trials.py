"""What-if: trials of a changed rule book on the cases of a period. Asked here, run by a worker, cancelled at any time."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice

from django.db.models import Q

from shouwen.application import clock
from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.trial_wishes import ChangeError, Wish, change_of, told_of
from shouwen.core.case.events import Event
from shouwen.core.obligations import Ledger, Obligation, Obligations, Status
from shouwen.core.values import JsonObject
from shouwen.core.whatif import Comparison, changed, regraded
from shouwen.core.whatif_powers import PowerCounts, Side, commands_changed, decisions
from shouwen.core.worktime import WorkCalendar
from shouwen.store import timeline
from shouwen.store.models import Case, Trial
from shouwen.store.models.trial import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from shouwen.store.visibility import recused

LOST = timedelta(minutes=5)
"""A running trial without a sign of life for so long is taken up again by whoever is there."""
STEP = 100
"""Cases between two signs of life."""
MOST_DIFFERENT = 20

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


def run_next(now: datetime, *, stopping: Callable[[], bool] = lambda: False) -> bool:
    """Run the oldest trial that waits, or that another worker left; False when there is none."""
    waiting = Trial.objects.filter(Q(state=QUEUED) | Q(state=RUNNING, seen_at__lt=now - LOST)).order_by("pk")
    found = waiting.first()
    if found is None or not waiting.filter(pk=found.pk).update(state=RUNNING, seen_at=now, done=0):
        return False
    try:
        result = _run(found, stopping)
    except Exception:
        log.exception("trial %d", found.pk)
        Trial.objects.filter(pk=found.pk, state=RUNNING).update(state=FAILED)
        return True
    if result is not None:
        Trial.objects.filter(pk=found.pk, state=RUNNING).update(
            state=DONE, result=result, seen_at=clock.now()
        )
    return True


def _run(asked: Trial, stopping: Callable[[], bool]) -> JsonObject | None:
    """The result; None when it was cancelled, or left for another worker because this one ends."""
    change = change_of(asked.change)
    cases = Case.objects.filter(
        organisation_id=asked.organisation_id, registered_on__gte=asked.first, registered_on__lte=asked.last
    )
    Trial.objects.filter(pk=asked.pk).update(total=cases.count())
    until, version = clock.now(), asked.organisation.reference_version
    comparison, unreadable, done = Comparison(), 0, 0
    different: list[str] = []
    powers = PowerCounts()

    @cache
    def other(rule_book: int) -> Obligations:
        book = changed(rulebooks.book_of(rule_book), change)
        return Obligations(book, WorkCalendar(book.calendar, rulebooks.holidays()))

    @cache
    def moved(rule_book: int) -> frozenset[str]:
        return commands_changed(rulebooks.book_of(rule_book), other(rule_book).book)

    found = cases.order_by("pk").prefetch_related("obligations").iterator(chunk_size=STEP)
    while batch := list(islice(found, STEP)):
        streams = timeline.load_several(batch)
        for case in batch:
            stream = streams[case.pk]
            if isinstance(stream, timeline.BrokenStreamError):
                unreadable += 1
                continue
            present = rulebooks.rules_of(case.rule_book_id, version)
            ledger = present.read(stream)
            before = ledger.obligations(until, reminders=False)
            rules = other(case.rule_book_id)
            then = regraded(stream, rules.book) if change.regrades else stream
            other_ledger = rules.read(then)
            after = other_ledger.obligations(until, reminders=False)
            comparison.add(case.number, ledger.state.unit, before, after)
            if commands := moved(case.rule_book_id):
                sides = _side(present, stream, ledger), _side(rules, then, other_ledger)
                powers.add(case.number, list(decisions(*sides, commands)))
            if not _as_recorded(case, before):
                different.append(case.number)
        done += len(batch)
        if not _go_on(asked, done, stopping):
            return None
    return {
        **comparison.told(),
        "until": until.isoformat(),
        "unreadable": unreadable,
        "different": len(different),
        "different_cases": list(different[:MOST_DIFFERENT]),
        **({"powers": powers.told()} if powers.decisions or change.powers else {}),
    }


def _side(rules: Obligations, stream: Sequence[Event], ledger: Ledger) -> Side:
    return Side(book=rules.book, calendar=rules.calendar, stream=stream, states=ledger.before)


def _go_on(asked: Trial, done: int, stopping: Callable[[], bool]) -> bool:
    """Give a sign of life. False when the trial was cancelled, or when this worker has to end: then it waits again."""
    running = Trial.objects.filter(pk=asked.pk, state=RUNNING)
    if stopping():
        running.update(state=QUEUED, done=0)
        return False
    return bool(running.update(done=done, seen_at=clock.now()))


def _as_recorded(case: Case, before: tuple[Obligation, ...]) -> bool:
    """Whether replaying under the case's own rule book gives what was recorded as it happened. While a clock stands still
    its due time moves with the hour, so there only that it stands still is compared.
    """
    replayed = {(o.rule, o.number): _stands(_plain(o.status), o.due_at) for o in before}
    recorded = {(row.rule, row.number): _stands(row.status, row.due_at) for row in case.obligations.all()}
    return replayed == recorded


def _stands(status: str, due_at: datetime) -> tuple[str, datetime | None]:
    return status, None if status == Status.PAUSED else due_at


def _plain(status: Status) -> str:
    return "open" if status is Status.MISSED else str(status)
