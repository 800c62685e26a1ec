"""Deciders of the commands that tie cases together."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shouwen.core.case import commands_ties as tc
from shouwen.core.case import events_ties as te
from shouwen.core.case.events import Event, Graded, Happening
from shouwen.core.case.refusals import Refused
from shouwen.core.case.registering import grade
from shouwen.core.case.situation import Decider, Situation, event_of
from shouwen.core.case.state import State, evolve
from shouwen.core.case.wire import Actor

SYSTEM = Actor(role="system")


def _join(s: Situation, command: tc.Join, known: dict[str, Any], now: datetime) -> tuple[Happening, ...]:
    told = event_of(te.Joined, command, known)
    if told.case in (*s.state.members, s.state.lead):
        raise Refused("already_joined", facts={"case": told.case})
    if told.part == "member" and s.state.members:
        raise Refused("leads_a_group", facts={"members": list(s.state.members)})
    if told.part == "lead" and s.state.lead:
        raise Refused("member_of_a_group", facts={"case": s.state.lead})
    if told.part == "member" and s.state.lead:
        raise Refused("member_of_a_group", facts={"case": s.state.lead})
    return (told, *_graded_anew(s, told, now))


def _separate(
    s: Situation, command: tc.Separate, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    told = event_of(te.Separated, command, known)
    if told.case not in (*s.state.members, s.state.lead):
        raise Refused("not_joined", facts={"case": told.case})
    return (told, *_graded_anew(s, told, now))


def _count(
    s: Situation, command: tc.CountGroup, known: dict[str, Any], now: datetime
) -> tuple[Happening, ...]:
    told = event_of(te.GroupCounted, command, known)
    return (told, *_graded_anew(s, told, now))


def _represent(
    _s: Situation, command: tc.NameRepresentatives, known: dict[str, Any], _now: datetime
) -> tuple[Happening, ...]:
    names = tuple(dict.fromkeys(command.names))
    return (event_of(te.RepresentativesNamed, command, known, names=names, count=len(names)),)


def _link(s: Situation, command: tc.Link, known: dict[str, Any], _now: datetime) -> tuple[Happening, ...]:
    if (command.case, command.relation) in s.state.linked:
        raise Refused("already_linked", facts={"case": command.case})
    return (event_of(te.Linked, command, known),)


def _graded_anew(s: Situation, happening: Happening, now: datetime) -> tuple[Graded, ...]:
    """The grade that the rule book gives now, where it gave the last one and this one is another."""
    if s.state.graded_level and not s.state.graded_by_rule:
        return ()
    graded = grade(s.book, _after(s, happening, now))
    return () if graded is None or graded.level == s.state.graded_level else (graded,)


def _after(s: Situation, happening: Happening, now: datetime) -> State:
    return evolve(s.state, Event(seq=s.state.seq + 1, at=now, actor=SYSTEM, data=happening))


TIES: Mapping[str, Decider] = {
    "join": _join,
    "separate": _separate,
    "count_group": _count,
    "name_representatives": _represent,
    "link": _link,
}
