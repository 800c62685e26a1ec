"""
The shapes of cases, their streams and work lists, for the API document.

Answers are built as plain data and are not validated against these at run time (that would cost as much
as the answer itself); the tests hold every answer against the document instead.
"""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from shouwen.api.schemas.absence import Away
from shouwen.api.schemas.solution import Solution
from shouwen.core.case.state import Stage
from shouwen.core.values import JsonObject

Status = Literal["open", "paused", "met", "met_late", "missed", "excused"]
Verdict = Literal["broken", "pending", "kept", "excused", "not_applicable", "statement"]


class Actor(Schema):
    role: str
    id: str = ""
    name: str = ""
    unit: str = ""
    behalf: Annotated[
        str, Field(description="account of the one who is away, where this one acted in his place")
    ] = ""
    behalf_name: str = ""


class Event(Schema):
    """A fact of one case. `data` has the keys of its type, and free ones."""

    case: str
    seq: int
    type: str
    at: datetime
    actor: Actor
    data: JsonObject
    rule_book: str


class Obligation(Schema):
    """Something owed: which rule and clause, what (an event), by which role, until when."""

    rule: str
    do: str
    by: str
    clause: str
    number: int
    started_at: datetime
    opened_at: datetime
    due_at: datetime
    provisional: bool
    status: Status
    met_at: datetime | None
    paused_for_s: int


class Registered(Schema):
    """A case was registered. The query code opens the customer's tracking page; it is told to no one else."""

    number: str
    query_code: str
    state: Stage
    level: str
    version: int
    obligations: list[Obligation]


class Done(Schema):
    """What a command did: the events that it led to, and how the case stands now."""

    number: str
    events: list[Event]
    state: Stage
    level: str
    version: int
    obligations: list[Obligation]
    away: Annotated[list[Away], Field(description="who was given work although he is away")] = []


class Attached(Done):
    """An evidence file was kept."""

    id: str
    name: str
    type: str
    size: int
    sha256: str


class CaseNames(Schema):
    """The same things in the reader's language."""

    kind: str
    channel: str
    category: str
    level: str
    state: str


class CaseLine(Schema):
    """One case in a list; the complainant's name is masked."""

    number: str
    state: Stage
    level: str
    kind: str
    channel: str
    category: str
    subject: str
    complainant: str
    unit: str
    handler: str
    handler_name: str
    registered_at: datetime
    due_at: datetime | None
    overdue: bool
    paused: bool
    round: int
    satisfied: bool | None
    closed_at: datetime | None
    names: CaseNames


class CasePage(Schema):
    items: list[CaseLine]
    next: Annotated[str | None, Field(description="`cursor` of the next page, null at the end")]


class Finding(Schema):
    stage: str
    validity: str
    finding: str
    at: datetime


class File(Schema):
    id: str
    name: str
    type: str
    size: int
    sha256: str
    at: datetime
    by: str
    deleted_at: Annotated[datetime | None, Field(description="its content is gone")] = None
    deleted_because: str = ""


class CaseRuleBook(Schema):
    name: str
    version: int
    title: str


class Case(Schema):
    """One case as it stands. `facts` are the answers to the organisation's own fields, `free` what was told
    at registration under keys of the sender's own.
    """

    number: str
    version: int
    kind: str
    state: Stage
    level: str
    category: str
    channel: str
    subject: str
    description: str
    complainant: JsonObject
    respondent: str
    occurred_at: str
    place: str
    demand: str
    external_ref: str
    facts: JsonObject
    free: JsonObject
    unit: str
    handler: str
    handler_name: str
    assisting: list[str]
    receiver: str
    receiver_name: str
    registered_at: datetime
    accepted: bool
    paused: bool
    round: int
    severity: str
    urgency: str
    prevalence: str
    flags: list[str]
    validity: str
    root_cause: str
    findings: list[Finding]
    solution: Solution | None
    consent: str
    satisfied: bool | None
    appealed: bool
    missing: Annotated[list[str], Field(description="required fields without an answer")]
    files: list[File]
    rule_book: CaseRuleBook
    names: CaseNames


class Events(Schema):
    items: list[Event]


class Obligations(Schema):
    items: list[Obligation]


class ClauseEvidence(Schema):
    """One clause held against one case; `events` are the places in the stream that show it."""

    clause: str
    text: str
    verdict: Verdict
    verdict_name: str
    applicable: bool
    kept: bool
    broken: bool
    events: list[int]


class Evidence(Schema):
    items: list[ClauseEvidence]


class PossibleCommand(Schema):
    """One command: whether the caller may give it now, else why not; `data` is the JSON Schema of its data."""

    command: str
    name: str
    allowed: bool
    primary: bool
    code: str
    why: str
    clause: str
    clause_text: str
    behalf: str
    """Name of the one who is away, where it can be given in his place only."""
    conditions: list[str]
    """Where it is allowed: rules that will look at the data of the command."""
    data: JsonObject


class PossibleCommands(Schema):
    version: int
    items: list[PossibleCommand]


class Owed(Schema):
    """One open obligation on a work list."""

    case: str
    subject: str
    state: Stage
    level: str
    rule: str
    rule_name: str
    do: str
    command: Annotated[str, Field(description="the command that meets it")]
    by: str
    owner: str
    unit: str
    clause: str
    clause_text: str
    started_at: datetime
    due_at: datetime
    status: Status
    provisional: bool
    behalf: Annotated[
        str, Field(description="name of the one who is away and whose it is; empty: the caller's own")
    ]


class OpenObjection(Schema):
    """A unit that may still object to its share."""

    case: str
    subject: str
    unit: str
    percent: Annotated[str, Field(description="its share, as a decimal number")]
    received: Annotated[bool, Field(description="whether it has signed for the sheet")]
    object_until: datetime


class OpenObjections(Schema):
    items: list[OpenObjection]
    next: Annotated[str | None, Field(description="cursor of the next page")]


class Work(Schema):
    items: list[Owed]
