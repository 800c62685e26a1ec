"""One entry of a draft on its form: its fields, what is wrong with each, how it reads, and what goes with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from shouwen.application import studio
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.studio_lines import RuleLine, placed
from shouwen.application.studio_parts import Sayings
from shouwen.application.views.names import Named
from shouwen.core.rulebook.editing import Swap, at
from shouwen.core.rulebook.entry import edits, escaped, fields, place_of, removal
from shouwen.core.rulebook.outline import Outline, outline
from shouwen.core.rulebook.references import references
from shouwen.core.rulebook.shapes import KEYED, LASTING, NEW, WHOLE, Fields, movable, section_of
from shouwen.core.values import Json
from shouwen.store.models import Unit

_FIRST_DO = {"must": "replied", "may": "approve_solution", "never": "close"}
_STEMS = {
    "levels": "level", "parameters": "figure", "categories": "category", "facts": "field", "roles": "role",
    "grounds": "ground", "periodic": "work", "quality_items": "item", "quality_draws": "draw",
    "approvals": "approval", "approval_steps": "step",
}  # fmt: skip


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
    new: bool
    units: tuple[Named, ...]
    """The units of the organisation, for the fields that name some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What taking an entry out of the draft would mean."""

    referring: tuple[RuleLine, ...]
    """The entries that refer to it, as they read."""
    faults: tuple[str, ...]
    """What would be wrong then that is not now."""


def entry(person: Person, name: str, pointer: str, *, clause: str = "") -> EntryView:
    """An entry of the draft, or an empty one (`/must/-`) under a clause. Raise `Refused`, `NotFoundError`."""
    draft = studio.draft(person, name)
    seen = outline(draft.text)
    section, raw = _raw(seen, pointer)
    told = fields(section, raw, id_=pointer.rsplit("/", 1)[1])
    if raw is None:
        told = _proposed(section, told, seen, clause)
    view = _viewed(person, seen, section, pointer, told, version=draft.version, new=raw is None)
    return replace(view, words="", faults={}) if raw is None else view


def preview(person: Person, name: str, pointer: str, filled: Fields) -> EntryView:
    """The entry as it would be with these fields; nothing is stored. Raise `Refused`, `NotFoundError`."""
    draft = studio.draft(person, name)
    before = outline(draft.text)
    section, raw = _raw(before, pointer)
    filled = _identified(section, filled, before, raw)
    text = studio.tried(draft.text, edits(section, pointer, raw, filled, document=before.document))
    seen = outline(text)
    known = {(fault.path, fault.code) for fault in before.faults}
    view = _viewed(person, seen, section, pointer, filled, version=draft.version, new=raw is None)
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
    filled = _identified(section, filled, seen, raw)
    wanted = edits(section, pointer, raw, filled, document=seen.document)
    return studio.edit(person, name, wanted, version=version, now=now) if wanted else draft


def consequences(person: Person, name: str, pointer: str) -> Consequences:
    """What taking the entry out would mean; nothing is stored. Raise `Refused`, `NotFoundError`."""
    draft = studio.draft(person, name)
    before = outline(draft.text)
    _removable(before, pointer)
    document = before.document or {}
    after = outline(studio.tried(draft.text, [removal(document, pointer)]))
    known = [(fault.code, fault.message_zh) for fault in before.faults if fault not in before.at(pointer)]
    new = []
    for fault in after.faults:
        if (fault.code, fault.message_zh) in known:
            known.remove((fault.code, fault.message_zh))
        else:
            new.append(placed(fault, person.language))
    return Consequences(
        referring=tuple(map(Sayings(before, person.language).line, references(document, pointer))),
        faults=tuple(new),
    )


def remove(person: Person, name: str, pointer: str, *, version: int, now: datetime) -> studio.Draft:
    """Take the entry out of the draft. Raise `Refused`, `NotFoundError`, `ConflictError`."""
    seen = outline(studio.draft(person, name).text)
    _removable(seen, pointer)
    return studio.edit(person, name, [removal(seen.document, pointer)], version=version, now=now)


def move(
    person: Person, name: str, pointer: str, *, up: bool, version: int, now: datetime
) -> tuple[studio.Draft, str]:
    """Put an entry before the one above it, or behind the one below; answer with its new place. Everything else in the file stays
    as it was written. Raise `Refused`, `NotFoundError`, `ConflictError`.
    """
    seen = outline(studio.draft(person, name).text)
    if seen.document is None:
        raise Refused("not_editable", say=studio.UNREADABLE)
    if not movable(pointer) or at(seen.document, pointer) is None:
        raise NotFoundError
    above, last = pointer.rsplit("/", 1)
    listed, target = at(seen.document, above), int(last) + (-1 if up else 1)
    if not isinstance(listed, list) or not 0 <= target < len(listed):
        raise Refused("not_editable", say=studio.AT_THE_END)
    first = min(int(last), target)
    draft = studio.edit(person, name, [Swap(f"{above}/{first}")], version=version, now=now)
    return draft, f"{above}/{target}"


def _removable(seen: Outline, pointer: str) -> None:
    """Raise `Refused` for what no rule book can be without, `NotFoundError` for what is not there."""
    section, raw = _raw(seen, pointer)
    if raw is None:
        raise NotFoundError
    if section in LASTING:
        raise Refused("not_editable", say=studio.NEEDED)


def _raw(seen: Outline, pointer: str) -> tuple[str, Json]:
    """(section, the entry as it stands); None for a new one. Raise `NotFoundError`, `Refused`."""
    section = section_of(pointer)
    if not section:
        raise NotFoundError
    if seen.document is None:
        raise Refused("not_editable", say=studio.UNREADABLE)
    raw = at(seen.document, pointer)
    above = pointer.removesuffix(f"/children/{NEW}")
    lost = above != pointer and not isinstance(at(seen.document, above), dict)
    if lost or (raw is None and not pointer.endswith(f"/{NEW}") and section not in WHOLE):
        raise NotFoundError
    return section, raw


def _place(seen: Outline, section: str, pointer: str, told: Fields) -> str:
    """Where the entry stands in the tried text."""
    if not pointer.endswith(f"/{NEW}"):
        return pointer
    above = pointer.rsplit("/", 1)[0]
    if section in KEYED:
        return f"{above}/{escaped(str(told['id']))}"
    listed = at(seen.document, above)
    return f"{above}/{len(listed) - 1}" if isinstance(listed, list) else pointer


def _viewed(
    person: Person, seen: Outline, section: str, pointer: str, told: Fields, *, version: int, new: bool
) -> EntryView:
    place = _place(seen, section, pointer, told)
    faults: dict[str, list[str]] = {}
    for fault in seen.at(place):
        field = place_of(section, fault.path.removeprefix(place))
        message = fault.message(person.language)
        faults.setdefault(field, []).append(message if field else placed(fault, person.language))
    return EntryView(
        section=section, pointer=pointer, version=version, fields=told, elsewhere=(), outline=seen,
        words="" if seen.at(place) else Sayings(seen, person.language).of(place), new=new, units=_units(person),
        faults={field: tuple(dict.fromkeys(found)) for field, found in faults.items()},
    )  # fmt: skip


def _units(person: Person) -> tuple[Named, ...]:
    english = person.language.startswith("en")
    found = Unit.objects.filter(organisation_id=person.organisation_id).order_by("pk")
    return tuple(Named(id=unit.name, name=(english and unit.name_en) or unit.name) for unit in found)


def _proposed(section: str, told: Fields, seen: Outline, clause: str) -> Fields:
    """A beginning for a new entry, so that its form is not empty."""
    told = {**told, "clause": clause} if "clause" in told else told
    if section == "must":
        return {**told, "after": "registered", "do": "replied", "by": "handler", "within": "3wd"}
    if section in _FIRST_DO:
        return {**told, "do": (_FIRST_DO[section],), **({"by": ("unit_head",)} if section == "may" else {})}
    clauses = (seen.scope.clauses if seen.scope else None) or ("c0",)
    if section == "clauses":
        return {**told, "id": _numbered(clauses[-1], clauses)}
    beginnings: Mapping[str, Fields] = {
        "facts": {"type": "text"}, "roles": {"holds": "unit_head"}, "days": {"id": "", "day": "off"},
        "quality": {"pass": "80"}, "quality_items": {"points": "10"}, "objections": {"within": "5wd"}, "stall": {"after": "5wd"}, "retention": {"years": "5"},
        "grounds": {"do": ("suspend",)}, "periodic": {"every": "month", "by": "supervisor", "within": "5wd"}, "approval_steps": {"by": ("unit_head",), "at_least": "1"},
    }  # fmt: skip
    first = (
        {"clause": clause or clauses[0]}
        if section in ("quality", "objections", "grounds", "periodic", "stall", "retention", "approvals")
        else {}
    )
    return {**told, **beginnings.get(section, {}), **first}


def _identified(section: str, filled: Fields, seen: Outline, raw: Json) -> Fields:
    """With an identifier where the form asks for none: after what is to be done."""
    for key in ("options", "contents"):
        rows = filled.get(key)
        if isinstance(rows, tuple):
            present = raw.get(key) if isinstance(raw, dict) else None
            known = set(present) if isinstance(present, dict) else set()
            filled = {**filled, key: _with_ids(rows, known)}
    if raw is not None or section in WHOLE:
        return filled
    if section in KEYED and not filled.get("id"):
        raise Refused("not_editable", say=studio.UNNAMED)
    around = {"clauses": "/clauses", "days": "/calendar/days"}.get(section)
    if around and at(seen.document, f"{around}/{escaped(str(filled['id']))}") is not None:
        raise Refused("not_editable", say=studio.TAKEN)
    if filled.get("id"):
        return filled
    do = filled.get("do") if section in _FIRST_DO else _STEMS.get(section, section)
    first = do[0] if isinstance(do, tuple) and do else do
    wanted = str(first or section).replace("_", "-") if section in _FIRST_DO else f"{first}1"
    taken = set(_ids(seen.document))
    return {**filled, "id": wanted if wanted not in taken else _numbered(f"{wanted}-1" if section in _FIRST_DO else wanted, taken)}  # fmt: skip


def _ids(document: Json) -> Iterable[str]:
    """Every identifier in the document."""
    if isinstance(document, dict):
        own = document.get("id")
        yield from [own] if isinstance(own, str) else []
    for inner in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():  # fmt: skip
        yield from _ids(inner)


def _with_ids(options: tuple[object, ...], present: set[str]) -> tuple[tuple[str, str, str], ...]:
    """The options of a choice, new ones with an identifier of their own, that no option had before."""
    rows = [(str(row[0]), str(row[1]), str(row[2])) for row in options if isinstance(row, tuple)]
    taken = present | {row[0] for row in rows}
    found = []
    for id_, zh, en in rows:
        told = id_ or _numbered("o0", taken)
        taken.add(told)
        found.append((told, zh, en))
    return tuple(found)


def _numbered(id_: str, taken: Iterable[str]) -> str:
    """The identifier with the next number at its end that is free."""
    known = set(taken)
    stem = id_.rstrip("0123456789")
    number = int(id_[len(stem) :] or 0) + 1
    while f"{stem}{number}" in known:
        number += 1
    return f"{stem}{number}"
