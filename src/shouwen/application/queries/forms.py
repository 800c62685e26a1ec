"""What forms ask, in the organisation's own words; organisations for the portal; the rule book in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from shouwen.application import clock
from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person, name_of
from shouwen.application.promised import PROMISED
from shouwen.application.punctuation import beside
from shouwen.application.remembering import remembered
from shouwen.application.views.forms import Field, FormWords
from shouwen.application.views.names import Named
from shouwen.application.wording import Wording
from shouwen.core.rulebook.evidence_kinds import evidence_kinds
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.names import CHANNEL_NAMES, FLAG_NAMES, KIND_NAMES, VALUE_NAMES
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.words import in_words
from shouwen.core.rulebook.words_limits import limit_in_words
from shouwen.store.models import Organisation, Staff, Unit

GRADES = ("severity", "urgency", "prevalence")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCard:
    """An organisation on the portal."""

    slug: str
    name: str
    welcome: str
    hotline: str
    hours: str
    promises: tuple[tuple[str, tuple[str, ...]], ...]
    """(what, limits by grade): what it promises, in words for customers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """The limit of one `must`: as written, and in words."""

    rule: str
    name: str
    clause: str
    written: str
    limit: str
    by: str = ""
    """The role that owes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBookWords:
    title: str
    version: int
    in_force_from: date
    starts_at: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(heading, ((clause, text) …))."""


def form_words(person: Person) -> FormWords:
    """The words of the intake and handling forms for staff."""
    organisation = person.organisation
    version, _rules = rulebooks.in_force_at(organisation, clock.now())
    return _staff_words(organisation.pk, organisation.reference_version, version, person.language)


def portal_form_words(slug: str, language: str) -> FormWords:
    """The words of the public form; no people. Raise `NotFoundError`."""
    organisation = _organisation(slug)
    return _form_words(rulebooks.in_force_at(organisation, clock.now())[1].book, language)


def organisations(language: str) -> tuple[OrganisationCard, ...]:
    """All organisations that have a rule book."""
    found = Organisation.objects.filter(rule_books__isnull=False).distinct().order_by("id")
    return tuple(_card(organisation, language) for organisation in found)


def rule_book_words(person: Person) -> RuleBookWords:
    """The rule book in force in words. Raise `NotFoundError` where there is none."""
    organisation = person.organisation
    version, rules = rulebooks.in_force_at(organisation, clock.now())
    book = rules.book
    return RuleBookWords(
        title=book.title.in_(person.language),
        version=book.version,
        in_force_from=organisation.rule_books.get(pk=version).in_force_from,
        starts_at=book.starts_at.in_(person.language),
        sections=tuple(
            (section.title, tuple((line.clause, line.text) for line in section.lines))
            for section in in_words(book, person.language).sections
        ),
    )


@remembered(256)
def _staff_words(organisation_id: int, _reference_version: int, version: int, language: str) -> FormWords:
    units = Unit.objects.filter(organisation_id=organisation_id)
    people = Staff.objects.select_related("unit", "user").filter(organisation_id=organisation_id)
    return _form_words(rulebooks.book_of(version), language, units=units, people=people)


def _form_words(
    book: RuleBook, language: str, *, units: Iterable[Unit] = (), people: Iterable[Staff] = ()
) -> FormWords:
    words = Wording(book, language)
    return FormWords(
        kinds=tuple(words.kind(kind) for kind in KIND_NAMES if kind != "review"),
        channels=tuple(words.channel(channel) for channel in CHANNEL_NAMES),
        categories=tuple(
            (len(path) - 1, Named(id=path[-1].id, name=path[-1].name.in_(language)))
            for path in book.category_paths()
        ),
        levels=tuple(words.level(level.id) for level in book.levels),
        fields=fields_of(book, language),
        units=tuple(
            Named(id=u.name, name=u.name_en if language.startswith("en") and u.name_en else u.name)
            for u in units
        ),
        staff=tuple((one.unit.name, Named(id=one.user.username, name=one.name)) for one in people),
        roles=(
            *(Named(id=r.id, name=r.name.in_(language)) for r in book.roles),
            *(
                Named(id=r, name=w.in_(language))
                for r, w in STAFF_ROLES.items()
                if r not in ("customer", "system")
            ),
        ),
        grades={
            **{
                g: tuple(Named(id=v, name=w.in_(language)) for v, w in VALUE_NAMES[g].items()) for g in GRADES
            },
            "flags": tuple(Named(id=v, name=w.in_(language)) for v, w in FLAG_NAMES.items()),
        },
        evidence_kinds=evidence_kinds(book, language),
        grounds={
            command: tuple(
                Named(id=g.id, name=beside(g.name.in_(language), g.clause, language=language))
                for g in book.grounds
                if command in g.do
            )
            for command in ("suspend", "extend")
        },
    )


def limits_in_words(person: Person, *, now: datetime) -> tuple[LimitLine, ...]:
    """The limits of the rule book in force, for trying out others."""
    book = rulebooks.in_force_at(person.organisation, now)[1].book
    english = person.language.startswith("en")
    return tuple(
        LimitLine(
            rule=rule.id, name=rule.name.in_(person.language), clause=rule.clause, written=str(rule.within),
            limit=rule.within.words()[english], by=rule.by,
        )
        for rule in book.must
    )  # fmt: skip


def fields_of(book: RuleBook, language: str) -> tuple[Field, ...]:
    """The organisation's own fields, but for those that every form asks in the same way."""
    return tuple(
        Field(
            id=fact.id,
            name=fact.name.in_(language),
            type=str(fact.type),
            options=tuple(Named(id=o.id, name=o.name.in_(language)) for o in fact.options),
            required=fact.required,
            hint=fact.hint.in_(language),
            kinds=fact.kinds,
        )
        for fact in book.facts
        if fact.id not in (*GRADES, "flags")
    )


def _card(organisation: Organisation, language: str) -> OrganisationCard:
    told = organisation.settings
    welcome = told.get("welcome") or {}
    book = rulebooks.in_force_at(organisation, clock.now())[1].book
    promised: dict[str, list[str]] = {}
    for rule in book.must:
        if rule.after == "registered" and rule.do in PROMISED:
            limit = limit_in_words(rule, Phrases(book, language))
            promised.setdefault(PROMISED[rule.do].in_(language), []).append(limit)
    return OrganisationCard(
        slug=organisation.slug,
        name=name_of(organisation, language),
        welcome=str(welcome.get("en" if language.startswith("en") else "zh") or welcome.get("zh") or ""),
        hotline=str(told.get("hotline") or ""),
        hours=str(told.get("hours") or ""),
        promises=tuple((what, tuple(dict.fromkeys(limits))) for what, limits in promised.items()),
    )


def _organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug.replace(NUL, " "), rule_books__isnull=False).first()
    if found is None:
        raise NotFoundError
    return found
