"""Which parts of a rule book have forms, where they stand in the file, and how each field is filled."""

import re
from collections.abc import Mapping
from typing import TypeAlias

Value: TypeAlias = str | bool | tuple[str, ...] | tuple[tuple[str, str, str], ...]
"""Text, a tick, several texts, or the options of a choice: (identifier, Chinese, English)."""
Fields: TypeAlias = dict[str, Value]
Path: TypeAlias = tuple[str, ...]

NEW = "-"
"""Last part of the pointer of an entry that is not there yet."""
CONDITIONS = frozenset({"when", "while", "after_where", "do_where"})

WORDS, TEXT, LIST, MANY, FLAG = "words", "text", "list", "many", "flag"
"""Words are two fields, `x_zh` and `x_en`. A list of one is written without brackets, `many` always with them."""
NUMBER, LIMIT, FIGURE, OPTIONS = "number", "limit", "figure", "options"
"""A limit or a figure may be `=` and the parameter that it comes from."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CHAPTERS = ("scope", "duties", "training", "assessment", "incentives")
HOURS = "hours"
"""A day with hours of its own; the other two, `work` and `off`, are written as they stand."""
OFF = "off"
"""Hours of a weekday without work."""

SHAPES: Mapping[str, Mapping[str, str]] = {
    "must": {
        "id": TEXT, "clause": TEXT, "name": WORDS, "after": TEXT, "after_where": TEXT, "when": TEXT, "do": TEXT,
        "do_where": TEXT, "by": TEXT, "within": LIMIT, "from": LIMIT, "not_before": LIMIT, "until": TEXT, "per": TEXT, "remind": LIST, "escalate": LIST,
        "pause": FLAG,
    },
    "may": {"id": TEXT, "clause": TEXT, "do": LIST, "do_where": TEXT, "by": LIST, "when": TEXT},
    "never": {"id": TEXT, "clause": TEXT, "do": LIST, "do_where": TEXT, "while": TEXT, "say": WORDS},
    "levels": {"id": TEXT, "name": WORDS, "when": TEXT, "clause": TEXT},
    "clauses": {"id": TEXT, "text": WORDS, "origin": TEXT, "note": TEXT, "statement": FLAG},
    "parameters": {"id": TEXT, "value": TEXT, "note": WORDS},
    "categories": {"id": TEXT, "name": WORDS, "unit": TEXT, "keywords": MANY},
    "facts": {
        "id": TEXT, "name": WORDS, "type": TEXT, "options": OPTIONS, "required": FLAG, "kinds": MANY, "hint": WORDS,
    },
    "roles": {"id": TEXT, "name": WORDS, "holds": TEXT, "units": MANY},
    "grounds": {"id": TEXT, "name": WORDS, "clause": TEXT, "do": LIST, "say": WORDS},
    "periodic": {
        "id": TEXT, "name": WORDS, "clause": TEXT, "every": TEXT, "by": TEXT, "within": LIMIT, "contents": OPTIONS,
    },
    "approvals": {"id": TEXT, "clause": TEXT, "when": TEXT},
    "approval_steps": {
        "id": TEXT, "name": WORDS, "by": LIST, "all": FLAG, "at_least": NUMBER, "meeting": FLAG,
    },
    "title": {"text": WORDS},
    "starts_at": {"text": WORDS},
    "calendar": {"based_on": TEXT, **dict.fromkeys(WEEKDAYS, MANY), "makeup": MANY, "holidays": TEXT, "timezone": TEXT},
    "days": {"id": TEXT, "day": TEXT, "spans": MANY},
    "chapters": {"clauses": MANY},
    "quality": {"clause": TEXT, "pass": FIGURE, "rate": FIGURE},
    "quality_items": {"id": TEXT, "name": WORDS, "points": NUMBER, "least": NUMBER},
    "quality_draws": {"id": TEXT, "name": WORDS, "when": TEXT},
    "objections": {"clause": TEXT, "within": LIMIT, "remind": TEXT},
    "retention": {"clause": TEXT, "years": FIGURE},
    "stall": {"clause": TEXT, "after": LIMIT, "when": TEXT},
}  # fmt: skip
"""Section → its fields and how they are filled."""

PATHS: Mapping[tuple[str, str], Path] = {
    ("must", "escalate"): ("late", "escalate"),
    ("quality", "rate"): ("sample", "rate"),
    ("clauses", "text_en"): ("en",),
    ("title", "text"): (),
    ("starts_at", "text"): (),
    ("chapters", "clauses"): (),
    ("days", "spans"): (),
    **{("calendar", day): ("week", day) for day in WEEKDAYS},
}
"""(section, field) → where the file keeps it below the entry, where that is not the field's own name."""

KEYED = frozenset({"clauses", "days"})
"""Sections whose entries stand under their identifier."""
WHOLE = frozenset(
    {"title", "starts_at", "calendar", "chapters", "quality", "objections", "retention", "stall"}
)
"""Parts of which there is one."""
LASTING = frozenset({"title", "calendar"})
"""Parts that no rule book can be without."""

_PLACES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"/(must|may|never|levels|parameters|facts|roles|grounds|periodic|approvals)/(?:\d{1,4}|-)"
        ),
        "",
    ),
    (re.compile(r"/approvals/\d{1,4}/steps/(?:\d{1,4}|-)"), "approval_steps"),
    (re.compile(r"/clauses/[^/]{1,64}"), "clauses"),
    (re.compile(r"/categories(?:/\d{1,4}/children)*/(?:\d{1,4}|-)"), "categories"),
    (re.compile(r"/(title|starts_at|calendar|quality|objections|retention|stall)"), ""),
    (re.compile(r"/calendar/days/[^/]{1,64}"), "days"),
    (re.compile(rf"/chapters/(?:{'|'.join(CHAPTERS)})"), "chapters"),
    (re.compile(r"/quality/items/(?:\d{1,4}|-)"), "quality_items"),
    (re.compile(r"/quality/sample/always/(?:\d{1,4}|-)"), "quality_draws"),
)


MOVABLE = frozenset(
    {
        "levels",
        "facts",
        "categories",
        "roles",
        "grounds",
        "periodic",
        "approvals",
        "approval_steps",
        "quality_items",
        "quality_draws",
        "must",
        "may",
        "never",
    }
)
"""Sections whose entries stand in an order."""
_CLAUSE_OF_CHAPTER = re.compile(rf"/chapters/(?:{'|'.join(CHAPTERS)})/\d{{1,4}}")


def movable(pointer: str) -> bool:
    """Whether what stands at a place can go before or behind its neighbour: entries, and the clauses of a chapter."""
    last = pointer.rsplit("/", 1)[-1]
    return last != NEW and (
        section_of(pointer) in MOVABLE or _CLAUSE_OF_CHAPTER.fullmatch(pointer) is not None
    )


def section_of(pointer: str) -> str:
    """The section that the entry at a place belongs to; "" for a place that has no form."""
    for pattern, section in _PLACES:
        found = pattern.fullmatch(pointer)
        if found:
            return section or found[1]
    return ""


def path_of(section: str, key: str) -> Path:
    """Where the file keeps a field, below the entry."""
    return PATHS.get((section, key), (key,))
