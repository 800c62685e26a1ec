"""The supervision board: the progress tracking table (进度跟踪表) of everything that is owed."""

import json
from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views import Board, BoardRow
from shouwen.application.wording import Wording
from shouwen.store.models import LIVE, CaseEvent, CaseUnit, Obligation, Organisation

SOON = timedelta(days=3)


def board(
    person: Person, *, now: datetime, unit: str = "", status: str = "", cursor: str = "", limit: int = 50
) -> Board:
    """A page of what is owed, soonest first; `status`: missed, due_today, due_soon, paused, open, done."""
    organisation = person.organisation
    zone = rulebooks.in_force_at(organisation, now)[1].calendar.zone
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    tests = _tests(now, midnight)
    rows = _scope(person, unit)
    counts = rows.filter(tests["open"]).aggregate(
        **{
            name: Count("pk", filter=tests[name])
            for name in ("missed", "due_today", "due_soon", "paused", "open")
        }
    )
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
    page = list(chosen.select_related("case", "owner", "unit").order_by(*order)[: limit + 1])
    shown = page[:limit]
    return Board(
        rows=_rows(shown, organisation=organisation, language=person.language, now=now),
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
    if person.staff_id:
        rows = rows.exclude(case__respondent_id=person.staff_id)
    return rows


def _rows(
    page: list[Obligation], *, organisation: Organisation, language: str, now: datetime
) -> tuple[BoardRow, ...]:
    urged, escalated = _record([row.case_id for row in page])
    rows: list[BoardRow] = []
    for row in page:
        rules = rulebooks.rules_of(row.case.rule_book_id, organisation.reference_version)
        words, zone = Wording(rules.book, language), rules.calendar.zone
        own = urged.get((row.case_id, row.rule), [])
        rows.append(
            BoardRow(
                number=row.case.number,
                subject=row.case.subject,
                level=words.level(row.case.level),
                stage=words.stage(row.case.stage),
                unit=row.unit.name if row.unit else "",
                owner=row.owner.name if row.owner else words.role(row.role).name,
                rule=row.rule,
                rule_name=words.rule(row.rule),
                clause=row.clause,
                started_at=row.started_at.astimezone(zone),
                due_at=row.due_at.astimezone(zone),
                done_at=row.ended_at.astimezone(zone) if row.ended_at else None,
                status="missed" if row.status == "open" and row.due_at < now else row.status,
                urged=len(own),
                last_urged_at=own[-1].astimezone(zone) if own else None,
                escalated_to="、".join(
                    words.role(to).name for to in escalated.get((row.case_id, row.rule), [])
                ),
            )
        )
    return tuple(rows)


def _record(
    cases: list[int],
) -> tuple[dict[tuple[int, str], list[datetime]], dict[tuple[int, str], list[str]]]:
    """When each (case, rule) was urged, and to whom it was escalated."""
    urged: dict[tuple[int, str], list[datetime]] = defaultdict(list)
    escalated: dict[tuple[int, str], list[str]] = defaultdict(list)
    events = CaseEvent.objects.filter(case_id__in=cases, type__in=("urged", "escalated")).order_by(
        "case_id", "seq"
    )
    for case_id, kind, at, text in events.values_list("case_id", "type", "at", "data"):
        data = json.loads(text)
        place = (case_id, str(data.get("rule") or ""))
        if kind == "urged":
            urged[place].append(at)
        else:
            escalated[place].append(str(data.get("to") or ""))
    return urged, escalated
