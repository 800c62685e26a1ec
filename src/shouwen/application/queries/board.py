"""The supervision board: the progress tracking table (进度跟踪表) of everything that is owed."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person
from shouwen.application.queries import owing
from shouwen.application.queries.bench import SOON
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views import Board, BoardRow
from shouwen.store import counting
from shouwen.store.models import LIVE, CaseUnit, Obligation
from shouwen.store.visibility import recused


def board(
    person: Person, *, now: datetime, unit: str = "", status: str = "", cursor: str = "", limit: int = 50
) -> Board:
    """A page of what is owed, soonest first; `status`: missed, due_today, due_soon, paused, open, done."""
    zone = rulebooks.in_force_at(person.organisation, now)[1].calendar.zone
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    tests = _tests(now, midnight)
    rows = _scope(person, unit)
    counts = counting.owed(rows.filter(tests["open"]), now=now, midnight=midnight, soon=midnight + SOON)
    chosen = rows.filter(tests.get(status, tests["open"]))
    order = ("-due_at", "-id") if status == "done" else ("due_at", "id")
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        later = (
            Q(due_at__lt=at) | Q(due_at=at, pk__lt=pk)
            if status == "done"
            else Q(due_at__gt=at) | Q(due_at=at, pk__gt=pk)
        )
        chosen = chosen.filter(later)
    page = owing.rows(chosen.order_by(*order)[: limit + 1])
    shown = page[:limit]
    return Board(
        rows=_rows(shown, person=person, now=now),
        counts=counts,
        next=cursor_of(shown[-1].due_at, shown[-1].pk) if len(page) > limit else "",
    )


def _tests(now: datetime, midnight: datetime) -> dict[str, Q]:
    running = Q(status="open")
    return {
        "missed": running & Q(due_at__lt=now),
        "due_today": running & Q(due_at__gte=now, due_at__lt=midnight),
        "due_soon": running & Q(due_at__gte=midnight, due_at__lt=midnight + SOON),
        "paused": Q(status="paused"),
        "open": Q(status__in=LIVE),
        "done": Q(status__in=("met", "met_late")),
    }


def _scope(person: Person, unit: str) -> QuerySet[Obligation]:
    rows = Obligation.objects.filter(organisation_id=person.organisation_id)
    if unit:
        rows = rows.filter(unit__name=unit.replace(NUL, " "))
    if not person.sees_all:
        mine = CaseUnit.objects.filter(unit_id__in=person.unit_ids).values("case_id")
        rows = rows.filter(case_id__in=mine)
    return rows.exclude(case_id__in=recused(person.staff_id))


def _rows(page: list[owing.OwedRow], *, person: Person, now: datetime) -> tuple[BoardRow, ...]:
    records = owing.records(row.case_id for row in page)
    household = rulebooks.household(person.organisation)
    rows: list[BoardRow] = []
    for row in page:
        words, calendar = owing.reading(row, person)
        zone, record = calendar.zone, records.get((row.case_id, row.rule), owing.Record())
        rows.append(
            BoardRow(
                number=row.number,
                subject=row.subject,
                level=words.level(row.level),
                stage=words.stage(row.stage),
                unit=household.unit_names.get(row.unit_id or 0, ""),
                owner=household.staff_names.get(row.owner_id or 0) or words.role(row.role).name,
                rule=row.rule,
                rule_name=words.rule(row.rule),
                clause=row.clause,
                started_at=row.started_at.astimezone(zone),
                due_at=row.due_at.astimezone(zone),
                done_at=row.ended_at.astimezone(zone) if row.ended_at else None,
                status=row.status(now),
                urged=len(record.urged),
                last_urged_at=record.urged[-1].astimezone(zone) if record.urged else None,
                escalated_to="、".join(words.role(to).name for to in dict.fromkeys(record.escalated)),
            )
        )
    return tuple(rows)
