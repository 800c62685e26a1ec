"""The list of documents of supervision (督办文书): newest first, by where they stand."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from shouwen.application import rules as rulebooks
from shouwen.application.operations.cases import NUL
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.views.names import Named
from shouwen.application.views.supervision import PaperPage, PaperRow
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.names_supervision import CAUSE_NAMES, PAPER_NAMES, RUNG_NAMES
from shouwen.store.models import SupervisionPaper
from shouwen.store.visibility import by_units, recused

WAITING = ("issued", "received", "sent_back")
OVER = ("closed", "withdrawn")


def papers(
    person: Person, *, now: datetime, stands: str = "", unit: str = "", cursor: str = "", limit: int = 50
) -> PaperPage:
    """A page of documents that this person may see; `stands` as in `PAPER_NAMES`, `overdue`, or "" for the open ones."""
    rows = _scope(person, unit)
    chosen = rows.filter(_test(stands, now))
    place = place_of(cursor)
    if place is not None:
        at, pk = place
        chosen = chosen.filter(Q(issued_at__lt=at) | Q(issued_at=at, pk__lt=pk))
    found = list(chosen.select_related("case", "unit", "person").order_by("-issued_at", "-pk")[: limit + 1])
    shown = found[:limit]
    counted = rows.exclude(stands__in=OVER).order_by().values("stands").annotate(n=Count("pk"))
    counts = {row["stands"]: row["n"] for row in counted}
    counts["overdue"] = rows.filter(_test("overdue", now)).count()
    return PaperPage(
        rows=tuple(_row(paper, person=person, now=now) for paper in shown),
        counts=counts,
        next=cursor_of(shown[-1].issued_at, shown[-1].pk) if len(found) > limit else "",
    )


def _test(stands: str, now: datetime) -> Q:
    if stands == "overdue":
        return Q(stands__in=WAITING, reply_by__lt=now)
    return Q(stands=stands) if stands in PAPER_NAMES else ~Q(stands__in=OVER)


def _scope(person: Person, unit: str) -> QuerySet[SupervisionPaper]:
    rows = SupervisionPaper.objects.filter(organisation_id=person.organisation_id)
    if unit:
        rows = rows.filter(unit__name=unit.replace(NUL, " "))
    if not person.sees_all:
        rows = rows.filter(by_units(person.seer(), also=person.seers()))
    return rows.exclude(case_id__in=recused(person.staff_id))


def _row(paper: SupervisionPaper, *, person: Person, now: datetime) -> PaperRow:
    zone = rulebooks.in_force_at(person.organisation, now)[1].calendar.zone

    def named(names: dict[str, Words], key: str) -> Named:
        return Named(id=key, name=names[key].in_(person.language) if key in names else key)

    return PaperRow(
        number=paper.number, rung=named(dict(RUNG_NAMES), paper.rung), ground=named(dict(CAUSE_NAMES), paper.ground),
        stands=named(dict(PAPER_NAMES), paper.stands), case=paper.case.number, subject=paper.case.subject,
        unit=paper.unit.name if paper.unit else "", person=paper.person.name if paper.person else "",
        issued_at=paper.issued_at.astimezone(zone), reply_by=paper.reply_by.astimezone(zone),
        overdue=paper.stands in WAITING and paper.reply_by < now, sent_back=paper.sent_back,
    )  # fmt: skip
