"""Rulings on who takes what, as events leave them (职责归属先例)."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from shouwen.core.case import events as e
from shouwen.core.case.events_supervision import Designated
from shouwen.store.models import Case, Precedent, Unit


def leave(
    case: Case, stream: Sequence[e.Event], *, since: int, units: dict[str, Unit], zone: ZoneInfo
) -> None:
    """
    Keep what the events after `since` ruled: a designation, an assignment that follows a return. What a unit gave back
    after all is no precedent for it.
    """
    for place, event in enumerate(stream):
        if event.seq <= since:
            continue
        match event.data:
            case Designated() as d:
                _keep(case, event, unit=units.get(d.unit), reason=d.reason, zone=zone)
            case e.Assigned() as d if event.actor.role != "system" and _after_return(stream[:place]):
                _keep(case, event, unit=units.get(d.unit), reason=d.note, zone=zone)
            case e.Returned() as d:
                _take_back(case, units.get(d.unit), event.at)
            case _:
                pass


def _keep(case: Case, event: e.Event, *, unit: Unit | None, reason: str, zone: ZoneInfo) -> None:
    if unit is None:
        return
    Precedent.objects.get_or_create(
        case=case,
        seq=event.seq,
        defaults={
            "organisation_id": case.organisation_id,
            "category": case.category,
            "words": case.subject,
            "unit": unit,
            "decided_by": event.actor.name,
            "decided_on": event.at.astimezone(zone).date(),
            "reason": reason,
        },
    )


def _take_back(case: Case, unit: Unit | None, at: datetime) -> None:
    if unit is not None:
        Precedent.objects.filter(case=case, unit=unit, retired_at=None).update(retired_at=at)


def _after_return(before: Sequence[e.Event]) -> bool:
    """Whether the case was given back and not assigned since."""
    last = next((x.data for x in reversed(before) if isinstance(x.data, e.Assigned | e.Returned)), None)
    return isinstance(last, e.Returned)
