"""What disposal does in the shell: numbers its batches, counts, and destroys in the transaction of its event."""

from collections.abc import Sequence
from typing import Any

from shouwen.application.wording import who_acted
from shouwen.core.case import events as e
from shouwen.core.case import events_disposal as d
from shouwen.core.case.command_data import Data
from shouwen.core.case.commands_disposal import DecideDeletion, Dispose, ProposeDisposal
from shouwen.core.case.state import State
from shouwen.core.obligations import Obligations
from shouwen.store import answered, redaction, timeline
from shouwen.store.models import (
    Case,
    CaseDisposal,
    CaseTrace,
    CaseTrait,
    ConductMark,
    CustomerNotice,
    PrivateText,
    StoredFile,
    SurveyInvitation,
)
from shouwen.store.projection import Household, row_of
from shouwen.store.sql import change
from shouwen.store.supervision import next_document

COMMANDS = frozenset({"propose_disposal", "decide_deletion", "dispose"})
"""Commands whose events tell what only the shell knows."""
_BESIDE = (
    d.RetentionSet,
    d.DeletionRequested,
    d.DeletionDecided,
    d.DisposalProposed,
    d.DisposalRejected,
    d.Disposed,
)


def batch_number(organisation_id: int, year: int) -> str:
    """The next number of a batch, such as 销〔2026〕3号."""
    return f"销〔{year}〕{next_document(organisation_id, year, 'disposal')}号"


def known(case: Case, command: Data, told: dict[str, Any], *, year: int) -> dict[str, Any]:
    """The batch of a proposal, where it is not one of several; what a disposal is about to destroy."""
    match command:
        case ProposeDisposal() | DecideDeletion(decision="granted") if not told.get("batch"):
            return {"batch": batch_number(case.organisation_id, year)}
        case Dispose():
            texts = PrivateText.objects.filter(case=case, redacted_at=None).count()
            return {"texts": texts, "files": StoredFile.objects.filter(case=case, destroyed_at=None).count()}
        case _:
            return {}


def under_way(fresh: Sequence[e.Event]) -> bool:
    """Whether the events speak of keeping or disposal."""
    return any(isinstance(event.data, _BESIDE) for event in fresh)


def carry_out(
    case: Case,
    stream: list[e.Event],
    fresh: Sequence[e.Event],
    rules: Obligations,
    household: Household,
) -> list[e.Event]:
    """Enter the events in the register; where the case was disposed of, destroy what is private of it. Answer the stream
    as it reads from now on.
    """
    ledger = rules.read(stream)
    enter(case, stream, ledger.state)
    gone = next((event for event in fresh if isinstance(event.data, d.Disposed)), None)
    if gone is None:
        return stream
    obligations = ledger.obligations(
        gone.at
    )  # as they were: what stays of the texts may read otherwise to a rule
    redaction.redact(case, now=gone.at)
    CaseTrait.objects.filter(case=case).delete()
    ConductMark.objects.filter(case=case).delete()
    CaseTrace.objects.filter(case=case).update(serial="")
    answered.forget(case)
    files = StoredFile.objects.filter(case=case)
    files.update(name="", added_by="")  # of those as well that were deleted before
    files.filter(destroyed_at=None).update(destroyed_at=gone.at)
    for letters in (CustomerNotice, SurveyInvitation):
        letters.objects.filter(case=case).update(try_at=None)
    stream, _ = timeline.load(case)
    state = rules.read(stream).state
    change(case, **row_of(stream, state, obligations, rules=rules, household=household))
    return stream


def enter(case: Case, stream: Sequence[e.Event], state: State) -> None:
    """Bring the row of the register up to the stream."""
    if not state.deletion and not any(isinstance(event.data, _BESIDE) for event in stream):
        return
    row: dict[str, Any] = {}
    for event in stream:
        match event.data:
            case d.DeletionRequested():
                row |= {"stands": "asked", "asked_at": event.at}
            case d.DeletionDecided(decision="granted") as x:
                row |= {"stands": "proposed", "basis": "request", "batch": x.batch, **_proposed(event)}
            case d.DeletionDecided() as x:
                row |= {"stands": x.decision, **_decided(event)}
            case d.DisposalProposed() as x:
                row |= {"stands": "proposed", "basis": "retention", "batch": x.batch, **_proposed(event)}
            case d.DisposalRejected():
                row |= {"stands": "rejected", **_decided(event)}
            case d.Disposed() as x:
                row |= {"stands": "disposed", "texts": x.texts, "files": x.files, **_decided(event)}
            case _:
                continue
        row["at"] = event.at
    if row:
        CaseDisposal.objects.update_or_create(
            case=case, defaults={"organisation_id": case.organisation_id, **row}
        )


def _proposed(event: e.Event) -> dict[str, Any]:
    told = {"proposed_at": event.at, "proposed_by": who_acted(event.actor)[:100] or event.actor.id}
    return {**told, "decided_at": None, "decided_by": ""}


def _decided(event: e.Event) -> dict[str, Any]:
    return {"decided_at": event.at, "decided_by": who_acted(event.actor)[:100] or event.actor.id}
