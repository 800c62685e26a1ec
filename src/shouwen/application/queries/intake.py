"""What the intake form tells while the clerk types."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person
from shouwen.application.promised import PROMISED
from shouwen.application.punctuation import listed
from shouwen.application.queries.conduct import conduct_of
from shouwen.application.tracing import chain_named
from shouwen.application.views.case import Related
from shouwen.application.views.forms import IntakeHelp
from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.decide import Situation, decide
from shouwen.core.case.parsing import BadDataError, parse
from shouwen.core.case.refusals import Refused
from shouwen.core.case.state import ENDED, State
from shouwen.core.obligations import Obligation, Obligations
from shouwen.core.rulebook.model import Category, Words
from shouwen.core.rulebook.names import clause_name
from shouwen.store.crypto import contact_index
from shouwen.store.sql import among, fetch
from shouwen.store.traits import traits

SIMILAR, CANDIDATES, DAYS = 55, 200, 180


def intake_help(person: Person, data: Mapping[str, Any], *, now: datetime) -> IntakeHelp:
    """Help for a form that may be half filled and half wrong; it never refuses."""
    organisation = person.organisation
    rules = rulebooks.in_force_at(organisation, now)[1]
    words = Wording(rules.book, person.language)
    told = {k: str(data.get(k) or "") for k in ("subject", "description", "category", "demand")}
    complainant = data.get("complainant") if isinstance(data.get("complainant"), Mapping) else {}
    contact = str(complainant.get("phone") or complainant.get("email") or "") if complainant else ""
    path, hits = proposed_category(rules.book.categories, f"{told['subject']} {told['description']}")
    category = told["category"] or (path[-1].id if path else "")
    events = _as_if(rules, {**data, "category": category}, now)
    graded = next((x.data for x in events if isinstance(x.data, e.Graded)), None)
    level = rules.book.level(graded.level) if graded else None
    owed = rules.read(events).obligations(now) if events else ()
    english = person.language.startswith("en")
    earlier = earlier_cases(
        person, contact_index(contact), words=words, why="same contact" if english else "同一联系方式"
    )
    return IntakeHelp(
        missing=_missing(rules, data, told, contact, person.language),
        earlier=earlier,
        similar=_similar(
            person,
            told["subject"] or told["description"][:60],
            words=words,
            now=now,
            besides=earlier,
            marks=_marks(data),
        ),
        category=words.category(path[-1].id) if path else None,
        category_why=("keywords: " if english else "命中关键词：") + listed(hits, language=person.language)
        if hits
        else "",
        unit=next((x.unit for x in reversed(rules.book.category_path(category)) if x.unit), ""),
        level=words.level(level.id) if level else None,
        level_why=f"{clause_name(level.clause).in_(person.language)} {words.clause(level.clause)}"
        if level
        else "",
        promises=promises(owed, words=words, zone=rules.calendar.zone),
        conducts=conduct_of(person, contact_index(contact), now.astimezone(rules.calendar.zone).date()),
        chain=chain_named(organisation, _facts(data), usual=rules.book.usual_unit(category)),
    )


def _facts(data: Mapping[str, Any]) -> Mapping[str, Any]:
    facts = data.get("facts")
    return facts if isinstance(facts, Mapping) else {}


def proposed_category(tree: tuple[Category, ...], text: str) -> tuple[tuple[Category, ...], tuple[str, ...]]:
    """The category whose keywords the text hits best, longer words weighing more, with the words hit."""
    best: tuple[int, tuple[Category, ...], tuple[str, ...]] = (0, (), ())

    def walk(prefix: tuple[Category, ...], layer: tuple[Category, ...]) -> None:
        nonlocal best
        for category in layer:
            path = (*prefix, category)
            hits = tuple(word for word in category.keywords if word in text)
            weight = sum(len(word) for word in hits)
            if weight > best[0] or (weight and weight == best[0] and len(path) > len(best[1])):
                best = (weight, path, hits)
            walk(path, category.children)

    walk((), tree)
    return best[1], best[2]


def earlier_cases(
    person: Person, index: str, *, words: Wording, why: str, besides: str = ""
) -> tuple[Related, ...]:
    """Cases of the same contact that this person may see, newest first."""
    if not index:
        return ()
    where = person.sees().add("contact_index = %s AND contact_index <> '' AND number <> %s", index, besides)
    return tuple(
        related(_Brief._make(row), words, why) for row in fetch(_BRIEF.format(where=where), [*where.told, 8])
    )


def briefs(person: Person, numbers: Iterable[str]) -> tuple["_Brief", ...]:
    """The named cases as far as this person may see them."""
    wanted = tuple(numbers)
    where = person.sees().among("number", wanted)
    return tuple(map(_Brief._make, fetch(_BRIEF.format(where=where), [*where.told, len(wanted)])))


def promises(
    owed: tuple[Obligation, ...], *, words: Wording, zone: ZoneInfo, to_customer: bool = False
) -> tuple[str, ...]:
    """The promised times in words, soonest first: in the office's words, or as one says it to the customer."""
    english = words.language.startswith("en")
    told: list[str] = []
    for obligation in sorted(owed, key=lambda o: o.due_at):
        if obligation.do not in PROMISED or not obligation.live:
            continue
        due = obligation.due_at.astimezone(zone)
        name = PROMISED[obligation.do].in_(words.language) if to_customer else words.event(obligation.do).name
        by = due.strftime("by %d %b %H:%M") if english else f"{due.month}月{due.day}日 {due:%H:%M} 前"
        unsure = (" (provisional)" if english else "（暂定）") if obligation.provisional else ""
        told.append(f"{name}: {by}{unsure}" if english else f"{by}{name}{unsure}")
    return tuple(dict.fromkeys(told))


def _as_if(rules: Obligations, data: Mapping[str, Any], now: datetime) -> list[e.Event]:
    """The events that registering the form as it stands would make; none while it does not fit."""
    keys = ("kind", "channel", "category", "facts")
    stand_in = {"subject": "…", "description": "…", "channel": "hotline"}
    try:
        command = parse("register", {**stand_in, **{k: data[k] for k in keys if data.get(k)}})
        situation = Situation(state=State(), obligations=(), book=rules.book, in_force=rules.book)
        return list(decide(situation, command, SYSTEM, now))
    except (Refused, BadDataError):
        return []


def _missing(
    rules: Obligations, data: Mapping[str, Any], told: dict[str, str], contact: str, language: str
) -> tuple[str, ...]:
    english = language.startswith("en")
    names = {
        "subject": ("事由", "Subject"), "description": ("投诉内容", "Description"), "demand": ("投诉请求", "Demand"),
    }  # fmt: skip
    gaps = [zh_en[english] for key, zh_en in names.items() if not told[key]]
    person = data.get("complainant")
    anonymous = isinstance(person, Mapping) and bool(person.get("anonymous"))
    if not contact and not anonymous:
        gaps.append("Contact" if english else "联系方式")
    facts = data.get("facts") if isinstance(data.get("facts"), Mapping) else {}
    kind = data.get("kind") or "complaint"
    gaps += [
        fact.name.in_(language)
        for fact in rules.book.facts
        if fact.required and kind in fact.kinds and not (facts or {}).get(fact.id)
    ]
    return tuple(gaps)


def _marks(data: Mapping[str, Any]) -> dict[str, str]:
    facts = data.get("facts") if isinstance(data.get("facts"), Mapping) else {}
    return traits(str(data.get("place") or ""), dict(facts or {}))


_SAME = {"place": Words("同一地点", "same place"), "batch": Words("同一批次", "same batch"), "object": Words("同一产品或对象", "same object")}  # fmt: skip


def _same(
    person: Person, marks: dict[str, str], *, words: Wording, now: datetime, besides: set[str]
) -> tuple[Related, ...]:
    """Recent cases about the same place, batch or object, newest first."""
    if not marks:
        return ()
    test, told = among("t.mark", marks)
    where = person.sees().add("registered_at >= %s", now - timedelta(days=DAYS))
    inner = (
        f"id IN (SELECT t.case_id FROM store_casetrait t WHERE t.organisation_id = %s AND {test}"
        " ORDER BY t.registered_at DESC LIMIT 50)"
    )
    where.add(inner, person.organisation_id, *told)
    found = list(map(_Brief._make, fetch(_BRIEF.format(where=where), [*where.told, 5 + len(besides)])))
    kinds = _kinds_of([case.number for case in found], marks)
    return tuple(
        related(
            case,
            words,
            listed(
                (_SAME[kind].in_(words.language) for kind in kinds.get(case.number, ())),
                language=words.language,
            ),
        )
        for case in found
        if case.number not in besides
    )[:5]


def _kinds_of(numbers: list[str], marks: dict[str, str]) -> dict[str, list[str]]:
    if not numbers:
        return {}
    test, told = among("c.number", numbers)
    of_marks, marked = among("t.mark", marks)
    rows = fetch(
        f"SELECT c.number, t.kind FROM store_casetrait t JOIN store_case c ON c.id = t.case_id WHERE {test} AND {of_marks}",
        [*told, *marked],
    )
    kinds: dict[str, list[str]] = {}
    for number, kind in rows:
        kinds.setdefault(str(number), []).append(str(kind))
    return {number: sorted(set(found)) for number, found in kinds.items()}


def _similar(
    person: Person,
    text: str,
    *,
    words: Wording,
    now: datetime,
    besides: tuple[Related, ...],
    marks: dict[str, str],
) -> tuple[Related, ...]:
    """Recent cases about the same place, batch or object, then those whose subject reads alike."""
    same = _same(person, marks, words=words, now=now, besides={one.number for one in besides})
    besides = (*besides, *same)
    if len(text) < 4:
        return same
    where = person.sees().add("registered_at >= %s", now - timedelta(days=DAYS))
    recent = map(_Brief._make, fetch(_BRIEF.format(where=where), [*where.told, CANDIDATES]))
    shown = {related.number for related in besides}
    scored = [(fuzz.token_set_ratio(text, case.subject), case) for case in recent if case.number not in shown]
    alike = sorted((pair for pair in scored if pair[0] >= SIMILAR), key=lambda pair: -pair[0])[:5]
    return (*same, *(related(case, words, f"{score:.0f}%") for score, case in alike))


class _Brief(NamedTuple):
    """What is shown of another case."""

    number: str
    subject: str
    stage: str
    registered_at: datetime


_BRIEF = """
SELECT number, subject, stage, registered_at FROM store_case WHERE {where} ORDER BY registered_at DESC LIMIT %s
"""


def related(case: _Brief, words: Wording, why: str) -> Related:
    return Related(
        number=case.number,
        subject=case.subject,
        stage=words.stage(case.stage),
        registered_at=case.registered_at,
        why=why,
        open=case.stage not in ENDED,
    )
