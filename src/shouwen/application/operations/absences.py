"""Being away and standing in (离岗与代理): who is away from when to when, who acts for him, with which powers."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from django.db import transaction
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from shouwen.application import administration
from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.core.case.command_data import Day, Line, NeededLine
from shouwen.core.case.parsing import checked
from shouwen.core.values import JsonObject
from shouwen.store.models import Absence, Message, Organisation, Staff
from shouwen.store.projection import Household

KEEPERS = frozenset({"administrator"})
"""Roles that may enter an absence for anybody."""
UNFIT = frozenset({"administrator", "auditor"})
"""Who has no role but these has no part in handling, and cannot stand in for it."""
LONGEST_DAYS = 366
DEPUTY_NAMED, DEPUTY_RELEASED = "deputy_named", "deputy_released"
"""The kinds of messages to a deputy."""


def _a_near_day(text: str) -> str:
    if text and not text.startswith("2"):  # the calendar of a database ends
        raise ValueError("date_unreadable")
    return text


NeededDay = Annotated[Day, Field(min_length=1), AfterValidator(_a_near_day)]


class Away(BaseModel):
    """An absence as it is told."""

    model_config = ConfigDict(frozen=True)
    who: Annotated[Line, Field(description="account or name; left out: the caller")] = ""
    deputy: Annotated[
        Line, Field(description="account or name of who acts in the meantime; empty: nobody")
    ] = ""
    powers: Annotated[Literal["all", "approvals"], Field(description="what the deputy may do")] = "all"
    from_on: Annotated[NeededDay, Field(description="first day")]
    until_on: Annotated[NeededDay, Field(description="last day")]
    reason: NeededLine


def set_absence(person: Person, told: Mapping[str, Any], *, now: datetime) -> int:
    """Enter an absence: `who` (account or name, own if left out), `deputy`, `powers`, `from_on`, `until_on`, `reason`.
    Answer with its key. Raise `BadDataError`, `Refused`; nothing is written then.
    """
    return _entered(person.organisation, person, told, now)


def set_absence_of(organisation: str, told: Mapping[str, Any], *, now: datetime) -> int:
    """The same on the machine itself. Raise `AdministrationError` for an unknown organisation."""
    return _entered(administration.organisation_of(organisation), None, told, now)


def withdraw_absence(person: Person, key: int, *, now: datetime) -> None:
    """End an absence at once; it stays on record. Raise `Refused`, `NotFoundError`."""
    found = Absence.objects.select_related("staff__unit", "staff__user")
    one = found.filter(organisation_id=person.organisation_id, pk=key).first()
    if one is None or not may_see(person, one):
        raise NotFoundError
    if not may_keep_for(person, one.staff):
        raise Refused("not_permitted", facts={"roles": ["unit_head", *KEEPERS]})
    _withdrawn(person.organisation, key, by=person.staff_id, now=now)


def withdraw_absence_of(organisation: str, key: int, *, now: datetime) -> None:
    """The same on the machine itself."""
    _withdrawn(administration.organisation_of(organisation), key, by=None, now=now)


def may_keep_for(person: Person, absent: Staff) -> bool:
    """Whether a person may say that another one is away: himself, a head for his units, an administrator for all."""
    if absent.pk == person.staff_id or person.acting.roles & KEEPERS:
        return True
    return is_head_over(person, absent)


def is_head_over(person: Person, absent: Staff) -> bool:
    return "unit_head" in person.acting.roles and absent.unit_id in person.unit_ids


def may_see(person: Person, absence: Absence) -> bool:
    """Whoever may change it, and the deputy."""
    return absence.deputy_id == person.staff_id or may_keep_for(person, absence.staff)


def fit_to_stand_in(one: Staff) -> bool:
    """Whether somebody has a part in handling at all."""
    return bool(set(one.roles) - UNFIT)


def _entered(
    organisation: Organisation, person: Person | None, told: Mapping[str, Any], now: datetime
) -> int:
    zone = rulebooks.in_force_at(organisation, now)[1].calendar.zone
    given = checked(Away, told, name="set_absence")
    first, last = date.fromisoformat(given.from_on), date.fromisoformat(given.until_on)
    with transaction.atomic():
        # one at a time, so that two entries cannot overlap each other unseen
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        household = rulebooks.household(locked)
        absent = _person(given.who or (person.acting.id if person else ""), household, field="who")
        deputy = _person(given.deputy, household, field="deputy") if given.deputy else None
        if person is not None and not may_keep_for(person, absent):
            raise Refused("not_permitted", facts={"roles": ["unit_head", *KEEPERS]})
        span = _span(first, last, zone=zone, now=now)
        _refuse_overlap(locked, absent, span, zone)
        if deputy is not None:
            _refuse_deputy(locked, absent, deputy, span, zone, by=person)
        made = Absence.objects.create(
            organisation=locked, staff=absent, deputy=deputy, powers=given.powers, from_at=span[0],
            until_at=span[1], reason=given.reason, set_by_id=person.staff_id if person else None, set_at=now,
        )  # fmt: skip
        _tell(made, DEPUTY_NAMED, but=made.set_by_id, now=now)
        administration.touch(locked)
    return made.pk


def _withdrawn(organisation: Organisation, key: int, *, by: int | None, now: datetime) -> None:
    with transaction.atomic():
        open_ = Absence.objects.filter(organisation_id=organisation.pk, pk=key)
        if not open_.exists():
            raise NotFoundError
        if not open_.filter(withdrawn_at=None, until_at__gt=now).update(withdrawn_at=now, withdrawn_by_id=by):
            raise Refused("absence_ended")
        _tell(open_.get(), DEPUTY_RELEASED, but=by, now=now)
        administration.touch(organisation)


def _tell(absence: Absence, kind: str, *, but: int | None, now: datetime) -> None:
    """Queue a message to the deputy, unless it is his own doing."""
    if absence.deputy_id is not None and absence.deputy_id != but:
        Message.objects.create(
            organisation_id=absence.organisation_id, absence=absence, kind=kind, recipient_id=absence.deputy_id,
            queued_at=now,
        )  # fmt: skip


def _span(first: date, last: date, *, zone: ZoneInfo, now: datetime) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last one."""
    facts: JsonObject = {"from_on": first.isoformat(), "until_on": last.isoformat()}
    if last < first:
        raise Refused("absence_backwards", facts={"field": "until_on", **facts})
    if (last - first).days >= LONGEST_DAYS:
        raise Refused("absence_too_long", facts={"field": "until_on", "days": LONGEST_DAYS, **facts})
    if last < now.astimezone(zone).date():
        raise Refused("absence_over", facts={"field": "until_on", **facts})
    after = last + timedelta(days=1)
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)


def _person(told: str, household: Household, *, field: str) -> Staff:
    """One of the staff by account or by name. Raise `Refused`."""
    if told in household.staff:
        return household.staff[told]
    found = [one for one in household.staff.values() if one.name == told]
    if len(found) != 1:
        raise Refused(
            "ambiguous_person" if found else "unknown_person", facts={"field": field, "person": told}
        )
    return found[0]


def _refuse_overlap(
    organisation: Organisation, absent: Staff, span: tuple[datetime, datetime], zone: ZoneInfo
) -> None:
    """Nobody is away twice at once, and nobody who stands in for another may leave that to a third one."""
    live = _live(organisation, span)
    if (other := live.filter(staff=absent).first()) is not None:
        raise Refused("absence_overlaps", facts=_facts(other, zone))
    if (other := live.filter(deputy=absent).first()) is not None:
        raise Refused("deputises_already", facts=_facts(other, zone))


def _refuse_deputy(
    organisation: Organisation, absent: Staff, deputy: Staff, span: tuple[datetime, datetime], zone: ZoneInfo,
    *, by: Person | None,
) -> None:  # fmt: skip
    if deputy.pk == absent.pk:
        raise Refused("deputy_is_self", facts={"field": "deputy"})
    if not fit_to_stand_in(deputy):
        raise Refused("deputy_unfit", facts={"field": "deputy", "roles": list(deputy.roles)})
    own = by is None or absent.pk == by.staff_id or is_head_over(by, absent)
    if by is not None and deputy.pk == by.staff_id and not own:
        raise Refused("deputy_self_named", facts={"field": "deputy"})
    if (other := _live(organisation, span).filter(staff=deputy).first()) is not None:
        raise Refused("deputy_away", facts={"field": "deputy", **_facts(other, zone)})


def _live(organisation: Organisation, span: tuple[datetime, datetime]):  # type: ignore[no-untyped-def] # noqa: ANN202
    found = Absence.objects.select_related("staff").filter(organisation=organisation, withdrawn_at=None)
    return found.filter(from_at__lt=span[1], until_at__gt=span[0]).order_by("from_at", "pk")


def _facts(other: Absence, zone: ZoneInfo) -> JsonObject:
    last = (other.until_at.astimezone(zone) - timedelta(microseconds=1)).date()
    first = other.from_at.astimezone(zone).date()
    return {"who": other.staff.name, "from_on": first.isoformat(), "until_on": last.isoformat()}
