"""Documents of supervision: their numbers, and their rows from the state of a case."""

from datetime import datetime

from django.db import connection

from shouwen.core.case.state import State
from shouwen.core.case.supervision import Paper
from shouwen.store.models import Case, Staff, SupervisionPaper, Unit


def next_document(organisation_id: int, year: int, kind: str) -> int:
    """The next number of a kind of document in a year. Whoever comes second waits for the first to commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO store_documentcounter (organisation_id, year, kind, last) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (organisation_id, year, kind) DO UPDATE SET last = store_documentcounter.last + 1 "
            "RETURNING last",
            [organisation_id, year, kind],
        )
        return int(cursor.fetchone()[0])


def project_papers(case: Case, state: State, *, units: dict[str, Unit], staff: dict[str, Staff]) -> None:
    """Bring the rows of a case's documents up to its state."""
    if not state.papers:
        return
    held = {paper.number: paper for paper in SupervisionPaper.objects.filter(case=case)}
    for paper in state.papers:
        columns = _columns(paper, units=units, staff=staff)
        own = held.get(paper.number)
        if own is None:
            SupervisionPaper.objects.create(
                case=case, organisation_id=case.organisation_id, number=paper.number, **columns
            )
        elif any(getattr(own, name) != value for name, value in columns.items()):
            SupervisionPaper.objects.filter(pk=own.pk).update(**columns)


def _columns(paper: Paper, *, units: dict[str, Unit], staff: dict[str, Staff]) -> dict[str, object]:
    unit, person = units.get(paper.unit), staff.get(paper.person)
    return {
        "rung": paper.rung,
        "ground": paper.ground,
        "unit_id": unit.pk if unit else None,
        "person_id": person.pk if person else None,
        "issued_at": paper.issued_at,
        "reply_by": datetime.fromisoformat(paper.reply_by),
        "stands": paper.stands,
        "sent_back": paper.sent_back,
    }
