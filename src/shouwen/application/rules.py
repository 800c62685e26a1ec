"""Rule books in force, ready for use: versions, calendars with the imported holidays, households.

Cached in the process. A version of a rule book never changes; calendars and households are told apart
by the organisation's `reference_version`.
"""

from datetime import date, datetime
from functools import lru_cache

from shouwen.application.errors import NotFoundError
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.worktime import HolidayTable, WorkCalendar, china
from shouwen.store.models import HolidayNotice, Organisation, RuleBookVersion, Staff, Unit
from shouwen.store.projection import Household


@lru_cache(maxsize=256)
def book_of(version_id: int) -> RuleBook:
    """The rule book of a stored version."""
    stored = RuleBookVersion.objects.get(pk=version_id)
    return load(stored.text, name=str(stored))


def rules_of(version_id: int, reference_version: int) -> Obligations:
    """A rule book version with its calendar, ready for reading streams."""
    return _rules(version_id, reference_version)


def in_force(organisation: Organisation, day: date) -> RuleBookVersion:
    """The version in force on a day: the newest installed among those that hold by then; before the first
    one, the first. Raise `NotFoundError` where the organisation has no rule book."""
    versions = list(RuleBookVersion.objects.filter(organisation=organisation).order_by("in_force_from", "id"))
    if not versions:
        raise NotFoundError
    held = [version for version in versions if version.in_force_from <= day]
    return held[-1] if held else versions[0]


def in_force_at(organisation: Organisation, at: datetime) -> tuple[RuleBookVersion, Obligations]:
    """The version in force at an instant, by the date in its own zone."""
    version = in_force(organisation, at.date())
    rules = rules_of(version.pk, organisation.reference_version)
    version = in_force(organisation, at.astimezone(rules.calendar.zone).date())
    return version, rules_of(version.pk, organisation.reference_version)


def household(organisation: Organisation) -> Household:
    """Units and people of an organisation by name and account."""
    return _household(organisation.pk, organisation.reference_version)


def clear_caches() -> None:
    """Forget everything cached; for tests and after reference data was edited."""
    for cached in (book_of, _rules, _household):
        cached.cache_clear()


@lru_cache(maxsize=256)
def _rules(version_id: int, _reference_version: int) -> Obligations:
    book = book_of(version_id)
    return Obligations(book, WorkCalendar(book.calendar, holidays()))


def holidays() -> HolidayTable:
    """The library's holidays with the imported notices on top."""
    table = china()
    for notice in HolidayNotice.objects.all():
        days = {date.fromisoformat(day): bool(off) for day, off in notice.days.items()}
        table = table.with_notice(notice.year, days)
    return table


@lru_cache(maxsize=64)
def _household(organisation_id: int, _reference_version: int) -> Household:
    units = {unit.name: unit for unit in Unit.objects.filter(organisation_id=organisation_id)}
    people = list(
        Staff.objects.select_related("unit", "user").filter(organisation_id=organisation_id, user__is_active=True)
    )
    heads: dict[str, list[Staff]] = {}
    for one in people:
        if "unit_head" in one.roles:
            heads.setdefault(one.unit.name, []).append(one)
    return Household(
        units=units,
        staff={one.user.username: one for one in people},
        heads={name: found[0] for name, found in heads.items() if len(found) == 1},
    )
