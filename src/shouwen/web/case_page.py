"""What the case page shows, prepared: formatted times, grouped choices, proof in order of weight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import get_language

from shouwen.application.views.case import Attachment, CaseView, Choice, Entry, ProofLine, Related, StepLine
from shouwen.application.views.joint import Asked, PaperView
from shouwen.application.views.lists import Owed
from shouwen.application.views.protection import ConductRemark, Shelter
from shouwen.core.case.phases import phase_of, place_of
from shouwen.web import formats
from shouwen.web.forms.catalogue import FORMS
from shouwen.web.responsibility_part import Part, part

LIVE = ("open", "paused", "missed")
WEIGHT = ("broken", "pending", "kept", "excused", "not_applicable", "statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    entry: Entry
    at: str
    fresh: bool = False
    """Since the version that the reader's form was opened on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    owed: Owed
    countdown: formats.Countdown
    started: str
    ended: str
    status: str
    live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    file: Attachment
    size: str
    at: str
    gone: str
    """When it was deleted; "" while it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLine:
    related: Related
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    paper: PaperView
    issued: str
    reply_by: str
    received: str
    withdrawn: str
    replies: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    asked: Asked
    at: str
    due: str
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A step of an approval, with (who, when, what was noted) of each consent."""

    step: StepLine
    done: bool
    given: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A case, ready to show."""

    case: CaseView
    registered: str
    amount: str
    soonest: OwedLine | None
    timeline: tuple[EntryLine, ...]
    """Newest first."""
    files: tuple[FileLine, ...]
    related: tuple[RelatedLine, ...]
    group: tuple[RelatedLine, ...]
    approval: tuple[StepShown, ...]
    papers: tuple[PaperLine, ...]
    papers_late: int
    asked: tuple[AskedLine, ...]
    primary: Choice | None
    others: int
    offered: tuple[tuple[str, tuple[Choice, ...]], ...]
    """(subject, what else may be done now), in the order of the work."""
    may_attach: bool
    duty: Part
    conducts: tuple[tuple[ConductRemark, str], ...] = ()
    shelters: tuple[tuple[Shelter, str], ...] = ()
    """With the last day."""
    stalled: str = ""
    """Since when nobody has acted, where that is on record."""
    may_explain: bool = False


def case_page(case: CaseView, *, now: datetime) -> CasePage:
    soonest = min(case.owed, key=_soonest_first, default=None)
    choices = [choice for choice in case.choices if choice.command in FORMS]
    primary = next((choice for choice in choices if choice.primary and choice.allowed), None)
    others = [choice for choice in choices if choice.allowed and choice is not primary]
    return CasePage(
        case=case,
        registered=formats.moment(case.registered_at, now=now),
        amount=formats.money(case.amount) if case.amount else "",
        soonest=_owed_line(soonest, now=now) if soonest and soonest.status in LIVE else None,
        timeline=entry_lines(case.timeline, now=now),
        files=tuple(
            FileLine(
                file=f,
                size=formats.size(f.size),
                at=formats.moment(f.at, now=now),
                gone=formats.moment(f.deleted_at, now=now),
            )
            for f in case.files
        ),
        related=_related_lines(case.related, case, now=now),
        group=_related_lines(case.group, case, now=now),
        approval=tuple(_step_shown(step, now=now) for step in (case.approval.steps if case.approval else ())),
        papers=tuple(_paper_line(paper, now=now) for paper in reversed(case.papers)),
        papers_late=sum(paper.overdue for paper in case.papers),
        asked=tuple(
            AskedLine(
                asked=a,
                at=formats.moment(a.asked_at, now=now),
                due=formats.moment(a.due, now=now),
                received=formats.moment(a.received_at, now=now),
            )
            for a in case.asked
        ),
        primary=primary,
        others=len(others),
        offered=_by_phase(others),
        may_attach=any(choice.command == "add_evidence" and choice.allowed for choice in case.choices),
        duty=part(case.responsibility, now=now),
        conducts=tuple((one, formats.day(one.until)) for one in case.conducts),
        shelters=tuple((one, formats.day(one.until)) for one in case.shelters),
        may_explain=any(choice.command == "note" and choice.allowed for choice in case.choices),
        stalled=formats.moment(case.stalled_since, now=now),
    )


def _by_phase(choices: Sequence[Choice]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    language = get_language() or ""
    ordered = sorted(choices, key=lambda choice: place_of(choice.command))
    held = groupby(ordered, key=lambda choice: phase_of(choice.command).name.in_(language))
    return tuple((name, tuple(found)) for name, found in held)


def entry_lines(entries: Sequence[Entry], *, now: datetime) -> tuple[EntryLine, ...]:
    """Entries of the timeline, newest first."""
    return tuple(EntryLine(entry=one, at=formats.moment(one.at, now=now)) for one in reversed(entries))


def owed_lines(owed: Iterable[Owed], *, now: datetime) -> tuple[OwedLine, ...]:
    """What is owed, soonest first, then what was."""
    return tuple(_owed_line(one, now=now) for one in sorted(owed, key=_soonest_first))


def parted(lines: Iterable[ProofLine]) -> tuple[tuple[ProofLine, ...], tuple[ProofLine, ...]]:
    """(clauses that say something of a case, the gravest first; clauses that say nothing of it)."""
    proof = sorted(lines, key=lambda line: WEIGHT.index(line.verdict) if line.verdict in WEIGHT else 0)
    silent = ("not_applicable", "statement")
    return (
        tuple(line for line in proof if line.verdict not in silent),
        tuple(line for line in proof if line.verdict in silent),
    )


def _step_shown(step: StepLine, *, now: datetime) -> StepShown:
    given = tuple((one.name, formats.moment(one.at, now=now), one.note) for one in step.given)
    return StepShown(step=step, done=step.status == "done", given=given)


def _paper_line(paper: PaperView, *, now: datetime) -> PaperLine:
    return PaperLine(
        paper=paper,
        issued=formats.moment(paper.issued_at, now=now),
        reply_by=formats.moment(paper.reply_by, now=now),
        received=formats.moment(paper.received_at, now=now),
        withdrawn=formats.moment(paper.withdrawn_at, now=now),
        replies=tuple((formats.moment(at, now=now), who, texts) for at, who, texts in paper.replies),
    )


def since(case: CaseView, version: int, *, now: datetime) -> tuple[EntryLine, ...]:
    """What happened after `version`, oldest first."""
    return tuple(
        EntryLine(entry=entry, at=formats.moment(entry.at, now=now))
        for entry in case.timeline
        if entry.seq > version
    )


def _soonest_first(owed: Owed) -> tuple[int, datetime]:
    return (0 if owed.status in ("open", "missed") else 1 if owed.status == "paused" else 2, owed.due_at)


def _related_lines(related: tuple[Related, ...], case: CaseView, *, now: datetime) -> tuple[RelatedLine, ...]:
    """Other cases, their times in the zone of this one."""
    zone = case.registered_at.tzinfo
    return tuple(
        RelatedLine(related=one, at=formats.moment(one.registered_at.astimezone(zone), now=now))
        for one in related
    )


def _owed_line(owed: Owed, *, now: datetime) -> OwedLine:
    return OwedLine(
        owed=owed,
        countdown=formats.countdown(owed.due_at, status=owed.status, now=now),
        started=formats.moment(owed.started_at, now=now),
        ended=formats.moment(owed.ended_at, now=now),
        status=formats.status_name(owed.status),
        live=owed.status in LIVE,
    )
