"""The form of one entry of a rule book: its fields with labels and choices, and reading it back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shouwen.application import studio_choices
from shouwen.application.punctuation import listed
from shouwen.application.studio_choices import CONDITIONS
from shouwen.application.studio_entry import EntryView
from shouwen.application.views.names import Named
from shouwen.core.rulebook.outline import Outline
from shouwen.core.rulebook.shapes import (
    FIGURE,
    HOURS,
    LIMIT,
    LIST,
    MANY,
    OFF,
    OPTIONS,
    SHAPES,
    WEEKDAYS,
    WORDS,
    Fields,
)
from shouwen.web.forms.condition import ConditionField, of_post, of_text
from shouwen.web.forms.studio_words import blanks, hints, labels

LONGEST, MOST_OPTIONS, FREE_OPTIONS = 2000, 200, 2
_LATER = {
    "when": 1, "from": 2, "not_before": 2, "remind": 2, "escalate": 2, "pause": 2, "after_where": 3, "do_where": 3,
    "until": 4, "per": 4,
}  # fmt: skip
"""Fields that come after the others: what, when and who is asked first."""
_SELECTS = frozenset(
    {
        "clause",
        "by",
        "after",
        "do",
        "origin",
        "type",
        "holds",
        "based_on",
        "holidays",
        "day",
        "until",
        "per",
        "every",
    }
)
_RESHAPING = {"must": ("after", "do"), "may": ("do",), "never": ("do",), "facts": ("type",), "days": ("day",)}
"""Choices that change what else can be chosen."""
_JOINED = frozenset({"remind", "keywords", "spans", "makeup", *WEEKDAYS})
"""Several short texts on one line."""
_AREAS = frozenset({"text_zh", "text_en", "note_zh", "note_en", "note", "say_zh", "say_en"})
_NAMED_AT_FIRST = frozenset({"clauses", "levels", "parameters", "days"})
"""Sections whose new entries get their identifier by hand."""
_COMMA = re.compile(r"[、，,；;]\s*")
_CHOSEN = ("choice", "choices")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryField:
    """One field. `kind` says how it is asked: line, area, select, checks, tick, limit, condition, options, day, suggest."""

    name: str
    label: str
    kind: str
    value: object = ""
    choices: tuple[Named, ...] = ()
    faults: tuple[str, ...] = ()
    hint: str = ""
    condition: ConditionField | None = None
    source: str = ""
    """Of a limit or figure: the parameter (`=…`) or the date that it comes from."""
    groups: tuple[tuple[str, tuple[Named, ...]], ...] = ()
    """Of many choices: those that are chosen, then all others by their phase."""
    blank: str = ""
    """Of a choice: what choosing nothing means."""
    reshapes: bool = False
    placeholder: str = ""
    """Of a weekday: the hours that hold while none are given."""


def form_fields(view: EntryView, conditions: Mapping[str, ConditionField], language: str) -> list[EntryField]:
    """The fields of an entry in the order in which people think of them."""
    named, hinted, empty = labels(view.section), hints(view.section), blanks()
    sources = {name: _source(view, name, language) for name in _order(view)}
    offered = {name: _choices(view, name, language) for name in _order(view)}
    return [
        EntryField(
            name=name, label=named[name], kind=_kind(view.section, name), choices=offered[name],
            groups=_groups(view, name, offered[name], language),
            faults=view.faults.get(name, ()), value="" if sources[name] else _shown(view, name), hint=hinted.get(name, ""),
            condition=conditions.get(name), source=sources[name], blank=empty.get(name, ""),
            reshapes=name in _RESHAPING.get(view.section, ()), placeholder=_hours(view, name),
        )
        for name in _order(view)
    ]  # fmt: skip


def conditions_of(view: EntryView, language: str) -> dict[str, ConditionField]:
    """The conditions of an entry as the file has them."""
    return {
        name: of_text(
            name, str(view.fields[name]), studio_choices.variables(view.outline, name, view.fields, language)
        )
        for name in SHAPES[view.section]
        if name in CONDITIONS
    }


def read(
    section: str, told: QueryDict, seen: Outline, language: str
) -> tuple[Fields, dict[str, ConditionField]]:
    """What the form says: the fields, and the conditions as they were put together."""
    filled: Fields = {}
    for name, shape in SHAPES[section].items():
        if shape == WORDS:
            for part in (f"{name}_zh", f"{name}_en"):
                filled[part] = _line(told, part)
        elif shape == "flag":
            filled[name] = name in told
        elif shape == OPTIONS:
            asked = section != "facts" or told.get("type") in _CHOSEN
            filled[name] = _options(told) if asked else ()
        elif name in _JOINED:
            filled[name] = _texts(name, _line(told, name))
        elif shape in (LIST, MANY):
            filled[name] = tuple(text for text in told.getlist(name) if text)
        elif shape in (LIMIT, FIGURE):
            source = told.get(f"{name}_from", "")
            filled[name] = source or _line(told, name)
        elif name not in CONDITIONS:
            filled[name] = _line(told, name)
    conditions = {}
    for name in SHAPES[section]:
        if name in CONDITIONS:
            variables = studio_choices.variables(seen, name, filled, language)
            conditions[name] = of_post(name, told, variables)
            filled[name] = conditions[name].text
    return filled, conditions


def _line(told: QueryDict, name: str) -> str:
    return " ".join(told.get(name, "").split())[:LONGEST]


def _texts(name: str, line: str) -> tuple[str, ...]:
    """The texts of a line; between reminders spaces will do."""
    found = tuple(filter(None, _COMMA.split(line.replace(" ", "、") if name == "remind" else line)))
    if (name in WEEKDAYS or name == "makeup") and tuple(map(str.lower, found)) in (
        (_("休息"),),
        ("休息",),
        (OFF,),
    ):
        return (OFF,)
    return found


def _options(told: QueryDict) -> tuple[tuple[str, str, str], ...]:
    rows = zip(told.getlist("option_id"), told.getlist("option_zh"), told.getlist("option_en"), strict=False)
    cleaned = [(id_, " ".join(zh.split())[:200], " ".join(en.split())[:200]) for id_, zh, en in rows]
    return tuple(row for row in cleaned if row[1] or row[2])[:MOST_OPTIONS]


def _order(view: EntryView) -> list[str]:
    keys: list[str] = []
    shapes = SHAPES[view.section]
    for name, shape in sorted(shapes.items(), key=lambda item: _LATER.get(item[0], 0)):
        keys += [f"{name}_zh", f"{name}_en"] if shape == WORDS else [name]
    without = {"id"} if "id" in keys and not (view.new and view.section in _NAMED_AT_FIRST) else set()
    without |= {"options"} if view.section == "facts" and view.fields["type"] not in _CHOSEN else set()
    without |= {"spans"} if view.section == "days" and view.fields["day"] != HOURS else set()
    return [key for key in keys if key not in without]


def _kind(section: str, name: str) -> str:
    shape = SHAPES[section].get(name, WORDS)
    if name in CONDITIONS:
        return "condition"
    if (section, name) == ("days", "id"):
        return "day"
    if shape in (LIMIT, FIGURE):
        return "limit"
    if shape in ("flag", "options"):
        return "tick" if shape == "flag" else "options"
    if shape in (LIST, MANY) and name not in _JOINED:
        return "checks"
    if name == "unit":
        return "suggest"
    if name in _SELECTS and name not in _JOINED:
        return "select"
    return "area" if name in _AREAS else "line"


def _choices(view: EntryView, name: str, language: str) -> tuple[Named, ...]:
    kind, value = _kind(view.section, name), view.fields[name]
    if kind not in ("select", "checks", "limit", "suggest"):
        return ()
    asked = "parameter" if kind == "limit" and name not in ("from", "not_before") else name
    found = studio_choices.choices(
        view.outline, view.section, asked, language, told=view.fields, units=view.units
    )
    if kind == "checks" and isinstance(value, tuple):
        held = [str(one) for one in value]
        known = {one.id for one in found}
        found += tuple(Named(id=one, name=one) for one in held if one not in known)
        if name in (
            "by",
            "escalate",
            "do",
            "clauses",
        ):  # in the order in which they were chosen, then the others
            found = tuple(sorted(found, key=lambda one: held.index(one.id) if one.id in held else len(held)))
    return found


def _groups(
    view: EntryView, name: str, offered: tuple[Named, ...], language: str
) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """What is chosen stands first, in the order of the file, then the phases."""
    value = view.fields[name]
    held = tuple(map(str, value)) if isinstance(value, tuple) else ()
    others = studio_choices.grouped(
        view.section, name, tuple(one for one in offered if one.id not in held), language
    )
    chosen = tuple(one for one in offered if one.id in held)
    return ((_("已选"), chosen), *others) if chosen and others else others


def _shown(view: EntryView, name: str) -> object:
    value = view.fields[name]
    if _kind(view.section, name) == "options" and isinstance(value, tuple):
        return (*value, *([("", "", "")] * FREE_OPTIONS))
    if name in _JOINED and isinstance(value, tuple):
        return _("休息") if value == (OFF,) else _listed(map(str, value))
    return value


def _hours(view: EntryView, name: str) -> str:
    """The hours that hold on a weekday."""
    book = view.outline.book
    if book is None or view.section != "calendar" or name not in WEEKDAYS:
        return ""
    spans = book.calendar.weekly[WEEKDAYS.index(name)]
    told = (f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in spans)
    return _listed(told) or _("休息")


def _listed(parts: Iterable[str]) -> str:
    return listed(parts, language=get_language() or "")


def _source(view: EntryView, name: str, language: str) -> str:
    """What a limit is taken from, where that can be chosen."""
    value = str(view.fields[name])
    known = _kind(view.section, name) == "limit" and value in {
        one.id for one in _choices(view, name, language)
    }
    return value if known or value.startswith("=") else ""
