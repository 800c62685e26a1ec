"""How much of a telephone number a reader is shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shouwen.application.queries.case import Opened


def phone_shown(phone: str, o: "Opened") -> str:
    """In full for those who work on the case, masked for who only looks."""
    state, people = o.ledger.state, (o.person, *(seat.person for seat in o.person.seats))
    works = any(
        one.acting.roles & {"intake", "supervisor"} or one.acting.unit in (state.unit, *state.assisting)
        for one in people
    )
    return phone if works or len(phone) < 7 else f"{phone[:3]}****{phone[-4:]}"
