"""The work of a trial in parts: some cases of it, in any process; parts are put together in the order of the cases."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TypeAlias

from django.db.models import QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.trial_wishes import change_of
from shouwen.core.case.events import Event
from shouwen.core.obligations import Ledger, Obligation, Obligations, Status
from shouwen.core.values import JsonObject
from shouwen.core.whatif import Comparison, changed, regraded
from shouwen.core.whatif_powers import PowerCounts, Side, commands_changed, decisions
from shouwen.core.worktime import WorkCalendar
from shouwen.store import timeline
from shouwen.store.models import Case, Trial

MOST_DIFFERENT = 20


Piece: TypeAlias = tuple[int, int]
"""The first and the last case of a part, by their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is the same for all parts of a trial."""

    trial: int
    version: int
    """Of the organisation's reference data."""
    until: datetime


@dataclass(slots=True)
class Part:
    """What some cases show."""

    cases: int = 0
    unreadable: int = 0
    different: int = 0
    different_cases: list[str] = field(default_factory=list)
    """The first of those whose replay does not give what is on record."""
    comparison: Comparison = field(default_factory=Comparison)
    powers: PowerCounts = field(default_factory=PowerCounts)

    def join(self, after: "Part") -> None:
        """Take in the cases that come next."""
        self.cases += after.cases
        self.unreadable += after.unreadable
        self.different += after.different
        room = max(0, MOST_DIFFERENT - len(self.different_cases))
        self.different_cases += after.different_cases[:room]
        self.comparison.join(after.comparison)
        self.powers.join(after.powers)

    def told(self, until: datetime, *, with_powers: bool) -> JsonObject:
        """The result of a trial as plain values."""
        return {
            **self.comparison.told(),
            "until": until.isoformat(),
            "unreadable": self.unreadable,
            "different": self.different,
            "different_cases": list(self.different_cases),
            **({"powers": self.powers.told()} if self.powers.decisions or with_powers else {}),
        }


Parts: TypeAlias = Generator[Part | None, None, None]
"""In the order of the pieces; None is a sign of life in between."""
Hands: TypeAlias = Callable[[Job, Sequence[Piece]], Parts]
"""Who does the pieces of a trial."""


def alone(job: Job, wanted: Sequence[Piece]) -> Parts:
    """One piece after the other, here."""
    run = Run(job)
    for piece in wanted:
        yield run.part(piece)


def pieces(asked: Trial, step: int) -> list[Piece]:
    """The cases of a trial in their order, `step` at a time."""
    keys = list(cases_of(asked).order_by("pk").values_list("pk", flat=True))
    return [(keys[at], keys[min(at + step, len(keys)) - 1]) for at in range(0, len(keys), step)]


def cases_of(asked: Trial) -> QuerySet[Case]:
    """The cases that a trial is about."""
    return Case.objects.filter(
        organisation_id=asked.organisation_id, registered_on__gte=asked.first, registered_on__lte=asked.last
    )


class Run:
    """A trial being run in this process: its changed rule books are made once."""

    def __init__(self, job: Job) -> None:
        self._asked, self._job = Trial.objects.get(pk=job.trial), job
        self._change = change_of(self._asked.change)
        self._other, self._moved = cache(self._changed), cache(self._commands)

    def part(self, piece: Piece) -> Part:
        """What the cases of a piece show."""
        first, last = piece
        wanted = cases_of(self._asked).filter(pk__gte=first, pk__lte=last)
        batch = list(wanted.order_by("pk").prefetch_related("obligations"))
        streams, found = timeline.load_several(batch), Part(cases=len(batch))
        for case in batch:
            stream = streams[case.pk]
            if isinstance(stream, timeline.BrokenStreamError):
                found.unreadable += 1
            else:
                self._read(case, stream, found)
        return found

    def _read(self, case: Case, stream: Sequence[Event], found: Part) -> None:
        """One case under both rule books, into the counts."""
        present, until = rulebooks.rules_of(case.rule_book_id, self._job.version), self._job.until
        rules = self._other(case.rule_book_id)
        ledger = present.read(stream)
        before = ledger.obligations(until, reminders=False)
        then = regraded(stream, rules.book) if self._change.regrades else stream
        other = rules.read(then)
        after = other.obligations(until, reminders=False)
        found.comparison.add(case.number, ledger.state.unit, before, after)
        if commands := self._moved(case.rule_book_id):
            sides = _side(present, stream, ledger), _side(rules, then, other)
            found.powers.add(case.number, list(decisions(*sides, commands)))
        if not _as_recorded(case, before):
            found.different += 1
            found.different_cases += [case.number][: MOST_DIFFERENT - len(found.different_cases)]

    def _changed(self, rule_book: int) -> Obligations:
        book = changed(rulebooks.book_of(rule_book), self._change)
        return Obligations(book, WorkCalendar(book.calendar, rulebooks.holidays()))

    def _commands(self, rule_book: int) -> frozenset[str]:
        return commands_changed(rulebooks.book_of(rule_book), self._other(rule_book).book)


def _side(rules: Obligations, stream: Sequence[Event], ledger: Ledger) -> Side:
    return Side(book=rules.book, calendar=rules.calendar, stream=stream, states=ledger.before)


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
