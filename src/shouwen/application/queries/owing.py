"""Rows of what is owed, as work bench and board read them: the columns they show, names from the household."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person
from shouwen.application.wording import Wording
from shouwen.core.worktime import WorkCalendar
from shouwen.store.models import CaseEvent, Obligation


class OwedRow(NamedTuple):
    """One obligation with what is shown of its case; in the order of `COLUMNS`."""

    pk: int
    case_id: int
    rule: str
    do: str
    role: str
    clause: str
    unit_id: int | None
    owner_id: int | None
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    provisional: bool
    stored_status: str
    number: str
    subject: str
    level: str
    stage: str
    rule_book_id: int

    def status(self, now: datetime) -> str:
        return "missed" if self.stored_status == "open" and self.due_at < now else self.stored_status


COLUMNS = (
    "pk", "case_id", "rule", "do", "role", "clause", "unit_id", "owner_id", "started_at", "due_at", "ended_at",
    "provisional", "status", "case__number", "case__subject", "case__level", "case__stage", "case__rule_book_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """What was done about a rule of a case that ran late."""

    urged: list[datetime] = field(default_factory=list)
    escalated: list[str] = field(default_factory=list)
    """To whom."""


def rows(owed: QuerySet[Obligation]) -> list[OwedRow]:
    """The obligations of a query, without their cases being loaded whole."""
    return [OwedRow(*columns) for columns in owed.values_list(*COLUMNS)]


def reading(row: OwedRow, person: Person) -> tuple[Wording, WorkCalendar]:
    """Words and calendar of the rule book that the case is under."""
    rules = rulebooks.rules_of(row.rule_book_id, person.organisation.reference_version)
    return Wording(rules.book, person.language), rules.calendar


def records(cases: Iterable[int]) -> dict[tuple[int, str], Record]:
    """Urgings and escalations by (case, rule); under the rule "" those of the case as a whole."""
    found: dict[tuple[int, str], Record] = defaultdict(Record)
    events = CaseEvent.objects.filter(case_id__in=set(cases), type__in=("urged", "escalated"))
    for case_id, kind, at, text in events.order_by("case_id", "seq").values_list(
        "case_id", "type", "at", "data"
    ):
        data = json.loads(text)
        record = found[case_id, str(data.get("rule") or "")]
        if kind == "urged":
            record.urged.append(at)
        else:
            record.escalated.append(str(data.get("to") or ""))
    return found
