"""Requests for deletion and disposals, as their lists read them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouwen.store.models.case import Case
from shouwen.store.models.organisation import Organisation

STANDS = ("asked", "kept", "refused", "proposed", "rejected", "disposed")


class CaseDisposal(models.Model):
    """How a case stands with deletion and disposal (销毁): a projection of its events. It outlives what was destroyed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="disposal")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    stands = models.CharField(max_length=10)
    basis = models.CharField(max_length=10, blank=True, default="")
    batch = models.CharField(max_length=40, blank=True, default="")
    at = models.DateTimeField()
    """Of the last step."""
    asked_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.CharField(max_length=100, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=100, blank=True, default="")
    texts = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(stands__in=list(STANDS)), name="case_disposal_stands_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "stands", "-at", "-id"], name="case_disposal_newest"),
            models.Index(
                fields=["organisation", "batch"], condition=~Q(batch=""), name="case_disposal_batch"
            ),
        ]
