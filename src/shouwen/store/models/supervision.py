"""Transfers, rulings on who takes what, and the documents of supervision, as lists and figures read them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouwen.store.models.case import Case
from shouwen.store.models.organisation import Organisation, Staff, Unit


class DocumentCounter(models.Model):
    """The last number of a kind of document in a year, for each organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "year", "kind"], name="document_counter_once")
        ]


class SupervisionPaper(models.Model):
    """A document of supervision (督办文书): a projection of the events of its case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=40)
    rung = models.CharField(max_length=20)
    ground = models.CharField(max_length=20, blank=True, default="")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    reply_by = models.DateTimeField()
    stands = models.CharField(max_length=10)
    """issued, received, answered, sent_back, closed or withdrawn."""
    sent_back = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="supervision_paper_once"),
            models.CheckConstraint(
                condition=Q(
                    stands__in=["issued", "received", "answered", "sent_back", "closed", "withdrawn"]
                ),
                name="supervision_paper_stands_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-issued_at", "-id"], name="supervision_newest"),
            models.Index(fields=["organisation", "stands", "reply_by"], name="supervision_by_standing"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseTransfer(models.Model):
    """A case with one unit, from its assignment to its return; a projection of the events."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    assigned_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    ground = models.CharField(max_length=20, blank=True, default="")
    minutes = models.PositiveIntegerField(null=True, blank=True)
    """In dispute, from the return to the next acknowledgement; empty while it lasts."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "seq"], name="case_transfer_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "returned_on", "unit", "minutes"],
                condition=Q(returned_on__isnull=False),
                name="case_transfer_returned",
            )
        ]


class TransferFigure(models.Model):
    """How often a unit was given cases on a day, and how often it gave some back on that day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    assigned = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "day", "unit"], name="transfer_figure_once")
        ]


class Precedent(models.Model):
    """
    A ruling on who takes what (职责归属先例). Left by designations and by reassignments after a return; the office adds,
    edits and retires others.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="precedents")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seq = models.PositiveIntegerField(default=0)
    """The event of the case that left it."""
    category = models.CharField(max_length=100, blank=True, default="")
    words = models.CharField(max_length=200, blank=True, default="")
    """Of the subject, by which similar cases are found."""
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decided_by = models.CharField(max_length=100, blank=True, default="")
    decided_on = models.DateField()
    reason = models.TextField(blank=True, default="")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "seq"], condition=Q(case__isnull=False), name="precedent_of_event_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-decided_on", "-id"], name="precedent_newest"),
            models.Index(
                fields=["organisation", "category", "-decided_on"],
                condition=Q(retired_at__isnull=True),
                name="precedent_in_force",
            ),
        ]
