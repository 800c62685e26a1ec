"""Which command makes sense in which state, whatever the rule book says."""

from collections.abc import Callable, Mapping

from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import Solution, Stage, State


def _standing(state: State) -> Solution | None:
    solution = state.solution
    return None if solution is None or solution.rejected or state.consent == "refused" else solution


Test = tuple[Callable[[State], bool], str]
"""Refused with the code when the test holds."""

_ENDED: Test = (lambda s: s.ended is not None, "ended")
_ARCHIVED: Test = (lambda s: s.archived, "archived")
_WAITING: Test = (lambda s: s.waiting_since is not None, "waiting")
_SUSPENDED: Test = (lambda s: s.suspended_since is not None, "suspended")
_NOT_ACCEPTED: Test = (lambda s: not s.accepted, "not_accepted")
_NO_UNIT: Test = (lambda s: not s.unit, "not_assigned")
_REPLIED: Test = (lambda s: s.replied, "already_replied")
_NOT_REPLIED: Test = (lambda s: not s.replied, "not_replied")
_NOT_ANSWERED: Test = (lambda s: not s.replied and not s.settled, "not_replied")
_UNHEARD: Test = (lambda s: not s.accepted and s.kind != "inquiry", "not_accepted")
"""An inquiry is answered as it comes; nothing has to be accepted first."""
_REVIEWS: Test = (lambda s: bool(s.first), "is_a_review")
_NO_ENDING: Test = (lambda s: s.ending != "proposed", "no_ending")
_OPEN = (_ARCHIVED, _ENDED)
_AT_WORK = (*_OPEN, _NOT_ACCEPTED, _SUSPENDED)
_NOT_ARCHIVED: Test = (lambda s: not s.archived, "not_archived")
_DISPOSED: Test = (lambda s: s.disposal == "done", "disposed")
_DISPOSING: Test = (lambda s: s.disposal == "proposed", "disposal_proposed")
_NO_DISPOSAL: Test = (lambda s: s.disposal != "proposed", "no_disposal")
_PENDING: Test = (lambda s: (p := _standing(s)) is None or p.approved, "no_proposal")
_APPEALED: Test = (lambda s: s.appealed, "already_appealed")
_NOT_SETTLED: Test = (
    lambda s: (p := _standing(s)) is not None and not p.approved and s.consent != "agreed",
    "not_approved",
)
_NO_SOLUTION: Test = (lambda s: _standing(s) is None, "no_solution")
_SETTLED: Test = (lambda s: s.ended is not None and not s.appealed, "ended")
"""While an appeal is under review, work beside the handling goes on."""
_UNDER_WAY = (_ARCHIVED, _SETTLED)
_DISPUTED: Test = (lambda s: bool(s.disputed), "disputed")
_DESIGNATED: Test = (lambda s: bool(s.designated) and s.designated == s.unit, "designated")
_NO_PAPER: Test = (lambda s: not s.papers_open, "no_such_paper")
_ALL_ANSWERED: Test = (lambda s: not s.papers_unanswered, "no_such_paper")
_ALL_RECEIVED: Test = (lambda s: _none_stands(s, "issued"), "already_received")
_NONE_RECEIVED: Test = (
    lambda s: _none_stands(s, "received", "sent_back") and not _none_stands(s, "issued"),
    "not_received",
)
_ALL_TOLD: Test = (lambda s: _none_stands(s, "received", "sent_back"), "already_answered")
_NONE_TOLD: Test = (lambda s: _none_stands(s, "answered"), "not_answered")
_NO_MEASURE: Test = (lambda s: (p := _standing(s)) is not None and not p.measures, "no_such_measure")
_ALL_DONE: Test = (
    lambda s: (p := _standing(s)) is not None and len(p.done) >= len(p.measures),
    "measure_done",
)
_NOT_ATTRIBUTED: Test = (lambda s: not s.shares, "not_attributed")
_RULED: Test = (lambda s: s.shares_ruled, "already_ruled")

INSTANCES = 2
"""After the first handling: review (复查) and final review (复核). Then the matter is at its end."""

TESTS: Mapping[str, tuple[Test, ...]] = {
    "register": ((lambda s: s.seq > 0, "already_registered"),),
    "accept": (*_OPEN, (lambda s: s.accepted, "already_accepted"), _WAITING, _SUSPENDED),
    "decline": (*_OPEN, (lambda s: s.accepted, "already_accepted")),
    "redirect": (*_OPEN, _REPLIED),
    "request_supplement": (*_OPEN, _WAITING, _SUSPENDED, _REPLIED),
    "supplement": (*_OPEN, (lambda s: s.waiting_since is None, "not_waiting")),
    "grade": _OPEN,
    "assign": (*_OPEN, _NOT_ACCEPTED, _SUSPENDED, _REPLIED),
    "acknowledge": (*_OPEN, _NO_UNIT, (lambda s: s.acknowledged, "already_acknowledged")),
    "return": (*_OPEN, _NO_UNIT, _REPLIED, _DESIGNATED),
    "respond": _OPEN,
    "start_analysis": _AT_WORK,
    "add_evidence": (_ARCHIVED,),
    "record_finding": _AT_WORK,
    "determine_root_cause": _AT_WORK,
    "propose_solution": (
        *_AT_WORK, _WAITING, _REPLIED,
        (lambda s: _standing(s) is not None and s.consent == "agreed", "solution_standing"),
    ),
    "approve_solution": (*_OPEN, _PENDING),
    "reject_solution": (*_OPEN, _PENDING),
    "record_consent": (*_OPEN, _NO_SOLUTION, (lambda s: s.consent == "agreed", "already_agreed")),
    "complete_measure": (*_OPEN, _SUSPENDED, _NO_SOLUTION, _NOT_SETTLED, _NO_MEASURE, _ALL_DONE),
    "reply": (*_OPEN, _UNHEARD, _SUSPENDED, _WAITING, _REPLIED),
    "make_callback": (_ARCHIVED, _NOT_REPLIED),
    "record_satisfaction": (_ARCHIVED, _NOT_REPLIED, (lambda s: s.satisfied != "", "already_rated")),
    "reopen": (
        _ARCHIVED, _APPEALED, (lambda s: s.reviews >= INSTANCES and not s.overturned, "final_decided"),
        # a review may find that the case should not have been declined
        (lambda s: not s.replied and not s.overturned, "not_replied"),
        (lambda s: s.ended not in (None, Stage.CLOSED) and not s.overturned, "ended"),
    ),
    "appeal": (
        _ARCHIVED, (lambda s: s.appealed, "already_appealed"), (lambda s: bool(s.first), "appeal_on_the_first"),
        (lambda s: s.reviews >= INSTANCES, "final_decided"),
        (lambda s: not s.replied and s.ended is not Stage.DECLINED, "not_replied"),
    ),
    "decide_review": ((lambda s: not s.appealed, "not_appealed"),),
    "withdraw": _OPEN,
    "suspend": (*_OPEN, _SUSPENDED, _REPLIED),
    "resume": (*_OPEN, (lambda s: s.suspended_since is None, "not_suspended")),
    "extend": _OPEN,
    "urge": _OPEN,
    "escalate": _OPEN,
    "remind_deadline": (_ARCHIVED,),
    "miss_deadline": (_ARCHIVED,),
    "report_stall": (*_UNDER_WAY, (lambda s: s.stalled, "stalled_already")),
    "correct": _OPEN,
    "note": (_ARCHIVED,),
    "rebase": _OPEN,
    "review_quality": (_ARCHIVED, (lambda s: not s.replied and not s.findings, "nothing_to_review")),
    "attribute_responsibility": (_ARCHIVED, _DISPUTED, _RULED),
    "serve_attribution": (_ARCHIVED, _NOT_ATTRIBUTED, _DISPUTED),
    "receive_attribution": (_ARCHIVED, (lambda s: not s.served, "not_served")),
    "dispute_responsibility": (_ARCHIVED, _NOT_ATTRIBUTED, _RULED),
    "review_objection": (
        _ARCHIVED, (lambda s: not s.disputed, "not_disputed"),
        (lambda s: s.objection_reviewed, "objection_reviewed_already"),
    ),
    "record_praise": (_ARCHIVED,),
    "propose_sanction": (_ARCHIVED, _NOT_ATTRIBUTED, _DISPUTED),
    "propose_award": (_ARCHIVED,),
    "hear_defence": (_ARCHIVED, (lambda s: all(x.decided or x.award for x in s.consequences), "nothing_proposed")),
    "decide_consequence": (_ARCHIVED, (lambda s: all(x.decided for x in s.consequences), "nothing_proposed")),
    "record_payment": (_ARCHIVED, (lambda s: s.solution is None and s.round == 1, "no_solution")),
    "rule_on_responsibility": (_ARCHIVED, (lambda s: not s.disputed, "not_disputed")),
    "hold_meeting": _UNDER_WAY,
    "request_contribution": _UNDER_WAY,
    "contribute": _UNDER_WAY,
    "report_outside": _UNDER_WAY,
    "hold_accountable": (_ARCHIVED,),
    "teach_staff": (_ARCHIVED,),
    "plan_improvement": (_ARCHIVED,),
    "evaluate_improvement": (_ARCHIVED, (lambda s: s.improvements == 0, "no_improvement")),
    "record_retest": _UNDER_WAY,
    "confirm_validity": _UNDER_WAY,
    "confirm_record": (*_UNDER_WAY, (lambda s: s.record_confirmed, "record_confirmed_already")),
    "identify": _UNDER_WAY,
    "recuse": _UNDER_WAY,
    "designate": (*_OPEN, _NOT_ACCEPTED, _SUSPENDED, _REPLIED),
    "issue_supervision": _UNDER_WAY,
    "receive_supervision": (_ARCHIVED, _NO_PAPER, _ALL_RECEIVED),
    "answer_supervision": (_ARCHIVED, _NO_PAPER, _NONE_RECEIVED, _ALL_TOLD),
    "review_supervision": (_ARCHIVED, _NO_PAPER, _NONE_TOLD),
    "withdraw_supervision": (_ARCHIVED, _ALL_ANSWERED),
    "complete_decision": (_ARCHIVED, (lambda s: s.decisions_open == 0, "no_such_decision")),
    "join": (*_OPEN, _REVIEWS),
    "separate": (_ARCHIVED, (lambda s: not s.part, "not_joined")),
    "count_group": (_ARCHIVED, (lambda s: not s.part, "not_joined")),
    "name_representatives": _OPEN,
    "link": (_ARCHIVED,),
    "open_review": (
        _ARCHIVED, (lambda s: not s.appealed, "not_appealed"),
        (lambda s: bool(s.review_case), "review_under_way"),
    ),
    "conclude_review": (*_AT_WORK, (lambda s: not s.first, "not_a_review"), (lambda s: bool(s.concluded), "concluded")),
    "answer_survey": (
        _ARCHIVED, _NOT_REPLIED, (lambda s: s.ended is not None and s.satisfied != "", "survey_over"),
    ),
    "propose_ending": (
        *_OPEN, _NOT_REPLIED, (lambda s: s.satisfied != "no", "not_dissatisfied"),
        (lambda s: s.ending in ("proposed", "approved"), "ending_proposed"),
    ),
    "approve_ending": (*_OPEN, _NO_ENDING),
    "reject_ending": (*_OPEN, _NO_ENDING),
    "settle": (*_OPEN, (lambda s: s.settled, "already_settled")),
    "record_performance": (_ARCHIVED, (lambda s: not s.settled, "not_settled")),
    "report_conduct": (_ARCHIVED, (lambda s: bool(s.conduct_by), "conduct_reported_already")),
    "review_conduct": (_ARCHIVED, (lambda s: not s.conduct_by, "no_conduct")),
    "ask_protection": (_ARCHIVED,),
    "decide_protection": ((lambda s: not s.protections_open, "no_protection"),),
    "end_protection": (
        (lambda s: not any(one.granted and not one.ended for one in s.protections), "not_protected"),
    ),
    "declare_interest": _UNDER_WAY,
    "request_recusal": _UNDER_WAY,
    "decide_recusal": (_ARCHIVED, (lambda s: s.recusals_asked == 0, "no_recusal_request")),
    "lift_recusal": (*_UNDER_WAY, (lambda s: not s.recused, "not_recused")),
    "decide_suggestion": (*_OPEN, (lambda s: s.kind != "suggestion", "not_a_suggestion")),
    "close": (*_OPEN, _WAITING, _SUSPENDED, _NOT_ANSWERED, (lambda s: s.appealed, "already_appealed")),
    "archive": (_ARCHIVED, (lambda s: s.ended is None, "not_ended"), (lambda s: s.appealed, "already_appealed")),
    "redact_text": (_DISPOSED,),
    "redact_file": (_DISPOSED,),
    "set_retention": (_DISPOSED, _NOT_ARCHIVED, _DISPOSING),
    "request_deletion": (_DISPOSED, _DISPOSING, (lambda s: s.deletion == "asked", "deletion_waiting")),
    "decide_deletion": (_DISPOSED, (lambda s: s.deletion != "asked", "no_deletion_request"), _DISPOSING),
    "propose_disposal": (_DISPOSED, _NOT_ARCHIVED, _DISPOSING, (lambda s: s.deletion == "asked", "deletion_waiting")),
    "reject_disposal": (_DISPOSED, _NO_DISPOSAL),
    "dispose": (_DISPOSED, _NO_DISPOSAL),
}  # fmt: skip


def _none_stands(state: State, *stands: str) -> bool:
    """Whether no open document of supervision stands so."""
    return all(paper.stands not in stands for paper in state.papers_open)


def refuse_impossible(command: str, state: State) -> None:
    """Raise `Refused` with the first reason why the command makes no sense now."""
    if command != "register" and state.seq == 0:
        raise Refused("not_registered")
    for holds, code in TESTS[command]:
        if holds(state):
            raise Refused(code, facts={"stage": str(state.stage)})
