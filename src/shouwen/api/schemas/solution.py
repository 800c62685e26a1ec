"""The solution on the table, and how far its approval is."""

from datetime import datetime
from typing import Literal

from ninja import Schema


class Measure(Schema):
    which: int
    what: str
    owner: str
    due: str
    kind: str
    """return, exchange, refund, compensation …; empty where it was not told."""
    unit: str
    """The unit in charge: that of the owner, where he is known."""
    done: bool


class Consent(Schema):
    by: str
    name: str
    at: datetime
    note: str
    behalf: str
    """Account of the one who is away, where it was given in his place."""


class ApprovalStep(Schema):
    """One step of an approval. `asked` are the roles that are still asked, `missing` how many people are."""

    id: str
    name: str
    status: Literal["done", "open", "waiting"]
    needed: int
    missing: int
    asked: list[str]
    meeting: Literal["", "needed", "held"]
    given: list[Consent]


class SolutionApproval(Schema):
    """Where the rule book wants steps: which entry of it applies, and how far they are."""

    id: str
    clause: str
    steps: list[ApprovalStep]


class Solution(Schema):
    measures: list[Measure]
    amount: float
    proposed_by: str
    approved: bool
    approved_by: str
    rejected: bool
    approval: SolutionApproval | None
