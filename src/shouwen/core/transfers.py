"""Transfers of a case from unit to unit: who had it, who gave it back, and how long it was in dispute."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from shouwen.core.case import events as e
from shouwen.core.obligations import ENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The case with one unit, from its assignment on."""

    unit: str
    seq: int
    assigned_at: datetime
    returned_at: datetime | None = None
    returned_seq: int | None = None
    ground: str = ""
    settled_at: datetime | None = None
    """When the dispute ended: the next acknowledgement, by whatever unit, or the end of the case."""

    @property
    def dispute_minutes(self) -> int | None:
        """From the return to its settlement, by the clock on the wall; None while it lasts or without a return."""
        if self.returned_at is None or self.settled_at is None:
            return None
        return int((self.settled_at - self.returned_at).total_seconds() // 60)


def spells(stream: Iterable[e.Event]) -> tuple[Spell, ...]:
    """Every spell of a case, in order. A new handler within the same unit begins none."""
    found: list[Spell] = []
    unit = ""
    for event in stream:
        match event.data:
            case e.Assigned() as d if d.unit and d.unit != unit:
                unit = d.unit
                found.append(Spell(unit=unit, seq=event.seq, assigned_at=event.at))
            case e.Returned() as d:
                if found and unit:
                    found[-1] = replace(
                        found[-1], returned_at=event.at, returned_seq=event.seq, ground=d.ground
                    )
                unit = ""
            case e.Acknowledged():
                found = _settled(found, event.at)
            case data if data.type in ENDING:
                found = _settled(found, event.at)
            case _:
                pass
    return tuple(found)


def _settled(found: list[Spell], at: datetime) -> list[Spell]:
    return [replace(s, settled_at=at) if s.returned_at and s.settled_at is None else s for s in found]
