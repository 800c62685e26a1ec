"""The periodic work of a demo organisation: done for the periods that are over, but for what is due these days."""

from datetime import datetime, timedelta
from random import Random

from shouwen.application import operations
from shouwen.application.owing_periods import owed
from shouwen.application.people import Person
from shouwen.core.periodic import Duty, is_whose
from shouwen.core.tracks import Status
from shouwen.demo.office import Office

LATE = 0.15


def keep(office: Office, *, rng: Random, since: datetime, now: datetime) -> None:
    """Put on record what was due by `now`; what is still open is left to whoever looks at the demo."""
    written = office.content.data.get("periodic") or {}
    for duty in owed(office.organisation, since=since.date(), now=now):
        texts = written.get(duty.work.id)
        if texts is None or duty.status is not Status.MISSED:
            continue
        within = duty.ended_at + (duty.due_at - duty.ended_at) * rng.uniform(0.2, 0.8)
        at = duty.due_at + timedelta(hours=rng.randint(12, 40)) if rng.random() < LATE else within
        at = office.rules.calendar.next_working_time(at) + timedelta(minutes=rng.randint(5, 150))
        operations.record_periodic(
            _whose(office, duty),
            duty.work.id,
            duty.period.last,
            texts,
            now=min(at, now).replace(microsecond=0),
        )


def _whose(office: Office, duty: Duty) -> Person:
    """Whoever may do it, by account."""
    for _account, person in sorted(office.people.items()):
        if is_whose(duty.work, person.acting, office.rules.book):
            return person
    raise LookupError(f"{office.organisation.slug}: nobody does {duty.work.id}")
