"""Invitations to the survey of a round: on their way to the customer, once, with one reminder."""

from typing import ClassVar

from django.db import models

from shouwen.store.models.case import Case


class SurveyInvitation(models.Model):
    """Queued in the transaction of the reply. The address stays in the case's sealed text, it is not copied."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    queued_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True, blank=True)
    """When to send (again), or to remind; empty once there is nothing more to send."""
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "round"], name="survey_once_a_round")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["try_at"], condition=models.Q(try_at__isnull=False), name="survey_due"),
        ]
