"""A demo organisation set up from its content: units, people, rule book; and who acts for whom."""

from datetime import date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.auth.hashers import make_password

from shouwen.application import administration as admin
from shouwen.application import clock, people, production, rules
from shouwen.application.people import Person
from shouwen.core.obligations import Obligations
from shouwen.demo.content import Content, content
from shouwen.rulebooks import read_shipped
from shouwen.store.models import Organisation

PASSWORD = "shouwen-demo"  # noqa: S105 printed at the start of the demo


class Office:
    """The people of one demo organisation, found by role and unit."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.content: Content = content(organisation.slug)
        self.people: dict[str, Person] = {
            one.user.username: people.person(one.user) for one in organisation.staff.select_related("user")
        }
        self.rules: Obligations = rules.in_force_at(organisation, clock.now())[1]

    @property
    def basis(self) -> str:
        """A ground of the rule book for suspending; "" where it has none."""
        return next((ground.id for ground in self.rules.book.grounds if "suspend" in ground.do), "")

    def one(self, role: str, rng: Random, *, unit: str = "", besides: str = "") -> Person | None:
        """Somebody who holds the role (in the unit), not the one named; None where there is nobody."""
        found = [
            p
            for account, p in sorted(self.people.items())
            if role in p.acting.roles and account != besides and (not unit or p.acting.unit == unit)
        ]
        return rng.choice(found) if found else None

    def sure(self, role: str, rng: Random, *, unit: str = "", besides: str = "") -> Person:
        """Like `one`, where there has to be somebody. Raise `LookupError`."""
        found = self.one(role, rng, unit=unit, besides=besides)
        if found is None:
            raise LookupError(f"{self.organisation.slug}: nobody is {role} of {unit or 'the organisation'}")
        return found

    def worker(self, unit: str, rng: Random) -> Person:
        """Who handles a case of the unit: one of its own, else one of customer service."""
        return self.one("handler", rng, unit=unit) or self.sure("handler", rng, unit="客服部")

    def head(self, unit: str, rng: Random, *, besides: str = "") -> Person:
        """Who decides for the unit: its head, else the complaints office; never the one named."""
        head = self.one("unit_head", rng, unit=unit, besides=besides)
        return head or self.sure("supervisor", rng, besides=besides)

    def named(self, roles: Any, *, first: list[Person]) -> list[Person]:
        """Those who may be meant by the roles (of the rule book or the staff) that a refusal names, `first`
        before all others.
        """
        book = self.rules.book
        meant = [(own.holds, own.units) if (own := book.role(role)) else (role, ()) for role in roles]
        everybody = [*first, *(p for _, p in sorted(self.people.items()) if p not in first)]
        return [
            p
            for p in everybody
            if any(r in p.acting.roles and (not units or p.acting.unit in units) for r, units in meant)
        ]


def set_up(slug: str, *, from_day: date, since: datetime | None = None) -> Organisation:
    """Make the organisation with everything but cases; the one that is there already is left alone."""
    written = content(slug)
    told: dict[str, Any] = dict(written.data["organisation"])
    known = Organisation.objects.filter(slug=slug).first()
    if known is not None:
        return known
    settings = {key: told.get(key) for key in ("short", "welcome", "hotline", "hours")}
    organisation = admin.add_organisation(
        slug, zh=told["name"]["zh"], en=told["name"]["en"], settings=settings, demo=True
    )
    for unit in written.list("units"):
        admin.add_unit(
            organisation, name=unit["name"], en=unit.get("en", ""), parent=unit.get("parent") or ""
        )
    encoded = make_password(PASSWORD)
    for one in written.list("staff"):
        admin.add_user(
            one["username"],
            organisation=slug,
            unit=one["unit"],
            roles=one["roles"],
            name=one["name"],
            title=one.get("title", ""),
            encoded_password=encoded,
        )
    admin.install_rule_book(read_shipped(slug), organisation=slug, from_day=from_day, now=since)
    organisation.refresh_from_db()
    if told_chain := written.data.get("chain"):
        _bring_in_chain(organisation, str(told_chain))
    return organisation


def _bring_in_chain(organisation: Organisation, table: str) -> None:
    """The register of production, by the way that an office takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chain.csv"
        path.write_text(table, encoding="utf-8")
        report = production.bring_in(path, organisation=organisation, dry_run=False)
    if report.faults:
        raise ValueError(f"{organisation.slug}: {report.faults[0]}")
