"""Rule books in the making: drafts, and the record of who did what with a rule book."""

from typing import ClassVar

from django.db import models

from shouwen.store.models.organisation import Organisation, Staff

BEGUN, SAVED, DISCARDED, INSTALLED = "begun", "saved", "discarded", "installed"


class RuleBookDraft(models.Model):
    """The draft of one rule book of an organisation: its text, and how often it was saved. Nothing runs under it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="drafts")
    slug = models.CharField(max_length=50)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    """Counts the savings: who saves names the one that he read."""
    based_on = models.CharField(max_length=20)
    """`shipped`, or the number of the version that it began as."""
    begun_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="draft_once")
        ]


class RuleBookDeed(models.Model):
    """What somebody did with a rule book; only ever added."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=50)
    deed = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    """Empty for who works on the machine itself."""
    what = models.JSONField(default=dict)
    """places: what was edited; version, from_day: what was put in force."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(deed__in=[BEGUN, SAVED, DISCARDED, INSTALLED]),
                name="rule_book_deed_known",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "slug", "-id"], name="rule_book_deeds")
        ]
