"""Making a case's row and obligations anew from its stream: nothing happened, only what follows from it changed."""

from datetime import datetime

from django.db import transaction

from shouwen.application import disposing
from shouwen.application import rules as rulebooks
from shouwen.application.errors import BrokenCaseError, NotFoundError
from shouwen.store import timeline
from shouwen.store.models import Case
from shouwen.store.projection import project
from shouwen.store.supervision import project_papers


def reproject(case_number: str, *, now: datetime) -> None:
    """Bring the rows of a case up to its stream, its rule book and the holidays known today; the row is locked
    meanwhile. Raise `NotFoundError`, `BrokenCaseError`.
    """
    with transaction.atomic():
        case = (
            Case.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .filter(number=case_number)
            .first()
        )
        if case is None:
            raise NotFoundError
        try:
            stream, _ = timeline.load(case)
        except timeline.BrokenStreamError as error:
            raise BrokenCaseError(error.number, error.seq, error.reason) from None
        rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
        ledger = rules.read(stream)
        household = rulebooks.household(case.organisation)
        project(
            case, stream, rules=rules, ledger=ledger, obligations=ledger.obligations(now), household=household
        )
        disposing.enter(case, stream, ledger.state)
        project_papers(case, ledger.state, units=household.units, staff=household.staff)
