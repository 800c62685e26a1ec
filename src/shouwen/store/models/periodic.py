"""Periodic work of the office, as it was put on record."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shouwen.store.models.organisation import Organisation, RuleBookVersion, Staff


class PeriodicRecord(models.Model):
    """One piece of periodic work (定期工作) done for one period; what is written anew is a further edition."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="periodic_records")
    work = models.CharField(max_length=100)
    first_on = models.DateField()
    last_on = models.DateField()
    edition = models.PositiveSmallIntegerField()
    version = models.ForeignKey(RuleBookVersion, on_delete=models.PROTECT, related_name="+")
    """The version of the rule book under which the period was owed."""
    texts = models.JSONField()
    """What is said under each of the contents."""
    done_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    done_by_name = models.CharField(max_length=100)
    behalf_name = models.CharField(max_length=100, blank=True, default="")
    """In whose place he acted."""
    role = models.CharField(max_length=100)
    done_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "work", "last_on", "edition"], name="periodic_edition_once"
            ),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="periodic_period_in_order"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="periodic_edition_from_one"),
        ]
