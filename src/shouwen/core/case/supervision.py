"""What designation and supervision add to the state of a case: a part of `State`, and of `evolve`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, assert_never

from shouwen.core.case import events_supervision as v
from shouwen.core.case.copying import replace
from shouwen.core.case.wire import Actor

MARKS = {
    "warning": "警", "urging": "催", "supervision": "督", "circular": "通", "interview": "谈", "listing": "挂",
}  # fmt: skip
"""Rung → the sign that its documents are numbered under."""


def paper_number(rung: str, year: int, count: int) -> str:
    """The number of a document as offices write it: 督〔2026〕12号."""
    return f"{MARKS.get(rung, '督')}〔{year}〕{count}号"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One document of supervision (督办文书) as it stands."""

    number: str
    rung: str
    unit: str
    person: str
    ground: str
    issued_at: datetime
    issued_as: str
    """The role in which it was issued."""
    issued_by: str
    issued_for: str
    """The account of who issued it, and of whom he stood in for, if for anybody."""
    reply_by: str
    received_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: str = ""
    answered_for: str = ""
    closed_at: datetime | None = None
    sent_back: int = 0
    """How often its reply was sent back to be done again."""
    withdrawn_at: datetime | None = None

    def is_of(self, account: str) -> bool:
        """Whether this account issued it, or had it issued by a deputy."""
        return account != "" and account in (self.issued_by, self.issued_for)

    @property
    def stands(self) -> str:
        """issued, received, answered, sent_back, closed or withdrawn."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.closed_at is not None:
            return "closed"
        if self.answered_at is not None:
            return "answered"
        if self.sent_back:
            return "sent_back"
        return "received" if self.received_at is not None else "issued"


@dataclass(frozen=True, kw_only=True)
class Supervised:
    """The fields of `State` that these events write. No slots: `replace` needs none."""

    designated: str = ""
    """The unit that was designated and cannot give the case back; "" once the case is assigned to another."""
    returned_by: tuple[str, ...] = ()
    """Units that gave the case back, in order."""
    suspensions: int = 0
    papers: tuple[Paper, ...] = ()
    decided: tuple[int, ...] = ()
    """How many decisions each meeting made."""
    decisions_done: frozenset[tuple[int, int]] = frozenset()

    @property
    def papers_open(self) -> tuple[Paper, ...]:
        """The documents that are neither ended nor withdrawn."""
        return tuple(p for p in self.papers if p.closed_at is None and p.withdrawn_at is None)

    @property
    def papers_standing(self) -> tuple[Paper, ...]:
        """All documents but the withdrawn ones: what was withdrawn was never a rung of the ladder."""
        return tuple(p for p in self.papers if p.withdrawn_at is None)

    @property
    def papers_unanswered(self) -> tuple[Paper, ...]:
        """The documents that nobody has answered yet: these can be withdrawn."""
        return tuple(paper for paper in self.papers if paper.stands in ("issued", "received"))

    @property
    def decisions_open(self) -> int:
        """Decisions of meetings that are still to be carried out."""
        return sum(self.decided) - len(self.decisions_done)


S = TypeVar("S", bound=Supervised)


def supervised(s: S, happening: v.SupervisionEvent, actor: Actor, at: datetime) -> S:
    """The state after an event of designation or supervision."""
    match happening:
        case v.Designated() as d:
            return replace(s, designated=d.unit)
        case v.SupervisionIssued() as d:
            paper = Paper(
                number=d.number, rung=d.rung, unit=d.unit, person=d.person, ground=d.ground, issued_at=at,
                issued_as=actor.role, issued_by=actor.id, issued_for=actor.behalf, reply_by=d.reply_by,
            )  # fmt: skip
            return replace(s, papers=(*s.papers, paper))
        case v.SupervisionReceived() as d:
            return _with(s, d.number, received_at=at)
        case v.SupervisionAnswered() as d:
            return _with(s, d.number, answered_at=at, answered_by=actor.id, answered_for=actor.behalf)
        case v.SupervisionReviewed(passed=True) as d:
            return _with(s, d.number, closed_at=at)
        case v.SupervisionReviewed() as d:
            old = paper_of(s, d.number)
            back, until = (old.sent_back + 1, d.reply_by or old.reply_by) if old else (1, d.reply_by)
            return _with(s, d.number, answered_at=None, sent_back=back, reply_by=until)
        case v.SupervisionWithdrawn() as d:
            return _with(s, d.number, withdrawn_at=at)
        case v.DecisionDone() as d:
            return replace(s, decisions_done=s.decisions_done | {(d.meeting, d.which)})
        case _:
            assert_never(happening)


def paper_of(s: Supervised, number: str) -> Paper | None:
    """The document of a number."""
    return next((paper for paper in s.papers if paper.number == number), None)


def _with(s: S, number: str, **changes: Any) -> S:
    papers = tuple(replace(p, **changes) if p.number == number else p for p in s.papers)
    return replace(s, papers=papers)
