"""Who may see which case. Every query for staff starts here."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from shouwen.store.models import Case, CaseRecusal, CaseUnit


def recused(staff_id: int) -> QuerySet[CaseRecusal, int]:
    """The keys of the cases that are kept from this person: complained about in them, or recused."""
    return CaseRecusal.objects.order_by().filter(staff_id=staff_id).values_list("case_id", flat=True)


def visible(
    *, organisation_id: int, staff_id: int, unit_ids: Sequence[int], sees_all: bool
) -> QuerySet[Case]:
    """The cases of an organisation that one of its people may see: those of own units (for a head, of all
    units below), assisting units included, and what went through own hands; offices see all. Never a case
    in which this person is complained about.
    """
    cases = Case.objects.filter(organisation_id=organisation_id).exclude(pk__in=recused(staff_id))
    if sees_all:
        return cases
    of_units = CaseUnit.objects.filter(unit_id__in=unit_ids).values("case_id")
    return cases.filter(Q(pk__in=of_units) | Q(handler_id=staff_id) | Q(receiver_id=staff_id))
