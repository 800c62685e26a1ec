"""What the protection of staff adds to the state of a case, and how its commands are decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, assert_never

from shouwen.core.case import events_protection as p
from shouwen.core.case.copying import replace

LONGEST_DAYS = 366
"""For how long measures may hold before somebody has to look again."""


@dataclass(frozen=True, kw_only=True)
class Protection:
    """One request for protection as it stands."""

    which: int
    who: str
    unit: str
    kind: str
    decided: bool = False
    granted: bool = False
    measures: tuple[str, ...] = ()
    until: str = ""
    ended: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether its measures hold on a day: to the end of the last one, unless ended before."""
        return self.granted and not self.ended and day.isoformat() <= self.until


@dataclass(frozen=True, kw_only=True)
class Protected:
    """The fields of `State` that these events write. No slots: `replace` needs none."""

    protections: tuple[Protection, ...] = ()

    @property
    def protections_open(self) -> tuple[Protection, ...]:
        """Requests that nobody has decided."""
        return tuple(one for one in self.protections if not one.decided)


S = TypeVar("S", bound=Protected)


def protected(s: S, happening: p.ProtectionEvent) -> S:
    """The state after an event of protection."""
    match happening:
        case p.ProtectionAsked() as d:
            one = Protection(which=d.which, who=d.who, unit=d.unit, kind=d.kind)
            return replace(s, protections=(*s.protections, one))
        case p.ProtectionDecided() as d:
            until = d.until if d.granted else ""
            measures = d.measures if d.granted else ()
            return _with(s, d.which, decided=True, granted=d.granted, measures=measures, until=until)
        case p.ProtectionEnded() as d:
            return _with(s, d.which, ended=True)
        case _:
            assert_never(happening)


def protection_of(s: Protected, which: int) -> Protection | None:
    return next((one for one in s.protections if one.which == which), None)


def last_days(now: datetime) -> Mapping[str, str]:
    """The first and the last day that measures decided now may hold until, by the calendar where `now` is told."""
    today = now.date()
    return {"from": today.isoformat(), "to": (today + timedelta(days=LONGEST_DAYS)).isoformat()}


def _with(s: S, which: int, **changes: Any) -> S:
    asked = tuple(replace(one, **changes) if one.which == which else one for one in s.protections)
    return replace(s, protections=asked)
