"""The registers: responsibility by unit, awards and sanctions, quality reviews of a month, what was served on a unit."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum

from shouwen.application import rules as rulebooks
from shouwen.application.errors import NotFoundError
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views.names import Named
from shouwen.application.views.registers import (
    ConsequenceFilter,
    ConsequenceRow,
    DutyCase,
    OpenObjection,
    QualityMonth,
    QualityRow,
    ServedLine,
    UnitDuty,
)
from shouwen.application.wording import Wording
from shouwen.core.case.events_responsibility import ObjectionReviewed
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names_responsibility import ACCOUNTABILITY_NAMES, AWARD_NAMES
from shouwen.store import owed, timeline
from shouwen.store.models import Case, CaseConsequence, CaseShare, QualityReview
from shouwen.store.visibility import recused, visible

PAGE = 50
OVERSEERS = frozenset({"supervisor", "executive", "quality", "auditor"})
"""Who sees awards, sanctions and quality reviews of the whole organisation."""
_HOW: Mapping[str, Words] = {
    "attributed": Words("按认定的比例", "by the shares as attributed"),
    "reviewed": Words("按复核更正后的比例", "by the shares as corrected after review"),
    "ruled": Words("按裁决后的比例", "by the shares as ruled"),
}
_DECIDED: Mapping[str, Words] = {
    "": Words("待审批", "to be decided"), "approved": Words("批准", "approved"), "rejected": Words("不批准", "rejected"),
}  # fmt: skip


def served_on(person: Person, *, now: datetime, limit: int = 20) -> tuple[ServedLine, ...]:
    """Attributions that were served on the reader's units and may still be objected to, soonest first; for heads."""
    if "unit_head" not in person.acting.roles:
        return ()
    live = owed.served_on(
        person.acting.units,
        organisation_id=person.organisation_id,
        staff_id=person.staff_id,
        now=now,
        limit=limit,
    )
    zone = _zone(person, now)
    return tuple(
        ServedLine(
            case=row.number, subject=row.subject, unit=row.unit, percent=f"{row.percent.normalize():f}",
            object_until=row.object_until.astimezone(zone), received=row.received,
        )
        for row in live
    )  # fmt: skip


def open_objections(
    person: Person, *, now: datetime, cursor: str = ""
) -> tuple[tuple[OpenObjection, ...], str]:
    """(units that may still object, soonest over first, cursor of the next page). Raise `NotFoundError` for who does not
    oversee responsibility.
    """
    if not person.acting.roles & OVERSEERS:
        raise NotFoundError
    rows = CaseShare.objects.filter(
        organisation_id=person.organisation_id, present=True, served=True, object_until__gte=now
    ).exclude(case_id__in=recused(person.staff_id))
    if (place := place_of(cursor)) is not None:
        until, pk = place
        rows = rows.filter(Q(object_until__gt=until) | Q(object_until=until, pk__gt=pk))
    found = list(rows.select_related("case").order_by("object_until", "pk")[: PAGE + 1])
    zone = _zone(person, now)
    lines = tuple(
        OpenObjection(
            case=row.case.number, subject=row.case.subject, unit=row.unit,
            percent=f"{row.percent.normalize():f}", received=row.received,
            object_until=row.object_until.astimezone(zone),
        )
        for row in found[:PAGE]
        if row.object_until
    )  # fmt: skip
    last = found[PAGE - 1] if len(found) > PAGE else None
    return lines, cursor_of(last.object_until, last.pk) if last and last.object_until else ""


def duty_by_unit(person: Person, *, first: date, last: date) -> tuple[UnitDuty, ...]:
    """Responsibility for the cases registered in a period, by unit, the heaviest first. Figures follow the present edition."""
    rows = (
        _present(person, first, last)
        .values("unit")
        .annotate(
            cases=Count("case", distinct=True), weight=Sum("percent"), cost=Sum("cents"),
            corrected=Count("case", distinct=True, filter=~Q(how="attributed")),
        )
        .order_by("-weight", "unit")
    )  # fmt: skip
    return tuple(
        UnitDuty(
            unit=row["unit"], cases=row["cases"], weighted=f"{row['weight'] / 100:.2f}", cents=row["cost"],
            corrected=row["corrected"],
        )
        for row in rows
    )  # fmt: skip


def duty_cases(
    person: Person, *, unit: str, first: date, last: date, cursor: str = ""
) -> tuple[tuple[DutyCase, ...], str]:
    """(cases behind a unit's figure that the reader may see, cursor of the next page), newest first."""
    seen = visible(person.sees()).filter(
        pk__in=_present(person, first, last).filter(unit=unit).values("case_id")
    )
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        seen = seen.filter(Q(registered_at__lt=at) | Q(registered_at=at, pk__lt=pk))
    found = list(seen.order_by("-registered_at", "-pk")[: PAGE + 1])
    page = found[:PAGE]
    lines = tuple(_duty_case(case, unit, person) for case in page)
    return lines, cursor_of(page[-1].registered_at, page[-1].pk) if len(found) > PAGE else ""


def consequences(
    person: Person, wanted: ConsequenceFilter, *, cursor: str = ""
) -> tuple[tuple[ConsequenceRow, ...], str]:
    """A page of the register of awards and sanctions, newest first."""
    rows = _consequences(person, wanted)
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    found = list(rows[: PAGE + 1])
    page = found[:PAGE]
    told = tuple(_consequence_rows(person, page))
    return told, cursor_of(page[-1].at, page[-1].pk) if len(found) > PAGE else ""


def consequences_all(person: Person, wanted: ConsequenceFilter) -> Iterator[ConsequenceRow]:
    """The whole register as narrowed, for export."""
    return _consequence_rows(person, _consequences(person, wanted).iterator(chunk_size=500))


def quality_month(person: Person, *, month: date, state: str = "", cursor: str = "") -> QualityMonth:
    """What was drawn in a month. Raise `NotFoundError` for who has no part in quality review."""
    if not person.acting.roles & OVERSEERS:
        raise NotFoundError
    after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    rows = (
        QualityReview.objects.filter(organisation_id=person.organisation_id, on__gte=month, on__lt=after)
        .exclude(case_id__in=recused(person.staff_id))
        .order_by("-on", "-id")
    )
    waiting, passed, failed = Q(reviewed_at=None), Q(passed=True), Q(passed=False)
    told = rows.aggregate(
        n_drawn=Count("pk"), n_waiting=Count("pk", filter=waiting), n_passed=Count("pk", filter=passed),
        n_failed=Count("pk", filter=failed),
    )  # fmt: skip
    counts = {name.removeprefix("n_"): n for name, n in told.items()}
    chosen = {"waiting": waiting, "passed": passed, "failed": failed}.get(state)
    rows = rows.filter(chosen) if chosen is not None else rows
    place = place_of(cursor)
    if place is not None:
        on, pk = place[0].date(), place[1]
        rows = rows.filter(Q(on__lt=on) | Q(on=on, pk__lt=pk))
    found = list(
        rows.select_related("case", "case__unit", "case__handler", "case__handler__user", "case__receiver")[
            : PAGE + 1
        ]
    )
    page = found[:PAGE]
    last = page[-1] if len(found) > PAGE else None
    at = datetime.combine(last.on, time(), ZoneInfo("UTC")) if last else None
    return QualityMonth(
        month=month, counts=counts, rows=tuple(_quality_row(row, person) for row in page),
        next=cursor_of(at, last.pk) if last and at else "",
    )  # fmt: skip


def _present(person: Person, first: date, last: date) -> QuerySet[CaseShare]:
    return CaseShare.objects.filter(
        organisation_id=person.organisation_id,
        present=True,
        registered_on__gte=first,
        registered_on__lte=last,
    )


def _duty_case(case: Case, unit: str, person: Person) -> DutyCase:
    rules = rulebooks.rules_of(case.rule_book_id, person.organisation.reference_version)
    editions: dict[int, list[CaseShare]] = {}
    for row in case.shares.order_by("edition", "place"):
        editions.setdefault(row.edition, []).append(row)
    *earlier, last = sorted(editions)
    own = [row for row in editions[last] if row.unit == unit]
    how = editions[last][0].how
    return DutyCase(
        number=case.number, subject=case.subject, registered_at=case.registered_at.astimezone(rules.calendar.zone),
        percent=_sum_of(own), cents=sum(row.cents for row in own),
        how=Named(id=how, name=_HOW[how].in_(person.language)),
        before=tuple((n, _sum_of([row for row in editions[n] if row.unit == unit])) for n in earlier),
        reason=_reason(case, last) if earlier else "",
    )  # fmt: skip


def _sum_of(rows: list[CaseShare]) -> str:
    total = sum((row.percent for row in rows), Decimal(0))
    return f"{total.normalize():f}%" if rows else "—"


def _reason(case: Case, edition: int) -> str:
    """What the event that made an edition gives as its reason; free text stands in the stream alone."""
    try:
        stream, _ = timeline.load(case)
    except timeline.BrokenStreamError:
        return ""
    from shouwen.core.case.state import fold

    made = next((d for d in fold(stream).divisions if d.edition == edition), None)
    if made is None:
        return ""
    data = stream[made.seq - 1].data
    return data.opinion if isinstance(data, ObjectionReviewed) else str(getattr(data, "reason", ""))


def _consequences(person: Person, wanted: ConsequenceFilter) -> QuerySet[CaseConsequence]:
    rows = CaseConsequence.objects.filter(organisation_id=person.organisation_id).exclude(
        case_id__in=recused(person.staff_id)
    )
    if not person.acting.roles & OVERSEERS:
        own = Q(who__in=[person.acting.id, person.acting.name])
        heads = Q(unit__in=person.acting.units) if "unit_head" in person.acting.roles else Q(pk=None)
        rows = rows.filter(own | heads)
    if wanted.unit:
        rows = rows.filter(unit=wanted.unit)
    if wanted.kind:
        rows = rows.filter(award=wanted.kind == "award")
    if wanted.state:
        rows = rows.filter(decided="" if wanted.state == "open" else wanted.state)
    if wanted.first:
        rows = rows.filter(at__gte=datetime.combine(wanted.first, time(), _zone(person, None)))
    if wanted.last:
        rows = rows.filter(
            at__lt=datetime.combine(wanted.last + timedelta(days=1), time(), _zone(person, None))
        )
    return rows.select_related("case").order_by("-at", "-id")


def _consequence_rows(person: Person, rows: Any) -> Iterator[ConsequenceRow]:
    names = {account: one.name for account, one in rulebooks.household(person.organisation).staff.items()}
    zone, language = _zone(person, None), person.language
    for row in rows:
        kinds = AWARD_NAMES if row.award else ACCOUNTABILITY_NAMES
        kind = kinds[row.kind].in_(language) if row.kind in kinds else row.kind
        yield ConsequenceRow(
            case=row.case.number, subject=row.case.subject, at=row.at.astimezone(zone), award=row.award,
            who=names.get(row.who, row.who), unit=row.unit, kind=Named(id=row.kind, name=kind),
            amount=f"{row.amount.normalize():f}" if row.amount else "", clause=row.clause, heard=row.heard,
            decided=Named(id=row.decided, name=_DECIDED[row.decided].in_(language)), decided_by=row.decided_by,
            in_force_on=row.in_force_on,
        )  # fmt: skip


def _quality_row(row: QualityReview, person: Person) -> QualityRow:
    case = row.case
    rules = rulebooks.rules_of(case.rule_book_id, person.organisation.reference_version)
    state = "waiting" if row.reviewed_at is None else "passed" if row.passed else "failed"
    ground = Wording(rules.book, person.language).draw(row.ground) if row.ground else ""
    return QualityRow(
        case=case.number, subject=case.subject, unit=case.unit.name if case.unit else "",
        handler=case.handler.name if case.handler else "", round=row.round, on=row.on, ground=ground, state=state,
        reviewer=row.reviewer, score=f"{row.score.normalize():f}" if row.score is not None else "",
        mine=person.staff_id not in (case.handler_id, case.receiver_id),
    )  # fmt: skip


def _zone(person: Person, now: datetime | None) -> ZoneInfo:
    from shouwen.application import clock

    zone: ZoneInfo = rulebooks.in_force_at(person.organisation, now or clock.now())[1].calendar.zone
    return zone


__all__ = [
    "OVERSEERS", "ConsequenceFilter", "consequences", "consequences_all", "duty_by_unit", "duty_cases",
    "open_objections", "quality_month", "served_on",
]  # fmt: skip
