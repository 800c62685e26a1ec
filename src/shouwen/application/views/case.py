"""One case: its page, its timeline, what may be done with it, what a command did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shouwen.application.views.joint import Asked, DecisionLine, PaperView
from shouwen.application.views.lists import Owed
from shouwen.application.views.names import Named
from shouwen.application.views.protection import Remarks
from shouwen.application.views.responsibility import ResponsibilityView, StandardView
from shouwen.application.views.traces import Chain
from shouwen.core.rulebook.model import Words
from shouwen.core.values import Json, JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    id: str
    name: str
    size: int
    type: str
    sha256: str
    at: datetime
    by: str
    deleted_at: datetime | None = None
    """Its bytes are gone; what is known of it stays."""
    deleted_because: str = ""


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
    behalf: str = ""
    """The name of the one who is away, where it can be given in his place only."""


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
    kind: str
    """Its name; empty where none was told."""
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """Who gave a step of an approval."""

    account: str
    name: str
    at: datetime
    note: str
    behalf: str = ""
    """The account of the one who is away, where it was given in his place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of an approval: who has given it, who is still asked."""

    id: str
    name: str
    status: str
    """done, open, waiting (those before it are not done)."""
    every: bool
    """Whether each of its roles is wanted once."""
    needed: int
    missing: int
    asked: tuple[Named, ...]
    """The roles that are still asked."""
    meeting: str
    """"" where no meeting decides, else needed or held."""
    given: tuple[ConsentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """The approval in steps of the solution on the table."""

    id: str
    clause: str
    steps: tuple[StepLine, ...]


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
    own: Mapping[str, Json]
    """The organisation's own fields as they stand, by their ids."""
    missing: tuple[str, ...]
    owed: tuple[Owed, ...]
    timeline: tuple[Entry, ...]
    """Oldest first; where only the latest are asked for, `earlier` ones are left out."""
    choices: tuple[Choice, ...]
    evidence: tuple[ProofLine, ...]
    files: tuple[Attachment, ...]
    related: tuple[Related, ...]
    approval: ApprovalView | None = None
    """Where the rule book wants approval in steps."""
    papers: tuple[PaperView, ...] = ()
    asked: tuple[Asked, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
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
    chain: Chain | None = None
    """Of the serial number or batch that the case names, where the register knows it."""
    earlier: int = 0
    """So many entries of the timeline are left out."""
    disposed: bool = False
    broken_chain: str = ""
    """What is wrong with the stream, when something is."""
    query_code: str = ""

    @property
    def kept_files(self) -> tuple[Attachment, ...]:
        """The files that were not deleted."""
        return tuple(file for file in self.files if file.deleted_at is None)


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
