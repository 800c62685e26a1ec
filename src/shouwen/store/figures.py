"""The figures: counts by day and dimension, kept from differences of what each case adds.

Every case's share is stored beside the counts, so that following an event twice changes nothing and the
whole can be dropped and rebuilt. A case counts under its present category, unit and level.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from shouwen.store.models import Case, CaseFigure, Figure
from shouwen.store.sql import change, count_up, insert

MEASURES = ("received", "closed", "open", "on_time", "late", "satisfied", "dissatisfied")
DIMENSIONS = ("total", "category", "unit", "level", "channel", "result")
Cell: TypeAlias = tuple[int, str, str, str, str]
"""(organisation, day, dimension, value, measure)."""


def follow(cases: Sequence[Case]) -> None:
    """Bring the figures up to the present rows of these cases, in the caller's transaction."""
    changes: Counter[Cell] = Counter()
    stored = {own.pk: own for own in CaseFigure.objects.filter(pk__in=[case.pk for case in cases])}
    new: list[dict[str, object]] = []
    for case in cases:
        share, old = _share(case), stored.get(case.pk)
        if old is not None and old.cells == share:
            continue
        changes.update(_cells(case.organisation_id, share))
        if old is None:
            new.append({"case_id": case.pk, "cells": share})
        else:
            changes.subtract(_cells(case.organisation_id, old.cells))
            change(old, cells=share)
    insert(CaseFigure, new)
    count_up(Figure, changes, place=("organisation_id", "day", "dimension", "value"), measures=MEASURES)


def rebuild() -> None:
    """Forget all figures; the projection then starts from the first event."""
    CaseFigure.objects.all().delete()
    Figure.objects.all().delete()


def _share(case: Case) -> dict[str, object]:
    """What a case adds to the figures at present."""
    return {
        "of": [case.category, case.unit.name if case.unit else "", case.level, case.channel, case.result],
        "received_on": case.registered_on.isoformat(),
        "closed_on": case.closed_on.isoformat() if case.closed_on else None,
        "on_time": case.on_time,
        "satisfied": case.satisfied,
    }


def _cells(organisation: int, share: dict[str, object]) -> Counter[Cell]:
    of, closed_on = share["of"], share["closed_on"]
    values = ["", *map(str, of)] if isinstance(of, list) else [""] * len(DIMENSIONS)
    received = {"received": 1} if closed_on else {"received": 1, "open": 1}
    closed = {
        "closed": 1,
        "on_time": int(share["on_time"] is True),
        "late": int(share["on_time"] is False),
        "satisfied": int(share["satisfied"] == "yes"),
        "dissatisfied": int(share["satisfied"] == "no"),
    }
    cells: Counter[Cell] = Counter()
    for dimension, value in zip(DIMENSIONS, values, strict=True):
        for measure, count in received.items():
            cells[organisation, str(share["received_on"]), dimension, value, measure] += count
        for measure, count in closed.items() if closed_on else ():
            cells[organisation, str(closed_on), dimension, value, measure] += count
    return cells
