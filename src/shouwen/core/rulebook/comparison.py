"""Two versions of a rule book held against each other: what was added, taken out or changed, in words and figure by figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shouwen.core.rulebook.comparison_figures import Subject, figures_of
from shouwen.core.rulebook.model import (
    Approval,
    Clause,
    Ground,
    Level,
    May,
    Must,
    Never,
    Periodic,
    RuleBook,
    Stall,
    Words,
)
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.words import (
    CHAPTER_NAMES,
    SECTION_NAMES,
    InWords,
    in_words,
)

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure or word of a rule before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One entry of a section that is not the same. `before` and `after` are sentences; "" where there is none."""

    section: str
    section_title: str
    id: str
    clause: str
    change: str
    """added, removed, changed."""
    before: str
    after: str
    figures: tuple[Figure, ...] = ()


def compare(before: RuleBook, after: RuleBook, language: str = "zh") -> tuple[Difference, ...]:
    """Every entry that differs, section by section in the order of the newer book; () for the same rules."""
    told = in_words(before, language), in_words(after, language)
    p = Phrases(before, language), Phrases(after, language)
    old, new = _lines(told[0], p[0]), _lines(told[1], p[1])
    titles = {key: p[0].say(words) for key, words in SECTION_NAMES.items()} | {
        "title": p[0].pick("名称", "Title")
    }
    entries = _entries(before, old), _entries(after, new)
    found = []
    for section in dict.fromkeys(("title", *_order(told[1]), *_order(told[0]), "chapters")):
        was, now = entries[0].get(section, {}), entries[1].get(section, {})
        for key in dict.fromkeys((*now, *was)):
            if was.get(key) == now.get(key):
                continue
            figures = _figures(was.get(key), now.get(key), p)
            said = old.get((section, key), ""), new.get((section, key), "")
            change = ADDED if key not in was else REMOVED if key not in now else CHANGED
            if change == CHANGED and said[0] == said[1] and not figures:
                continue
            found.append(
                Difference(
                    section=section, section_title=titles[section], id=key, change=change,
                    clause=_clause(now.get(key) or was.get(key)), before=said[0], after=said[1], figures=figures,
                )
            )  # fmt: skip
    return tuple(found)


def _order(words: InWords) -> Iterator[str]:
    return (section.id for section in words.sections)


def _lines(words: InWords, p: Phrases) -> dict[tuple[str, str], str]:
    """(section, id) → its sentence; the lines of one id (a clause with its note) together."""
    found = {("title", "title"): p.say(p.book.title)}
    for chapter, clauses in p.book.chapters.items():
        named, cited = p.say(CHAPTER_NAMES.get(chapter, Words(chapter))), map(p.clause, clauses)
        found["chapters", chapter] = named + p.pick("：", ": ") + p.pick("、", ", ").join(cited)
    for section in words.sections:
        for line in section.lines:
            key = section.id, line.id
            found[key] = f"{found[key]}\n{line.text}" if key in found else line.text
    return found


def _entries(book: RuleBook, lines: Mapping[tuple[str, str], str]) -> dict[str, Mapping[str, object]]:
    return {
        "title": {"title": book.title},
        "chapters": book.chapters,
        "approvals": {entry.id: entry for entry in book.approvals},
        "grounds": {entry.id: entry for entry in book.grounds},
        "periodic": {entry.id: entry for entry in book.periodic},
        "reviews": {id_: text for (section, id_), text in lines.items() if section == "reviews"},
        "stall": {"stall": book.stall} if book.stall else {},
        "start": {"starts_at": book.starts_at, "calendar": book.calendar},
        "clauses": book.clauses,
        "levels": {entry.id: entry for entry in book.levels},
        "must": {entry.id: entry for entry in book.must},
        "may": {entry.id: entry for entry in book.may},
        "never": {entry.id: entry for entry in book.never},
        "categories": {
            path[-1].id: Subject(path[-1], tuple(c.name for c in path[:-1])) for path in book.category_paths()
        },
        "facts": {entry.id: entry for entry in book.facts},
        "roles": {entry.id: entry for entry in book.roles},
        "parameters": {entry.id: entry for entry in book.parameters},
    }


def _clause(entry: object) -> str:
    if isinstance(entry, Clause):
        return entry.id
    if isinstance(entry, Level | Must | May | Never | Ground | Stall | Approval | Periodic):
        return entry.clause
    return ""


def _figures(was: object, now: object, p: tuple[Phrases, Phrases]) -> tuple[Figure, ...]:
    if was is None or now is None or type(was) is not type(now):
        return ()
    before, after = figures_of(was, p[0]), figures_of(now, p[1])
    return tuple(
        Figure(label=label, before=before.get(label, ""), after=after.get(label, ""))
        for label in dict.fromkeys((*before, *after))
        if before.get(label, "") != after.get(label, "")
    )
