"""What the shell keeps beside the cases: files, requests answered, messages to send, positions, figures."""

import uuid
from typing import ClassVar

from django.db import models

from shouwen.store.models.absence import Absence
from shouwen.store.models.case import Case
from shouwen.store.models.organisation import Organisation, Staff


class StoredFile(models.Model):
    """An evidence file: its bytes lie in the object store under their hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=100, blank=True, default="")
    destroyed_at = models.DateTimeField(null=True, blank=True)
    """With the case's disposal; the worker then erases the bytes."""
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["destroyed_at"],
                condition=models.Q(destroyed_at__isnull=False, erased_at__isnull=True),
                name="file_to_erase",
            ),
            models.Index(fields=["sha256"], name="file_by_content"),
        ]


class AnsweredRequest(models.Model):
    """An idempotency key with the answer that it got, written with the case in one transaction."""

    scope = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scope", "key"], name="request_key_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["answered_at"], name="request_age")]


class NumberCounter(models.Model):
    """The last case number of a year (SQLite; PostgreSQL uses sequences)."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Message(models.Model):
    """The outbox: something to tell someone about a case or an absence, queued in the transaction of what it tells of."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    absence = models.ForeignKey(
        Absence, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    seq = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=40)
    rule = models.CharField(max_length=80, blank=True, default="")
    tone = models.CharField(max_length=10, blank=True, default="")
    """Of a reminder: friendly, firm, formal."""
    recipient = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+", db_index=False)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "seq", "kind", "recipient"], name="message_once"),
            models.UniqueConstraint(
                fields=["absence", "kind", "recipient"],
                condition=models.Q(absence__isnull=False),
                name="message_of_absence_once",
            ),
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, absence__isnull=True)
                | models.Q(case__isnull=True, absence__isnull=False),
                name="message_about_one_thing",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["queued_at"], condition=models.Q(sent_at__isnull=True), name="message_unsent"
            ),
            models.Index(fields=["recipient", "-queued_at"], name="message_inbox"),
            models.Index(
                fields=["recipient"], condition=models.Q(read_at__isnull=True), name="message_unread"
            ),
        ]


class Delivery(models.Model):
    """A message on its way through a channel that leads out of the house. The bell needs none: a message
    with `sent_at` stands there.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    try_at = models.DateTimeField(null=True, blank=True)
    """When to try (again); empty once sent or given up."""
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["try_at"], condition=models.Q(try_at__isnull=False), name="delivery_due"),
        ]


class Position(models.Model):
    """How far a projection has followed the event log."""

    name = models.CharField(max_length=40, unique=True)
    written_in = models.BigIntegerField(default=0)
    event = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True, blank=True)


class CaseFigure(models.Model):
    """What one case adds to the figures at present; the projection replaces it by difference."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="+")
    cells = models.JSONField()
    """What `figures` counts of it: its values of the dimensions, its days, how it ended."""


class Figure(models.Model):
    """Counts by day and one dimension, kept by the projection from `CaseFigure` differences."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    dimension = models.CharField(max_length=10)
    """total, category, unit, level, channel, result."""
    value = models.CharField(max_length=100, blank=True, default="")
    received = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    open = models.IntegerField(default=0)
    on_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    satisfied = models.IntegerField(default=0)
    dissatisfied = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "dimension", "day", "value"], name="figure_once")
        ]


class CaseText(models.Model):
    """The words of a case for search; FTS5 (SQLite) and a tsvector (PostgreSQL) are built on this."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    registered_at = models.DateTimeField()
    tokens = models.TextField()
    """Tokens parted by spaces, see `store.search`."""


class CaseClause(models.Model):
    """What one case shows of one clause that applied to it; a projection of the evidence."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="clauses")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    """First day of the month in which the case was registered."""
    clause = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10)
    """kept, broken, pending, excused."""
    seq = models.PositiveIntegerField(null=True, blank=True)
    """The event that shows it."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "clause"], name="case_clause_once"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["kept", "broken", "pending", "excused"]),
                name="case_clause_verdict_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "month", "clause", "verdict"], name="case_clause_table")
        ]
