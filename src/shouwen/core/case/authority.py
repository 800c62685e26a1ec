"""
Who may issue which command: the rule book's `may` where it speaks, else the powers below.

Roles are relations to the case, not badges: `handler` is someone of the units that work on it,
`unit_head` the head over its lead unit.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NoReturn

from shouwen.core.case.acting import CUSTOMER, SYSTEM, Acting, Stead, recorded
from shouwen.core.case.approvals import Open, open_step
from shouwen.core.case.copying import replace
from shouwen.core.case.events import Happening
from shouwen.core.case.own_data import holds_of
from shouwen.core.case.refusals import REASONS, Refused
from shouwen.core.case.spans import Moment
from shouwen.core.case.state import State
from shouwen.core.case.vocabulary import Facts
from shouwen.core.rulebook.model import May, RuleBook, Words
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.values import JsonObject

__all__ = ["CUSTOMER", "SYSTEM", "Acting", "Stead", "recorded"]
"""What others take from here although it is made in `acting`."""

_OFFICE = ("intake", "supervisor")
_WORK = ("handler", "unit_head", "supervisor")

POWERS: Mapping[str, tuple[str, ...]] = {
    "register": ("intake", "handler", "unit_head", "supervisor", "customer", "system"),
    "accept": _OFFICE,
    "decline": _OFFICE,
    "redirect": _OFFICE,
    "request_supplement": ("intake", *_WORK),
    "supplement": ("intake", *_WORK, "customer"),
    "grade": ("intake", *_WORK),
    "assign": (*_OFFICE, "unit_head"),
    "acknowledge": ("handler", "unit_head"),
    "return": ("handler", "unit_head"),
    "respond": ("intake", *_WORK),
    "start_analysis": _WORK,
    "add_evidence": ("intake", *_WORK, "quality", "customer"),
    "record_finding": _WORK,
    "determine_root_cause": _WORK,
    "propose_solution": ("intake", *_WORK),
    "approve_solution": ("unit_head", "supervisor", "executive"),
    "reject_solution": ("unit_head", "supervisor", "executive"),
    "record_consent": ("intake", *_WORK, "customer"),
    "complete_measure": _WORK,
    "reply": ("intake", *_WORK),
    "make_callback": ("intake", "supervisor", "quality", "unit_head", "handler"),
    "record_satisfaction": ("intake", "supervisor", "quality", "unit_head", "handler", "customer"),
    "reopen": ("intake", "supervisor", "unit_head", "handler"),
    "appeal": ("intake", "supervisor", "customer"),
    "decide_review": ("supervisor", "executive"),
    "withdraw": ("intake", "supervisor", "customer"),
    "suspend": ("unit_head", "supervisor", "executive"),
    "resume": ("unit_head", "supervisor", "executive"),
    "extend": ("unit_head", "supervisor", "executive"),
    "urge": ("supervisor", "executive", "intake", "customer"),
    "escalate": ("intake", *_WORK, "system"),
    "remind_deadline": ("system",),
    "miss_deadline": ("system",),
    "report_stall": ("system",),
    "correct": ("intake", "supervisor"),
    "note": ("intake", *_WORK, "executive", "quality"),
    "rebase": ("supervisor",),
    "review_quality": ("quality", "supervisor"),
    "attribute_responsibility": _WORK,
    "serve_attribution": ("intake", *_WORK),
    "receive_attribution": ("unit_head", "handler"),
    "dispute_responsibility": ("unit_head", "handler"),
    "review_objection": ("intake", *_WORK),
    "rule_on_responsibility": ("supervisor", "executive"),
    "record_praise": ("intake", *_WORK, "quality", "executive"),
    "propose_sanction": ("unit_head", "supervisor", "executive", "quality"),
    "propose_award": ("unit_head", "supervisor", "executive", "quality"),
    "hear_defence": ("unit_head", "supervisor", "executive"),
    "decide_consequence": ("supervisor", "executive"),
    "record_payment": ("intake", *_WORK),
    "hold_meeting": ("intake", *_WORK, "executive"),
    "request_contribution": _WORK,
    "contribute": ("handler", "unit_head"),
    "report_outside": (*_OFFICE, "unit_head", "executive"),
    "hold_accountable": ("unit_head", "supervisor", "executive"),
    "teach_staff": ("unit_head", "supervisor", "executive"),
    "plan_improvement": (*_WORK, "quality"),
    "evaluate_improvement": ("unit_head", "supervisor", "executive", "quality"),
    "record_retest": (*_WORK, "quality"),
    "confirm_validity": ("supervisor", "quality"),
    "confirm_record": ("intake", "customer"),
    "join": (*_OFFICE, "unit_head"),
    "separate": (*_OFFICE, "unit_head"),
    "count_group": ("system",),
    "name_representatives": _OFFICE,
    "link": ("intake", *_WORK),
    "open_review": (*_OFFICE, "executive"),
    "conclude_review": ("supervisor", "executive"),
    "answer_survey": ("intake", "supervisor", "quality", "customer"),
    "propose_ending": ("intake", *_WORK),
    "approve_ending": ("supervisor", "executive"),
    "reject_ending": ("supervisor", "executive"),
    "settle": ("intake", *_WORK),
    "record_performance": ("intake", *_WORK),
    "report_conduct": ("intake", *_WORK, "quality"),
    "review_conduct": ("supervisor", "executive"),
    "ask_protection": ("intake", *_WORK, "executive", "quality"),
    "decide_protection": ("unit_head", "supervisor", "executive"),
    "end_protection": ("unit_head", "supervisor", "executive"),
    "declare_interest": ("intake", *_WORK, "executive", "quality"),
    "request_recusal": (*_OFFICE, "customer"),
    "decide_recusal": ("unit_head", "supervisor", "executive"),
    "lift_recusal": ("supervisor", "executive"),
    "decide_suggestion": _WORK,
    "identify": ("intake", *_WORK),
    "recuse": ("unit_head", "supervisor", "executive"),
    "designate": ("supervisor", "executive"),
    "issue_supervision": ("supervisor", "executive"),
    "receive_supervision": ("unit_head", "handler"),
    "answer_supervision": ("unit_head", "handler"),
    "review_supervision": ("supervisor", "executive"),
    "withdraw_supervision": ("supervisor",),
    "complete_decision": ("intake", *_WORK, "executive"),
    "close": ("intake", "supervisor", "unit_head"),
    "archive": _OFFICE,
    "set_retention": ("supervisor", "executive"),
    "request_deletion": (*_OFFICE, "customer"),
    "decide_deletion": ("supervisor", "executive"),
    "propose_disposal": _OFFICE,
    "redact_text": ("supervisor", "executive"),
    "redact_file": ("supervisor", "executive"),
    "reject_disposal": ("supervisor", "executive"),
    "dispose": ("supervisor", "executive"),
}
"""The product's own powers, for what a rule book leaves unsaid. Administrators and auditors have none."""


STEPPED = frozenset({"approve_solution", "reject_solution"})
"""Commands that are the open step's to give, where the rule book wants approval in steps."""


def holds(role_id: str, who: Acting, state: State, book: RuleBook) -> bool:
    """Whether `who` has a role (staff role, or one of the rule book) towards this case; in another's place, that one."""
    who = who.seat
    own = book.role(role_id)
    if own is not None:
        return own.holds in who.roles and (
            who.unit in own.units if own.units else holds(own.holds, who, state, book)
        )
    if role_id not in who.roles:
        return False
    if role_id == "handler":
        return who.id == state.handler or who.unit in (state.unit, *state.assisting) or not state.unit
    if role_id == "unit_head":
        return bool(who.units & {state.unit or state.registering_unit or who.unit, *state.assisting})
    return True


def may_ever(command: str, who: Acting, book: RuleBook) -> bool:
    """Whether `who`, or somebody in whose place he acts, has a role that may issue the command in some case: what a
    menu offers before there is a case.
    """
    roles = [role for rule in book.may_of(command) for role in rule.by] or POWERS[command]
    seats = (who, *(stead.who for stead in who.stands_for if not stead.approvals_only))
    return any(holds(role, seat, State(), book) for seat in seats for role in roles)


def role_for(
    command: str,
    who: Acting,
    state: State,
    book: RuleBook,
    *,
    own: Happening | None = None,
    moment: Moment | None = None,
) -> str:
    """
    The role in which `who` may issue the command. Raise `Refused`, with the clause where there is one. What the rule
    book says of the command's own data is decided where it is told (`own`), and else still open; what counts days up to
    now where the `moment` is told.
    """
    if who.is_any_of(state.respondent_id, *state.recused):
        raise Refused("recused")
    if command == "contribute":  # a unit that was asked takes part, as the assisting ones do
        state = replace(state, assisting=(*state.assisting, *state.asked))
    if command in ("receive_supervision", "answer_supervision"):  # so does one that a document went to
        state = replace(state, assisting=(*state.assisting, *(paper.unit for paper in state.papers_open)))
    if command in ("dispute_responsibility", "receive_attribution"):  # so does who has a share
        state = replace(state, assisting=(*state.assisting, *(share.unit for share in state.shares)))
    if command in ("decide_protection", "end_protection"):  # so does the head of who asked for protection
        state = replace(state, assisting=(*state.assisting, *(one.unit for one in state.protections)))
    if command == "complete_measure":  # so does who was given a measure
        state = replace(state, assisting=(*state.assisting, *_given(who.seat, state, own)))
    if (now := step_now(command, state, book)) is not None:
        return _first(now.step.by, who, state, book) or refuse_roles(
            now.step.by, book, clause=now.approval.clause
        )
    rules = book.may_of(command)
    if not rules:
        roles = POWERS[command]
        if command == "withdraw_supervision":  # so may who issued a document, in the role in which he did
            issued = (paper.issued_as for paper in state.papers_unanswered if paper.is_of(who.seat.id))
            roles = tuple(dict.fromkeys((*roles, *issued)))
        return _first(roles, who, state, book) or refuse_roles(roles, book)
    for rule in rules:
        role = _first(rule.by, who, state, book)
        if role and all(
            _applies(rule, Facts(state, book, seen, moment), own) for seen in _as_seen(who, role, state)
        ):
            return role
    facts = Facts(state, book, acting_facts(who, "", state), moment)
    return _refuse_by([rule for rule in rules if _applies(rule, facts, own)] or rules, book)


def _given(seat: Acting, state: State, own: Happening | None) -> tuple[str, ...]:
    """His unit, where he or it was given a measure that is still to be done: the one that is told, else any."""
    solution, which = state.solution, getattr(own, "which", None)
    owners = {
        measure.owner or measure.unit
        for n, measure in enumerate(solution.measures if solution else (), start=1)
        if n not in (solution.done if solution else ()) and which in (None, n)
    }
    return (seat.unit,) if owners & ({seat.id, seat.name, *seat.units} - {""}) else ()


def step_now(command: str, state: State, book: RuleBook) -> Open | None:
    """The step of an approval that the command is about, where the rule book wants steps: then its roles alone may."""
    if command not in STEPPED or not book.approvals:
        return None
    return open_step(state, book, Facts(state, book))


def acting_facts(who: Acting, role: str, state: State) -> JsonObject:
    """
    The variables of conditions that speak of who acts. In another's place the unit is that one's, and what is true of
    either of the two is true.
    """
    solution = state.solution
    return {
        "actor_role": role,
        "actor_unit": who.seat.unit,
        "actor_is_handler": who.is_any_of(state.handler),
        "actor_is_proposer": solution is not None
        and who.is_any_of(solution.proposed_by, solution.proposed_for),
        "actor_is_receiver": who.is_any_of(state.registered_by, state.registered_for),
        "actor_has_handled": who.is_any_of(*state.hands),
        "actor_stands_in": who.behalf is not None,
    }


def forbidding_facts(who: Acting, role: str, state: State) -> tuple[JsonObject, ...]:
    """The same as prohibitions see it: whoever acts for another must not be forbidden it for either of the two."""
    seen = _as_seen(who, role, state)
    return seen if who.behalf is None else (*seen, {**seen[-1], "actor_unit": who.unit})


def _as_seen(who: Acting, role: str, state: State) -> tuple[JsonObject, ...]:
    """As powers see it: whom he stands for must have the power himself, and hold it still with what is true of both."""
    both = acting_facts(who, role, state)
    if who.behalf is None:
        return (both,)
    return ({**acting_facts(who.behalf, role, state), "actor_stands_in": True}, both)


def _first(roles: tuple[str, ...], who: Acting, state: State, book: RuleBook) -> str:
    """The first role that is held; who handles the case acts as its handler where that will do."""
    seat = who.seat
    if seat.id and seat.id == state.handler and "handler" in roles and "handler" in seat.roles:
        return "handler"
    return next((role for role in roles if holds(role, who, state, book)), "")


def _applies(rule: May, facts: Facts, own: Happening | None) -> bool:
    return rule.when.holds(facts) and (own is None or holds_of(rule.do_where, own))


def _refuse_by(apply: Sequence[May], book: RuleBook) -> NoReturn:
    """Refuse under the rules that apply to the case as it is, so that clause and roles are those that matter now."""
    named = dict.fromkeys(role for rule in apply for role in rule.by)
    refuse_roles(tuple(named), book, clause=apply[0].clause)


def refuse_roles(roles: tuple[str, ...], book: RuleBook, *, clause: str = "") -> NoReturn:
    """Raise `Refused`: it takes one of these roles."""
    own = [book.role(role) for role in roles]
    named = [role.name if role else STAFF_ROLES[name] for name, role in zip(roles, own, strict=True)]
    raise Refused("not_permitted", clause=clause, say=_who_may(tuple(named)), facts={"roles": list(roles)})


@lru_cache(maxsize=1024)
def _who_may(roles: tuple[Words, ...]) -> Words:
    """That it takes another role, and which."""
    plain = REASONS["not_permitted"]
    zh, en = "、".join(role.zh for role in roles), ", ".join(role.in_("en") for role in roles)
    return Words(f"{plain.zh}，须由{zh}办理", f"{plain.in_('en')}; it takes: {en}")
