"""
Registers that follow the events: shares of responsibility, awards and sanctions, quality reviews, and which serial
number or batch a case names. Each case's rows are made anew from its stream when one of its events matters.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from shouwen.application import rules as rulebooks
from shouwen.application.wording import who_acted
from shouwen.core.case import events as e
from shouwen.core.case import events_oversight as o
from shouwen.core.case import events_responsibility as r
from shouwen.core.case.redress import apportion, redress
from shouwen.core.case.state import State, fold
from shouwen.core.objections import LEAD, reminder_of
from shouwen.core.obligations import Obligations
from shouwen.store import redaction
from shouwen.store.following import Projection, Streams
from shouwen.store.models import (
    Case,
    CaseConsequence,
    CaseShare,
    CaseTrace,
    QualityReview,
    SerialNumber,
)  # fmt: skip

_ANSWERED = frozenset({
    "responsibility_attributed", "responsibility_disputed", "responsibility_ruled", "objection_reviewed",
    "attribution_served", "attribution_received", "sanction_proposed", "award_proposed", "defence_heard",
    "consequence_decided", "accountability_recorded", "payment_recorded", "solution_approved", "solution_rejected",
    "consent_recorded", "reopened", "quality_drawn", "quality_reviewed",
})  # fmt: skip
"""The events after which responsibility, its cost, awards and sanctions or quality may stand otherwise."""
NAMED_FACTS = ("serial_number", "batch")
"""The form fields by which a rule book asks what a complaint is about."""


def _answer(cases: Sequence[Case], streams: Streams) -> None:
    """Bring shares, awards and sanctions and quality reviews of these cases up to their streams."""
    for case, stream in streams.of(cases):
        state, zone = fold(stream), _rules(case).calendar.zone
        _replace(CaseShare, case, _shares(case, stream, state, _rules(case)))
        _replace(CaseConsequence, case, _consequences(stream, state, zone))
        _replace(QualityReview, case, _reviews(stream, zone))


def _forget_answers() -> None:
    for model in (CaseShare, CaseConsequence, QualityReview):
        model.objects.all().delete()


def _trace(cases: Sequence[Case], streams: Streams) -> None:
    """Which serial number and which batch these cases name, where the form of their rule book asks for one."""
    asked = [case for case in cases if any(_rules(case).book.fact(name) is not None for name in NAMED_FACTS)]
    for case, stream in streams.of(asked):
        facts = fold(stream).facts
        serial, batch = (str(facts.get(name) or "").strip()[:100] for name in NAMED_FACTS)
        if redaction.REDACTED in (serial, batch):
            continue  # disposed of: what stands of it stays
        if not serial and not batch:
            CaseTrace.objects.filter(case=case).delete()
            continue
        known = (
            SerialNumber.objects.filter(organisation_id=case.organisation_id, code=serial) if serial else None
        )
        found = known.values_list("batch__code", flat=True).first() if known is not None else None
        told = {"organisation_id": case.organisation_id, "serial": serial, "batch": found or batch}
        CaseTrace.objects.update_or_create(case=case, defaults=told)


def _forget_traces() -> None:
    CaseTrace.objects.exclude(case__disposal__stands="disposed").delete()


def _rules(case: Case) -> Obligations:
    return rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)


def _shares(case: Case, stream: list[e.Event], state: State, rules: Obligations) -> list[dict[str, Any]]:
    cost, rows = redress(stream).cents, []
    served = {unit: event for event in stream for unit in _units_served(event)}
    for division in state.divisions:
        present = division is state.divisions[-1]
        borne = apportion(cost, [share.percent for share in division.shares])
        for place, (share, cents) in enumerate(zip(division.shares, borne, strict=True), start=1):
            open_ = present and not state.shares_ruled and share.unit not in state.disputed
            until = state.last_day_of(share.unit) if open_ else None
            rows.append({
                "registered_on": case.registered_on, "edition": division.edition, "place": place, "present": present,
                "how": division.how, "unit": share.unit, "person": share.person,
                "percent": Decimal(str(share.percent)), "kind": share.kind, "cents": cents,
                "served": present and share.unit in state.served, "received": present and share.unit in state.received,
                "object_until": until,
                "remind_at": _reminder(until, served.get(share.unit), rules) if until else None,
            })  # fmt: skip
    return rows


def _units_served(event: e.Event) -> tuple[str, ...]:
    return event.data.units if isinstance(event.data, r.AttributionServed) else ()


def _reminder(until: datetime, served: e.Event | None, rules: Obligations) -> datetime | None:
    """When the unit is reminded; None where the time is so short that the service itself does it."""
    told = rules.book.objections
    at = reminder_of(rules.calendar, until, (told.remind if told else None) or LEAD)
    return at if served is None or at > served.at else None


def _consequences(stream: list[e.Event], state: State, zone: ZoneInfo) -> list[dict[str, Any]]:
    """What was proposed, as it stands; and whoever was held to account at once, without a proposal."""
    rows: dict[int, dict[str, Any]] = {}
    for event in stream:
        match event.data:
            case r.SanctionProposed() | r.AwardProposed() as d:
                one = state.consequence(d.which)
                rows[event.seq] = _consequence(
                    event, d.who, d.unit, d.kind, d.clause, award=isinstance(d, r.AwardProposed),
                    amount=Decimal(str(d.amount)), which=d.which, heard=bool(one and one.heard),
                )  # fmt: skip
            case r.ConsequenceDecided() as d:
                for row in rows.values():
                    if row["which"] == d.which:
                        row["decided"] = "approved" if d.approved else "rejected"
                        row["decided_by"] = who_acted(event.actor)[:100]
                        row["in_force_on"] = date.fromisoformat(d.in_force_on) if d.in_force_on else None
            case o.AccountabilityRecorded(which=0) as d:
                rows[event.seq] = _consequence(
                    event, d.who, d.unit, d.kind, d.clause, award=False, decided="approved",
                    decided_by=who_acted(event.actor)[:100], in_force_on=event.at.astimezone(zone).date(),
                )  # fmt: skip
            case _:
                pass
    return [{key: value for key, value in row.items() if key != "which"} for row in rows.values()]


def _consequence(event: e.Event, who: str, unit: str, kind: str, clause: str, **more: Any) -> dict[str, Any]:
    return {
        "seq": event.seq, "at": event.at, "who": who, "unit": unit, "kind": kind, "clause": clause, "amount": Decimal(0),
        "which": 0, "heard": False, "decided": "", "decided_by": "", "in_force_on": None, **more,
    }  # fmt: skip


def _reviews(stream: list[e.Event], zone: ZoneInfo) -> list[dict[str, Any]]:
    """One row for a round: its draw, and the last review in it."""
    rows: dict[int, dict[str, Any]] = {}
    round_ = 1
    for event in stream:
        match event.data:
            case e.Reopened() as d:
                round_ = d.round or round_ + 1
            case r.QualityDrawn() as d:
                rows[round_] = _review(event, round_, zone, ground=d.ground)
            case o.QualityReviewed() as d:
                row = rows.setdefault(round_, _review(event, round_, zone, ground=""))
                row |= {
                    "reviewed_at": event.at, "reviewer": who_acted(event.actor)[:100], "score": Decimal(str(d.score)),
                    "passed": d.passed,
                }  # fmt: skip
            case _:
                pass
    return list(rows.values())


def _review(event: e.Event, round_: int, zone: ZoneInfo, *, ground: str) -> dict[str, Any]:
    return {
        "round": round_, "ground": ground, "on": event.at.astimezone(zone).date(), "reviewed_at": None,
        "reviewer": "", "score": None, "passed": None,
    }  # fmt: skip


def _replace(model: type[models.Model], case: Case, rows: list[dict[str, Any]]) -> None:
    """The case's rows, written anew where they are not what they were."""
    manager: Any = model._default_manager  # noqa: SLF001 the documented way to a model's rows
    own = manager.filter(case=case)
    fields = list(rows[0]) if rows else []
    if rows and list(own.order_by("id").values(*fields)) == rows:
        return
    own.delete()
    manager.bulk_create([model(case=case, organisation_id=case.organisation_id, **row) for row in rows])


ANSWERS = Projection("answers", _answer, _forget_answers, _ANSWERED)
TRACES = Projection("traces", _trace, _forget_traces, frozenset({"registered", "corrected"}))
