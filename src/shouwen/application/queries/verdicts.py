"""The clauses of a rule book held against one case, in words."""

from collections.abc import Sequence
from datetime import datetime

from shouwen.application.views.case import ProofLine
from shouwen.application.wording import Wording
from shouwen.core import evidence as core_evidence
from shouwen.core.case.events import Event
from shouwen.core.obligations import Ledger, Obligation, Obligations


def proof_lines(
    rules: Obligations,
    stream: Sequence[Event],
    now: datetime,
    *,
    ledger: Ledger,
    obligations: Sequence[Obligation],
    words: Wording,
) -> tuple[ProofLine, ...]:
    """`ledger` and `obligations`: the stream as read under these rules, and what is owed at `now`."""
    lines: list[ProofLine] = []
    for found in core_evidence.evidence(rules, stream, now, ledger=ledger, obligations=obligations):
        clause = rules.book.clauses[found.clause]
        verdict = str(found.verdict)
        shown = (p.seq for p in found.proofs if p.seq is not None and p.verdict == found.verdict)
        lines.append(
            ProofLine(
                clause=clause.id, text=clause.text.in_(words.language), origin=str(clause.origin),
                verdict=verdict, verdict_name=words.verdict(verdict).name, shown_by=tuple(dict.fromkeys(shown)),
            )
        )  # fmt: skip
    return tuple(lines)
