"""Cases whose time of keeping is over, requests for deletion, and what was disposed of."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views.disposal import Batch, DisposalPage, DisposalRow, DuePage, DueRow
from shouwen.application.views.names import Named
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names_disposal import BASIS_NAMES, STANDS_NAMES
from shouwen.store.models import Case, CaseDisposal
from shouwen.store.visibility import recused, visible

KEEPERS = frozenset({"intake", "supervisor", "executive", "auditor"})
"""Roles that read what is due and what was disposed of."""
PAGE = 25
MOST = 10_000


def may_keep_records(person: Person) -> bool:
    return bool(person.acting.roles & KEEPERS)


def due(person: Person, *, today: date, cursor: str = "") -> DuePage:
    """Cases that may be proposed for disposal on that day, those longest over first. Raise `NotFoundError`."""
    _keepers(person)
    seen = visible(person.sees()).filter(organisation_id=person.organisation_id, dispose_from__lte=today)
    place = day_of(cursor)
    if place is not None:
        day, pk = place
        seen = seen.filter(Q(dispose_from__gt=day) | Q(dispose_from=day, pk__gt=pk))
    found = list(seen.order_by("dispose_from", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    more = f"{shown[-1].dispose_from}.{shown[-1].pk}" if len(found) > PAGE else ""
    return DuePage(rows=tuple(_due(case, person) for case in shown), next=more)


def disposals(person: Person, *, stands: str, cursor: str = "") -> DisposalPage:
    """Cases that stand so (`STANDS_NAMES`), newest first. Raise `NotFoundError`."""
    _keepers(person)
    rows = _scope(person).filter(stands=stands.replace(NUL, ""))
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    found = list(rows.select_related("case").order_by("-at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return DisposalPage(
        rows=tuple(_row(one, person) for one in shown),
        next=cursor_of(shown[-1].at, shown[-1].pk) if len(found) > PAGE else "",
    )


def disposal_counts(person: Person, *, today: date) -> dict[str, int]:
    """How many are due, and how many stand where. Raise `NotFoundError`."""
    _keepers(person)
    counted = _scope(person).order_by().values("stands").annotate(n=Count("pk"))
    over = Case.objects.filter(organisation_id=person.organisation_id, dispose_from__lte=today)
    over = over.exclude(pk__in=recused(person.staff_id))
    return {"due": over.count(), **{row["stands"]: row["n"] for row in counted}}


def batch(person: Person, number: str) -> Batch:
    """A batch with all its cases. Raise `NotFoundError`."""
    _keepers(person)
    found = (
        _scope(person).filter(batch=number.replace(NUL, "")).select_related("case").order_by("case__number")
    )
    rows = tuple(_row(one, person) for one in found[:MOST])
    if not number or not rows:
        raise NotFoundError
    decided = [row for row in rows if row.stands.id == "disposed"]
    return Batch(
        number=number, rows=rows, bases=tuple(dict.fromkeys(row.basis for row in rows)),
        proposed_by=tuple(dict.fromkeys(row.proposed_by for row in rows)),
        decided_by=tuple(dict.fromkeys(row.decided_by for row in decided)),
        proposed_at=min((row.proposed_at for row in rows if row.proposed_at), default=None),
        decided_at=max((row.decided_at for row in decided if row.decided_at), default=None),
        texts=sum(row.texts for row in decided), files=sum(row.files for row in decided),
    )  # fmt: skip


def _keepers(person: Person) -> None:
    if not may_keep_records(person):
        raise NotFoundError


def _scope(person: Person) -> QuerySet[CaseDisposal]:
    rows = CaseDisposal.objects.filter(organisation_id=person.organisation_id)
    return rows.exclude(case_id__in=recused(person.staff_id))


def _due(case: Case, person: Person) -> DueRow:
    kind, category = _names(case, person)
    return DueRow(
        case=case.number, subject=case.subject, kind=kind, category=category, closed_on=case.closed_on,
        result=case.result, kept_until=date.fromordinal((case.dispose_from or date.max).toordinal() - 1),
    )  # fmt: skip


def _row(one: CaseDisposal, person: Person) -> DisposalRow:
    kind, category = _names(one.case, person)
    zone = rulebooks.rules_of(one.case.rule_book_id, person.organisation.reference_version).calendar.zone

    def local(at: datetime | None) -> datetime | None:
        return at.astimezone(zone) if at else None

    return DisposalRow(
        case=one.case.number, subject=one.case.subject, kind=kind, category=category,
        registered_on=one.case.registered_on, closed_on=one.case.closed_on,
        stands=_named(STANDS_NAMES, one.stands, person), basis=_named(BASIS_NAMES, one.basis, person), batch=one.batch,
        at=one.at.astimezone(zone), asked_at=local(one.asked_at), proposed_at=local(one.proposed_at),
        proposed_by=one.proposed_by, decided_at=local(one.decided_at), decided_by=one.decided_by, texts=one.texts,
        files=one.files, mine=bool(one.proposed_by) and one.proposed_by.split("（代")[0] == person.acting.name,
    )  # fmt: skip


def _names(case: Case, person: Person) -> tuple[Named, Named]:
    words = rulebooks.words_of(case.rule_book_id, person.organisation.reference_version, person.language)
    return words.kind(case.kind), words.category(case.category)


def _named(names: Mapping[str, Words], key: str, person: Person) -> Named:
    return Named(id=key, name=names[key].in_(person.language) if key in names else key)


def day_of(cursor: str) -> tuple[date, int] | None:
    """The place that a cursor of `due` names; None for what is no cursor."""
    day, _, pk = cursor.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
