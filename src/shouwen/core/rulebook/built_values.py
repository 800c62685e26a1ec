"""The values of a checked file, as the rule book holds them."""

from shouwen.core.rulebook.conditions import ALWAYS, Condition
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.view import View
from shouwen.core.worktime import Limit


def words_of(view: View, key: str) -> Words:
    return said(found) if (found := view.get(key)) else Words("")


def said(view: View) -> Words:
    return Words(view.text) if view.text else Words(view.text_of("zh"), view.text_of("en"))


def texts(view: View, key: str) -> tuple[str, ...]:
    return tuple(item.text for item in view.one_or_more(key))


def flag(view: View, key: str) -> bool:
    found = view.get(key)
    return found is not None and found.value is True


def condition(view: View, key: str) -> Condition:
    text = view.text_of(key)
    return Condition(text) if text else ALWAYS


def limit_of(view: View, key: str, parameters: dict[str, str]) -> tuple[Limit, str]:
    """A limit written out, or by the parameter that is told as well."""
    found = view.get(key)
    parameter = found.text_of("parameter") if found else ""
    return Limit.parse(parameters[parameter] if parameter else view.text_of(key)), parameter


def figure(view: View, key: str, values: dict[str, str]) -> float:
    """A number written out, or by a parameter."""
    found = view.get(key)
    name = found.text_of("parameter") if found else ""
    return float(values[name]) if name else number(view, key)


def number(view: View, key: str) -> float:
    found = view.get(key)
    return float(found.value) if found and isinstance(found.value, int | float) else 0
