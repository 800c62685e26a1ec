"""Periodic work of the office is put on record by whoever the rule book names."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from shouwen.application import rules as rulebooks
from shouwen.application.operations.texts import needed_text
from shouwen.application.owing_periods import duty_of
from shouwen.application.people import Person
from shouwen.core.case.command_data import TEXT
from shouwen.core.case.parsing import BadDataError, BadField
from shouwen.core.periodic import COMMAND, doer
from shouwen.core.rulebook.model import Periodic
from shouwen.store.models import Organisation, PeriodicRecord


def record_periodic(
    person: Person, work: str, last: date, told: Mapping[str, object], *, now: datetime
) -> int:
    """
    Put the work of the period that ends on `last` on record, or write it anew; answer with the edition. The first one
    tells whether it was in time. Raise `BadDataError`, `Refused`, `NotFoundError`.
    """
    organisation = person.organisation
    duty = duty_of(organisation, work, last, now=now)
    book = rulebooks.rules_of(duty.version, organisation.reference_version).book
    who = doer(duty.work, person.acting, book)
    texts = _checked(duty.work, told)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        rows = PeriodicRecord.objects.filter(organisation=organisation, work=work, last_on=last)
        edition = (rows.aggregate(last=Max("edition"))["last"] or 0) + 1
        PeriodicRecord.objects.create(
            organisation=organisation, work=work, first_on=duty.period.first, last_on=last, edition=edition,
            version_id=duty.version, texts=texts, done_by_id=person.staff_id, done_by_name=who.name,
            behalf_name=who.behalf.name if who.behalf else "", role=duty.work.by, done_at=now,
        )  # fmt: skip
    return edition


def _checked(work: Periodic, told: Mapping[str, object]) -> dict[str, str]:
    """What is said under each of the contents. Every bad field is told at once."""
    bad = [
        BadField(f"/{key}", "unknown_field", {}) for key in told if key not in {c.id for c in work.contents}
    ]
    texts = {
        one.id: needed_text(told.get(one.id, ""), f"/{one.id}", longest=TEXT, bad=bad)
        for one in work.contents
    }
    if bad:
        raise BadDataError(COMMAND, tuple(bad))
    return texts
