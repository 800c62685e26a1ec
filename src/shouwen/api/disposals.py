"""Keeping and disposal by API: what is due, requests for deletion, what waits for a second person, batches."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer, moment
from shouwen.api.bodies import json_object
from shouwen.api.document import READ, WRITE, answers, body
from shouwen.api.parameters import Cursor
from shouwen.api.problems import FieldsError
from shouwen.api.schemas import disposal as shapes
from shouwen.api.texts import LONGEST, is_text
from shouwen.application import clock, operations, queries
from shouwen.application.operations.disposals import AT_ONCE
from shouwen.application.queries import disposals
from shouwen.application.views.disposal import DisposalRow

router = Router(tags=["disposal"])
DEEDS = ("propose", "confirm", "reject")


def _due_cursor(told: str) -> str:
    if told and disposals.day_of(told) is None:
        raise ValueError("bad_cursor")
    return told


class DuePage(Schema):
    cursor: Annotated[str, AfterValidator(_due_cursor)] = ""


class Part(Schema):
    stands: Annotated[
        Literal["asked", "kept", "refused", "proposed", "rejected", "disposed"],
        Field(description="`asked`: requests for deletion that nobody has decided"),
    ] = "proposed"
    cursor: Cursor = ""


class Which(Schema):
    number: Annotated[str, Field(max_length=60, description="such as 销〔2026〕3号")]


_DEED: dict[str, Any] = {
    "do": {"type": "string", "enum": list(DEEDS)},
    "cases": {"type": "array", "items": {"type": "string", "maxLength": LONGEST}, "minItems": 1, "maxItems": AT_ONCE},
    "reason": {"type": "string", "maxLength": LONGEST, "description": "needed to reject; a note where it is proposed"},
}  # fmt: skip


@router.get(
    "/due", operation_id="listDueForDisposal", summary="Cases whose time of keeping is over, longest over first",
    response=answers(200, shapes.DueCases, READ),
)  # fmt: skip
def due(request: StaffRequest, asked: Query[DuePage]) -> HttpResponse:
    today = queries.today(request.auth, clock.now())
    found = disposals.due(request.auth, today=today, cursor=asked.cursor)
    items = [
        {
            "case": row.case, "subject": row.subject, "kind": row.kind.id, "category": row.category.id,
            "closed_on": _day(row.closed_on), "result": row.result, "kept_until": row.kept_until.isoformat(),
        }
        for row in found.rows
    ]  # fmt: skip
    counts = disposals.disposal_counts(request.auth, today=today)
    return answer({"counts": counts, "items": items, "next": found.next or None})


@router.get(
    "", operation_id="listDisposals", summary="Requests for deletion and disposals, as they stand, newest first",
    response=answers(200, shapes.Disposals, READ),
)  # fmt: skip
def listed(request: StaffRequest, asked: Query[Part]) -> HttpResponse:
    found = disposals.disposals(request.auth, stands=asked.stands, cursor=asked.cursor)
    counts = disposals.disposal_counts(request.auth, today=queries.today(request.auth, clock.now()))
    return answer({"counts": counts, "items": [_row(row) for row in found.rows], "next": found.next or None})


@router.get(
    "/batch", operation_id="readDisposalBatch", summary="One batch with all its cases",
    response=answers(200, shapes.Batch, READ),
)  # fmt: skip
def batch(request: StaffRequest, asked: Query[Which]) -> HttpResponse:
    found = disposals.batch(request.auth, asked.number)
    return answer(
        {
            "number": found.number, "items": [_row(row) for row in found.rows], "bases": [one.id for one in found.bases],
            "proposed_by": found.proposed_by, "decided_by": found.decided_by, "proposed_at": moment(found.proposed_at),
            "decided_at": moment(found.decided_at), "texts": found.texts, "files": found.files,
        }
    )  # fmt: skip


@router.post(
    "", operation_id="disposeOfCases", summary="Propose cases for disposal, confirm what another proposed, or send it back",
    response=answers(200, shapes.Outcomes, WRITE),
    openapi_extra=body({"type": "object", "properties": _DEED, "required": ["do", "cases"], "additionalProperties": False}),
)  # fmt: skip
def do(request: StaffRequest) -> HttpResponse:
    """Each case by itself; what is proposed together is one batch. Requests for deletion are decided on their case, by
    the command `decide_deletion`.
    """
    deed, cases, reason = _deed(request)
    person, now = request.auth, clock.now()
    if deed == "propose":
        done = operations.propose_disposals(person, cases, now=now, note=reason)
    else:
        done = operations.decide_disposals(person, cases, now=now, reason=reason, confirmed=deed == "confirm")
    items = [
        {
            "case": one.number, "done": one.done, "code": one.code, "clause": one.clause,
            "detail": one.why.in_(person.language) if one.why else "",
        }
        for one in done
    ]  # fmt: skip
    return answer({"items": items})


def _deed(request: StaffRequest) -> tuple[str, list[str], str]:
    told = json_object(request)
    faults = [(f"/{name}", "unknown_field") for name in told if name not in _DEED]
    deed, cases, reason = told.get("do"), told.get("cases"), told.get("reason", "")
    if deed not in DEEDS:
        faults.append(("/do", "literal_error" if "do" in told else "missing"))
    if not isinstance(cases, list) or not 0 < len(cases) <= AT_ONCE or not all(map(is_text, cases)):
        faults.append(("/cases", "list_of_numbers" if "cases" in told else "missing"))
    if not is_text(reason):
        faults.append(("/reason", "string_type"))
    elif deed == "reject" and not reason.strip():
        faults.append(("/reason", "missing"))
    if faults:
        raise FieldsError(*faults)
    return str(deed), list(cases or ()), reason


def _row(row: DisposalRow) -> dict[str, Any]:
    return {
        "case": row.case, "subject": row.subject, "kind": row.kind.id, "category": row.category.id,
        "registered_on": row.registered_on.isoformat(), "closed_on": _day(row.closed_on), "stands": row.stands.id,
        "basis": row.basis.id, "batch": row.batch, "at": moment(row.at), "asked_at": moment(row.asked_at),
        "proposed_at": moment(row.proposed_at), "proposed_by": row.proposed_by, "decided_at": moment(row.decided_at),
        "decided_by": row.decided_by, "texts": row.texts, "files": row.files, "mine": row.mine,
    }  # fmt: skip


def _day(day: date | datetime | None) -> str | None:
    return day.isoformat() if day else None
