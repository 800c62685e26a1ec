"""The projection of the evidence: what every case shows of every clause, kept for tables over months."""

from collections.abc import Iterable

from shouwen.application import clock
from shouwen.application import rules as rulebooks
from shouwen.application.bouncing import TRANSFERS
from shouwen.application.registers import ANSWERS, TRACES
from shouwen.core.evidence import Verdict, evidence
from shouwen.store import timeline
from shouwen.store.following import FIGURES, WORDS, Projection
from shouwen.store.models import Case, CaseClause

_KEPT = frozenset({Verdict.KEPT, Verdict.BROKEN, Verdict.PENDING, Verdict.EXCUSED})
"""The verdicts of clauses that applied."""


def _prove(cases: Iterable[Case]) -> None:
    for case in cases:
        try:
            stream, _ = timeline.load(case)
        except timeline.BrokenStreamError:
            continue  # told where the case is opened; the others go on
        rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
        found = {
            one.clause: (
                str(one.verdict),
                next((p.seq for p in one.proofs if p.verdict == one.verdict), None),
            )
            for one in evidence(rules, stream, clock.now())
            if one.verdict in _KEPT
        }
        held = {
            clause: (verdict, seq)
            for clause, verdict, seq in case.clauses.values_list("clause", "verdict", "seq")
        }
        changed = {clause for clause in {*found, *held} if found.get(clause) != held.get(clause)}
        if not changed:
            continue
        case.clauses.filter(clause__in=changed).delete()
        month = case.registered_on.replace(day=1)
        CaseClause.objects.bulk_create(
            CaseClause(
                case=case, organisation_id=case.organisation_id, month=month, clause=clause,
                verdict=found[clause][0], seq=found[clause][1],
            )
            for clause in sorted(changed & found.keys())
        )  # fmt: skip


def _forget() -> None:
    CaseClause.objects.all().delete()


PROOFS = Projection("proofs", _prove, _forget, None)
PROJECTIONS = (FIGURES, WORDS, PROOFS, TRANSFERS, ANSWERS, TRACES)
"""Everything that follows the events, in the order in which it does."""
