"""Who did what with a rule book."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.application import rules as installed
from shouwen.application.people import Person
from shouwen.core.values import JsonObject
from shouwen.store.models import RuleBookDeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    at: datetime
    by: str
    deed: str
    what: JsonObject


def deeds(person: Person, name: str, limit: int = 20) -> tuple[Deed, ...]:
    """Who did what with a rule book, the newest first."""
    found = RuleBookDeed.objects.filter(organisation_id=person.organisation_id, slug=name)
    rows = found.select_related("by").order_by("-id")[:limit]
    return tuple(
        Deed(at=local(person, r.at), by=r.by.name if r.by else "", deed=r.deed, what=r.what) for r in rows
    )


def record(person: Person, name: str, deed: str, now: datetime, what: JsonObject) -> None:
    """Add what the person did, in the transaction of doing it."""
    RuleBookDeed.objects.create(
        organisation_id=person.organisation_id, slug=name, deed=deed, at=now, by_id=person.staff_id or None, what=what,
    )  # fmt: skip


def local(person: Person, at: datetime) -> datetime:
    """The instant in the organisation's own zone."""
    return at.astimezone(installed.in_force_at(person.organisation, at)[1].calendar.zone)
