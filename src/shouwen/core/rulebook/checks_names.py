"""Identifiers: each once, each defined where it is used; clauses and rules belong together."""

from collections.abc import Iterable
from difflib import get_close_matches

from shouwen.core.case.vocabulary import CASE, GRADED_BY
from shouwen.core.rulebook.document import Place
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.model import FactType
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.scope import Scope, fact_type, walk_categories
from shouwen.core.rulebook.view import View

RULES = ("must", "may", "never")


def check_names(root: View, scope: Scope) -> None:
    """Note duplicate ids, unknown clauses, roles that nobody holds, facts that cannot be."""
    _check_unique(rule for section in RULES for rule in root.entries(section))
    for section in ("levels", "facts", "roles", "parameters", "grounds", "approvals", "periodic"):
        _check_unique(root.entries(section))
    _check_unique(entry for _, entry in walk_categories(root.entries("categories")))
    for fact in root.entries("facts"):
        _check_fact(fact)
    _check_roles(root, scope)
    _check_clauses(root, scope)


def _check_unique(entries: Iterable[View]) -> None:
    seen: dict[str, Place] = {}
    for entry in entries:
        id_ = entry.get("id")
        if id_ is None or not id_.text:
            continue
        if id_.text in seen:
            id_.fault("duplicate-id", value=id_.text, line=seen[id_.text][0])
        seen.setdefault(id_.text, id_.at)


def _check_fact(fact: View) -> None:
    id_, type_ = fact.get("id"), fact_type(fact)
    if id_ is not None and id_.text in CASE and id_.text not in GRADED_BY:
        id_.fault("reserved-fact", value=id_.text)
    if type_ is None:
        return
    wanted = FactType.CHOICES if id_ and id_.text == "flags" else FactType.CHOICE
    told = fact.get("type")
    if id_ is not None and id_.text in GRADED_BY and type_ is not wanted:
        (told or id_).fault("bad-value", value=str(type_), **hint("", (str(wanted),)))
    elif type_ in (FactType.CHOICE, FactType.CHOICES):
        if fact.get("options") is None:
            fact.fault("options-needed")
    elif fact.get("options") is not None:
        fact.fault_at_key("options", "options-unwanted")
    _check_graded_options(fact, id_.text if id_ else "")


def _check_graded_options(fact: View, id_: str) -> None:
    """The product knows the steps of severity, urgency and prevalence; a book names them, and may leave some out."""
    known = {"prevalence": ("single", "many"), "severity": _STEPS, "urgency": _STEPS}.get(id_)
    options = fact.get("options")
    if known is None or options is None:
        return
    for key, _ in options.pairs():
        if key not in known:
            options.fault_at_key(key, "bad-value", value=key, **hint(key, known))


_STEPS = ("high", "medium", "low")


def _check_roles(root: View, scope: Scope) -> None:
    for role in root.entries("roles"):
        id_, holder = role.get("id"), role.get("holds")
        if id_ is not None and id_.text in STAFF_ROLES:
            id_.fault("reserved-role", value=id_.text)
        if holder is not None and holder.text and holder.text not in STAFF_ROLES:
            holder.fault("role-nobody-holds", value=holder.text, **hint(holder.text, tuple(STAFF_ROLES)))
    steps = [step for entry in root.entries("approvals") for step in entry.entries("steps")]
    for name in (name for step in steps for name in step.one_or_more("by")):
        if not scope.knows_role(name.text):
            name.fault("role-nobody-holds", value=name.text, **hint(name.text, scope.all_roles()))
    for section in ("periodic", *RULES):
        for rule in root.entries(section):
            late = rule.get("late")
            for name in (*rule.one_or_more("by"), *(late.one_or_more("escalate") if late else ())):
                if not scope.knows_role(name.text):
                    name.fault("role-nobody-holds", value=name.text, **hint(name.text, scope.all_roles()))


def _check_clauses(root: View, scope: Scope) -> None:
    if scope.clauses is None:
        return
    used: set[str] = set()
    resting = [
        rule
        for section in ("levels", "grounds", "approvals", "periodic", *RULES)
        for rule in root.entries(section)
    ]
    parts = ("quality", "objections", "retention", "stall")
    resting += [part for key in parts if (part := root.get(key)) is not None]
    for rule in resting:
        clause = rule.get("clause")
        if clause is None or not clause.text:
            continue
        used.add(clause.text)
        if clause.text not in scope.clauses:
            clause.fault("unknown-clause", value=clause.text, **hint(clause.text, scope.clauses))
            used.update(get_close_matches(clause.text, scope.clauses, n=1, cutoff=0.6))
    chapters = root.get("chapters")
    for _, listed in chapters.pairs() if chapters else ():
        for named in listed.items():
            if named.text and named.text not in scope.clauses:
                named.fault("unknown-clause", value=named.text, **hint(named.text, scope.clauses))
    clauses = root.get("clauses")
    for key, clause in clauses.pairs() if clauses else ():
        statement = clause.get("statement")
        if key not in used and not (statement is not None and statement.value is True):
            assert clauses is not None
            clauses.fault_at_key(key, "clause-without-rule", value=key)
