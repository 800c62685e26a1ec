"""What the rules of a file may speak of: its variables with their types and possible values, its names.

A part whose shape is at fault is left open (None), so that one mistake is not told a second time by
everything that refers to it.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import get_args, get_type_hints

from shouwen.core.case.commands import LEADS_TO
from shouwen.core.case.events import EVENTS, keys
from shouwen.core.case.spans import span_of, window_of
from shouwen.core.case.vocabulary import ACTOR, CASE, GRADED_BY
from shouwen.core.rulebook import event_keys, names
from shouwen.core.rulebook.document import Sequence
from shouwen.core.rulebook.model import FactType
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.view import View


@dataclass(frozen=True, slots=True)
class Term:
    """
    A variable: `string`, `bool`, `int`, `number`, `list`, `map` or `any`; the values that it (or, for a
    list, its items) can have, None where anything goes; whether it can be empty; and of a list of
    records the fields of each.
    """

    type: str
    values: tuple[str, ...] | None = None
    empty: bool = True
    fields: "tuple[tuple[str, Term], ...] | None" = None

    @property
    def item(self) -> "Term":
        """What one item of the list is."""
        return Term("map", fields=self.fields) if self.fields else Term("string", self.values)


class Terms(dict[str, Term]):
    """
    Variables by name, and the families that count: cases of the customer, and days between `datable` events and dates
    where there are any.
    """

    def __init__(self, named: Mapping[str, Term], datable: Container[str] = ()) -> None:
        super().__init__(named)
        self.datable = datable

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or self._counting(str(name)) is not None

    def __missing__(self, name: str) -> Term:
        term = self._counting(name)
        if term is None:
            raise KeyError(name)
        return term

    def get(self, name: str, default: Term | None = None) -> Term | None:  # type: ignore[override]  # no other default
        try:
            return self[name]
        except KeyError:
            return default

    def _counting(self, name: str) -> Term | None:
        if window_of(name) is not None:
            return Term("int")
        span = span_of(name, self.datable)
        return Term(span.type) if span else None


_FACT_TYPES = {
    FactType.TEXT: "string", FactType.DATE: "string", FactType.CHOICE: "string",
    FactType.NUMBER: "number", FactType.BOOL: "bool", FactType.CHOICES: "list",
}  # fmt: skip
_NEVER_EMPTY = frozenset({"kind", "stage", "actor_role"})
_LIKE_CASE: Mapping[str, tuple[str, ...]] = {
    "registered": ("kind", "channel", "category"),
    "corrected": ("category",),
    "graded": ("level", "severity", "urgency", "prevalence", "flags"),
    "finding_recorded": ("validity",),
    "validity_confirmed": ("validity",),
}
"""Keys of events that hold the same values as the case variable of that name."""
_KEY_TYPES: Mapping[object, str] = {str: "string", bool: "bool", int: "int", float: "number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    case: Mapping[str, Term]
    acting: Mapping[str, Term]
    clauses: tuple[str, ...] | None
    roles: tuple[str, ...] | None
    """The roles of the file beside the built-in ones."""
    held: Mapping[str, str]
    """Role of the file → the built-in role that holds it."""
    rules: tuple[str, ...] | None
    approvals: tuple[str, ...] | None
    parameters: Mapping[str, str] | None
    category_paths: tuple[tuple[str, ...], ...] | None
    dates: tuple[str, ...]
    """The form fields that hold a date."""

    def of_event(self, event: str) -> Mapping[str, Term]:
        """The keys of an event, for `after_where` and `do_where`."""
        terms = {}
        for key, type_ in _event_types(event).items():
            values = self.rules if key == "rule" else None
            if event == "approval_given":
                values = {"approval": self.approvals, "step": self.case["approval_step"].values}.get(key)
            if key in _LIKE_CASE.get(event, ()):
                values = self.case[key].values
            elif (event, key) in event_keys.EVENT_VALUES:
                values = tuple(event_keys.EVENT_VALUES[event, key])
            terms[key] = Term(type_, values, fields=_event_records(event).get(key))
        return terms

    def starting(self, event: str) -> tuple[str, ...]:
        """Where a day or an instant may be told: texts of the trigger, dates of the form."""
        told = (
            key for key, term in self.of_event(event).items() if term.type == "string" and not term.values
        )
        return (*told, *self.dates) if event in EVENTS else ()

    def of_commands(self, commands: tuple[str, ...]) -> Mapping[str, Term]:
        """The keys that the events of all these commands have in the same sense; {} for none and for unknown ones."""
        found = [self.of_event(LEADS_TO.get(command, "")) for command in commands]
        first = found[0] if found else {}
        return {key: term for key, term in first.items() if all(one.get(key) == term for one in found)}

    def knows_role(self, role: str) -> bool:
        return self.roles is None or role in self.roles or role in STAFF_ROLES

    def all_roles(self) -> tuple[str, ...]:
        return (*STAFF_ROLES, *(self.roles or ()))


def scope_of(root: View) -> Scope:
    """Gather the names of a file."""
    roles, clauses = ids(root, "roles"), root.get("clauses")
    dates = tuple(fact.text_of("id") for fact in root.entries("facts") if fact_type(fact) is FactType.DATE)
    datable = frozenset({*dates, *EVENTS})
    case = Terms(_case_terms(root, roles), datable)
    any_role = None if roles is None else (*STAFF_ROLES, *roles)
    actor = {
        name: Term(v.type, any_role if name == "actor_role" else None, name not in _NEVER_EMPTY)
        for name, v in ACTOR.items()
    }
    acting = Terms({**case, **actor}, datable)
    parts = [ids(root, section) for section in ("must", "may", "never")]
    return Scope(
        case=case,
        acting=acting,
        clauses=tuple(key for key, _ in clauses.pairs()) if clauses else None,
        roles=roles,
        held={role.text_of("id"): role.text_of("holds") for role in root.entries("roles")},
        rules=None if None in parts else tuple(rule for part in parts for rule in part or ()),
        approvals=approval_ids(root)[0],
        parameters=_parameters(root),
        category_paths=_category_paths(root),
        dates=dates,
    )


def ids(root: View, section: str) -> tuple[str, ...] | None:
    """The ids in a list of the file; None where the list or an id has another shape."""
    view = root.get(section)
    if view is None:
        return ()
    found = [item.text_of("id") for item in view.items()]
    return tuple(found) if isinstance(view.node, Sequence) and all(found) else None


def approval_ids(root: View) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """The identifiers of the approvals, and those of all their steps; None where the shape is at fault."""
    found = ids(root, "approvals")
    steps = [step.text_of("id") for entry in root.entries("approvals") for step in entry.entries("steps")]
    return found, None if found is None or not all(steps) else tuple(dict.fromkeys(steps))


def fact_type(fact: View) -> FactType | None:
    told = fact.get("type")
    if told is None:
        return FactType.TEXT
    return FactType(told.text) if told.text in set(FactType) else None


def fact_options(fact: View) -> tuple[str, ...] | None:
    options = fact.get("options")
    return tuple(key for key, _ in options.pairs()) if options else None


def walk_categories(
    entries: list[View], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], View]]:
    """Every category with the ids that lead to it."""
    for entry in entries:
        path = (*above, entry.text_of("id"))
        yield path, entry
        yield from walk_categories(entry.entries("children"), path)


def _category_paths(root: View) -> tuple[tuple[str, ...], ...] | None:
    if ids(root, "categories") is None:
        return None
    paths = tuple(path for path, _ in walk_categories(root.entries("categories")))
    return paths if all(path[-1] for path in paths) else None


def _parameters(root: View) -> dict[str, str] | None:
    if ids(root, "parameters") is None:
        return None
    found = {}
    for entry in root.entries("parameters"):
        value = entry.get("value")
        found[entry.text_of("id")] = str(value.value) if value and value.value is not None else ""
    return found


def _case_terms(root: View, roles: tuple[str, ...] | None) -> dict[str, Term]:
    paths = _category_paths(root)
    subjects = None if paths is None else tuple(path[-1] for path in paths)
    own: dict[str, tuple[str, ...] | None] = {
        **{name: tuple(values) for name, values in names.VALUE_NAMES.items()},
        "level": ids(root, "levels"),
        "category": subjects,
        "categories": subjects,
        "approval_step": approval_ids(root)[1],
        "escalated_to": None if roles is None else (*STAFF_ROLES, *roles),
        "accountable_clauses": tuple(key for key, _ in clauses.pairs())
        if (clauses := root.get("clauses"))
        else None,
    }
    terms = {name: Term(v.type, own.get(name), name not in _NEVER_EMPTY) for name, v in CASE.items()}
    figures = _parameters(root) or {}
    terms |= {name: Term("int") for name, value in figures.items() if value.isdecimal() and name not in CASE}
    for fact in root.entries("facts"):
        name, type_ = fact.text_of("id"), fact_type(fact)
        if name in CASE and name not in GRADED_BY:
            continue
        choice = type_ in (FactType.CHOICE, FactType.CHOICES)
        terms[name] = Term(_FACT_TYPES[type_] if type_ else "any", fact_options(fact) if choice else None)
    return terms


@cache
def _event_types(event: str) -> dict[str, str]:
    if event not in EVENTS:
        return {}
    hints = get_type_hints(EVENTS[event])
    return {key: _key_type(hints[key]) for key in keys(event)}


@cache
def _event_records(event: str) -> dict[str, tuple[tuple[str, Term], ...]]:
    """The fields of each item, for the keys of an event that hold lists of records."""
    found = {}
    for key, hint in get_type_hints(EVENTS[event]).items() if event in EVENTS else ():
        record = next((one for one in get_args(hint) if is_dataclass(one)), None)
        if record is not None:
            found[key] = tuple(
                (name, Term(_key_type(type_), tuple(event_keys.RECORD_VALUES[key, name]) if (key, name) in event_keys.RECORD_VALUES else None))
                for name, type_ in get_type_hints(record).items()
            )  # fmt: skip
    return found


def _key_type(hint: object) -> str:
    if hint in _KEY_TYPES:
        return _KEY_TYPES[hint]
    return "list" if str(hint).startswith("tuple") else "map"
