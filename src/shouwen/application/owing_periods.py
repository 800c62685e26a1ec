"""Which periodic work an organisation owes, under the versions of its rule book, and what is on record of it."""

from datetime import date, datetime

from django.db.models import Min

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.core.case.authority import Acting, holds
from shouwen.core.case.standing import in_place_of
from shouwen.core.case.state import State
from shouwen.core.periodic import Duty, Reign, duties
from shouwen.core.rulebook.model import Periodic, RuleBook
from shouwen.store.models import Organisation, PeriodicRecord

COMMAND = "record_periodic"
YEARS = range(1900, 9000)
"""Years in which periods can be reckoned."""


def owed(organisation: Organisation, *, since: date, now: datetime) -> tuple[Duty, ...]:
    """Every duty of a period that has begun and that ends on `since` or later."""
    rows = PeriodicRecord.objects.filter(organisation=organisation, last_on__gte=since)
    earliest = rows.values("work", "last_on").annotate(at=Min("done_at")).order_by()
    done = {(row["work"], row["last_on"]): row["at"] for row in earliest}
    return duties(reigns(organisation), done, since=since, now=now)


def duty_of(organisation: Organisation, work: str, last: date, *, now: datetime) -> Duty:
    """The work of the period that ends on `last`. Raise `NotFoundError`."""
    if last.year not in YEARS:
        raise NotFoundError
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


def role_for(person: Person, work: Periodic, book: RuleBook) -> tuple[Acting, str] | None:
    """Who he is when he does this work, himself or in somebody's place, and in which role; None if it is not his."""
    for who in (person.acting, *in_place_of(COMMAND, person.acting)):
        if holds(work.by, who, State(), book):
            return who, work.by
    return None
