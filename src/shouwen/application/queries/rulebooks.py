"""Rule books for programs: those installed in the caller's organisation, and the shipped ones."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shouwen import rulebooks as shipped
from shouwen.application import rules as installed
from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.core.rulebook.model import Category, Fact, May, Must, Never, Reminder, RuleBook
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.words import must_in_words
from shouwen.core.rulebook.words_periodic import periodic_lines
from shouwen.core.rulebook.words_powers import may_in_words, never_in_words
from shouwen.store.models import RuleBookVersion


def rule_books(person: Person, *, now: datetime) -> list[dict[str, Any]]:
    """Every rule book that the person may read, with its versions, by name."""
    versions = _versions(person)
    names = sorted({*shipped.shipped(), *(row.slug for row in versions)})
    current = _in_force(person, now) if versions else None
    return [_line(name, versions, current, person.language) for name in names]


def rule_book(person: Person, name: str, *, now: datetime, version: int | None = None) -> dict[str, Any]:
    """One rule book in full: `version`, else the one in force, else the newest, else the shipped file.
    Raise `NotFoundError`.
    """
    versions = _versions(person)
    current = _in_force(person, now) if versions else None
    own = [row for row in versions if row.slug == name]
    if not own and name not in shipped.shipped():
        raise NotFoundError
    chosen = _chosen(own, current, version)
    book = installed.book_of(chosen.pk) if chosen is not None else shipped.rule_book(name)
    if version is not None and book.version != version:
        raise NotFoundError
    language = person.language
    return {
        **_line(name, versions, current, language),
        "title": book.title.in_(language),
        "version": book.version,
        "starts_at": book.starts_at.in_(language),
        **_parts(book, language),
        "rules": {
            "must": [_must(rule, book, language) for rule in book.must],
            "may": [_may(rule, book, language) for rule in book.may],
            "never": [_never(rule, book, language) for rule in book.never],
        },
        "periodic": _periodic(book, language),
    }


def _versions(person: Person) -> list[RuleBookVersion]:
    return list(
        RuleBookVersion.objects.filter(organisation_id=person.organisation_id).order_by("in_force_from", "id")
    )


def _in_force(person: Person, now: datetime) -> RuleBookVersion:
    return RuleBookVersion.objects.get(pk=installed.in_force_at(person.organisation, now)[0])


def _chosen(
    own: list[RuleBookVersion], current: RuleBookVersion | None, version: int | None
) -> RuleBookVersion | None:
    if version is not None:
        return next((row for row in own if row.version == version), None)
    return next((row for row in own if row == current), own[-1] if own else None)


def _line(
    name: str, versions: Iterable[RuleBookVersion], current: RuleBookVersion | None, language: str
) -> dict[str, Any]:
    own = [row for row in versions if row.slug == name]
    title = installed.book_of(own[-1].pk).title if own else shipped.rule_book(name).title
    told = [
        {"version": row.version, "in_force_from": row.in_force_from.isoformat(), "in_force": row == current}
        for row in own
    ]
    if not own:
        told = [{"version": shipped.rule_book(name).version, "in_force_from": None, "in_force": False}]
    return {
        "name": name,
        "title": title.in_(language),
        "installed": bool(own),
        "shipped": name in shipped.shipped(),
        "versions": told,
    }


def _parts(book: RuleBook, language: str) -> dict[str, Any]:
    return {
        "clauses": [
            {
                "id": clause.id, "text": clause.text.in_(language), "statement": clause.statement,
                "origin": str(clause.origin), "note": clause.note,
            }
            for clause in book.clauses.values()
        ],
        "levels": [
            {"id": x.id, "name": x.name.in_(language), "when": x.when.text, "clause": x.clause}
            for x in book.levels
        ],
        "categories": [_category(category, language) for category in book.categories],
        "facts": [_fact(fact, language) for fact in book.facts],
    }  # fmt: skip


def _category(category: Category, language: str) -> dict[str, Any]:
    return {
        "id": category.id,
        "name": category.name.in_(language),
        "unit": category.unit,
        "keywords": list(category.keywords),
        "children": [_category(child, language) for child in category.children],
    }


def _fact(fact: Fact, language: str) -> dict[str, Any]:
    return {
        "id": fact.id,
        "name": fact.name.in_(language),
        "type": str(fact.type),
        "options": [{"id": option.id, "name": option.name.in_(language)} for option in fact.options],
        "required": fact.required,
        "kinds": list(fact.kinds),
    }


def _must(rule: Must, book: RuleBook, language: str) -> dict[str, Any]:
    return {
        "id": rule.id, "clause": rule.clause, "name": rule.name.in_(language), "after": rule.after,
        "after_where": rule.after_where.text, "when": rule.when.text, "do": rule.do, "do_where": rule.do_where.text,
        "by": rule.by, "within": str(rule.within), "parameter": rule.parameter, **_start(rule),
        "pauses": rule.pause,
        "remind": [_mark(reminder) for reminder in rule.remind], "escalate": list(rule.escalate),
        "words": must_in_words(rule, book, language),
    }  # fmt: skip


def _periodic(book: RuleBook, language: str) -> list[dict[str, Any]]:
    told = zip(book.periodic, periodic_lines(Phrases(book, language)), strict=True)
    return [
        {
            "id": work.id, "clause": work.clause, "name": work.name.in_(language), "every": str(work.every), "by": work.by,
            "within": str(work.within), "parameter": work.parameter,
            "contents": [{"id": one.id, "name": one.name.in_(language)} for one in work.contents], "words": line.text,
        }
        for work, line in told
    ]  # fmt: skip


def _start(rule: Must) -> dict[str, str]:
    """`from` and `not_before`, one of them or neither told."""
    told = "" if rule.start is None else str(rule.start.after or rule.start.key)
    early = rule.start is not None and rule.start.early
    return {"from": told if early else "", "not_before": "" if early else told}


def _mark(reminder: Reminder) -> str:
    return str(reminder.before) if reminder.before is not None else f"{reminder.percent}%"


def _may(rule: May, book: RuleBook, language: str) -> dict[str, Any]:
    return {
        "id": rule.id, "clause": rule.clause, "do": list(rule.do), "by": list(rule.by), "when": rule.when.text,
        "do_where": rule.do_where.text,
        "words": may_in_words(rule, book, language),
    }  # fmt: skip


def _never(rule: Never, book: RuleBook, language: str) -> dict[str, Any]:
    return {
        "id": rule.id, "clause": rule.clause, "do": list(rule.do), "do_where": rule.do_where.text, "while": rule.while_.text,
        "say": rule.say.in_(language), "words": never_in_words(rule, book, language),
    }  # fmt: skip
