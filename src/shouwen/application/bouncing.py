"""The projection of transfers: which unit had a case, which gave it back, how long it was in dispute; counts by day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from shouwen.application import rules as rulebooks
from shouwen.core.case.events import Event
from shouwen.core.obligations import ENDING
from shouwen.core.transfers import spells
from shouwen.store.following import Projection, Streams
from shouwen.store.models import Case, CaseTransfer, TransferFigure
from shouwen.store.sql import count_up, insert

Cell: TypeAlias = tuple[int, date, int, str]
"""(organisation, day, unit, assigned or returned)."""
_MEASURES = ("assigned", "returned")
_COLUMNS = ("unit_id", "assigned_on", "returned_on", "ground", "minutes")
Row: TypeAlias = tuple[int, date, date | None, str, int | None]


def _follow(cases: Sequence[Case], streams: Streams) -> None:
    changes: Counter[Cell] = Counter()
    stored: dict[int, dict[int, Row]] = {case.pk: {} for case in cases}
    rows = CaseTransfer.objects.filter(case__in=list(stored)).values_list("case_id", "seq", *_COLUMNS)
    for key, seq, *row in rows:
        stored[key][seq] = tuple(row)
    new: list[dict[str, object]] = []
    for case, stream in streams.of(cases):
        now, held = _spells_of(case, stream), stored[case.pk]
        changes.update(_cells(case.organisation_id, now.values()))
        changes.subtract(_cells(case.organisation_id, held.values()))
        changed = {seq for seq in {*now, *held} if now.get(seq) != held.get(seq)}
        if changed & held.keys():
            CaseTransfer.objects.filter(case=case, seq__in=changed).delete()
        new += [
            {"case_id": case.pk, "organisation_id": case.organisation_id, "seq": seq, **dict(zip(_COLUMNS, now[seq], strict=True))}
            for seq in sorted(changed & now.keys())
        ]  # fmt: skip
    insert(CaseTransfer, new)
    count_up(TransferFigure, changes, place=("organisation_id", "day", "unit_id"), measures=_MEASURES)


def _spells_of(case: Case, stream: list[Event]) -> dict[int, Row]:
    """The assignments of a case by their event."""
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    units, zone = rulebooks.household(case.organisation).units, rules.calendar.zone
    found: dict[int, Row] = {}
    for s in spells(stream):
        if (unit := units.get(s.unit)) is not None:
            returned = s.returned_at.astimezone(zone).date() if s.returned_at else None
            assigned = s.assigned_at.astimezone(zone).date()
            found[s.seq] = (unit.pk, assigned, returned, s.ground, s.dispute_minutes)
    return found


def _cells(organisation: int, rows: Iterable[Row]) -> Counter[Cell]:
    cells: Counter[Cell] = Counter()
    for unit, assigned, returned, _ground, _minutes in rows:
        cells[organisation, assigned, unit, "assigned"] += 1
        if returned is not None:
            cells[organisation, returned, unit, "returned"] += 1
    return cells


def _forget() -> None:
    CaseTransfer.objects.all().delete()
    TransferFigure.objects.all().delete()


TRANSFERS = Projection(
    "transfers", _follow, _forget, frozenset({"assigned", "returned", "acknowledged", *ENDING})
)
