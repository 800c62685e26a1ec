"""The work bench: what a person owes, soonest first; and the bell."""

from datetime import datetime, timedelta

from shouwen.application import rules as rulebooks
from shouwen.application.people import Person, Seat
from shouwen.application.punctuation import labelled
from shouwen.application.queries import owing
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.standing_words import absence_in_words
from shouwen.application.views.desk import Notice
from shouwen.application.views.lists import Owed, WorkPage
from shouwen.application.wording import Wording
from shouwen.core.case.commands import COMES_FROM
from shouwen.core.case.standing import DECISIONS
from shouwen.store import owed as store_owed
from shouwen.store.models import Message
from shouwen.store.owed import OwedRow
from shouwen.store.sql import Where
from shouwen.store.visibility import not_recused, of_units, recused

SOON = timedelta(days=3)
WAITING = 100
DECIDED = tuple(sorted(event for event, command in COMES_FROM.items() if command in DECISIONS))
"""The events that a deputy for approvals only may bring about."""
"""Roles whose open work belongs to the lead unit, not to everyone who holds them."""


def work(person: Person, *, now: datetime, scope: str = "mine", limit: int = 50) -> tuple[Owed, ...]:
    """Open obligations, soonest first: `mine` (by name, or by a role that I share with no one named),
    `unit` (of my units), `all` (of the organisation, for who may see it).
    """
    return _views(store_owed.rows(_scoped(person, scope), limit=limit), person=person, now=now)


def work_page(
    person: Person, *, now: datetime, scope: str = "mine", cursor: str = "", limit: int = 25
) -> WorkPage:
    """The same part by part: first what runs, soonest first; with the last part what waits, all of it to `WAITING`."""
    midnight = owing.midnight(person, now)
    tallies = store_owed.tallies(_scoped(person, scope), now=now, midnight=midnight, soon=midnight + SOON)
    running = _scoped(person, scope).add("o.status = 'open'")
    if (place := place_of(cursor)) is not None:
        running.add("(o.due_at, o.id) > (%s, %s)", *place)
    rows = store_owed.rows(running, limit=limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    following = cursor_of(rows[-1].due_at, rows[-1].pk) if more else ""
    if not more and tallies.counts["paused"]:
        rows += store_owed.rows(_scoped(person, scope).add("o.status = 'paused'"), limit=WAITING)
    items = _views(rows, person=person, now=now)
    return WorkPage(items=items, next=following, counts=tallies.counts, at_least=tallies.at_least)


def _views(rows: list[OwedRow], *, person: Person, now: datetime) -> tuple[Owed, ...]:
    records = store_owed.records((row.case_id for row in rows), escalations=False)
    urged = {key: len(record.urged) for key, record in records.items()}
    return tuple(
        _view(
            row,
            person=person,
            now=now,
            urged=urged.get((row.case_id, row.rule), 0) + urged.get((row.case_id, ""), 0),
        )
        for row in rows
    )


def notices(person: Person, limit: int = 30) -> tuple[Notice, ...]:
    """The newest messages to this person, but for cases that have been kept from him since."""
    messages = (
        Message.objects.select_related("case", "organisation", "absence__staff")
        .filter(recipient_id=person.staff_id, sent_at__isnull=False)
        .exclude(case_id__in=recused(person.staff_id))
        .order_by("-queued_at")[:limit]
    )
    return tuple(_notice(message, person.language) for message in messages)


def _scoped(person: Person, scope: str) -> Where:
    """What is live in a scope of `work`."""
    live = store_owed.of_organisation(person.organisation_id, staff_id=person.staff_id).add(store_owed.LIVE)
    if scope == "all" and person.sees_all:
        return live
    if scope in ("unit", "all"):
        mine = Where().among("o.unit_id", person.unit_ids)
        return live.either(mine, of_units(person.unit_ids, "o.case_id"))
    return live.either(*_own(person), *(_in_place_of(seat) for seat in person.seats))


def _own(person: Person) -> tuple[Where, Where]:
    """What is owed by name, and what falls to somebody by his roles."""
    return Where().equal(**{"o.owner_id": person.staff_id}), _shared(person)


def _in_place_of(seat: Seat) -> Where:
    """The same of one who is away, for his deputy; never of a case that is kept from himself."""
    theirs = not_recused(seat.person.staff_id, "o.case_id").either(*_own(seat.person))
    return theirs.among("o.do", DECIDED) if seat.approvals_only else theirs


def _behalf(row: OwedRow, person: Person) -> str:
    """The name of the one who is away and whose it is, where it is not the reader's own."""
    if not person.seats or _belongs(row, person):
        return ""
    seats = (seat for seat in person.seats if not seat.approvals_only or row.do in DECIDED)
    return next((seat.person.acting.name for seat in seats if _belongs(row, seat.person)), "")


def _belongs(row: OwedRow, person: Person) -> bool:
    return owing.belongs(person, role=row.role, unit_id=row.unit_id, owner_id=row.owner_id)


def _shared(person: Person) -> Where:
    """Obligations without a named owner that fall to this person by role and unit."""
    roles = owing.roles_of(person)
    in_units = Where().among("o.role", roles).among("o.unit_id", person.unit_ids)
    anywhere = [role for role in roles if role not in owing.SHARED]
    of_nobody = Where().add("o.unit_id IS NULL").among("o.role", anywhere)
    return Where().add("o.owner_id IS NULL").either(in_units, of_nobody)


def _view(row: OwedRow, *, person: Person, now: datetime, urged: int) -> Owed:
    (words, calendar), household = owing.reading(row, person), rulebooks.household(person.organisation)
    zone, command = calendar.zone, COMES_FROM.get(row.do, "")
    return Owed(
        case=row.number,
        subject=row.subject,
        level=words.level(row.level),
        stage=words.stage(row.stage),
        rule=row.rule,
        rule_name=words.rule(row.rule),
        do=words.event(row.do),
        clause=row.clause,
        clause_text=words.clause(row.clause),
        by=words.role(row.role),
        owner=household.staff_names.get(row.owner_id or 0, ""),
        unit=household.unit_names.get(row.unit_id or 0, ""),
        started_at=row.started_at.astimezone(zone),
        due_at=row.due_at.astimezone(zone),
        status=row.status(now),
        ended_at=row.ended_at.astimezone(zone) if row.ended_at else None,
        provisional=row.provisional,
        command=command,
        step=words.command(command).name if command else "",
        urged=urged,
        behalf=_behalf(row, person),
    )


def _notice(message: Message, language: str) -> Notice:
    case = message.case
    if case is None:
        return _notice_of_absence(message, language)
    rules = rulebooks.rules_of(case.rule_book_id, message.organisation.reference_version)
    words = Wording(rules.book, language)
    what = words.message(message.kind)
    told = labelled(what, words.rule(message.rule) if message.rule else "", language=language)
    return Notice(
        id=message.pk,
        at=message.queued_at.astimezone(rules.calendar.zone),
        case=case.number,
        text=f"{words.tone(message.tone)}{told} · {case.subject}",
        read=message.read_at is not None,
        kind=message.kind,
    )


def _notice_of_absence(message: Message, language: str) -> Notice:
    rules = rulebooks.in_force_at(message.organisation, message.queued_at)[1]
    told = absence_in_words(message, zone=rules.calendar.zone, language=language)
    return Notice(
        id=message.pk, at=message.queued_at.astimezone(rules.calendar.zone), case="", text=told,
        read=message.read_at is not None, kind=message.kind,
    )  # fmt: skip
