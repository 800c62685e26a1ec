"""Who is asking: accounts, their roles and units, tokens, demo accounts."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User

from shouwen.application import clock
from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.application.remembering import remembered
from shouwen.application.views.desk import Reader
from shouwen.application.views.names import Named
from shouwen.config.environment import environment
from shouwen.core.case.authority import Acting, Stead, may_ever
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.store import sessions
from shouwen.store.crypto import token_digest
from shouwen.store.models import ApiToken, Organisation, Staff, Unit
from shouwen.store.sql import Where
from shouwen.store.visibility import Seer, recused, seen_by

EVERYWHERE = frozenset({"intake", "supervisor", "executive", "quality", "auditor"})
"""Roles that see all cases of their organisation."""

BLIND = frozenset({"administrator"})
"""Roles that open no case, not even one of the own unit: who only keeps accounts has no business in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One of the staff, towards the application: who acts, for which organisation, in which language."""

    acting: Acting
    organisation: Organisation = field(repr=False)
    """As it was when its reference data last changed."""
    staff_id: int
    unit_id: int
    unit_ids: tuple[int, ...]
    """Own unit, and for a head all units below it."""
    title: str = ""
    roles: tuple[str, ...] = ()
    """Staff roles in the order in which they were given."""
    language: str = "zh-hans"
    unread: int = 0
    """Messages that reached this person and were not read when the request came in."""
    seats: tuple["Seat", ...] = ()
    """Those who are away now and in whose place this person acts."""

    @property
    def organisation_id(self) -> int:
        return self.organisation.pk

    @property
    def organisation_slug(self) -> str:
        return self.organisation.slug

    @property
    def sees_all(self) -> bool:
        return bool(self.acting.roles & EVERYWHERE)

    @property
    def counts_all(self) -> bool:
        """Whether figures of all cases may be shown him: he sees all, or acts for somebody who does, and nothing is kept
        from either.
        """
        if recused(self.staff_id).exists():
            return False
        seats = (seat.person for seat in self.seats)
        return self.sees_all or any(one.sees_all and not recused(one.staff_id).exists() for one in seats)

    def sees(self) -> Where:
        """The cases (`store_case`) that this person may see, those of whom he stands for among them."""
        return seen_by(
            self.seer(), organisation_id=self.organisation_id, also=self.seers()
        )  # fmt: skip

    def seers(self) -> tuple[Seer, ...]:
        """The same of those in whose place he acts."""
        return tuple(seat.person.seer() for seat in self.seats)

    def seer(self) -> Seer:
        """What says which cases this person sees by himself."""
        return Seer(self.staff_id, self.unit_ids, self.sees_all)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody who is away, towards the one who acts in his place."""

    person: Person
    approvals_only: bool
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    account: str
    name: str
    title: str
    organisation: Named
    unit: str
    roles: tuple[str, ...]


def person(user: AbstractBaseUser | AnonymousUser, language: str = "zh-hans") -> Person:
    """The person behind an account. Raise `NotFoundError` for an account of no organisation."""
    known: Any = user if hasattr(user, "staff_key") or not user.pk else sessions.account(user.pk)
    staff_id = getattr(known, "staff_key", None)
    if not staff_id or not known.is_active:
        raise NotFoundError
    found = _of_staff(staff_id, known.reference_version)
    return standing_in(replace(found, language=language, unread=known.unread), clock.now())


def person_of_token(token: str) -> Person | None:
    """The person of an API token, while the account is open, or None. Asked on every request, so that only what
    may change between two requests is read, and the rest remembered.
    """
    known = sessions.staff_of_token(token_digest(token))
    return standing_in(_of_staff(*known), clock.now()) if known else None


def standing_in(found: Person, at: datetime) -> Person:
    """The same with those who are away at an instant and in whose place this person acts."""
    absences = rulebooks.household(found.organisation).deputising(found.staff_id, at)
    if not absences and not found.seats:
        return found
    seats = tuple(
        Seat(
            person=_of_staff(one.staff_id, found.organisation.reference_version),
            approvals_only=one.powers == "approvals",
            until_at=one.until_at,
        )
        for one in absences
    )
    steads = tuple(Stead(who=seat.person.acting, approvals_only=seat.approvals_only) for seat in seats)
    return replace(found, acting=replace(found.acting, stands_for=steads), seats=seats)


def person_of_account(account: str) -> Person:
    """The person of an open account, for whoever works on the machine itself in that name. Raise `NotFoundError`."""
    staff = Staff.objects.select_related("organisation", "unit", "user")
    found = staff.filter(user__username=account, user__is_active=True).first()
    if found is None:
        raise NotFoundError
    return _person(found)


@remembered(4096)
def _of_staff(staff_id: int, _version: int) -> Person:
    return _person(Staff.objects.select_related("organisation", "unit", "user").get(pk=staff_id))


def make_token(account: str) -> str:
    """A new API token of an account; it is told once. Raise `NotFoundError`."""
    staff = Staff.objects.filter(user__username=account).first()
    if staff is None:
        raise NotFoundError
    token = "sw_" + secrets.token_urlsafe(32)
    ApiToken.objects.create(staff=staff, digest=token_digest(token), created_at=clock.now())
    return token


def reader(asking: Person) -> Reader:
    """What the page head shows."""
    return Reader(
        account=asking.acting.id,
        name=asking.acting.name,
        title=asking.title,
        organisation=Named(id=asking.organisation_slug, name=name_of(asking.organisation, asking.language)),
        unit=asking.acting.unit,
        roles=tuple(Named(id=r, name=STAFF_ROLES[r].in_(asking.language)) for r in asking.roles),
        unread=asking.unread,
        language=asking.language,
        may_register=_may_register(asking),
    )


def _may_register(asking: Person) -> bool:
    try:
        _, rules = rulebooks.in_force_at(asking.organisation, clock.now())
    except NotFoundError:
        return False
    return may_ever("register", asking.acting, rules.book)


def name_of(organisation: Organisation, language: str) -> str:
    if language.startswith("en") and organisation.name_en:
        return organisation.name_en
    return organisation.name_zh


def operator(organisation: str) -> Person:
    """Whoever works on the machine itself, towards the queries: sees all of an organisation, may do nothing.
    Raise `NotFoundError`.
    """
    found = Organisation.objects.filter(slug=organisation).first()
    if found is None:
        raise NotFoundError
    acting = Acting(name="operator", roles=frozenset({"auditor"}))
    return Person(acting=acting, organisation=found, staff_id=0, unit_id=0, unit_ids=())


def demo_mode() -> bool:
    """Whether one-click accounts are offered."""
    setting = environment().demo
    return setting == "on" or (setting == "auto" and Organisation.objects.filter(demo=True).exists())


def demo_accounts(language: str = "zh-hans") -> tuple[DemoAccount, ...]:
    """The accounts of the demo organisations, a few of each role first; () outside demo mode."""
    if not demo_mode():
        return ()
    people = Staff.objects.select_related("organisation", "unit", "user").filter(
        organisation__demo=True, user__is_active=True
    )
    return tuple(
        DemoAccount(
            account=s.user.username,
            name=s.name,
            title=s.title,
            organisation=Named(id=s.organisation.slug, name=name_of(s.organisation, language)),
            unit=s.unit.name,
            roles=tuple(s.roles),
        )
        for s in people
    )


def demo_login(account: str) -> User | None:
    """The user of a demo account, without a password; None outside demo mode or for anyone else."""
    if not demo_mode():
        return None
    staff = (
        Staff.objects.select_related("user").filter(organisation__demo=True, user__username=account).first()
    )
    return staff.user if staff and staff.user.is_active else None


def _person(staff: Staff) -> Person:
    ids, names = _units(staff.unit_id, "unit_head" in staff.roles, staff.organisation.reference_version)
    return Person(
        acting=Acting(
            id=staff.user.username,
            name=staff.name,
            unit=staff.unit.name,
            roles=frozenset(staff.roles),
            units=frozenset(names),
        ),
        organisation=staff.organisation,
        staff_id=staff.pk,
        unit_id=staff.unit_id,
        unit_ids=ids if set(staff.roles) - BLIND else (),
        title=staff.title,
        roles=tuple(staff.roles),
    )


@remembered(1024)
def _units(unit_id: int, with_below: bool, _version: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The unit, and for a head everything below it: (ids, names)."""
    found = [Unit.objects.get(pk=unit_id)]
    layer = found if with_below else []
    while layer:
        layer = list(Unit.objects.filter(parent__in=layer).exclude(pk__in=[u.pk for u in found]))
        found.extend(layer)
    return tuple(u.pk for u in found), tuple(u.name for u in found)
