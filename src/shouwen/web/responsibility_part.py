"""Responsibility on the case page, prepared: editions as columns, units as rows, money in yuan."""

from dataclasses import dataclass
from datetime import datetime

from shouwen.application.views.responsibility import (
    ConsequenceLine,
    DivisionView,
    ObjectionLine,
    ResponsibilityView,
    ServiceLine,
)
from shouwen.web import formats


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    unit: str
    person: str
    kind: str
    clause: str
    percents: tuple[str, ...]
    """By edition; "—" where this one had no share."""
    changed: bool
    borne: str
    """What falls on it of the cost under the present edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    line: ServiceLine
    until: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of the case page about responsibility."""

    editions: tuple[tuple[DivisionView, str], ...]
    """With the time of each."""
    rows: tuple[Row, ...]
    cost: str
    paid: bool
    services: tuple[Service, ...]
    objections: tuple[tuple[ObjectionLine, str], ...]
    consequences: tuple[tuple[ConsequenceLine, str], ...]
    """With the amount in words."""
    praises: tuple[tuple[str, str, str], ...]
    ruled: bool


def part(view: ResponsibilityView, *, now: datetime) -> Part:
    cents = view.paid_cents or view.approved_cents
    return Part(
        editions=tuple((d, formats.moment(d.at, now=now)) for d in view.divisions),
        rows=tuple(_rows(view)),
        cost=yuan(cents) if cents else "",
        paid=bool(view.paid_cents),
        services=tuple(
            Service(
                line=one,
                until=formats.moment(one.object_until, now=now),
                over=one.object_until is not None and now > one.object_until,
            )
            for one in view.services
        ),
        objections=tuple((o, formats.moment(o.at, now=now)) for o in view.objections),
        consequences=tuple((c, f"{c.amount:g}" if c.amount else "") for c in view.consequences),
        praises=view.praises,
        ruled=view.ruled,
    )


def yuan(cents: int) -> str:
    """1,234.50: exact, from whole cents."""
    return f"{cents // 100:,}.{cents % 100:02}"


def _rows(view: ResponsibilityView) -> list[Row]:
    """One row for everyone who has a share in any edition, the present ones first."""
    held = {
        (share.unit, share.person): None for division in reversed(view.divisions) for share in division.shares
    }
    rows: list[Row] = []
    for unit, person in held:
        found = [[s for s in d.shares if (s.unit, s.person) == (unit, person)] for d in view.divisions]
        percents = tuple(f"{sum(s.percent for s in shares):g}%" if shares else "—" for shares in found)
        present = found[-1]
        latest = next(shares[0] for shares in reversed(found) if shares)
        rows.append(
            Row(
                unit=unit, person=person, kind=latest.kind.name, clause=latest.clause, percents=percents,
                changed=len(set(percents[-2:])) > 1,
                borne=yuan(sum(s.cents for s in present)) if present else "—",
            )
        )  # fmt: skip
    return rows
