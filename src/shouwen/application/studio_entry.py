"""One entry of a draft on its form: its fields, what is wrong with each, how it reads, and what may be chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from shouwen.application import studio
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.studio_page import placed
from shouwen.application.views import Named
from shouwen.core.case.commands import LEADS_TO
from shouwen.core.rulebook.builder import OPERATORS, operators
from shouwen.core.rulebook.editing import Remove, at
from shouwen.core.rulebook.entry import NEW, SHAPES, Fields, edits, fields, place_of
from shouwen.core.rulebook.model import Origin
from shouwen.core.rulebook.names import COMMAND_NAMES, EVENT_NAMES
from shouwen.core.rulebook.outline import Outline, outline
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.words import ORIGIN_NAMES, in_words
from shouwen.core.rulebook.words_spans import offered
from shouwen.core.values import Json

CONDITIONS = {"when": "case", "while": "acting", "after_where": "after", "do_where": "do"}
"""Field → what its condition speaks of: the case, the case and who acts, the event named by a field."""
_FIRST_DO = {"must": "replied", "may": "approve_solution", "never": "close"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """What a condition may speak of, with the comparisons and the values that it has."""

    id: str
    name: str
    type: str
    operators: tuple[Named, ...]
    values: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry as it is, or as it would be."""

    section: str
    pointer: str
    version: int
    fields: Fields
    words: str
    """How it reads; "" while it cannot be told."""
    faults: Mapping[str, tuple[str, ...]]
    """Field → what is wrong there; "" for the entry as a whole."""
    elsewhere: tuple[str, ...]
    """What the entry makes wrong in other places, with line and column."""
    outline: Outline

    @property
    def new(self) -> bool:
        return self.pointer.endswith(f"/{NEW}")


def entry(person: Person, name: str, pointer: str, *, clause: str = "") -> EntryView:
    """An entry of the draft, or an empty one (`/must/-`) under a clause. Raise `Refused`, `NotFoundError`."""
    draft = studio.draft(person, name)
    seen = outline(draft.text)
    section, raw = _raw(seen, pointer)
    told = fields(section, raw, id_=pointer.rsplit("/", 1)[1])
    if raw is None:
        told = _proposed(section, told, seen, clause)
    return _viewed(person, seen, section, pointer, told, version=draft.version)


def preview(person: Person, name: str, pointer: str, filled: Fields) -> EntryView:
    """The entry as it would be with these fields; nothing is stored. Raise `Refused`, `NotFoundError`."""
    draft = studio.draft(person, name)
    before = outline(draft.text)
    section, raw = _raw(before, pointer)
    filled = _named(section, filled, before) if raw is None else filled
    text = studio.tried(draft.text, edits(section, pointer, raw, filled))
    seen = outline(text)
    known = {(fault.path, fault.code) for fault in before.faults}
    view = _viewed(person, seen, section, pointer, filled, version=draft.version)
    place = _place(seen, section, pointer, filled)
    caused = [f for f in seen.faults if f not in seen.at(place) and (f.path, f.code) not in known]
    return replace(view, elsewhere=tuple(placed(fault, person.language) for fault in caused))


def save(
    person: Person, name: str, pointer: str, filled: Fields, *, version: int, now: datetime
) -> studio.Draft:
    """Write the fields into the draft. Raise `Refused`, `NotFoundError`, `ConflictError`."""
    draft = studio.draft(person, name)
    seen = outline(draft.text)
    section, raw = _raw(seen, pointer)
    filled = _named(section, filled, seen) if raw is None else filled
    wanted = edits(section, pointer, raw, filled)
    return studio.edit(person, name, wanted, version=version, now=now) if wanted else draft


def remove(person: Person, name: str, pointer: str, *, version: int, now: datetime) -> studio.Draft:
    """Take the entry out of the draft. Raise `Refused`, `NotFoundError`, `ConflictError`."""
    _, raw = _raw(outline(studio.draft(person, name).text), pointer)
    if raw is None:
        raise NotFoundError
    return studio.edit(person, name, [Remove(pointer)], version=version, now=now)


def variables(seen: Outline, field: str, told: Fields, language: str) -> tuple[Variable, ...]:
    """What the condition of a field may speak of, by name; () where only the text is offered."""
    if seen.scope is None or seen.book is None:
        return ()
    about = CONDITIONS[field]
    acting = about == "acting" or (about == "case" and isinstance(told.get("do"), tuple))
    event, terms = "", seen.scope.acting if acting else seen.scope.case
    if about in ("after", "do"):
        named = told.get(about, "")
        event = LEADS_TO.get(named[0], "") if isinstance(named, tuple) and named else str(named)
        terms = seen.scope.of_commands(named) if isinstance(named, tuple) else seen.scope.of_event(event)
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


def choices(seen: Outline, field: str, language: str) -> tuple[Named, ...]:
    """What may be chosen for a field: clauses, events, commands, roles, parameters, origins."""
    if field == "clause":
        clauses = seen.book.clauses.values() if seen.book else ()
        known = {c.id: c.text.in_(language) for c in clauses}
        ids = (seen.scope.clauses if seen.scope else None) or ()
        return tuple(Named(id=c, name=f"{c} {known.get(c, '')[:40]}") for c in ids)
    if field in ("by", "escalate"):
        own = seen.book.roles if seen.book else ()
        roles = {**{role.id: role.name for role in own}, **STAFF_ROLES}
        return tuple(
            Named(id=r, name=w.in_(language)) for r, w in roles.items() if r not in ("customer", "system")
        )
    if field == "parameter":
        ids = tuple((seen.scope.parameters if seen.scope else None) or {})
        return tuple(Named(id=one, name=one) for one in ids)
    if field == "origin":
        return tuple(Named(id=str(o), name=ORIGIN_NAMES[o].in_(language)) for o in Origin)
    names = COMMAND_NAMES if field == "do_command" else EVENT_NAMES
    return tuple(Named(id=key, name=words.in_(language)) for key, words in names.items())


def section_of(pointer: str) -> str:
    """Raise `NotFoundError` for a place that has no form."""
    parts = pointer.split("/")
    if len(parts) != 3 or parts[0] or parts[1] not in SHAPES or not parts[2]:
        raise NotFoundError
    return parts[1]


def _raw(seen: Outline, pointer: str) -> tuple[str, Json]:
    """(section, the entry as it stands); None for a new one. Raise `NotFoundError`, `Refused`."""
    section = section_of(pointer)
    if seen.document is None:
        raise Refused("not_editable", say=studio.UNREADABLE)
    raw = at(seen.document, pointer)
    if raw is None and not pointer.endswith(f"/{NEW}"):
        raise NotFoundError
    return section, raw


def _place(seen: Outline, section: str, pointer: str, told: Fields) -> str:
    """Where the entry stands in the tried text."""
    if not pointer.endswith(f"/{NEW}"):
        return pointer
    if section == "clauses":
        return f"/clauses/{told['id']}"
    listed = at(seen.document, f"/{section}")
    return f"/{section}/{len(listed) - 1}" if isinstance(listed, list) else pointer


def _viewed(
    person: Person, seen: Outline, section: str, pointer: str, told: Fields, *, version: int
) -> EntryView:
    place = _place(seen, section, pointer, told)
    faults: dict[str, list[str]] = {}
    for fault in seen.at(place):
        field = place_of(section, fault.path.removeprefix(place))
        message = fault.message(person.language)
        faults.setdefault(field, []).append(message if field else placed(fault, person.language))
    return EntryView(
        section=section, pointer=pointer, version=version, fields=told, elsewhere=(), outline=seen,
        words=said(seen, section, str(told["id"]), person.language),
        faults={field: tuple(dict.fromkeys(found)) for field, found in faults.items()},
    )  # fmt: skip


def said(seen: Outline, section: str, id_: str, language: str) -> str:
    """The entry in words; "" while it has faults."""
    if seen.book is None:
        return ""
    lines = (
        line for part in in_words(seen.book, language).sections if part.id == section for line in part.lines
    )
    return next((line.text for line in lines if line.id == id_), "")


def _proposed(section: str, told: Fields, seen: Outline, clause: str) -> Fields:
    """A beginning for a new entry, so that its form is not empty."""
    told = {**told, "clause": clause} if "clause" in told else told
    if section == "must":
        return {**told, "after": "registered", "do": "replied", "by": "handler", "within": "3wd"}
    if section in _FIRST_DO:
        return {**told, "do": (_FIRST_DO[section],), **({"by": ("unit_head",)} if section == "may" else {})}
    if section == "clauses":
        clauses = (seen.scope.clauses if seen.scope else None) or ("c0",)
        return {**told, "id": _numbered(clauses[-1], clauses)}
    return told


def _named(section: str, filled: Fields, seen: Outline) -> Fields:
    """With an identifier where the form asks for none: after what is to be done."""
    if filled.get("id"):
        return filled
    do = filled.get("do") or {"levels": "level", "parameters": "figure"}.get(section, section)
    first = do[0] if isinstance(do, tuple) else str(do)
    wanted = first.replace("_", "-") if section != "parameters" else first
    taken = set(seen.scope.rules or ()) if seen.scope and seen.scope.rules else set()
    listed = at(seen.document, f"/{section}")
    taken |= (
        {str(one.get("id")) for one in listed if isinstance(one, dict)} if isinstance(listed, list) else set()
    )
    return {**filled, "id": wanted if wanted not in taken else _numbered(f"{wanted}-1", taken)}


def _numbered(id_: str, taken: Iterable[str]) -> str:
    """The identifier with the next number at its end that is free."""
    known = set(taken)
    stem = id_.rstrip("0123456789")
    number = int(id_[len(stem) :] or 0) + 1
    while f"{stem}{number}" in known:
        number += 1
    return f"{stem}{number}"
