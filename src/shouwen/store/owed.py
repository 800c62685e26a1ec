"""What is owed, as work bench and board read it: the obligations (`o`) with what is shown of their cases (`c`)."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from shouwen.store.sql import Where, among, fetch
from shouwen.store.visibility import not_recused


class OwedRow(NamedTuple):
    """One obligation with what is shown of its case; in the order of `_ROWS`."""

    pk: int
    case_id: int
    rule: str
    do: str
    role: str
    clause: str
    unit_id: int | None
    owner_id: int | None
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    provisional: bool
    stored_status: str
    number: str
    subject: str
    level: str
    stage: str
    rule_book_id: int

    def status(self, now: datetime) -> str:
        return "missed" if self.stored_status == "open" and self.due_at < now else self.stored_status


_ROWS = """
SELECT o.id, o.case_id, o.rule, o."do", o.role, o.clause, o.unit_id, o.owner_id, o.started_at, o.due_at, o.ended_at,
  o.provisional, o.status, c.number, c.subject, c.level, c.stage, c.rule_book_id
FROM (SELECT * FROM store_obligation o WHERE {where} ORDER BY o.due_at {order}, o.id {order} LIMIT {limit:d}) o
  JOIN store_case c ON c.id = o.case_id
ORDER BY o.due_at {order}, o.id {order}
"""
"""The obligations are chosen before their cases are read: a join first reads the case of everything that is owed."""
MOST = 1000
"""How many are counted one by one; a thousand is a thousand."""
_COUNTS = """
SELECT count(*) FILTER (WHERE o.status = 'open' AND o.due_at < %s),
  count(*) FILTER (WHERE o.status = 'open' AND o.due_at >= %s AND o.due_at < %s),
  count(*) FILTER (WHERE o.status = 'open' AND o.due_at >= %s AND o.due_at < %s),
  count(*) FILTER (WHERE o.status = 'open' AND o.due_at >= %s),
  count(*) FILTER (WHERE o.status = 'paused'), count(*),
  count(*) FILTER (WHERE o.due_at < %s), count(*) FILTER (WHERE o.due_at < %s), count(*) FILTER (WHERE o.due_at < %s)
FROM (SELECT o.status, o.due_at FROM store_obligation o WHERE {where} ORDER BY o.due_at LIMIT {most:d}) o
"""
_NAMES = ("missed", "due_today", "due_soon", "later", "paused", "open")
_RECORDS = """
SELECT case_id, type, at, data FROM store_caseevent
WHERE {where} AND type IN ({kinds}) ORDER BY case_id, seq
"""
_SERVED = """
SELECT c.number, c.subject, s.unit, s.percent, s.object_until, s.received
FROM store_caseshare s JOIN store_case c ON c.id = s.case_id
WHERE {where} ORDER BY s.object_until, s.id LIMIT {limit:d}
"""
LIVE = "o.status IN ('open', 'paused')"


class ServedRow(NamedTuple):
    """A share of responsibility that a unit may still object to; in the order of `_SERVED`."""

    number: str
    subject: str
    unit: str
    percent: Decimal
    object_until: datetime
    received: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What was done about a rule of a case that ran late."""

    urged: list[datetime] = field(default_factory=list)
    escalated: list[str] = field(default_factory=list)
    """To whom."""


def of_organisation(organisation_id: int, *, staff_id: int) -> Where:
    """Everything owed in an organisation, but in the cases that are kept from this person."""
    return Where().equal(**{"o.organisation_id": organisation_id}).either(not_recused(staff_id, "o.case_id"))


def rows(where: Where, *, limit: int, latest_first: bool = False) -> list[OwedRow]:
    """The obligations of a condition by their due times."""
    statement = _ROWS.format(where=where, order="DESC" if latest_first else "ASC", limit=limit)
    return [OwedRow._make(row) for row in fetch(statement, where.told, anew=True)]


@dataclass(frozen=True, slots=True)
class Tallies:
    """How many of what is live: missed, due_today (before midnight), due_soon, later (than midnight), paused, open (all)."""

    counts: dict[str, int]
    at_least: frozenset[str] = frozenset()
    """Counts that may be higher: only the soonest thousand were looked at."""


def tallies(live: Where, *, now: datetime, midnight: datetime, soon: datetime) -> Tallies:
    """The soonest thousand of the live obligations, counted."""
    times = (now, now, midnight, midnight, soon, midnight, now, midnight, soon)
    statement = _COUNTS.format(where=live, most=MOST)
    *found, late, today, near = fetch(statement, [*times, *live.told], anew=True)[0]
    reached = {"missed": late, "due_today": today, "due_soon": near}
    return Tallies(
        dict(zip(_NAMES, found, strict=True)),
        frozenset(name for name in _NAMES if reached.get(name, found[-1]) >= MOST),
    )


def records(cases: Iterable[int], *, escalations: bool = True) -> dict[tuple[int, str], Record]:
    """Urgings (and escalations) by (case, rule); under the rule "" those of the case as a whole."""
    found: dict[tuple[int, str], Record] = defaultdict(Record)
    wanted = sorted(set(cases))
    if not wanted:
        return found
    test, told = among("case_id", wanted)
    kinds = "'urged', 'escalated'" if escalations else "'urged'"
    for case_id, kind, at, text in fetch(_RECORDS.format(where=test, kinds=kinds), told):
        data = json.loads(text)
        record = found[case_id, str(data.get("rule") or "")]
        if kind == "urged":
            record.urged.append(at)
        else:
            record.escalated.append(str(data.get("to") or ""))
    return found


def served_on(
    units: Iterable[str], *, organisation_id: int, staff_id: int, now: datetime, limit: int
) -> list[ServedRow]:
    """The shares served on units that may still be objected to, soonest first, but of cases kept from this person."""
    where = Where().add("s.organisation_id = %s AND s.present AND s.served", organisation_id)
    where.among("s.unit", units).add("s.object_until >= %s", now).either(not_recused(staff_id, "s.case_id"))
    rows = (ServedRow._make(row) for row in fetch(_SERVED.format(where=where, limit=limit), where.told))
    return [row._replace(percent=Decimal(str(row.percent)), received=bool(row.received)) for row in rows]
