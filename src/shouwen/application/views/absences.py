"""Who is away, and who acts in the meantime."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceLine:
    """One absence with its history."""

    id: int
    account: str
    name: str
    unit: str
    deputy: str
    """Account of the deputy; "" where nobody acts."""
    deputy_name: str
    powers: Named
    """all or approvals."""
    from_on: date
    until_on: date
    """The last day of it."""
    reason: str
    """For who may change it; "" for the deputy."""
    state: Named
    """now, ahead, over or withdrawn."""
    set_by: str
    set_at: datetime
    withdrawn_by: str
    withdrawn_at: datetime | None
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePage:
    """A page of the register, newest first."""

    rows: tuple[AbsenceLine, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePeople:
    """Whom this person may enter an absence for, who can be a deputy (unit, person), and with which powers."""

    absent: tuple[tuple[str, Named], ...]
    deputies: tuple[tuple[str, Named], ...]
    powers: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayNote:
    """That somebody is away today, until when, and who acts for him."""

    account: str
    name: str
    until_on: date
    deputy: str
    deputy_name: str
    powers: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyRule:
    """What the rule book in force says of deputies: clause, its text, the rule in words."""

    clause: str
    clause_text: str
    text: str
