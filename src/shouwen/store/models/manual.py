"""The handling manual as it was sent to all staff, and who confirmed that he read it."""

from typing import ClassVar

from django.db import models

from shouwen.store.models.organisation import RuleBookVersion, Staff


class ManualIssue(models.Model):
    """The manual of one version, sent to everybody of the organisation."""

    version = models.OneToOneField(RuleBookVersion, on_delete=models.PROTECT, related_name="manual")
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    """When those who had not read it were last reminded."""


class ManualReading(models.Model):
    """One person and one issue: told, and read at some time or not yet."""

    issue = models.ForeignKey(ManualIssue, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issue", "reader"], name="manual_reading_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["reader"], condition=models.Q(read_at__isnull=True), name="manual_to_be_read"
            )
        ]
