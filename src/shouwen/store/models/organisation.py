"""Reference data: organisations, their units and people. Plain rows, edited in place."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Organisation(models.Model):
    """One tenant. `reference_version` grows when its holidays, units or people change, so that what is
    cached of them is left.
    """

    slug = models.SlugField(max_length=50, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True, default="")
    settings = models.JSONField(default=dict)
    """hotline, hours, welcome {zh,en}: what the portal says of the organisation."""
    reference_version = models.PositiveIntegerField(default=1)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.name_zh


class Unit(models.Model):
    """A unit (部门) in the organisation's tree."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True, default="")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """A person who works here: an account with a unit and staff roles."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="staff")
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=100, blank=True, default="")
    roles = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "staff"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """A bearer token; only its hash is kept."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)


class RuleBookVersion(models.Model):
    """One version of an organisation's rule book, with the day from which it holds. Never edited."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rule_books")
    slug = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    text = models.TextField()
    in_force_from = models.DateField()
    installed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation", "in_force_from", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "slug", "version"], name="rule_book_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.slug}@{self.version}"


class HolidayNotice(models.Model):
    """The public holidays and make-up working days of one year, as announced; for all organisations."""

    year = models.PositiveIntegerField(unique=True)
    days = models.JSONField()
    """ISO date → true for a day off, false for a make-up working day."""
    imported_at = models.DateTimeField()
