"""
Events of transfer and of supervision: designation, the numbered documents of the escalation ladder, and what meetings
decided being done.

None of them touches a clock. How events are written down is told in `events`, where all of them are put together.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.case.wire import Wire, private
from shouwen.core.values import JsonObject


class SupervisionWire(Wire):
    """Base of these events."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Designated(SupervisionWire):
    """
    The complaint office decided which unit takes the case (指定承办), after `returns` returns; that unit cannot give it
    back. The assignment follows as an event of its own.
    """

    type = "designated"
    unit: str = ""
    handler: str = ""
    returns: int = 0
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionIssued(SupervisionWire):
    """
    A numbered document of the escalation ladder went to a unit (督办文书). `rung`: warning, urging, supervision, circular,
    interview or listing; `ground`: late, repeated, refused, dissatisfied, media, group, regulator or other; `rule` is
    the one that was not kept; the reply is demanded until `reply_by` (ISO 8601 with offset).
    """

    type = "supervision_issued"
    number: str = ""
    rung: str = ""
    unit: str = ""
    person: str = ""
    ground: str = ""
    rule: str = ""
    reason: str = private("")
    demands: str = private("")
    reply_by: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionReceived(SupervisionWire):
    """The addressee signed for the document of this `number` (签收)."""

    type = "supervision_received"
    number: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionAnswered(SupervisionWire):
    """The reply to the document (落实情况): what was done, how matters stand, and what the unit proposes."""

    type = "supervision_answered"
    number: str = ""
    progress: str = private("")
    situation: str = private("")
    suggestions: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionReviewed(SupervisionWire):
    """The reply was reviewed: `passed` ends it (审结), else the `unit` does it again until `reply_by` (退回重办)."""

    type = "supervision_reviewed"
    number: str = ""
    passed: bool = False
    unit: str = ""
    opinion: str = private("")
    reply_by: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionWithdrawn(SupervisionWire):
    """
    The document of this `number` was taken back before it was answered (撤回督办文书), having gone to the wrong `unit`
    or been issued by mistake. The number stays used, and what the document demanded is owed no more. What was owed
    until it was issued stays met: rules do not ask for it again on the same occasion.
    """

    type = "supervision_withdrawn"
    number: str = ""
    unit: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDone(SupervisionWire):
    """What a meeting decided was carried out; `meeting` and `which` count from 1."""

    type = "decision_done"
    meeting: int = 1
    which: int = 1
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


SupervisionEvent: TypeAlias = (
    Designated | SupervisionIssued | SupervisionReceived | SupervisionAnswered | SupervisionReviewed
    | SupervisionWithdrawn | DecisionDone
)  # fmt: skip
