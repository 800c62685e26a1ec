"""Trials of a changed rule book on recorded cases. They change nothing but themselves."""

from typing import ClassVar

from django.db import models

from shouwen.store.models.organisation import Organisation, Staff

QUEUED, RUNNING, DONE, CANCELLED, FAILED = "queued", "running", "done", "cancelled", "failed"


class Trial(models.Model):
    """One question “what if”, asked by somebody, answered by a worker."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="trials")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    first = models.DateField()
    last = models.DateField()
    """Days of registration of the cases, both included."""
    change = models.JSONField()
    """limits: rule → limit as written; calendar: name of a preset or "" for the present one."""
    state = models.CharField(max_length=10, default=QUEUED)
    seen_at = models.DateTimeField(null=True, blank=True)
    """When the worker that runs it last gave a sign of life."""
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=[QUEUED, RUNNING, DONE, CANCELLED, FAILED]),
                name="trial_state_known",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=models.Q(state__in=[QUEUED, RUNNING]), name="trial_waiting")
        ]
