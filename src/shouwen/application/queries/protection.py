"""The protection of staff: who may read what of it, and which measures hold now."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from shouwen.application.people import Person
from shouwen.application.views.protection import Plea, Shelter
from shouwen.core.case import events as e
from shouwen.core.case.codec import event_to_json
from shouwen.core.case.reading import kept_from, may_read
from shouwen.core.case.state import State
from shouwen.core.rulebook.names_ties import SHELTER_NAMES, THREAT_NAMES
from shouwen.core.values import JsonObject

if TYPE_CHECKING:
    from shouwen.application.queries.case import Opened


def readable(stream: Sequence[e.Event], person: Person, state: State) -> list[e.Event]:
    """The stream as this person may read it: requests for protection of others are left out, of the decision what has
    to be heeded stays.
    """
    return [event for event in stream if not kept_from(event, person.acting, state)]


def masked(stream: Iterable[e.Event], person: Person, state: State, *, case: str) -> tuple[JsonObject, ...]:
    """The stream in the outside contract's shape; what this person may not read of it keeps its place and is empty."""
    told: list[JsonObject] = []
    for event in stream:
        line = event_to_json(event, case=case)
        if kept_from(event, person.acting, state):
            line = {**line, "data": {}, "actor": {"role": event.actor.role}}
        told.append(line)
    return tuple(told)


def shelters(o: "Opened") -> tuple[Shelter, ...]:
    """The measures that hold today: everybody who sees the case has to heed them."""
    state, language = o.ledger.state, o.person.language
    today = o.now.astimezone(o.rules.calendar.zone).date()
    names = {account: one.name for account, one in o.household.staff.items()}
    return tuple(
        Shelter(
            which=one.which,
            measures=tuple(SHELTER_NAMES[m].in_(language) for m in one.measures if m in SHELTER_NAMES),
            until=date.fromisoformat(one.until),
            who=names.get(one.who, one.who) if may_read(o.person.acting, one, state) else "",
        )
        for one in state.protections
        if one.holds_on(today)
    )


def pleas(o: "Opened") -> tuple[Plea, ...]:
    """The requests for protection that this reader may read, the newest first."""
    state, language = o.ledger.state, o.person.language
    today = o.now.astimezone(o.rules.calendar.zone).date()
    names = {account: one.name for account, one in o.household.staff.items()}
    return tuple(
        Plea(
            which=one.which, who=names.get(one.who, one.who), unit=one.unit, open=not one.decided,
            kind=THREAT_NAMES[one.kind].in_(language) if one.kind in THREAT_NAMES else one.kind,
            in_force=one.holds_on(today),
        )
        for one in reversed(state.protections)
        if may_read(o.person.acting, one, state)
    )  # fmt: skip
