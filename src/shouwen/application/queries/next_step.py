"""The clear next step: which of the commands that a reader may give now is offered to him first."""

from typing import TYPE_CHECKING

from shouwen.application.queries import owing
from shouwen.core.case.commands import COMES_FROM
from shouwen.core.case.vocabulary import Facts
from shouwen.core.obligations import Obligation, Status
from shouwen.store.projection import owner_of

if TYPE_CHECKING:
    from shouwen.application.queries.case import Opened

_NEXT = (
    "accept", "decide_suggestion", "assign", "acknowledge", "respond", "start_analysis", "record_finding", "determine_root_cause",
    "propose_solution", "approve_solution", "record_consent", "complete_measure", "supplement", "resume", "reply",
    "make_callback", "record_satisfaction", "approve_ending", "conclude_review", "decide_review", "reopen", "close", "archive",
    "decide_deletion", "dispose",
)  # fmt: skip
"""The order in which steps are usually taken, for choosing the one to offer first."""
_WAITED_FOR = {"supplementing": "supplement", "suspended": "resume"}  # what ends the waiting


def next_step(o: "Opened", allowed: list[str]) -> str:
    """
    The step that the soonest obligation asks for, if this reader may take it, what stands beside the handling only where it
    is his own to do; else the usual next one.
    """
    state = o.ledger.state
    owed = [x for x in o.obligations if x.live and x.status != Status.PAUSED and x.started_at <= o.now]
    owed.sort(key=lambda x: x.due_at)
    steps = [COMES_FROM.get(x.do, "") for x in owed]
    waited_for = _WAITED_FOR.get(state.stage, "")
    if waited_for in allowed and not set(steps) & set(allowed):
        return waited_for
    order = [c for c in _NEXT if not _already(c, o)]
    if state.stage == "registered" and "accept" in allowed:
        return "accept"
    graded = Facts(state, o.rules.book)["level"] != "" or not o.rules.book.levels
    if not graded and "grade" in allowed and state.accepted:
        return "grade"
    due = (c for c, x in zip(steps, owed, strict=True) if c in order or (c not in _NEXT and _own(o, x)))
    return next((c for c in (*due, *order) if c in allowed), "")


def _own(o: "Opened", x: Obligation) -> bool:
    """Whether it stands on this reader's own work bench."""
    unit, owner = owner_of(x.by, o.ledger.state, book=o.rules.book, household=o.household, addressee=x.unit)
    unit_id, owner_id = unit.pk if unit else None, owner.pk if owner else None
    return owing.belongs(o.person, role=x.by, unit_id=unit_id, owner_id=owner_id)


def _already(command: str, o: "Opened") -> bool:
    """Whether a step that could be repeated has been taken in this round."""
    s = o.ledger.state
    done = {
        "assign": bool(s.unit), "respond": s.responded, "start_analysis": s.analysis_started,
        "record_finding": bool(s.findings), "determine_root_cause": bool(s.root_cause),
        "make_callback": s.reached, "reopen": s.satisfied != "no", "record_satisfaction": s.satisfied != "",
        "propose_solution": s.solution is not None and not s.solution.rejected and s.consent != "refused",
        "close": s.satisfied == "no" and s.ending != "approved", "decide_review": bool(s.review_case),
        "complete_measure": s.measures_completed,
        "reply": s.stage == "approving" and any(x.live and COMES_FROM.get(x.do) == "approve_solution" for x in o.obligations),
    }  # fmt: skip
    return done.get(command, False)
