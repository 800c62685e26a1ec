"""The projection of transfers: which unit had a case, which gave it back, how long it was in dispute; counts by day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from django.db.models import F

from shouwen.application import rules as rulebooks
from shouwen.core.obligations import ENDING
from shouwen.core.transfers import spells
from shouwen.store import timeline
from shouwen.store.following import Projection
from shouwen.store.models import Case, CaseTransfer, TransferFigure

Cell: TypeAlias = tuple[int, date, int, str]
"""(organisation, day, unit, assigned or returned)."""
_COLUMNS = ("unit_id", "assigned_on", "returned_on", "ground", "minutes")
Row: TypeAlias = tuple[int, date, date | None, str, int | None]


def _follow(cases: Iterable[Case]) -> None:
    changes: Counter[Cell] = Counter()
    for case in cases:
        try:
            stream, _ = timeline.load(case)
        except timeline.BrokenStreamError:
            continue  # told where the case is opened; the others go on
        rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
        units, zone = rulebooks.household(case.organisation).units, rules.calendar.zone
        now: dict[int, Row] = {}
        for s in spells(stream):
            if (unit := units.get(s.unit)) is not None:
                returned = s.returned_at.astimezone(zone).date() if s.returned_at else None
                assigned = s.assigned_at.astimezone(zone).date()
                now[s.seq] = (unit.pk, assigned, returned, s.ground, s.dispute_minutes)
        own = CaseTransfer.objects.filter(case=case)
        held = {row[0]: row[1:] for row in own.values_list("seq", *_COLUMNS)}
        if now == held:
            continue
        changes.update(_cells(case.organisation_id, now.values()))
        changes.subtract(_cells(case.organisation_id, held.values()))
        changed = [seq for seq in {*now, *held} if now.get(seq) != held.get(seq)]
        own.filter(seq__in=changed).delete()
        CaseTransfer.objects.bulk_create(
            CaseTransfer(
                case=case,
                organisation_id=case.organisation_id,
                seq=seq,
                **dict(zip(_COLUMNS, now[seq], strict=True)),
            )
            for seq in sorted(changed)
            if seq in now
        )
    _apply(changes)


def _cells(organisation: int, rows: Iterable[Row]) -> Counter[Cell]:
    cells: Counter[Cell] = Counter()
    for unit, assigned, returned, _ground, _minutes in rows:
        cells[organisation, assigned, unit, "assigned"] += 1
        if returned is not None:
            cells[organisation, returned, unit, "returned"] += 1
    return cells


def _apply(changes: Counter[Cell]) -> None:
    for (organisation, day, unit, measure), count in sorted(changes.items()):
        if not count:
            continue
        own = TransferFigure.objects.filter(organisation_id=organisation, day=day, unit_id=unit)
        if not own.update(**{measure: F(measure) + count}):
            TransferFigure.objects.create(
                organisation_id=organisation, day=day, unit_id=unit, **{measure: count}
            )


def _forget() -> None:
    CaseTransfer.objects.all().delete()
    TransferFigure.objects.all().delete()


TRANSFERS = Projection(
    "transfers", _follow, _forget, frozenset({"assigned", "returned", "acknowledged", *ENDING})
)
