"""The handling manual: sent to all staff with a version of the rule book, confirmed by each, reminded of."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from shouwen.application import rules as installed
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.studio import may_edit
from shouwen.application.studio_deeds import local
from shouwen.core.rulebook.model import RuleBook, Words
from shouwen.store.models import ManualIssue, ManualReading, RuleBookVersion, Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualOf:
    """The rule book that a manual is made of, and the day from which it holds."""

    book: RuleBook
    in_force_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Whether one person has read the manual."""

    name: str
    unit: str
    read_at: datetime | None
    reminders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The manual of one version, as it was sent. Who has not read it comes first; () for who may not look."""

    version: int
    sent_by: str
    sent_at: datetime
    told: int
    read: int
    readings: tuple[Reading, ...]


def manual_of(person: Person, *, now: datetime, version: int | None = None) -> ManualOf:
    """What the manual of a version is made of, of the one in force without a number. Raise `NotFoundError`."""
    row = _version(person, version, now)
    return ManualOf(book=installed.book_of(row.pk), in_force_from=row.in_force_from)


def send(person: Person, *, now: datetime) -> int:
    """
    Send the manual of the version in force to all staff who were not told yet; how many those are.

    Raise `Refused` for who does not write rule books.
    """
    _let(person)
    row = _version(person, None, now)
    with transaction.atomic():
        issue, _made = ManualIssue.objects.get_or_create(
            version=row, defaults={"sent_by_id": person.staff_id, "sent_at": now}
        )
        people = Staff.objects.filter(organisation_id=person.organisation_id, user__is_active=True)
        missing = people.exclude(pk__in=issue.readings.values("reader_id"))
        fresh = [ManualReading(issue=issue, reader=one, told_at=now) for one in missing]
        ManualReading.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def confirm(person: Person, *, version: int, now: datetime) -> None:
    """Confirm that the person has read the manual of a version; once is enough. Raise `NotFoundError`."""
    mine = ManualReading.objects.filter(
        reader_id=person.staff_id, issue__version__organisation_id=person.organisation_id,
        issue__version__version=version,
    )  # fmt: skip
    if not mine.exists():
        raise NotFoundError
    mine.filter(read_at=None).update(read_at=now)


def remind(person: Person, *, now: datetime) -> int:
    """Remind those who have not read the manual in force; how many. Raise `Refused`, `NotFoundError`."""
    _let(person)
    issue = ManualIssue.objects.filter(version=_version(person, None, now)).first()
    if issue is None:
        raise NotFoundError
    with transaction.atomic():
        ManualIssue.objects.filter(pk=issue.pk).update(reminded_at=now)
        return issue.readings.filter(read_at=None).update(reminders=F("reminders") + 1)


def pending(person: Person) -> tuple[tuple[int, datetime, int], ...]:
    """(version, when told, how often reminded) of the manuals that wait for this person's confirmation."""
    mine = ManualReading.objects.filter(reader_id=person.staff_id, read_at=None)
    rows = mine.values_list("issue__version__version", "told_at", "reminders").order_by("-told_at")
    return tuple((version, local(person, at), reminders) for version, at, reminders in rows)


def issue(person: Person, *, now: datetime, version: int | None = None) -> Issue | None:
    """How far the manual of a version has been read; None while it was not sent. Raise `NotFoundError`."""
    row = _version(person, version, now)
    found = ManualIssue.objects.select_related("sent_by").filter(version=row).first()
    if found is None:
        return None
    rows = found.readings.select_related("reader__unit")
    looks = may_edit(person) or person.sees_all
    readings = tuple(
        Reading(
            name=one.reader.name, unit=one.reader.unit.name, reminders=one.reminders,
            read_at=local(person, one.read_at) if one.read_at else None,
        )
        for one in rows.order_by(F("read_at").asc(nulls_first=True), "reader__unit_id", "reader_id")
    ) if looks else ()  # fmt: skip
    return Issue(
        version=row.version, sent_by=found.sent_by.name, sent_at=local(person, found.sent_at), told=rows.count(),
        read=rows.exclude(read_at=None).count(), readings=readings,
    )  # fmt: skip


def _let(person: Person) -> None:
    if not may_edit(person):
        raise Refused(
            "not_permitted",
            say=Words("只有投诉办公室和系统管理员可以发手册", "Only the complaint office and administrators send the manual"),
        )  # fmt: skip


def _version(person: Person, version: int | None, now: datetime) -> RuleBookVersion:
    key, rules = installed.in_force_at(person.organisation, now)
    held = RuleBookVersion.objects.filter(organisation_id=person.organisation_id, slug=rules.book.slug)
    row = held.filter(pk=key).first() if version is None else held.filter(version=version).first()
    if row is None:
        raise NotFoundError
    return row
