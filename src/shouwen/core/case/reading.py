"""What somebody who sees a case may not read in it: what others of the staff asked protection for. Pure."""

from shouwen.core.case.authority import Acting
from shouwen.core.case.events import Event
from shouwen.core.case.events_dealings import ConductReported
from shouwen.core.case.events_protection import ProtectionAsked, ProtectionDecided, ProtectionEnded
from shouwen.core.case.protection import Protection
from shouwen.core.case.state import State

DECIDING = frozenset({"supervisor", "executive"})


def may_read(who: Acting, asked: Protection | None, state: State) -> bool:
    """Whether `who` may read what one of the staff asked protection for: who asked, the heads over him and over the
    case, the complaint office and the executive in charge, and their deputies, but for what concerns the absent one himself.
    """
    others = (stead.who for stead in who.stands_for if asked is None or asked.who != stead.who.id)
    return any(_may_read(one, asked, state) for one in (who, *others))


def _may_read(who: Acting, asked: Protection | None, state: State) -> bool:
    if asked is None or who.roles & DECIDING:
        return bool(who.roles & DECIDING)
    over = "unit_head" in who.roles and {asked.unit, state.unit} & who.units
    return who.id == asked.who or bool(over)


def kept_from(event: Event, who: Acting, state: State) -> bool:
    """Whether an event is not for `who` to read: a request for protection, what came of it, conduct told with it."""
    data = event.data
    if isinstance(data, ConductReported) and data.who:
        asked = next((one for one in state.protections if one.who == data.who), None)
        return not may_read(who, asked, state)
    if isinstance(data, ProtectionAsked | ProtectionDecided | ProtectionEnded):
        asked = next((one for one in state.protections if one.which == data.which), None)
        return not may_read(who, asked, state)
    return False
