"""One case for programs: identifiers and plain values, where the case page has words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shouwen.application.errors import NotFoundError
from shouwen.application.operations.cases import seen
from shouwen.application.people import Person
from shouwen.application.queries.approval import approval_of_case
from shouwen.application.queries.blanks import missing
from shouwen.application.queries.case import Opened, choices, opened
from shouwen.application.queries.contact import phone_shown
from shouwen.application.queries.files import why_deleted
from shouwen.application.views.case import Choice
from shouwen.core.case import events as e
from shouwen.core.case.vocabulary import Facts
from shouwen.core.values import JsonObject
from shouwen.store.models import StoredFile

RATED = {"yes": True, "no": False}
"""Satisfaction as recorded; absent while nobody was asked."""


def case_record(person: Person, number: str, *, now: datetime) -> dict[str, Any]:
    """The case as it stands. Raise `NotFoundError`, `BrokenCaseError`."""
    o = opened(person, number, now)
    book = o.rules.book
    return {
        **_told(o),
        **_handled(o),
        "findings": _findings(o),
        "solution": _solution(o),
        "missing": list(missing(o)),
        "files": _files(o),
        "rule_book": {"name": book.slug, "version": book.version, "title": book.title.in_(person.language)},
        "names": _names(o),
    }


def case_choices(person: Person, number: str, *, now: datetime) -> tuple[int, tuple[Choice, ...]]:
    """(version, every command with whether this person may give it now). Raise as `case_record`."""
    o = opened(person, number, now)
    return o.ledger.state.seq, choices(o)


def case_file(person: Person, number: str, file_id: str) -> dict[str, Any]:
    """What is known of a kept file, without its content. Raise `NotFoundError`."""
    row = StoredFile.objects.filter(case=seen(person, number), pk=file_id).first()
    if row is None:
        raise NotFoundError
    return {"id": str(row.pk), "name": row.name, "type": row.type, "size": row.size, "sha256": row.sha256}


def _told(o: Opened) -> dict[str, Any]:
    """What was told at registration, as corrected since."""
    first = o.stream[0].data
    registered = first if isinstance(first, e.Registered) else e.Registered()
    complainant = dict(registered.complainant)
    if complainant.get("phone"):
        complainant["phone"] = phone_shown(str(complainant["phone"]), o)
    state = o.ledger.state
    return {
        "number": o.case.number, "kind": state.kind, "channel": state.channel, "category": state.category,
        "subject": registered.subject, "description": registered.description, "complainant": complainant,
        "respondent": registered.respondent, "occurred_at": registered.occurred_at, "place": registered.place,
        "demand": registered.demand, "external_ref": registered.external_ref, "facts": dict(state.facts),
        "free": {k: v for k, v in registered.extra.items() if k != "respondent_id"},
        "registered_at": o.stream[0].at.astimezone(o.rules.calendar.zone).isoformat(),
    }  # fmt: skip


def _handled(o: Opened) -> dict[str, Any]:
    """Where the case stands, and who has it."""
    state = o.ledger.state
    names = {account: one.name for account, one in o.household.staff.items()}
    return {
        "version": state.seq, "state": str(state.stage), "level": str(Facts(state, o.rules.book)["level"]),
        "unit": state.unit, "assisting": list(state.assisting),
        "handler": state.handler, "handler_name": names.get(state.handler, state.handler),
        "receiver": state.registered_by, "receiver_name": names.get(state.registered_by, state.registered_by),
        "accepted": state.accepted, "paused": state.paused, "round": state.round, "severity": state.severity,
        "urgency": state.urgency, "prevalence": state.prevalence, "flags": list(state.flags),
        "validity": state.validity, "root_cause": state.root_cause, "consent": state.consent,
        "satisfied": RATED.get(state.satisfied), "appealed": state.appealed,
    }  # fmt: skip


def _findings(o: Opened) -> list[JsonObject]:
    zone = o.rules.calendar.zone
    return [
        {
            "stage": x.data.stage,
            "validity": x.data.validity,
            "finding": x.data.finding,
            "at": x.at.astimezone(zone).isoformat(),
        }
        for x in o.stream
        if isinstance(x.data, e.FindingRecorded)
    ]


def _solution(o: Opened) -> dict[str, Any] | None:
    """The solution on the table in this round."""
    solution = o.ledger.state.solution
    if solution is None:
        return None
    return {
        "measures": [
            {
                "which": n,
                "what": m.what,
                "owner": m.owner,
                "due": m.due,
                "kind": m.kind,
                "unit": m.unit,
                "done": n in solution.done,
            }
            for n, m in enumerate(solution.measures, start=1)
        ],
        "amount": solution.amount,
        "proposed_by": solution.proposed_by,
        "approved": solution.approved,
        "approved_by": solution.approved_by,
        "rejected": solution.rejected,
        "approval": _approval(o),
    }


def _approval(o: Opened) -> dict[str, Any] | None:
    """How far the approval in steps is; None where the rule book wants none."""
    found = approval_of_case(o)
    if found is None:
        return None
    steps = [
        {
            "id": step.id, "name": step.name, "status": step.status, "needed": step.needed, "missing": step.missing,
            "asked": [role.id for role in step.asked], "meeting": step.meeting,
            "given": [{"by": one.account, "name": one.name, "at": one.at, "note": one.note, "behalf": one.behalf} for one in step.given],
        }
        for step in found.steps
    ]  # fmt: skip
    return {"id": found.id, "clause": found.clause, "steps": steps}


def _files(o: Opened) -> list[JsonObject]:
    gone = why_deleted(o.stream, o.words.language)
    return [_file(row, o, gone) for row in o.case.files.order_by("added_at")]


def _file(row: StoredFile, o: Opened, gone: Mapping[str, str]) -> JsonObject:
    return {
        "id": str(row.pk),
        "name": row.name,
        "type": row.type,
        "size": row.size,
        "sha256": row.sha256,
        "at": row.added_at.astimezone(o.rules.calendar.zone).isoformat(),
        "by": row.added_by,
        "deleted_at": row.destroyed_at.astimezone(o.rules.calendar.zone).isoformat()
        if row.destroyed_at
        else None,
        "deleted_because": gone.get(str(row.pk), ""),
    }


def _names(o: Opened) -> JsonObject:
    state, words = o.ledger.state, o.words
    return {
        "kind": words.kind(state.kind).name,
        "channel": words.channel(state.channel).name,
        "category": words.category(state.category).name if state.category else "",
        "level": words.level(str(Facts(state, o.rules.book)["level"])).name,
        "state": words.stage(str(state.stage)).name,
    }
