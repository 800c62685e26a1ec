"""The units that a case brings in beside lead and assisting ones: asked for something, or given something to do."""

from collections.abc import Iterable, Iterator

from shouwen.core.case.events import Happening, SolutionProposed
from shouwen.core.case.events_oversight import ContributionRequested, ImprovementPlanned, MeetingHeld
from shouwen.core.case.events_responsibility import AttributionServed
from shouwen.core.case.events_supervision import SupervisionIssued
from shouwen.store.household import Household


def units_charged(fresh: Iterable[Happening], household: Household) -> set[str]:
    """The names of the units that owe something by these events. Whoever owes must be able to see the case."""
    charged: set[str] = set()
    for data in fresh:
        match data:
            case ContributionRequested() | SupervisionIssued():
                charged.add(data.unit)
            case AttributionServed():
                charged.update(data.units)
            case _:
                charged.update(unit for owner in owners_of(data) for unit in household.units_of(owner))
    return charged


def owners_of(data: Happening) -> Iterator[str]:
    """Who is to carry out what was planned, as it was written down: a unit, an account or a person's name."""
    match data:
        case SolutionProposed():
            yield from (who for measure in data.measures for who in (measure.owner, measure.unit))
        case MeetingHeld():
            yield from (decision.owner for decision in data.decisions)
        case ImprovementPlanned():
            yield from (data.unit, data.owner)
        case _:
            return
