"""What queries answer: plain data for faces. Times are aware instants in the organisation's zone;
names are already in the reader's language. Faces format; they ask nothing more of the store.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from shouwen.application.views_names import Named
from shouwen.application.views_protection import ConductRemark, Remarks
from shouwen.application.views_responsibility import ResponsibilityView, StandardView
from shouwen.core.rulebook.model import Words
from shouwen.core.values import JsonObject

if TYPE_CHECKING:
    from shouwen.application.views_joint import Asked, DecisionLine, PaperView
    from shouwen.application.views_traces import Chain

__all__ = ["Named"]
"""What others take from here although it is made in `views_names`."""


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
    """open, paused, met, met_late, missed, excused."""
    ended_at: datetime | None
    provisional: bool
    """The due time rests on a year whose holidays are not published yet."""
    urged: int = 0
    instance: int = 0
    """Which one of its rule in this case, from 1; 0 where nobody asks."""
    command: str = ""
    """The command that meets it."""


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
class Attachment:
    id: str
    name: str
    size: int
    type: str
    sha256: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event on the timeline, in words."""

    seq: int
    type: str
    name: str
    at: datetime
    actor: str
    role: str
    lines: tuple[tuple[str, str], ...]
    """(label, text) pairs of what the event says."""
    attachment: Attachment | None = None
    quiet: bool = False
    """Made by the system (reminders, grades): shown small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One command that may or may not be given now."""

    command: str
    name: str
    allowed: bool
    primary: bool = False
    """The one clear next step of this reader."""
    code: str = ""
    why: str = ""
    clause: str = ""
    clause_text: str = ""
    conditions: tuple[str, ...] = ()
    """Rules that will look at what is said in it, as sentences: to be read before the form is filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One clause of the rule book, held against the case."""

    clause: str
    text: str
    origin: str
    verdict: str
    """broken, pending, kept, excused, not_applicable, statement."""
    verdict_name: str
    shown_by: tuple[int, ...]
    """Places in the stream of the events that show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    which: int
    what: str
    owner: str
    due: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    number: str
    subject: str
    stage: Named
    registered_at: datetime
    why: str
    open: bool = True
    """Whether it is still being handled, so that another case may be joined with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What came of one command that a lead case carried to a member: done, or why not."""

    number: str
    command: str
    done: bool = False
    code: str = ""
    why: Words | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView(Remarks):
    """All that the case page shows to one reader."""

    number: str
    version: int
    kind: Named
    subject: str
    description: str
    complainant: str
    phone: str
    """Masked unless the reader works on the case."""
    email: str
    anonymous: bool
    respondent: str
    place: str
    occurred_at: str
    demand: str
    external_ref: str
    channel: Named
    category: Named
    level: Named
    stage: Named
    unit: str
    handler: str
    assisting: tuple[str, ...]
    receiver: str
    """First contact (首问责任人)."""
    registered_at: datetime
    round: int
    validity: str
    root_cause: str
    findings: tuple[str, ...]
    amount: float
    measures: tuple[MeasureLine, ...]
    rule_book: str
    rule_book_version: int
    facts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    owed: tuple[Owed, ...]
    timeline: tuple[Entry, ...]
    choices: tuple[Choice, ...]
    evidence: tuple[ProofLine, ...]
    files: tuple[Attachment, ...]
    related: tuple[Related, ...]
    papers: "tuple[PaperView, ...]" = ()
    asked: "tuple[Asked, ...]" = ()
    decisions: "tuple[DecisionLine, ...]" = ()
    returned_by: tuple[str, ...] = ()
    """Units that gave it back, in order."""
    designated: bool = False
    group: tuple[Related, ...] = ()
    """The other cases that it is handled together with, the lead first."""
    part: str = ""
    group_size: int = 1
    repeated: bool = False
    instance: int = 1
    responsibility: ResponsibilityView = ResponsibilityView()
    standard: StandardView | None = None
    """For quality review, where the rule book has one."""
    chain: "Chain | None" = None
    """Of the serial number or batch that the case names, where the register knows it."""
    broken_chain: str = ""
    """What is wrong with the stream, when something is."""
    query_code: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One line of the statistics: a day, category, unit, level or channel, or the total."""

    key: Named
    received: int
    closed: int
    open: int
    on_time: int
    late: int
    satisfied: int
    dissatisfied: int
    overdue: int
    links: dict[str, str] = field(default_factory=dict)
    """Figure → query string of the ledger that lists exactly these cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    total: FigureRow
    rows: tuple[FigureRow, ...]
    by: str
    first: date
    last: date
    as_of: datetime
    """How far the figures follow the events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseMonths:
    """One clause over months: month → verdict → number of cases to which it applied."""

    clause: str
    text: str = ""
    statement: bool = False
    counts: dict[date, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTable:
    months: tuple[date, ...]
    """First days, in order."""
    lines: tuple[ClauseMonths, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """What one case shows of one clause, for working papers; `seq` is the event that shows it."""

    clause: str
    text: str
    verdict: str
    seq: int | None
    case: str
    subject: str
    registered_at: datetime
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeHelp:
    """What the intake form tells while the clerk types."""

    missing: tuple[str, ...]
    earlier: tuple[Related, ...]
    similar: tuple[Related, ...]
    category: Named | None
    category_why: str
    unit: str
    level: Named | None
    level_why: str
    promises: tuple[str, ...]
    """The promised times in words, should the case be registered now."""
    conducts: "tuple[ConductRemark, ...]" = ()
    chain: "Chain | None" = None
    """Of the serial number or batch typed, where the register knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The tracking page of a customer."""

    number: str
    organisation: Named
    subject: str
    kind: Named
    stage: Named
    steps: tuple[tuple[str, str, datetime | None], ...]
    """(name, done | now | ahead, when) in plain words."""
    promises: tuple[str, ...]
    words: tuple[Entry, ...]
    """What the customer was told and said, newest first."""
    asked: tuple[str, ...]
    """Items asked for, while the case waits for them."""
    solution: tuple[str, ...]
    reply: str
    choices: tuple[str, ...]
    """Commands that the customer may give now: supplement, record_satisfaction, appeal, withdraw, urge …"""
    registered_at: datetime
    record: tuple[tuple[str, str], ...] = ()
    """(label, what was written down), while the customer is asked to confirm it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command did."""

    number: str
    query_code: str
    events: tuple[JsonObject, ...]
    state: str
    level: str
    version: int
    obligations: tuple[JsonObject, ...]
    repeated: bool = False
    """The answer to a request that had been answered already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an organisation's own on the intake form."""

    id: str
    name: str
    type: str
    options: tuple[Named, ...]
    required: bool
    hint: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """What a form needs to ask in the organisation's own words."""

    kinds: tuple[Named, ...]
    channels: tuple[Named, ...]
    categories: tuple[tuple[int, Named], ...]
    """(depth, category) in tree order."""
    levels: tuple[Named, ...]
    fields: tuple[Field, ...]
    units: tuple[Named, ...]
    staff: tuple[tuple[str, Named], ...]
    """(unit, person)."""
    roles: tuple[Named, ...]
    grades: dict[str, tuple[Named, ...]]
    grounds: dict[str, tuple[Named, ...]] = field(default_factory=dict)
    """suspend, extend → the grounds that the rule book has for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line in the bell: a reminder, an escalation, something assigned."""

    id: int
    at: datetime
    case: str
    text: str
    read: bool
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is signed in."""

    account: str
    name: str
    title: str
    organisation: Named
    unit: str
    roles: tuple[Named, ...]
    unread: int
    language: str
