"""Confirmed conduct of customers, so that it is seen with their other cases while it stands."""

from typing import ClassVar

from django.db import models

from shouwen.store.models.case import Case
from shouwen.store.models.organisation import Organisation


class ConductMark(models.Model):
    """A record of conduct that was confirmed (不当行为), under the blind index of the customer's contact. It stands to the
    end of its last day, and refuses nothing.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    contact_index = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    until = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "seq"], name="conduct_mark_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "contact_index", "until"], name="conduct_mark_of_whom")
        ]
