"""Decisions about the protection of staff."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shouwen.core.case import commands_protection as pc
from shouwen.core.case import events_protection as pe
from shouwen.core.case.authority import Acting
from shouwen.core.case.events import Happening
from shouwen.core.case.events_dealings import ConductReported
from shouwen.core.case.protection import LONGEST_DAYS, Protection, last_days, protection_of
from shouwen.core.case.refusals import Refused
from shouwen.core.case.situation import Decider, Situation, event_of

_CONDUCT = {"violent": "threatening"}
"""What is put on record of the customer's conduct, where the words differ."""


def _ask(
    s: Situation, command: pc.AskProtection, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    who = str(known.get("who") or "")
    if any(one.who == who for one in s.state.protections_open):
        raise Refused("protection_asked_already")
    told = {key: value for key, value in known.items() if key != "conduct"}
    asked = event_of(pe.ProtectionAsked, command, told, which=len(s.state.protections) + 1)
    if not command.conduct or s.state.conduct_by:
        return (asked,)
    kind = _CONDUCT.get(command.kind, command.kind)
    return (asked, ConductReported(kind=kind, file=command.file, note=command.note, who=who))


def _decide(
    s: Situation, command: pc.DecideProtection, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    asked = _asked(s, command.which)
    if asked.decided:
        raise Refused("protection_decided", facts={"which": asked.which})
    who: Acting = known.pop("who")
    if who.is_any_of(asked.who):
        raise Refused("own_request")
    if not command.granted:
        return (event_of(pe.ProtectionDecided, command, known, measures=(), until=""),)
    if not command.measures:
        raise Refused("measures_needed", facts={"field": "measures"})
    days = last_days(now.astimezone(s.calendar.zone) if s.calendar else now)
    if not days["from"] <= command.until <= days["to"]:
        raise Refused("limit_needed", facts={"field": "until", "days": LONGEST_DAYS})
    measures = tuple(dict.fromkeys(command.measures))
    return (event_of(pe.ProtectionDecided, command, known, measures=measures),)


def _end(
    s: Situation, command: pc.EndProtection, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    asked = _asked(s, command.which)
    if not asked.granted or asked.ended:
        raise Refused("not_protected", facts={"which": asked.which})
    return (event_of(pe.ProtectionEnded, command, known),)


def _asked(s: Situation, which: int) -> Protection:
    found = protection_of(s.state, which)
    if found is None:
        raise Refused("no_protection", facts={"which": which})
    return found


PROTECTION_DECIDERS: Mapping[str, Decider] = {
    "ask_protection": _ask,
    "decide_protection": _decide,
    "end_protection": _end,
}
