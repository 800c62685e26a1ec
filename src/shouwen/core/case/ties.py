"""What ties to other cases add to the state of a case: a part of `State`, and of `evolve`."""

from dataclasses import dataclass
from typing import TypeVar, assert_never

from shouwen.core.case import events_ties as t
from shouwen.core.case.copying import replace


@dataclass(frozen=True, kw_only=True)
class Ties:
    """The fields of `State` that the events of `events_ties` write. No slots: `replace` needs none."""

    lead: str = ""
    """The number of the case that leads the group, where this one is a member."""
    members: tuple[str, ...] = ()
    """The numbers of the members, where this one leads."""
    group_size: int = 1
    representatives: int = 0
    linked: tuple[tuple[str, str], ...] = ()
    """(number, relation) of cases tied to this one."""
    first: str = ""
    """The number of the case that this one reviews."""
    instance: int = 1
    """1: first handling, 2: review (复查), 3: final review (复核)."""
    review_case: str = ""
    """The number of the case that reviews this one, while it does."""
    concluded: str = ""
    """upheld or changed, once this case has come to its conclusion about the other."""
    hands: tuple[str, ...] = ()
    """Accounts that handled the case so far, in any round; of a review also those of the first case."""

    @property
    def part(self) -> str:
        """lead, member, or "" outside any group."""
        return "member" if self.lead else "lead" if self.members else ""


S = TypeVar("S", bound=Ties)


def tied(s: S, happening: t.TieEvent) -> S:
    """The state after an event that ties cases together."""
    match happening:
        case t.Joined() as d if d.part == "lead":
            return replace(s, members=(*s.members, d.case), group_size=d.size)
        case t.Joined() as d:
            return replace(s, lead=d.case, group_size=d.size)
        case t.Separated() as d if d.part == "lead":
            left = tuple(number for number in s.members if number != d.case)
            return replace(s, members=left, group_size=d.size)
        case t.Separated():
            return replace(s, lead="", group_size=1)
        case t.GroupCounted() as d:
            return replace(s, group_size=d.size)
        case t.RepresentativesNamed() as d:
            return replace(s, representatives=d.count)
        case t.Linked() as d:
            return replace(s, linked=(*s.linked, (d.case, d.relation)))
        case t.ReviewOpened() as d:
            return replace(s, review_case=d.case)
        case t.ReviewConcluded() as d:
            return replace(s, concluded="upheld" if d.upheld else "changed")
        case _:
            assert_never(happening)


def with_hand(s: Ties, *accounts: str) -> tuple[str, ...]:
    """Who has handled the case, with some more."""
    return (*s.hands, *(one for one in dict.fromkeys(accounts) if one and one not in s.hands))
