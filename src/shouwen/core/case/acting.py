"""Who wants something: himself, or somebody in the place of one who is away."""

from dataclasses import dataclass

from shouwen.core.case.wire import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who wants something: the actor as recorded, the staff roles held, the units worked for."""

    id: str = ""
    name: str = ""
    unit: str = ""
    roles: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    """Own unit and, for a head, all units below it."""
    stands_for: tuple["Stead", ...] = ()
    """Those who are away now and have this person act in their place."""
    behalf: "Acting | None" = None
    """In whose place he acts in this one matter: power is that one's, what stands against either counts."""

    @property
    def seat(self) -> "Acting":
        """Whose power it is."""
        return self.behalf or self

    @property
    def people(self) -> tuple["Acting", ...]:
        """Everybody who must have no part in what he would decide: himself, and whom he stands for."""
        return (self,) if self.behalf is None else (self, self.behalf)

    def is_any_of(self, *accounts: str) -> bool:
        """Whether he, or whom he stands for, is one of these accounts; "" is nobody."""
        behalf = self.behalf
        return (self.id != "" and self.id in accounts) or (behalf is not None and behalf.is_any_of(*accounts))

    def as_actor(self, role: str) -> Actor:
        behalf = self.behalf or Acting()
        return Actor(
            role=role, id=self.id, name=self.name, unit=self.seat.unit, behalf=behalf.id, behalf_name=behalf.name
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stead:
    """Somebody who is away (离岗) and has given his powers to another for that time."""

    who: Acting
    approvals_only: bool = False


SYSTEM = Acting(roles=frozenset({"system"}))
CUSTOMER = Acting(roles=frozenset({"customer"}))


def recorded(actor: Actor) -> Acting:
    """Who acted, as far as an event tells it."""
    roles = frozenset({actor.role})
    behalf = (
        Acting(id=actor.behalf, name=actor.behalf_name, unit=actor.unit, roles=roles)
        if actor.behalf
        else None
    )
    return Acting(id=actor.id, name=actor.name, unit=actor.unit, roles=roles, behalf=behalf)
