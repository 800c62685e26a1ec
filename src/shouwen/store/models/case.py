"""A case and its stream. `Case` and `Obligation` are written only by the projection of events."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouwen.core.case.state import Stage
from shouwen.store.models.organisation import Organisation, RuleBookVersion, Staff, Unit

LIVE = ("open", "paused")


class Case(models.Model):
    """The columns that lists filter and sort by. Everything else is in the stream."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    number = models.CharField(max_length=40, unique=True)
    code_salt = models.BinaryField(max_length=16)
    """The query code is derived from this and the secret key; it is not stored."""
    rule_book = models.ForeignKey(RuleBookVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    category = models.CharField(max_length=100, blank=True, default="")
    level = models.CharField(max_length=40, blank=True, default="")
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Stage])
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    handler = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    receiver = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True, default="")
    complainant = models.CharField(max_length=50, blank=True, default="")
    """Masked for lists: 王*."""
    contact_index = models.CharField(max_length=64, blank=True, default="")
    """Blind index of the telephone number: finds earlier cases, tells nothing."""
    registered_at = models.DateTimeField()
    registered_on = models.DateField()
    """The day in the organisation's zone."""
    due_at = models.DateTimeField(null=True, blank=True)
    """The soonest due time that is live and not paused."""
    paused = models.BooleanField(default=False)
    stalls_at = models.DateTimeField(null=True, blank=True)
    """After which instant the timer notes that the case stalls; empty where it cannot."""
    round = models.PositiveSmallIntegerField(default=1)
    satisfied = models.CharField(max_length=3, blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    on_time = models.BooleanField(null=True, blank=True)
    """Once something owed has ended: whether every deadline so far was kept."""
    result = models.CharField(max_length=60, blank=True, default="")
    """What closing said, or how the case ended otherwise (declined, redirected, withdrawn); "" while it is open."""
    respond_minutes = models.PositiveIntegerField(null=True, blank=True)
    """From registration to the first response, by the clock on the wall."""
    reply_minutes = models.PositiveIntegerField(null=True, blank=True)
    """To the first reply."""
    dispose_from = models.DateField(null=True, blank=True)
    """The first day on which disposal may be proposed: archived, its time of keeping known, nothing proposed or asked yet."""
    close_minutes = models.PositiveIntegerField(null=True, blank=True)
    """To the end."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(satisfied__in=["", "yes", "no"]), name="case_satisfied_known"),
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="case_stage_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-registered_at", "-id"], name="case_ledger"),
            models.Index(fields=["organisation", "stage", "-registered_at", "-id"], name="case_by_stage"),
            models.Index(
                fields=["organisation", "unit", "stage", "-registered_at", "-id"], name="case_by_unit"
            ),
            models.Index(
                fields=["organisation", "category", "-registered_at", "-id"], name="case_by_category"
            ),
            models.Index(fields=["handler", "-registered_at", "-id"], name="case_by_handler"),
            models.Index(fields=["organisation", "closed_on"], name="case_by_end"),
            models.Index(
                fields=["organisation", "due_at"], condition=Q(due_at__isnull=False), name="case_by_due"
            ),
            models.Index(
                fields=["stalls_at", "id"], condition=Q(stalls_at__isnull=False), name="case_stalls"
            ),
            models.Index(
                fields=["organisation", "dispose_from", "id"],
                condition=Q(dispose_from__isnull=False),
                name="case_by_disposal",
            ),
            models.Index(
                fields=["organisation", "contact_index"],
                condition=~Q(contact_index=""),
                name="case_by_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseUnit(models.Model):
    """A unit that works, or worked, on a case: its people may see it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "case"], name="case_unit_once")
        ]


class CaseTrait(models.Model):
    """What a case is about, as a blind index: the place, the batch, the object. Finds others about the same."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="traits", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    """place, batch or object."""
    mark = models.CharField(max_length=64)
    registered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "mark"], name="case_trait_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "mark", "-registered_at"], name="case_trait_mark")
        ]


class CaseRecusal(models.Model):
    """One of the staff who must not see a case: complained about in it, or recused (回避)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff", "case"], name="case_recusal_once")
        ]


class CaseEvent(models.Model):
    """One event. Rows are only ever added: triggers of the database refuse update and delete."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    type_version = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    actor = models.TextField()
    data = models.TextField()
    """Canonical JSON, kept byte for byte. What is private lies in `PrivateText`; here stands its digest."""
    rule_book = models.CharField(max_length=80)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    written_in = models.BigIntegerField(default=0)
    """The writing transaction (PostgreSQL): projections read behind the oldest that still runs."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "seq"], name="event_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["written_in", "id"], name="event_position")
        ]


class PrivateText(models.Model):
    """Personal data and free text of one event, encrypted; redaction empties it, the chain still holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    salt = models.BinaryField(max_length=16)
    sealed = models.BinaryField(null=True)
    redacted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "seq"], name="private_text_once")
        ]


class Obligation(models.Model):
    """A projection of the core's obligations: work lists, boards and timers read it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="obligations", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    do = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    clause = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    status = models.CharField(max_length=10)
    """open, paused, met, met_late, excused; open with a due time in the past is missed."""
    ended_at = models.DateTimeField(null=True, blank=True)
    wake_at = models.DateTimeField(null=True, blank=True)
    """When the timer has to look again: the next reminder, or the first instant after the due time."""
    failures = models.PositiveSmallIntegerField(default=0)
    """How often in a row the timer could not deal with it; it then looks again later and later."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "rule", "number"], name="obligation_once"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "paused", "met", "met_late", "excused"]),
                name="obligation_status_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["wake_at", "id"], condition=Q(wake_at__isnull=False), name="obligation_wake"
            ),
            models.Index(fields=["owner", "due_at"], condition=Q(status__in=LIVE), name="obligation_owner"),
            models.Index(
                fields=["organisation", "role", "unit", "due_at"],
                condition=Q(status__in=LIVE),
                name="obligation_role",
            ),
            # with all that the counts of the board look at
            models.Index(
                fields=["organisation", "due_at", "id", "status", "case"],
                condition=Q(status__in=LIVE),
                name="obligation_board",
            ),
            models.Index(fields=["case"], condition=Q(provisional=True), name="obligation_provisional"),
            models.Index(fields=["case"], condition=Q(failures__gt=0), name="obligation_stuck"),
        ]
