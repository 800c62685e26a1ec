"""Conditions: syntax, variables, types, values that do not exist, and a trial with example values."""

from collections.abc import Mapping
from itertools import islice, product

from shouwen.core.rulebook.conditions import ALWAYS, Condition, ConditionError
from shouwen.core.rulebook.expression import read
from shouwen.core.rulebook.faults import hint
from shouwen.core.rulebook.scope import Scope, Term
from shouwen.core.rulebook.typing_rules import judge
from shouwen.core.rulebook.view import View
from shouwen.core.values import Json

LONGEST = 1000
"""As the schema says, which has told it by then; what is longer nests deeper than the checks can follow."""
_TRIALS = 400
_SAMPLES: Mapping[str, tuple[Json, ...]] = {
    "string": ("", "x"), "bool": (False, True), "int": (0, 1, 3), "number": (0, 1, 1.5),
    "list": ([], ["x"]), "map": ({},), "any": ("",),
}  # fmt: skip


def check_condition(view: View | None, terms: Mapping[str, Term]) -> Condition | None:
    """The condition, `ALWAYS` where none is written; None, with its faults noted, where it cannot be used."""
    if view is None:
        return ALWAYS
    if not isinstance(view.value, str) or len(view.text) > LONGEST:
        return None
    try:
        condition = Condition(view.text)
    except ConditionError as error:
        view.fault("condition-syntax", problem_zh=str(error), problem_en=error.en)
        return None
    unknown = [name for name in condition.names if name not in terms]
    for name in unknown:
        view.fault("unknown-variable", value=name, **hint(name, tuple(terms)))
    if unknown:
        return None
    return condition if _sensible(view, condition, terms) else None


def check_event_condition(view: View | None, scope: Scope, event: str) -> Condition | None:
    """The same for a condition over an event's own data; an unknown event leaves nothing to say."""
    terms = scope.of_event(event)
    return check_condition(view, terms) if terms else ALWAYS if view is None else None


def _sensible(view: View, condition: Condition, terms: Mapping[str, Term]) -> bool:
    expression = read(condition.text)
    problems = judge(expression, terms) if expression is not None else []
    for code, words in problems:
        view.fault(code, **words)
    return not problems and _survives_trial(view, condition, terms)


def _survives_trial(view: View, condition: Condition, terms: Mapping[str, Term]) -> bool:
    samples = [_samples(terms[name]) for name in condition.names]
    for values in islice(product(*samples), _TRIALS):
        try:
            condition.holds(dict(zip(condition.names, values, strict=True)))
        except ConditionError as error:
            view.fault(
                "condition-type",
                problem_zh=f"用示例值试算时出错（{error}）",
                problem_en=f"tried with example values: {error.en}",
            )
            return False
    return True


def _samples(term: Term) -> tuple[Json, ...]:
    if term.fields:
        empty, filled = ({name: _samples(field)[n] for name, field in term.fields} for n in (0, 1))
        return [], [empty], [empty, filled]
    if not term.values:
        return _SAMPLES[term.type]
    one = term.values[0]
    return ([], [one]) if term.type == "list" else ("", one)
