"""Rule books in force, ready for use: versions, calendars with the imported holidays, households.

Cached in the process. A version of a rule book never changes; calendars and households are told apart
by the organisation's `reference_version`.
"""

from datetime import date, datetime

from shouwen.application import clock
from shouwen.application.errors import NotFoundError
from shouwen.application.remembering import remembered
from shouwen.application.wording import Wording
from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.loader import load
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.worktime import HolidayTable, WorkCalendar, china
from shouwen.store.models import Absence, HolidayNotice, Organisation, RuleBookVersion, Staff, Unit
from shouwen.store.projection import Household


@remembered(256)
def book_of(version_id: int) -> RuleBook:
    """The rule book of a stored version."""
    stored = RuleBookVersion.objects.get(pk=version_id)
    return read(stored.text, str(stored))


@remembered(64)
def read(text: str, name: str) -> RuleBook:
    """The rule book of a text; the same text is compiled once, whoever installed it. Raise `RuleBookFaults`."""
    return load(text, name=name)


def in_force_at(organisation: Organisation, at: datetime) -> tuple[int, Obligations]:
    """(key of the version in force at an instant, its rules): the newest installed among those that hold by
    that day in the rule book's own zone; before the first one, the first. Raise `NotFoundError` where the
    organisation has no rule book.
    """
    installed = versions(organisation)
    if not installed:
        raise NotFoundError
    zone = rules_of(installed[0][1], organisation.reference_version).calendar.zone
    day = at.astimezone(zone).date()
    chosen = next((pk for begin, pk, _at in reversed(installed) if begin <= day), installed[0][1])
    return chosen, rules_of(chosen, organisation.reference_version)


def books(organisation: Organisation) -> tuple[RuleBook, ...]:
    """Every rule book version of an organisation."""
    return tuple(book_of(pk) for _, pk, _at in versions(organisation))


def versions(organisation: Organisation) -> tuple[tuple[date, int, datetime], ...]:
    """(first day, key, when it was installed) of every version, in the order in which they come into force."""
    return _versions(organisation.pk, organisation.reference_version)


def household(organisation: Organisation) -> Household:
    """Units and people of an organisation by name and account."""
    return _household(organisation.pk, organisation.reference_version)


@remembered(256)
def rules_of(version_id: int, _reference_version: int) -> Obligations:
    """A rule book version with its calendar, ready for reading streams."""
    book = book_of(version_id)
    return Obligations(book, WorkCalendar(book.calendar, holidays()))


@remembered(512)
def words_of(version_id: int, reference_version: int, language: str) -> Wording:
    """The words of a rule book version in a language."""
    return Wording(rules_of(version_id, reference_version).book, language)


def holidays() -> HolidayTable:
    """The library's holidays with the imported notices on top."""
    table = china()
    for notice in HolidayNotice.objects.all():
        days = {date.fromisoformat(day): bool(off) for day, off in notice.days.items()}
        table = table.with_notice(notice.year, days)
    return table


@remembered(256)
def _versions(organisation_id: int, _reference_version: int) -> tuple[tuple[date, int, datetime], ...]:
    stored = RuleBookVersion.objects.filter(organisation_id=organisation_id).order_by("in_force_from", "pk")
    return tuple(stored.values_list("in_force_from", "pk", "installed_at"))


@remembered(64)
def _household(organisation_id: int, _reference_version: int) -> Household:
    units = {unit.name: unit for unit in Unit.objects.filter(organisation_id=organisation_id)}
    everybody = list(Staff.objects.select_related("unit", "user").filter(organisation_id=organisation_id))
    people = [one for one in everybody if one.user.is_active]
    heads: dict[str, list[Staff]] = {}
    for one in people:
        if "unit_head" in one.roles:
            heads.setdefault(one.unit.name, []).append(one)
    away = Absence.objects.filter(
        organisation_id=organisation_id, withdrawn_at=None, until_at__gt=clock.now()
    )
    return Household(
        units=units,
        staff={one.user.username: one for one in people},
        heads={name: found[0] for name, found in heads.items() if len(found) == 1},
        unit_names={unit.pk: unit.name for unit in units.values()},
        staff_names={one.pk: one.name for one in everybody},
        accounts={one.pk: one.user.username for one in everybody},
        absences=tuple(away.order_by("from_at", "pk")),
    )
