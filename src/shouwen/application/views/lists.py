"""What is owed and what there is: rows of the work bench, the ledger and the board."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One obligation as people see it."""

    case: str
    subject: str
    level: Named
    stage: Named
    rule: str
    rule_name: str
    do: Named
    clause: str
    clause_text: str
    by: Named
    """The role that owes it."""
    owner: str
    """Name of the person who owes it, or "" where the whole unit does."""
    unit: str
    started_at: datetime
    due_at: datetime
    status: str
    """open, paused, met, met_late, missed, excused; lapsed: excused because the case ended, and overdue then."""
    ended_at: datetime | None
    provisional: bool
    """The due time rests on a year whose holidays are not published yet."""
    urged: int = 0
    instance: int = 0
    """Which one of its rule in this case, from 1; 0 where nobody asks."""
    command: str = ""
    """The command that meets it."""
    step: str = ""
    """Its name."""
    behalf: str = ""
    """The name of the one who is away and whose it is, on the bench of who acts for him."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage:
    """Part of what a person owes, soonest first; what waits for somebody else comes with the last part."""

    items: tuple[Owed, ...]
    next: str
    """Cursor of the next part, "" at the end."""
    counts: dict[str, int]
    """missed, due_today, due_soon, later, paused, open."""
    at_least: frozenset[str]
    """Counts that may be higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One case in a list."""

    number: str
    subject: str
    complainant: str
    """Masked: 王*。"""
    kind: Named
    channel: Named
    category: Named
    level: Named
    stage: Named
    unit: str
    handler: str
    registered_at: datetime
    due_at: datetime | None
    overdue: bool
    paused: bool
    round: int
    satisfied: str
    closed_at: datetime | None
    handler_account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    items: tuple[LedgerRow, ...]
    next: str
    """Cursor of the next page, "" at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """What a ledger is narrowed by; "" means all, "-" means none given. Units by name, handlers by account."""

    state: str = ""
    level: str = ""
    kind: str = ""
    channel: str = ""
    category: str = ""
    """With everything below it in the tree."""
    category_is: str = ""
    """This very category."""
    unit: str = ""
    handler: str = ""
    overdue: bool | None = None
    due_before: datetime | None = None
    registered_from: date | None = None
    registered_to: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    satisfied: str = ""
    on_time: bool | None = None
    """Among those replied to: whether the resolution clock was kept."""
    result: str = ""
    returned_by: str = ""
    """Cases that this unit gave back, in the days of `returned_from` and `returned_to`."""
    returned_from: date | None = None
    returned_to: date | None = None
    clause: str = ""
    """With `verdict`: cases that showed this of the clause."""
    verdict: str = ""
    open: bool | None = None
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One line of the progress tracking table (进度跟踪表)."""

    number: str
    subject: str
    level: Named
    stage: Named
    unit: str
    owner: str
    rule: str
    rule_name: str
    clause: str
    started_at: datetime
    due_at: datetime
    done_at: datetime | None
    status: str
    urged: int
    last_urged_at: datetime | None
    escalated_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    rows: tuple[BoardRow, ...]
    counts: dict[str, int]
    """missed, due_today, due_soon, later, paused, open."""
    next: str
    at_least: frozenset[str] = frozenset()
    """Counts that may be higher: of more than a thousand only the soonest are counted."""
