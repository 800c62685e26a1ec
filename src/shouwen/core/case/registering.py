"""What registration works out from the form: which answers rules may see, and the level."""

from collections.abc import Mapping
from datetime import date

from shouwen.core.case.command_data import LINE
from shouwen.core.case.events import Graded
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import State
from shouwen.core.case.vocabulary import GRADED_BY, level_by_facts
from shouwen.core.rulebook.model import Fact, FactType, RuleBook
from shouwen.core.values import Json, JsonObject

_FITS: Mapping[FactType, tuple[type, ...]] = {
    FactType.TEXT: (str,),
    FactType.NUMBER: (int, float),
    FactType.BOOL: (bool,),
    FactType.DATE: (str,),
    FactType.CHOICE: (str,),
    FactType.CHOICES: (list,),
}
_FLAGS = 30
"""As many as the command `grade` takes."""
_GRADES: Mapping[str, tuple[str, ...]] = {
    "severity": ("low", "medium", "high"),
    "urgency": ("low", "medium", "high"),
    "prevalence": ("single", "many"),
}


def split_facts(book: RuleBook, told: JsonObject) -> tuple[JsonObject, JsonObject]:
    """
    (facts that rules look at, details in free text). Raise `Refused` for a field or value that the
    rule book does not have; an empty answer is no answer.
    """
    facts: JsonObject = {}
    details: JsonObject = {}
    for name, value in told.items():
        if value in ("", None, []):
            continue
        fact = book.fact(name)
        if fact is None and name not in GRADED_BY:
            raise Refused("unknown_fact", facts={"fact": name})
        _check(name, fact, value)
        (details if fact is not None and fact.type is FactType.TEXT else facts)[name] = value
    return facts, details


def cleared(known: JsonObject, told: JsonObject) -> JsonObject:
    """The answers that are taken back: empty now, and known so far."""
    return {
        name: [] if isinstance(value, list) else ""
        for name, value in told.items()
        if value in ("", None, []) and name in known
    }


def _is_a_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _are_lines(value: Json) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _FLAGS
        and all(isinstance(flag, str) and 0 < len(flag) <= LINE for flag in value)
    )


def grade(book: RuleBook, state: State, *, reason: str = "") -> Graded | None:
    """The grade that follows from what the state knows, or None while that does not suffice."""
    level = level_by_facts(state, book)
    if not level:
        return None
    return Graded(
        level=level, severity=state.severity, urgency=state.urgency, prevalence=state.prevalence,
        flags=state.flags, by_rule=True, reason=reason,
    )  # fmt: skip


def _check(name: str, fact: Fact | None, value: Json) -> None:
    if fact is None or (name in _GRADES and not fact.options):
        allowed = _GRADES.get(name)
        if allowed is not None and value not in allowed:
            raise Refused("wrong_fact", facts={"fact": name, "allowed": list(allowed)})
        if name == "flags" and not _are_lines(value):
            raise Refused("wrong_fact", facts={"fact": name})
        return
    fits = isinstance(value, _FITS[fact.type]) and (fact.type is FactType.BOOL or not isinstance(value, bool))
    fits = fits and (fact.type is not FactType.DATE or _is_a_day(str(value)))
    options = {option.id for option in fact.options}
    chosen = value if isinstance(value, list) else [value]
    if not fits or (options and not set(map(str, chosen)) <= options):
        raise Refused("wrong_fact", facts={"fact": name, "name": fact.name.zh, "allowed": [*sorted(options)]})
