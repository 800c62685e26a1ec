"""Registers kept from the events of cases: shares of responsibility, awards and sanctions, quality reviews, traces."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouwen.store.models.case import Case
from shouwen.store.models.organisation import Organisation


class CaseShare(models.Model):
    """One share of responsibility in one edition of a case's division, with what falls on it of the cost."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    registered_on = models.DateField()
    """Of the case: figures count a share with the month of its complaint."""
    edition = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    present = models.BooleanField()
    """Of the edition that holds now."""
    how = models.CharField(max_length=10)
    """attributed, reviewed, ruled: what made the edition."""
    unit = models.CharField(max_length=200)
    person = models.CharField(max_length=200, blank=True, default="")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    kind = models.CharField(max_length=20, blank=True, default="")
    cents = models.BigIntegerField(default=0)
    served = models.BooleanField(default=False)
    received = models.BooleanField(default=False)
    object_until = models.DateTimeField(null=True, blank=True)
    """Set while an objection of the unit is possible: served, not yet objected, nothing ruled."""
    remind_at = models.DateTimeField(null=True, blank=True)
    """When the unit is reminded that this time ends; emptied once it was."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "edition", "place"], name="case_share_once"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="case_share_percent"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # with all that the table by unit looks at
            models.Index(
                fields=["organisation", "registered_on", "unit", "percent", "cents", "case"],
                condition=Q(present=True),
                name="case_share_table",
            ),
            models.Index(
                fields=["organisation", "unit", "object_until"],
                condition=Q(present=True, object_until__isnull=False),
                name="case_share_served",
            ),
            models.Index(
                fields=["organisation", "object_until", "id"],
                condition=Q(present=True, object_until__isnull=False),
                name="case_share_open",
            ),
            models.Index(
                fields=["remind_at"], condition=Q(remind_at__isnull=False), name="case_share_remind"
            ),
        ]


class CaseConsequence(models.Model):
    """One award or sanction of a case (奖惩记录)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consequences")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    """The event that proposed it, or that held somebody to account at once."""
    at = models.DateTimeField()
    award = models.BooleanField()
    who = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=15, decimal_places=2, default=0)
    clause = models.CharField(max_length=200, blank=True, default="")
    heard = models.BooleanField(default=False)
    decided = models.CharField(max_length=10, blank=True, default="")
    """"" while open, approved, rejected."""
    decided_by = models.CharField(max_length=100, blank=True, default="")
    in_force_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "seq"], name="case_consequence_once"),
            models.CheckConstraint(
                condition=Q(decided__in=["", "approved", "rejected"]), name="case_consequence_decided_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-at", "-id"], name="case_consequence_register"),
            models.Index(fields=["organisation", "unit", "-at", "-id"], name="case_consequence_by_unit"),
        ]


class QualityReview(models.Model):
    """One round of a case that was drawn for quality review, or reviewed without being drawn."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="quality_reviews")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=64, blank=True, default="")
    """rate, rework, or what the rule book always draws; "" for a review of somebody's own choice."""
    on = models.DateField()
    """The day of the draw, or of the review that nobody drew."""
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.CharField(max_length=100, blank=True, default="")
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "round"], name="quality_review_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-on", "-id"], name="quality_review_month")
        ]


class CaseTrace(models.Model):
    """The serial number and the batch that a case names, as its form tells them now."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="trace")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    serial = models.CharField(max_length=100, blank=True, default="")
    batch = models.CharField(max_length=100, blank=True, default="")
    """The batch told, or that of the serial number where the register knows it."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "batch"], name="case_trace_batch"),
            models.Index(fields=["organisation", "serial"], name="case_trace_serial"),
        ]
