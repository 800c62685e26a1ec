"""What-if: trials of a changed rule book on the cases of a period. Asked here, run by a worker, cancelled at any time."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Q

from shouwen.application import clock, studio
from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.core.obligations import Obligation, Obligations, Status
from shouwen.core.rulebook.builder import parsed
from shouwen.core.rulebook.conditions import Condition, ConditionError
from shouwen.core.rulebook.faults import RuleBookFaults
from shouwen.core.values import JsonObject
from shouwen.core.whatif import Change, Comparison, changed, regraded
from shouwen.core.worktime import PRESETS, Limit, LimitError, WorkCalendar
from shouwen.store import timeline
from shouwen.store.models import Case, Trial
from shouwen.store.models.trial import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from shouwen.store.visibility import recused

LOST = timedelta(minutes=5)
"""A running trial without a sign of life for so long is taken up again by whoever is there."""
STEP = 100
"""Cases between two signs of life."""
MOST_DIFFERENT = 20

log = logging.getLogger(__name__)


class ChangeError(ValueError):
    """A change that cannot be tried; `faults` by rule ("calendar" for the calendar) in the reader's words."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to change: limits and roles by rule, conditions by level, the calendar; `draft` takes the studio's draft."""

    limits: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    calendar: str = ""
    draft: bool = False


def ask(person: Person, *, first: date, last: date, wish: Wish, now: datetime) -> int:
    """Queue a trial; answer its key. Only for who sees all cases. Raise `Refused`, `ChangeError`."""
    if not person.sees_all:
        raise Refused("not_permitted")
    told = _told(person, wish, now)
    _change(told)
    if not any(told.values()):
        raise ChangeError({"": "还没有改动任何规则 / nothing is changed yet"})
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
    change = _change(asked.change)
    cases = Case.objects.filter(
        organisation_id=asked.organisation_id, registered_on__gte=asked.first, registered_on__lte=asked.last
    )
    Trial.objects.filter(pk=asked.pk).update(total=cases.count())
    until, version = clock.now(), asked.organisation.reference_version
    comparison, unreadable, done = Comparison(), 0, 0
    different: list[str] = []

    @cache
    def other(rule_book: int) -> Obligations:
        book = changed(rulebooks.book_of(rule_book), change)
        return Obligations(book, WorkCalendar(book.calendar, rulebooks.holidays()))

    found = cases.order_by("pk").prefetch_related("obligations").iterator(chunk_size=STEP)
    while batch := list(islice(found, STEP)):
        streams = timeline.load_several(batch)
        for case in batch:
            stream = streams[case.pk]
            if isinstance(stream, timeline.BrokenStreamError):
                unreadable += 1
                continue
            ledger = rulebooks.rules_of(case.rule_book_id, version).read(stream)
            before = ledger.obligations(until, reminders=False)
            rules = other(case.rule_book_id)
            then = regraded(stream, rules.book) if change.regrades else stream
            comparison.add(
                case.number, ledger.state.unit, before, rules.read(then).obligations(until, reminders=False)
            )
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
    }


def _go_on(asked: Trial, done: int, stopping: Callable[[], bool]) -> bool:
    """Give a sign of life. False when the trial was cancelled, or when this worker has to end: then it waits again."""
    running = Trial.objects.filter(pk=asked.pk, state=RUNNING)
    if stopping():
        running.update(state=QUEUED, done=0)
        return False
    return bool(running.update(done=done, seen_at=clock.now()))


def _as_recorded(case: Case, before: tuple[Obligation, ...]) -> bool:
    """Whether replaying under the case's own rule book gives what was recorded as it happened."""
    replayed = {(o.rule, o.number): (_plain(o.status), o.due_at) for o in before}
    recorded = {(row.rule, row.number): (row.status, row.due_at) for row in case.obligations.all()}
    return replayed == recorded


def _plain(status: Status) -> str:
    return "open" if status is Status.MISSED else str(status)


def _told(person: Person, wish: Wish, now: datetime) -> JsonObject:
    """The wish as it is kept with the trial, without what stays as it is. Raise `ChangeError`, `Refused`."""
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    text = ""
    if wish.draft:
        try:
            text = studio.draft(person, book.slug).text
        except NotFoundError:
            raise ChangeError({"draft": "没有草稿 / there is no draft"}) from None
    present = {rule.id: rule.by for rule in book.must}
    levels = {level.id: level.when.text for level in book.levels}
    return {
        "limits": {rule: told.strip() for rule, told in wish.limits.items() if told.strip()},
        "calendar": wish.calendar,
        "roles": {rule: role for rule, role in wish.roles.items() if role and role != present.get(rule)},
        "levels": {
            level: told for level, told in wish.levels.items()
            if level in levels and told.strip() and parsed(told) != parsed(levels[level])
        },
        "book": text,
    }  # fmt: skip


def _change(told: Mapping[str, Any]) -> Change:
    faults: dict[str, str] = {}
    limits: dict[str, Limit] = {}
    for rule, text in told["limits"].items():
        try:
            limits[rule] = Limit.parse(text)
        except LimitError as error:
            faults[rule] = error.text
    calendar = told["calendar"]
    if calendar and calendar not in PRESETS:
        faults["calendar"] = f"没有日历 {calendar}"
    levels: dict[str, Condition] = {}
    for level, text in told.get("levels", {}).items():
        try:
            levels[level] = Condition(text)
        except ConditionError as error:
            faults[level] = str(error)
    book = None
    if text := told.get("book", ""):
        try:
            book = rulebooks.read(text, "draft")
        except RuleBookFaults as found:
            faults["draft"] = (
                f"草稿还有 {len(found.faults)} 处错误 / the draft has {len(found.faults)} faults"
            )
    if faults:
        raise ChangeError(faults)
    return Change(
        limits=limits, calendar=PRESETS.get(calendar), roles=told.get("roles", {}), levels=levels, book=book
    )
