"""The projection of the evidence: what every case shows of every clause, kept for tables over months."""

from collections.abc import Sequence

from shouwen.application import clock
from shouwen.application import rules as rulebooks
from shouwen.application.bouncing import TRANSFERS
from shouwen.application.registers import ANSWERS, TRACES
from shouwen.core.case.events import Event
from shouwen.core.evidence import Verdict, evidence
from shouwen.store.following import FIGURES, WORDS, Projection, Streams
from shouwen.store.models import Case, CaseClause
from shouwen.store.sql import insert

_KEPT = frozenset({Verdict.KEPT, Verdict.BROKEN, Verdict.PENDING, Verdict.EXCUSED})
"""The verdicts of clauses that applied."""


def _prove(cases: Sequence[Case], streams: Streams) -> None:
    held: dict[int, dict[str, tuple[str, int | None]]] = {case.pk: {} for case in cases}
    rows = CaseClause.objects.filter(case__in=list(held)).values_list("case_id", "clause", "verdict", "seq")
    for key, clause, verdict, seq in rows:
        held[key][clause] = verdict, seq
    new: list[dict[str, object]] = []
    for case, stream in streams.of(cases):
        found, before = _shown(case, stream), held[case.pk]
        changed = {clause for clause in {*found, *before} if found.get(clause) != before.get(clause)}
        if changed & before.keys():
            case.clauses.filter(clause__in=changed).delete()
        month = case.registered_on.replace(day=1)
        new += [
            {
                "case_id": case.pk, "organisation_id": case.organisation_id, "month": month, "clause": clause,
                "verdict": found[clause][0], "seq": found[clause][1],
            }
            for clause in sorted(changed & found.keys())
        ]  # fmt: skip
    insert(CaseClause, new)


def _shown(case: Case, stream: list[Event]) -> dict[str, tuple[str, int | None]]:
    """Clause → (verdict, the event that shows it), of the clauses that applied."""
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    return {
        one.clause: (str(one.verdict), next((p.seq for p in one.proofs if p.verdict == one.verdict), None))
        for one in evidence(rules, stream, clock.now())
        if one.verdict in _KEPT
    }


def _forget() -> None:
    CaseClause.objects.all().delete()


PROOFS = Projection("proofs", _prove, _forget, None)
PROJECTIONS = (FIGURES, WORDS, PROOFS, TRANSFERS, ANSWERS, TRACES)
"""Everything that follows the events, in the order in which it does."""
