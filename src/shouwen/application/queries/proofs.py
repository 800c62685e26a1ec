"""Evidence over months: clause × month, the worst clauses, and the cases behind each number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db.models import Count, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person
from shouwen.application.views.figures import ClauseMonths, ClauseTable, ProofRow
from shouwen.application.wording import Wording
from shouwen.core.rulebook.model import Clause
from shouwen.store.models import CaseClause


def clause_table(person: Person, *, first: date, last: date, now: datetime) -> ClauseTable:
    """How every clause of the rule book in force was kept by the cases registered in the months from `first` to
    `last` that this person sees; clauses that only older versions know come last.
    """
    counts: dict[str, dict[date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    grouped = _proofs(person, first, last).values_list("clause", "month", "verdict").annotate(n=Count("pk"))
    for clause, month, verdict, n in grouped.order_by():
        counts[clause][month][verdict] = n
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    older = {clause for clause in counts if clause not in book.clauses}
    lines = [_line(c, counts.get(c.id, {}), person.language) for c in book.clauses.values()]
    lines += [ClauseMonths(clause=clause, counts=dict(counts[clause])) for clause in sorted(older)]
    return ClauseTable(months=tuple(_months(first, last)), lines=tuple(lines))


def proof_rows(person: Person, *, first: date, last: date, verdict: str = "") -> Iterator[ProofRow]:
    """Every case and clause of those months, the newest cases first; for working papers."""
    proofs = _proofs(person, first, last)
    if verdict:
        proofs = proofs.filter(verdict=verdict)
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


def _line(clause: Clause, counts: Mapping[date, dict[str, int]], language: str) -> ClauseMonths:
    return ClauseMonths(
        clause=clause.id, text=clause.text.in_(language), statement=clause.statement, counts=dict(counts)
    )


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
