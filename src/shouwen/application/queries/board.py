"""The supervision board: the progress tracking table (进度跟踪表) of everything that is owed."""

from datetime import datetime

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person, Seat
from shouwen.application.punctuation import listed
from shouwen.application.queries import owing
from shouwen.application.queries.bench import SOON
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views.lists import Board, BoardRow
from shouwen.store import owed
from shouwen.store.sql import Where
from shouwen.store.visibility import not_recused, of_units


def board(
    person: Person, *, now: datetime, unit: str = "", status: str = "", cursor: str = "", limit: int = 50
) -> Board:
    """A page of what is owed, soonest first; `status`: missed, due_today, due_soon, paused, open, done."""
    midnight = owing.midnight(person, now)
    tallies = owed.tallies(
        _scope(person, unit).add(owed.LIVE), now=now, midnight=midnight, soon=midnight + SOON
    )
    chosen, done = _standing(_scope(person, unit), status, now, midnight), status == "done"
    place = place_of(cursor)
    if place is not None:
        chosen.add(f"(o.due_at, o.id) {'<' if done else '>'} (%s, %s)", *place)
    page = owed.rows(chosen, limit=limit + 1, latest_first=done)
    shown = page[:limit]
    return Board(
        rows=_rows(shown, person=person, now=now),
        counts=tallies.counts,
        at_least=tallies.at_least,
        next=cursor_of(shown[-1].due_at, shown[-1].pk) if len(page) > limit else "",
    )


def _standing(scope: Where, status: str, now: datetime, midnight: datetime) -> Where:
    match status:
        case "missed":
            return scope.add("o.status = 'open' AND o.due_at < %s", now)
        case "due_today":
            return scope.add("o.status = 'open' AND o.due_at >= %s AND o.due_at < %s", now, midnight)
        case "due_soon":
            return scope.add(
                "o.status = 'open' AND o.due_at >= %s AND o.due_at < %s", midnight, midnight + SOON
            )
        case "paused":
            return scope.add("o.status = 'paused'")
        case "done":
            return scope.add("o.status IN ('met', 'met_late')")
        case _:
            return scope.add(owed.LIVE)


def _scope(person: Person, unit: str) -> Where:
    rows = owed.of_organisation(person.organisation_id, staff_id=person.staff_id)
    if unit:
        found = rulebooks.household(person.organisation).units.get(unit)
        rows.equal(**{"o.unit_id": found.pk if found else 0})
    if not person.sees_all:
        rows.either(of_units(person.unit_ids, "o.case_id"), *map(_of_seat, person.seats))
    return rows


def _of_seat(seat: Seat) -> Where:
    """What the one sees in whose place somebody acts."""
    theirs = not_recused(seat.person.staff_id, "o.case_id")
    return theirs if seat.person.sees_all else theirs.either(of_units(seat.person.unit_ids, "o.case_id"))


def _rows(page: list[owed.OwedRow], *, person: Person, now: datetime) -> tuple[BoardRow, ...]:
    records = owed.records(row.case_id for row in page)
    household = rulebooks.household(person.organisation)
    rows: list[BoardRow] = []
    for row in page:
        words, calendar = owing.reading(row, person)
        zone, record = calendar.zone, records.get((row.case_id, row.rule), owed.Record())
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
                escalated_to=listed(
                    (words.role(to).name for to in dict.fromkeys(record.escalated)), language=words.language
                ),
            )
        )
    return tuple(rows)
