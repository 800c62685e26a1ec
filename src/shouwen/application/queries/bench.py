"""The work bench: what a person owes, soonest first; and the bell."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person
from shouwen.application.views import Notice, Owed
from shouwen.application.wording import Wording
from shouwen.core.case.commands import COMES_FROM
from shouwen.store.models import LIVE, CaseEvent, CaseUnit, Message, Obligation, Organisation

_SHARED = ("handler", "unit_head")
"""Roles whose open work belongs to the lead unit, not to everyone who holds them."""


def work(person: Person, *, now: datetime, scope: str = "mine", limit: int = 50) -> tuple[Owed, ...]:
    """Open obligations, soonest first: `mine` (by name, or by a role that I share with no one named),
    `unit` (of my units), `all` (of the organisation, for who may see it).
    """
    owed = _scoped(person, scope).select_related("case", "owner", "unit").order_by("due_at", "id")[:limit]
    return owed_views(owed, person=person, now=now)


def work_counts(person: Person, *, now: datetime) -> dict[str, int]:
    """How much of mine is overdue, due today, due within three days, waiting."""
    organisation = person.organisation
    zone = rulebooks.in_force_at(organisation, now)[1].calendar.zone
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    running = Q(status="open")
    return _scoped(person, "mine").aggregate(
        overdue=Count("pk", filter=running & Q(due_at__lt=now)),
        today=Count("pk", filter=running & Q(due_at__gte=now, due_at__lt=midnight)),
        soon=Count("pk", filter=running & Q(due_at__gte=midnight, due_at__lt=midnight + timedelta(days=3))),
        waiting=Count("pk", filter=Q(status="paused")),
    )


def owed_views(owed: Iterable[Obligation], *, person: Person, now: datetime) -> tuple[Owed, ...]:
    """Obligations in words; their cases, owners and units are loaded already."""
    organisation, rows = person.organisation, list(owed)
    urges = _urges({row.case_id for row in rows})
    return tuple(
        replace(
            _view(row, organisation=organisation, language=person.language, now=now),
            urged=urges[row.case_id, row.rule] + urges[row.case_id, ""],
        )
        for row in rows
    )


def notices(person: Person, limit: int = 30) -> tuple[Notice, ...]:
    """The newest messages to this person."""
    messages = (
        Message.objects.select_related("case", "organisation")
        .filter(recipient_id=person.staff_id, sent_at__isnull=False)
        .order_by("-queued_at")[:limit]
    )
    return tuple(_notice(message, person.language) for message in messages)


def _scoped(person: Person, scope: str) -> QuerySet[Obligation]:
    live = (
        Obligation.objects.filter(organisation_id=person.organisation_id, status__in=LIVE)
        .exclude(case__respondent_id=person.staff_id)
    )  # fmt: skip
    if scope == "all" and person.sees_all:
        return live
    if scope in ("unit", "all"):
        in_my_units = CaseUnit.objects.filter(case_id=OuterRef("case_id"), unit_id__in=person.unit_ids)
        return live.filter(Q(unit_id__in=person.unit_ids) | Exists(in_my_units))
    return live.filter(Q(owner_id=person.staff_id) | (Q(owner=None) & _shared(person)))


def _shared(person: Person) -> Q:
    """Obligations without a named owner that fall to this person by role and unit."""
    found = Q(pk__in=())
    own_unit = Q(unit_id__in=person.unit_ids)
    for role in _roles(person):
        found |= Q(role=role) & (own_unit if role in _SHARED else own_unit | Q(unit=None))
    return found


def _roles(person: Person) -> set[str]:
    """Staff roles, and the rule book's roles that they stand for in this person's unit."""
    organisation = person.organisation
    roles = set(person.acting.roles)
    for version in organisation.rule_books.all():
        book = rulebooks.book_of(version.pk)
        roles |= {
            role.id
            for role in book.roles
            if role.holds in person.acting.roles and (not role.units or person.acting.unit in role.units)
        }
    return roles


def _urges(cases: set[int]) -> Counter[tuple[int, str]]:
    """How often each (case, rule) was urged; under the rule "" the case as a whole."""
    urged = CaseEvent.objects.filter(case_id__in=cases, type="urged").values_list("case_id", "data")
    return Counter((case, str(json.loads(data).get("rule") or "")) for case, data in urged)


def _view(row: Obligation, *, organisation: Organisation, language: str, now: datetime) -> Owed:
    rules = rulebooks.rules_of(row.case.rule_book_id, organisation.reference_version)
    words, zone = Wording(rules.book, language), rules.calendar.zone
    status = "missed" if row.status == "open" and row.due_at < now else row.status
    return Owed(
        case=row.case.number,
        subject=row.case.subject,
        level=words.level(row.case.level),
        stage=words.stage(row.case.stage),
        rule=row.rule,
        rule_name=words.rule(row.rule),
        do=words.event(row.do),
        clause=row.clause,
        clause_text=words.clause(row.clause),
        by=words.role(row.role),
        owner=row.owner.name if row.owner else "",
        unit=row.unit.name if row.unit else "",
        started_at=row.started_at.astimezone(zone),
        due_at=row.due_at.astimezone(zone),
        status=status,
        ended_at=row.ended_at.astimezone(zone) if row.ended_at else None,
        provisional=row.provisional,
        command=COMES_FROM.get(row.do, ""),
    )


def _notice(message: Message, language: str) -> Notice:
    case = message.case
    rules = rulebooks.rules_of(case.rule_book_id, message.organisation.reference_version)
    words = Wording(rules.book, language)
    what = words.event(message.kind).name
    rule = f"：{words.rule(message.rule)}" if message.rule else ""
    return Notice(
        id=message.pk,
        at=message.queued_at.astimezone(rules.calendar.zone),
        case=case.number,
        text=f"{what}{rule} · {case.subject}",
        read=message.read_at is not None,
        kind=message.kind,
    )
