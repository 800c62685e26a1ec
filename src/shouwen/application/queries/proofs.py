"""Evidence over months: clause × month, the worst clauses, and the cases behind each number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db.models import Count, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.owing_periods import owed
from shouwen.application.people import Person
from shouwen.application.queries.periodic import named as period_named
from shouwen.application.views.figures import ClauseMonths, ClauseTable, ProofRow
from shouwen.application.wording import Wording
from shouwen.core.periodic import VERDICTS, Duty
from shouwen.core.rulebook.model import Clause
from shouwen.store.models import CaseClause


def clause_table(person: Person, *, first: date, last: date, now: datetime) -> ClauseTable:
    """How every clause of the rule book in force was kept by the cases registered in the months from `first` to
    `last` that this person sees; clauses that only older versions know come last.
    """
    counts: dict[str, dict[date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    periods: dict[str, dict[date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    grouped = _proofs(person, first, last).values_list("clause", "month", "verdict").annotate(n=Count("pk"))
    for clause, month, verdict, n in grouped.order_by():
        counts[clause][month][verdict] = n
    for duty in _periods(person, first, last, now):
        months = periods[duty.work.clause][duty.period.last.replace(day=1)]
        verdict = str(VERDICTS[duty.status])
        months[verdict] = months.get(verdict, 0) + 1
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    older = {clause for clause in (*counts, *periods) if clause not in book.clauses}
    lines = [
        _line(c, counts.get(c.id, {}), periods.get(c.id, {}), person.language) for c in book.clauses.values()
    ]
    lines += [
        ClauseMonths(clause=clause, counts=dict(counts[clause]), periods=dict(periods[clause]))
        for clause in sorted(older)
    ]
    return ClauseTable(months=tuple(_months(first, last)), lines=tuple(lines))


def proof_rows(person: Person, *, first: date, last: date, now: datetime) -> Iterator[ProofRow]:
    """Every clause with the periodic work and the cases of those months, the newest first; for working papers."""
    periods: dict[str, list[ProofRow]] = defaultdict(list)
    for row in _period_rows(person, first, last, now):
        periods[row.clause].append(row)
    clause = ""
    for row in _case_rows(person, first, last):
        if row.clause != clause:
            clause = row.clause
            yield from periods.pop(clause, ())
        yield row
    for rest in sorted(periods):
        yield from periods[rest]


def _period_rows(person: Person, first: date, last: date, now: datetime) -> Iterator[ProofRow]:
    for duty in _periods(person, first, last, now):
        words = rulebooks.words_of(duty.version, person.organisation.reference_version, person.language)
        name = duty.work.name.in_(person.language)
        period = period_named(duty.work.every, duty.period, person.language)
        yield ProofRow(
            clause=duty.work.clause, text=words.clause(duty.work.clause), verdict=str(VERDICTS[duty.status]), seq=None,
            case="", subject=f"{name} {period}", registered_at=duty.ended_at, unit=words.role(duty.work.by).name,
        )  # fmt: skip


def _case_rows(person: Person, first: date, last: date) -> Iterator[ProofRow]:
    proofs = _proofs(person, first, last)
    columns = proofs.order_by("clause", "-case__registered_at", "-case_id").values_list(
        "clause", "verdict", "seq", "case__number", "case__subject", "case__registered_at", "case__unit_id", "case__rule_book_id"
    )  # fmt: skip
    household = rulebooks.household(person.organisation)
    for clause, found, seq, number, subject, at, unit, book in columns.iterator(chunk_size=1000):
        rules = rulebooks.rules_of(book, person.organisation.reference_version)
        yield ProofRow(
            clause=clause, text=Wording(rules.book, person.language).clause(clause), verdict=found, seq=seq, case=number,
            subject=subject, registered_at=at.astimezone(rules.calendar.zone), unit=household.unit_names.get(unit or 0, ""),
        )  # fmt: skip


def _proofs(person: Person, first: date, last: date) -> QuerySet[CaseClause]:
    proofs = CaseClause.objects.filter(
        organisation_id=person.organisation_id, month__gte=first.replace(day=1), month__lte=last
    )
    seen = person.sees()
    test = f"EXISTS (SELECT 1 FROM store_case WHERE store_case.id = store_caseclause.case_id AND {seen})"
    return proofs.extra(where=[test], params=seen.told)  # noqa: S610 values are bound


def _periods(person: Person, first: date, last: date, now: datetime) -> list[Duty]:
    """The periodic work of the periods that ended in those months; figures of the whole office, for whoever sees all."""
    if not person.counts_all:
        return []
    duties = owed(person.organisation, since=first.replace(day=1), now=now)
    return [duty for duty in duties if duty.period.last <= last]


def _line(
    clause: Clause,
    counts: Mapping[date, dict[str, int]],
    periods: Mapping[date, dict[str, int]],
    language: str,
) -> ClauseMonths:
    return ClauseMonths(
        clause=clause.id, text=clause.text.in_(language), statement=clause.statement, counts=dict(counts),
        periods=dict(periods),
    )  # fmt: skip


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
