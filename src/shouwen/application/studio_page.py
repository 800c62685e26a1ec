"""A rule book clause by clause: each clause with the rules that carry it in words, and the origin of its figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from shouwen.application.studio_lines import RuleLine, placed
from shouwen.application.studio_parts import Part, parts_of
from shouwen.application.views.names import Named
from shouwen.core.rulebook.faults import Fault
from shouwen.core.rulebook.model import Clause, Origin, RuleBook
from shouwen.core.rulebook.outline import Outline
from shouwen.core.rulebook.words import ORIGIN_NAMES, in_words

CARRYING = ("levels", "must", "may", "never")
"""Sections whose entries rest on a clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLine:
    id: str
    pointer: str
    text: str
    note: str
    statement: bool
    origin: Named
    rules: tuple[RuleLine, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A rule book as a page shows it."""

    title: str
    version: int
    clauses: tuple[ClauseLine, ...]
    loose: tuple[RuleLine, ...]
    """Rules that name no clause of the book."""
    parameters: tuple[RuleLine, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading, lines): limits and calendar, categories, fields, roles."""
    parts: tuple[Part, ...] = ()
    """Of a draft: everything beside clauses, levels and rules, with its places."""
    faults: tuple[str, ...] = ()
    """What is wrong outside of clauses, rules and parameters; with line and column."""
    count: int = 0
    """All faults."""


def of_book(book: RuleBook, language: str) -> Pages:
    """A rule book without faults."""
    clause_of = {
        (section, entry.id): entry.clause
        for section, entries in (("levels", book.levels), ("must", book.must), ("may", book.may), ("never", book.never))
        for entry in entries
    }  # fmt: skip
    lines: dict[str, list[RuleLine]] = {}
    for line, section in _said(book, language):
        if section in CARRYING:
            lines.setdefault(clause_of[section, line.id], []).append(line)
    return Pages(
        title=book.title.in_(language),
        version=book.version,
        clauses=tuple(
            _clause(clause, tuple(lines.get(clause.id, ())), language) for clause in book.clauses.values()
        ),
        loose=(),
        parameters=tuple(line for line, section in _said(book, language) if section == "parameters"),
        others=_others(book, language),
    )


def of_draft(seen: Outline, language: str) -> Pages:
    """A draft with whatever faults it has; what cannot be told in words stands with its faults."""
    said = {(section, line.id): line for line, section in _said(seen.book, language)} if seen.book else {}
    document = seen.document or {}
    shown: set[Fault] = set()
    lines: dict[str, list[RuleLine]] = {}
    for section in CARRYING:
        listed = document.get(section)
        for n, raw in enumerate(listed if isinstance(listed, list) else []):
            told = raw if isinstance(raw, dict) else {}
            line = _drafted(
                seen, section, f"/{section}/{n}", str(told.get("id") or n), said=said, language=language
            )
            shown |= set(seen.at(line.pointer))
            lines.setdefault(str(told.get("clause") or ""), []).append(line)
    clauses = []
    written = document.get("clauses")
    for id_, raw in written.items() if isinstance(written, dict) else ():
        pointer = f"/clauses/{id_}"
        shown |= set(seen.at(pointer))
        rules = tuple(lines.pop(id_, ()))
        clauses.append(_drafted_clause(seen, pointer, raw, rules=rules, language=language))
    parts = parts_of(seen, language)
    beside = {fault for part in parts for line in part.lines for fault in line.faults}
    version = document.get("version")
    return Pages(
        title=seen.book.title.in_(language) if seen.book else "",
        version=version if isinstance(version, int) else 0,
        clauses=tuple(clauses),
        loose=tuple(line for found in lines.values() for line in found),
        parameters=(),
        others=(),
        parts=parts,
        faults=tuple(
            words
            for fault in seen.faults
            if fault not in shown and (words := placed(fault, language)) not in beside
        ),
        count=len(seen.faults),
    )


def _said(book: RuleBook, language: str) -> Iterator[tuple[RuleLine, str]]:
    for section in in_words(book, language).sections:
        for line in section.lines:
            yield (
                RuleLine(section=section.id, kind=section.title, id=line.id, pointer="", text=line.text),
                section.id,
            )


def _drafted(
    seen: Outline,
    section: str,
    pointer: str,
    id_: str,
    *,
    said: dict[tuple[str, str], RuleLine],
    language: str,
) -> RuleLine:
    told = said.get((section, id_))
    faults = tuple(placed(fault, language) for fault in seen.at(pointer))
    return RuleLine(
        section=section, kind=told.kind if told else "", id=id_, pointer=pointer, faults=faults,
        text=told.text if told and not faults else "",
    )  # fmt: skip


def _clause(clause: Clause, rules: tuple[RuleLine, ...], language: str) -> ClauseLine:
    return ClauseLine(
        id=clause.id, pointer="", text=clause.text.in_(language), note=clause.note, statement=clause.statement,
        origin=Named(id=str(clause.origin), name=ORIGIN_NAMES[clause.origin].in_(language)), rules=rules,
    )  # fmt: skip


def _drafted_clause(
    seen: Outline, pointer: str, raw: object, *, rules: tuple[RuleLine, ...], language: str
) -> ClauseLine:
    told = raw if isinstance(raw, dict) else {"text": raw}
    origin = str(told.get("origin") or Origin.SOURCE)
    known = ORIGIN_NAMES[Origin(origin)].in_(language) if origin in set(Origin) else origin
    text = told.get("en") if language.startswith("en") and told.get("en") else told.get("text")
    return ClauseLine(
        id=pointer.rsplit("/", 1)[1], pointer=pointer, text=str(text or ""), note=str(told.get("note") or ""),
        statement=told.get("statement") is True, origin=Named(id=origin, name=known), rules=rules,
        faults=tuple(placed(fault, language) for fault in seen.at(pointer)),
    )  # fmt: skip


def _others(book: RuleBook, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (section.title, tuple(line.text for line in section.lines))
        for section in in_words(book, language).sections
        if section.id not in (*CARRYING, "clauses", "parameters")
    )
