"""
Whether someone may give a command now: what makes sense, powers, and the prohibitions of the rule book.

Without the command's data (what may I do here?) rules that look at it are open: `permit` lets them pass, and
`conditions_on` names them. With it `decide` asks again before anything is written.
"""

from datetime import datetime

from shouwen.core.case.authority import Acting, acting_facts, forbidding_facts, holds, role_for, step_now
from shouwen.core.case.decide_dealings import refuse_own
from shouwen.core.case.deciding_approvals import refuse_step
from shouwen.core.case.events import Happening
from shouwen.core.case.own_data import holds_of, told_of
from shouwen.core.case.possible import refuse_impossible
from shouwen.core.case.refusals import Refused
from shouwen.core.case.responsibility_decisions import permit_responsibility
from shouwen.core.case.shares import has_share
from shouwen.core.case.situation import Situation
from shouwen.core.case.spans import Moment
from shouwen.core.case.standing import first_allowed
from shouwen.core.case.vocabulary import Facts
from shouwen.core.rulebook.model import May, Never, RuleBook


def permit(
    situation: Situation,
    command: str,
    who: Acting,
    *,
    now: datetime | None = None,
    own: Happening | None = None,
) -> str:
    """
    The role in which `who` may issue the command now, himself or in the place of somebody who is away. Raise `Refused`
    with the reason why not. What has a last day is not too late where `now` is not told, and what rests on the command's
    data is left open where the event that would carry it (`own`) is not told: see `conditions_on`.
    """
    return permitted(situation, command, who, now=now, own=own)[1]


def permitted(
    situation: Situation,
    command: str,
    who: Acting,
    *,
    now: datetime | None = None,
    own: Happening | None = None,
) -> tuple[Acting, str]:
    """The same, with him as he acts: himself, or in whose place."""
    return first_allowed(
        command, who, lambda one: (one, permit_as(situation, command, one, now=now, own=own))
    )


def permit_as(
    situation: Situation, command: str, who: Acting, *, now: datetime | None, own: Happening | None = None
) -> str:
    """The same for him as he stands, without looking for whom else he could act."""
    state, book = situation.state, situation.book
    refuse_impossible(command, state)
    moment = None if now is None else Moment(now, situation.calendar)
    role = role_for(command, who, state, book, own=own, moment=moment)
    refuse_step(command, who, state, book)
    solution = state.solution
    if (
        command == "approve_solution"
        and solution
        and who.is_any_of(solution.proposed_by, solution.proposed_for)
    ):
        raise Refused("own_proposal", clause=_clause_on("actor_is_proposer", command, book))
    refuse_own(command, who, state)
    if command == "review_quality" and who.is_any_of(
        state.handler, state.registered_by, state.registered_for
    ):
        raise Refused("own_work")
    permit_responsibility(command, who, state, book, now)
    if command == "rule_on_responsibility" and any(has_share(one, state) for one in who.people):
        raise Refused("own_share")
    if command == "record_consent" and role == "customer" and not (solution and solution.approved):
        raise Refused("no_solution")  # it is put to him once it is approved
    if not (forbidding := book.never_of(command)):
        return role
    views = [Facts(state, book, seen, moment) for seen in forbidding_facts(who, role, state)]
    for rule in forbidding:
        if own is None and rule.do_where.names:
            continue
        facts = next((seen for seen in views if rule.while_.holds(seen)), None)
        if facts is not None and (own is None or holds_of(rule.do_where, own)):
            names = {name: facts.get(name) for name in rule.while_.names if name != "root_cause"}
            names |= {} if own is None else told_of(rule.do_where, own)
            raise Refused("forbidden", clause=rule.clause, say=rule.say, facts=names)
    return role


def _clause_on(name: str, command: str, book: RuleBook) -> str:
    """The clause of the rule book that says the same as the program: the first `never` of the command that asks for it."""
    return next((rule.clause for rule in book.never_of(command) if name in rule.while_.names), "")


def looks_at_data(book: RuleBook, command: str) -> bool:
    """Whether some rule asks what the command says, or the program itself does."""
    if command == "complete_measure":
        return True  # whose measure it is
    rules: tuple[May | Never, ...] = (*book.may_of(command), *book.never_of(command))
    return any(rule.do_where.names for rule in rules)


def conditions_on(
    situation: Situation, command: str, who: Acting, *, now: datetime | None = None
) -> tuple[May | Never, ...]:
    """
    The rules that will look at what `who`, who may issue the command as it is, says in it: not to be told as refusals,
    but before the form is filled in.
    """
    state, book = situation.state, situation.book
    if not looks_at_data(book, command):
        return ()
    stepped = step_now(command, state, book) is not None
    moment = None if now is None else Moment(now, situation.calendar)
    role = role_for(command, who, state, book, moment=moment)
    facts = Facts(state, book, dict(acting_facts(who, role, state)), moment)
    allowing = [
        rule
        for rule in book.may_of(command)
        if not stepped and rule.when.holds(facts) and any(holds(r, who, state, book) for r in rule.by)
    ]
    free = any(not rule.do_where.names for rule in allowing)
    refusing = (rule for rule in book.never_of(command) if rule.do_where.names)
    return (*(() if free else allowing), *(rule for rule in refusing if rule.while_.holds(facts)))
