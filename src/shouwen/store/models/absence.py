"""Who is away, and who acts in the meantime (离岗与代理). Nothing is edited: what no longer holds is withdrawn."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shouwen.store.models.organisation import Organisation, Staff


class Absence(models.Model):
    """A time in which one of the staff is away, with the deputy for it, and who said so."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="absences", db_index=False
    )
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody: he is away, and his powers rest."""
    powers = models.CharField(max_length=10)
    """all, or approvals: what the deputy may do in his place."""
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    """The first instant after it."""
    reason = models.CharField(max_length=200)
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody: done on the machine itself."""
    set_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="absence_ends_later"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("staff")), name="absence_by_another"
            ),
            models.CheckConstraint(condition=Q(powers__in=["all", "approvals"]), name="absence_powers_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-from_at", "-id"], name="absence_register")
        ]
