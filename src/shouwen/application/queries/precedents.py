"""Rulings on who takes what (职责归属先例库): the register, and what it proposes for a case."""

from datetime import date, datetime

from django.db.models import Q

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views.case import CaseView
from shouwen.application.views.names import Named
from shouwen.application.views.supervision import Proposal, Ruling, RulingPage
from shouwen.application.wording import Wording
from shouwen.core.rulebook.model import Category
from shouwen.store.models import Precedent
from shouwen.store.search import tokens

LOOKED_AT = 200
"""Of a category, the newest so many rulings are compared with a case."""
PROPOSED = 3


def rulings(
    person: Person, *, now: datetime, q: str = "", retired: bool = False, cursor: str = "", limit: int = 50
) -> RulingPage:
    """A page of the register, newest first; `q` narrows to a part of words, reason or unit."""
    rows = Precedent.objects.filter(organisation_id=person.organisation_id, retired_at__isnull=not retired)
    if q:
        part = q.replace(NUL, " ")
        rows = rows.filter(
            Q(words__icontains=part) | Q(reason__icontains=part) | Q(unit__name__icontains=part)
        )
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        day = at.date()
        rows = rows.filter(Q(decided_on__lt=day) | Q(decided_on=day, pk__lt=pk))
    found = list(rows.select_related("unit", "case").order_by("-decided_on", "-pk")[: limit + 1])
    shown, words = found[:limit], _words(person, now)
    after = (
        cursor_of(_instant(shown[-1].decided_on, now), shown[-1].pk) if len(found) > limit and shown else ""
    )
    return RulingPage(rows=tuple(_ruling(row, words) for row in shown), next=after)


def ruling(person: Person, key: int, *, now: datetime) -> Ruling:
    """One entry of the register. Raise `NotFoundError`."""
    found = (
        Precedent.objects.filter(organisation_id=person.organisation_id, pk=key)
        .select_related("unit", "case")
        .first()
    )
    if found is None:
        raise NotFoundError
    return _ruling(found, _words(person, now))


def proposals(person: Person, case: CaseView, *, now: datetime) -> tuple[Proposal, ...]:
    """The units that rulings of the past and the category propose, most alike first, each once; none that gave this
    case back.
    """
    words = _words(person, now)
    path = words.book.category_path(case.category.id)
    english = person.language.startswith("en")
    rows = Precedent.objects.filter(
        organisation_id=person.organisation_id,
        retired_at=None,
        category__in=[c.id for c in path] or [""],
    )
    asked = set(tokens(case.subject))
    ranked = sorted(
        (
            (_alike(row, asked, case.category.id), row)
            for row in rows.select_related("unit", "case").order_by("-decided_on", "-pk")[:LOOKED_AT]
        ),
        key=lambda pair: (-pair[0], -pair[1].decided_on.toordinal()),
    )
    found: dict[str, Proposal] = {}
    for likeness, row in ranked:
        fits = likeness > 0 and row.unit.name not in (*found, *case.returned_by)
        if fits and len(found) < PROPOSED:
            own = _ruling(row, words)
            why = "an earlier ruling" if english else "先例"
            found[row.unit.name] = Proposal(unit=row.unit.name, name=row.unit.name, why=why, ruling=own)
    default = _default_unit(path)
    if (
        default not in ("", *found, *case.returned_by)
        and default in rulebooks.household(person.organisation).units
    ):
        why = "by category" if english else "按分类"
        found[default] = Proposal(unit=default, name=default, why=why)
    return tuple(found.values())


def _alike(row: Precedent, asked: set[str], category: str) -> float:
    """How much a ruling is about the same: the share of its words that the case has, more in the same category."""
    own = set(tokens(row.words))
    shared = len(own & asked) / len(own) if own else 0
    return shared + (0.5 if row.category == category else 0)


def _default_unit(path: tuple[Category, ...]) -> str:
    return next((c.unit for c in reversed(path) if c.unit), "")


def _words(person: Person, now: datetime) -> Wording:
    return Wording(rulebooks.in_force_at(person.organisation, now)[1].book, person.language)


def _ruling(row: Precedent, words: Wording) -> Ruling:
    named = words.category(row.category) if row.category else Named(id="", name="")
    return Ruling(
        id=row.pk, category=named, words=row.words, unit=row.unit.name, decided_by=row.decided_by,
        decided_on=row.decided_on, reason=row.reason, case=row.case.number if row.case else "",
        retired=row.retired_at is not None,
    )  # fmt: skip


def _instant(day: date, now: datetime) -> datetime:
    return now.replace(year=day.year, month=day.month, day=day.day)
