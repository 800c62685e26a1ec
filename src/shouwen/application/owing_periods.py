"""Which periodic work an organisation owes, under the versions of its rule book, and what is on record of it."""

from datetime import date, datetime

from django.db.models import Min

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.core.periodic import Duty, Reign, duties
from shouwen.store.models import Organisation, PeriodicRecord


def owed(organisation: Organisation, *, since: date, now: datetime) -> tuple[Duty, ...]:
    """Every duty of a period that has begun and that ends on `since` or later."""
    rows = PeriodicRecord.objects.filter(organisation=organisation, last_on__gte=since)
    earliest = rows.values("work", "last_on").annotate(at=Min("done_at")).order_by()
    done = {(row["work"], row["last_on"]): row["at"] for row in earliest}
    return duties(reigns(organisation), done, since=since, now=now)


def duty_of(organisation: Organisation, work: str, last: date, *, now: datetime) -> Duty:
    """The work of the period that ends on `last`. Raise `NotFoundError`."""
    for duty in owed(organisation, since=last, now=now):
        if duty.work.id == work and duty.period.last == last:
            return duty
    raise NotFoundError


def reigns(organisation: Organisation) -> tuple[Reign, ...]:
    """The versions of the rule book in the order in which they come into force; none before the program knew it."""
    found = []
    for first, key, installed_at in rulebooks.versions(organisation):
        rules = rulebooks.rules_of(key, organisation.reference_version)
        known = rules.calendar.local(installed_at).date()
        found.append(Reign(first=max(first, known), version=key, rules=rules))
    return tuple(found)
