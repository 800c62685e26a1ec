"""Letters to customers about the times they were promised: on their way, each once."""

from typing import ClassVar

from django.db import models

from shouwen.store.models.case import Case


class CustomerNotice(models.Model):
    """Queued in the transaction of the event `seq` that stopped or moved a clock. Address and text are not copied:
    they are taken from the case when the letter goes out.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    queued_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True, blank=True)
    """When to send (again); empty once there is nothing more to send."""
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "seq"], name="notice_once_an_event")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["try_at"], condition=models.Q(try_at__isnull=False), name="notice_due"),
        ]
