"""What may be chosen on the form of an entry: clauses, events, commands, roles, parameters; and what conditions may speak of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from shouwen.application.views.names import Named
from shouwen.core.case import phases
from shouwen.core.case.commands import LEADS_TO
from shouwen.core.rulebook import names
from shouwen.core.rulebook.builder import OPERATORS, operators
from shouwen.core.rulebook.event_keys import DATED_KEYS
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.outline import Outline
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.shapes import HOURS, OFF, Fields
from shouwen.core.rulebook.words import FACT_TYPES, ORIGIN_NAMES
from shouwen.core.rulebook.words_periodic import EVERY_NAMES
from shouwen.core.rulebook.words_spans import offered

CONDITIONS = {"when": "case", "while": "acting", "after_where": "after", "do_where": "do"}
"""Field → what its condition speaks of: the case, the case and who acts, the event named by a field."""
CALENDAR_NAMES = {
    "cn-office": Words("周一至周五上班，节假日休息", "Monday to Friday, public holidays off"),
    "cn-office-sat": Words("周一至周六上班，节假日休息", "Monday to Saturday, public holidays off"),
    "round-the-clock": Words("全年昼夜不停", "Day and night, all year round"),
}
_HOLIDAYS = {
    "cn": Words("按国务院放假和调休安排", "public holidays and make-up days of China"), "none": Words("不放节假日", "no holidays"),
}  # fmt: skip
_DAYS = {
    OFF: Words("休息", "off"), "work": Words("上班", "working"), HOURS: Words("上班，时段另定", "working, with hours of its own"),
}  # fmt: skip
_ALLOWED = {"suspend": names.COMMAND_NAMES["suspend"], "extend": names.COMMAND_NAMES["extend"]}
_KINDS = {kind: words for kind, words in names.KIND_NAMES.items() if kind != "review"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """What a condition may speak of, with the comparisons and the values that it has."""

    id: str
    name: str
    type: str
    operators: tuple[Named, ...]
    values: tuple[Named, ...]


def variables(seen: Outline, field: str, told: Fields, language: str) -> tuple[Variable, ...]:
    """What the condition of a field may speak of, by name; () where only the text is offered."""
    if seen.scope is None or seen.book is None:
        return ()
    about = CONDITIONS[field]
    acting = about == "acting" or (about == "case" and isinstance(told.get("do"), tuple))
    event, terms = "", seen.scope.acting if acting else seen.scope.case
    if about in ("after", "do"):
        named = told.get(about, "")
        do = tuple(map(str, named)) if isinstance(named, tuple) else ()
        event = LEADS_TO.get(do[0], "") if do else str(named or "")
        terms = seen.scope.of_commands(do) if isinstance(named, tuple) else seen.scope.of_event(event)
    p = Phrases(seen.book, language)
    found = []
    counting = [] if event else [(name, terms[name]) for name in offered(seen.book) if name in terms]
    for name, term in (*terms.items(), *counting):
        comparisons = operators(term)
        if not comparisons:
            continue
        known = p.values(name, event=event)
        values = tuple(Named(id=v, name=p.say(known[v]) if v in known else v) for v in term.values or known)
        ops = tuple(Named(id=op, name=p.say(OPERATORS[op])) for op in comparisons)
        found.append(
            Variable(
                id=name, name=p.variable(name, event=event), type=term.type, operators=ops, values=values
            )
        )
    return tuple(found)


def choices(
    seen: Outline,
    section: str,
    field: str,
    language: str,
    *,
    told: Fields | None = None,
    units: tuple[Named, ...] = (),
) -> tuple[Named, ...]:
    """What may be chosen for a field of a section; `told` is the form as it stands, `units` those of the organisation."""
    if field in ("unit", "units"):
        return units
    if (section, field) == ("grounds", "do"):
        return _named(_ALLOWED, language)
    if field == "do" and section in ("may", "never"):
        return _named(names.COMMAND_NAMES, language)
    if field in _LISTED:
        return _named(_LISTED[field], language)
    return _OF_BOOK[field](seen, language, told or {})


def grouped(
    section: str, field: str, found: tuple[Named, ...], language: str
) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Commands and events by the phase of the handling: (phase, its choices); () where the choices are neither."""
    if field not in ("after", "do") or section not in ("must", "may", "never"):
        return ()
    place, phase = _EVENTS_BY if section == "must" else _COMMANDS_BY
    known = names.EVENT_NAMES if section == "must" else names.COMMAND_NAMES
    ordered = sorted((one for one in found if one.id in known), key=lambda one: place(one.id))
    held = groupby(ordered, key=lambda one: phase(one.id).name.in_(language))
    return tuple((name, tuple(group)) for name, group in held)


_COMMANDS_BY = (phases.place_of, phases.phase_of)
_EVENTS_BY = (phases.place_of_event, phases.phase_of_event)


def _named(words: Mapping[str, Words], language: str) -> tuple[Named, ...]:
    return tuple(Named(id=key, name=one.in_(language)) for key, one in words.items())


def _clauses(seen: Outline, language: str, _told: Fields) -> tuple[Named, ...]:
    clauses = seen.book.clauses.values() if seen.book else ()
    known = {c.id: c.text.in_(language) for c in clauses}
    ids = (seen.scope.clauses if seen.scope else None) or ()
    return tuple(
        Named(id=c, name=f"{names.clause_name(c).in_(language)} {known.get(c, '')[:40]}") for c in ids
    )


def _roles(seen: Outline, language: str, _told: Fields) -> tuple[Named, ...]:
    own = seen.book.roles if seen.book else ()
    return tuple(Named(id=role.id, name=role.name.in_(language)) for role in own) + _staff(
        seen, language, _told
    )


def _staff(_seen: Outline, language: str, _told: Fields) -> tuple[Named, ...]:
    return tuple(r for r in _named(STAFF_ROLES, language) if r.id not in ("customer", "system"))


def _starting(seen: Outline, language: str, told: Fields) -> tuple[Named, ...]:
    """Parameters, and what tells a day: the keys of the trigger, the dates of the form."""
    after = str(told.get("after", ""))
    own = seen.scope.dates if seen.scope else ()
    days = [
        key for key in (seen.scope.starting(after) if seen.scope else ()) if key in DATED_KEYS or key in own
    ]
    p = Phrases(seen.book, language) if seen.book else None
    named = (p.variable(key, event="" if key in own else after) if p else key for key in days)
    return _parameters(seen, language, told) + tuple(map(_name, days, named))


def _name(id_: str, name: str) -> Named:
    return Named(id=id_, name=name)


def _parameters(seen: Outline, language: str, _told: Fields) -> tuple[Named, ...]:
    ids = (seen.scope.parameters if seen.scope else None) or {}
    p = Phrases(seen.book, language) if seen.book else None
    return tuple(Named(id=f"={one}", name=p.figure(one) if p else one) for one in ids)


def _until(seen: Outline, language: str, told: Fields) -> tuple[Named, ...]:
    """The keys of the trigger that tell a day or an instant."""
    after = str(told.get("after", ""))
    keys = seen.scope.of_event(after) if seen.scope else {}
    return _keys(seen, after, [key for key in keys if key in DATED_KEYS], language)


def _per(seen: Outline, language: str, told: Fields) -> tuple[Named, ...]:
    """The keys that trigger and fulfilment share and that can tell one from another."""
    if seen.scope is None:
        return ()
    after, do = str(told.get("after", "")), str(told.get("do", ""))
    trigger, wanted = seen.scope.of_event(after), seen.scope.of_event(do)
    shared = [key for key, term in trigger.items() if key in wanted and key in _TELLING and term.type in ("string", "int")]  # fmt: skip
    return _keys(seen, after, shared, language)


def _keys(seen: Outline, event: str, keys: list[str], language: str) -> tuple[Named, ...]:
    if seen.book is None:
        return ()
    p = Phrases(seen.book, language)
    return tuple(Named(id=key, name=p.variable(key, event=event)) for key in keys)


_TELLING = frozenset({"number", "unit", "which", "meeting", "who", "person", "edition", "case", "rule", "instance", "file"})  # fmt: skip
_LISTED: Mapping[str, Mapping[str, Words]] = {
    "origin": {str(origin): words for origin, words in ORIGIN_NAMES.items()},
    "type": FACT_TYPES, "kinds": _KINDS, "based_on": CALENDAR_NAMES, "holidays": _HOLIDAYS, "day": _DAYS,
    "after": names.EVENT_NAMES, "do": names.EVENT_NAMES, "every": {str(one): words for one, words in EVERY_NAMES.items()},
}  # fmt: skip
_OF_BOOK: Mapping[str, Callable[[Outline, str, Fields], tuple[Named, ...]]] = {
    "clause": _clauses, "clauses": _clauses, "by": _roles, "escalate": _roles, "holds": _staff, "parameter": _parameters, "from": _starting, "not_before": _starting,
    "until": _until, "per": _per,
}  # fmt: skip
