"""Units and people of an organisation as events name them, and who of them is away."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.store.models import Absence, Staff, Unit


@dataclass(frozen=True, slots=True)
class Household:
    """Units and people of an organisation by the names that events use."""

    units: dict[str, Unit]
    staff: dict[str, Staff]
    heads: dict[str, Staff]
    """Unit name → its head, where there is exactly one."""
    unit_names: dict[int, str]
    staff_names: dict[int, str]
    """By key, of everybody who ever worked here."""
    accounts: dict[int, str]
    absences: tuple[Absence, ...] = ()
    """Those that hold now or will: not withdrawn, not over, by their beginnings."""

    def away(self, account: str, at: datetime) -> Absence | None:
        """The absence of somebody at an instant."""
        person = self.staff.get(account)
        return next(
            (
                one
                for one in self.absences
                if person and one.staff_id == person.pk and one.from_at <= at < one.until_at
            ),
            None,
        )

    def units_of(self, owner: str) -> tuple[str, ...]:
        """The unit that is meant by the owner of a measure: a unit's name, an account, or the name of one person."""
        if owner in self.units:
            return (owner,)
        person = self._person(owner)
        return (person.unit.name,) if person is not None else ()

    def in_charge(self, owner: str) -> Staff | None:
        """Who carries out the measure of an owner: the person meant, or the head of the unit."""
        return self.heads.get(owner) if owner in self.units else self._person(owner)

    def _person(self, owner: str) -> Staff | None:
        """By account, or by the name that one person alone has."""
        if (person := self.staff.get(owner)) is not None:
            return person
        named = [one for one in self.staff.values() if one.name == owner]
        return named[0] if len(named) == 1 else None

    def deputising(self, staff_id: int, at: datetime) -> tuple[Absence, ...]:
        """The absences of those for whom somebody acts at an instant, while their accounts are open."""
        return tuple(
            one
            for one in self.absences
            if one.deputy_id == staff_id
            and one.from_at <= at < one.until_at
            and self.accounts.get(one.staff_id) in self.staff
        )
