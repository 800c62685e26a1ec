"""Rule books in the making: the draft, its faults, what changes, the flow, and putting it in force."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer, moment
from shouwen.api.bodies import json_object
from shouwen.api.document import READ, WRITE, answers, body
from shouwen.api.problems import FieldsError, ProblemError, language_of
from shouwen.api.schemas import draft as shapes
from shouwen.application import clock, studio
from shouwen.application.studio import Draft
from shouwen.core.rulebook.faults import Fault, RuleBookFaults
from shouwen.core.rulebook.flow import flow_of

router = Router(tags=["rule books"])
LARGEST_VERSION = 10**8
Source = Annotated[
    str, Field(max_length=20, description="`draft`, `in-force`, `shipped`, or the number of a version")
]
_TEXT = {"type": "string", "maxLength": 1_000_000, "description": "the whole rule book, YAML"}
_VERSION = {
    "type": "integer",
    "minimum": 1,
    "maximum": LARGEST_VERSION,
    "description": "the saving that was read",
}
_BEGIN = {
    "type": "object",
    "properties": {"source": {"type": "string", "maxLength": 20, "default": "in-force"}},
}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


class Sides(Schema):
    before: Source = "in-force"
    after: Source = "draft"


class Which(Schema):
    version: Source = "in-force"


class Saving(Schema):
    version: Annotated[int, Field(ge=1, le=LARGEST_VERSION, description="the saving that was read")]


@router.get(
    "/{name}/draft", operation_id="readDraft", summary="The draft of a rule book, with all its faults",
    response=answers(200, shapes.Draft, (*READ, 403)),
)  # fmt: skip
def read(request: StaffRequest, name: str) -> HttpResponse:
    return answer(_told(request, studio.draft(request.auth, name)))


@router.post(
    "/{name}/draft", operation_id="beginDraft", summary="Begin a draft from a version",
    response=answers(201, shapes.Draft, WRITE), openapi_extra=body({**_BEGIN, "additionalProperties": False}),
)  # fmt: skip
def begin(request: StaffRequest, name: str) -> HttpResponse:
    told = _fields(request, {"source": str}, needed=())
    draft = studio.begin(request.auth, name, source=str(told.get("source", studio.IN_FORCE)), now=clock.now())
    return answer(_told(request, draft), status=201)


@router.put(
    "/{name}/draft", operation_id="saveDraft", summary="Save the whole text of the draft, faults and all",
    response=answers(200, shapes.Draft, WRITE), openapi_extra=body(_object(text=_TEXT, version=_VERSION)),
)  # fmt: skip
def save(request: StaffRequest, name: str) -> HttpResponse:
    """`version` names the saving that was read; 409 when somebody else has saved since."""
    told = _fields(request, {"text": str, "version": int})
    draft = studio.save(request.auth, name, told["text"], version=told["version"], now=clock.now())
    return answer(_told(request, draft))


@router.delete(
    "/{name}/draft", operation_id="discardDraft", summary="Throw the draft away",
    response=answers(200, shapes.Discarded, (*READ, 403, 409)),
)  # fmt: skip
def discard(request: StaffRequest, name: str, which: Query[Saving]) -> HttpResponse:
    studio.discard(request.auth, name, version=which.version, now=clock.now())
    return answer({"name": name, "version": which.version})


@router.post(
    "/{name}/check", operation_id="checkRuleBook", summary="All faults of a text at once; nothing is stored",
    response=answers(200, shapes.Checked, WRITE), openapi_extra=body(_object(text=_TEXT)),
)  # fmt: skip
def check(request: StaffRequest, name: str) -> HttpResponse:
    del name  # the address says of which book; a text is checked alike for all
    told = _fields(request, {"text": str})
    found = studio.check(request.auth, told["text"])
    return answer({"sound": not found, "faults": [_fault(fault, request) for fault in found]})


@router.post(
    "/{name}/install", operation_id="installDraft", summary="Put the draft in force from a day",
    response=answers(201, shapes.Installed, WRITE),
    openapi_extra=body(_object(version=_VERSION, **{"from": {"type": "string", "format": "date"}})),
)  # fmt: skip
def install(request: StaffRequest, name: str) -> HttpResponse:
    """Refused while there are faults and for a day that is past. Cases accepted before keep their version."""
    told = _fields(request, {"version": int, "from": str})
    try:
        day = date.fromisoformat(told["from"])
    except ValueError:
        raise FieldsError(("/from", "not_a_day")) from None
    try:
        made = studio.install(request.auth, name, version=told["version"], from_day=day, now=clock.now())
    except RuleBookFaults as found:
        faults = [_fault(fault, request) for fault in found.faults]
        raise ProblemError(422, "rule_book_faults", {"count": len(faults), "faults": faults}) from None
    installed = {"name": made.slug, "version": made.version, "in_force_from": made.in_force_from.isoformat()}
    return answer(installed, status=201)


@router.get(
    "/{name}/compare", operation_id="compareRuleBooks", summary="What differs between two versions, in words and figures",
    response=answers(200, shapes.Comparison, (*READ, 403)),
)  # fmt: skip
def compare(request: StaffRequest, name: str, sides: Query[Sides]) -> HttpResponse:
    found = studio.comparison(request.auth, name, sides.before, sides.after, now=clock.now())
    items = [
        {
            "section": one.section, "id": one.id, "clause": one.clause, "change": one.change, "before": one.before,
            "after": one.after,
            "figures": [{"label": f.label, "before": f.before, "after": f.after} for f in one.figures],
        }
        for one in found
    ]  # fmt: skip
    return answer({"before": sides.before, "after": sides.after, "differences": items})


@router.get(
    "/{name}/flow", operation_id="readFlow", summary="The flow of a rule book: steps, limits between them, a picture",
    response=answers(200, shapes.Flow, (*READ, 403)),
)  # fmt: skip
def flow(request: StaffRequest, name: str, which: Query[Which]) -> HttpResponse:
    from shouwen.documents.flow_picture import flow_svg

    drawn = flow_of(studio.book(request.auth, name, which.version, now=clock.now()), request.auth.language)
    ways = [
        {"start": w.start, "end": w.end, "rules": list(w.rules), "labels": list(w.labels), "back": w.back}
        for w in drawn.ways
    ]
    steps = [{"id": step.id, "name": step.name} for step in drawn.steps]
    return answer(
        {
            "title": drawn.title,
            "steps": steps,
            "ways": ways,
            "words": list(drawn.words),
            "svg": flow_svg(drawn),
        }
    )


def _fields(
    request: HttpRequest, wanted: dict[str, type], needed: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """The fields of the body. Raise `FieldsError` with everything that does not fit."""
    told = json_object(request)
    faults = [(f"/{name}", "unknown_field") for name in told if name not in wanted]
    for name, kind in wanted.items():
        value = told.get(name)
        if name not in told:
            faults += [(f"/{name}", "missing")] if needed is None or name in needed else []
        elif kind is int and (
            not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LARGEST_VERSION
        ):
            faults.append((f"/{name}", "bad_number"))
        elif kind is str and not isinstance(value, str):
            faults.append((f"/{name}", "string_type"))
        elif isinstance(value, str) and any(0xD800 <= ord(char) <= 0xDFFF for char in value):
            faults.append((f"/{name}", "string_unicode"))
    if faults:
        raise FieldsError(*faults)
    return told


def _told(request: StaffRequest, draft: Draft) -> dict[str, Any]:
    return {
        "name": draft.name, "text": draft.text, "version": draft.version, "based_on": draft.based_on,
        "begun_by": draft.begun_by, "begun_at": moment(draft.begun_at), "saved_by": draft.saved_by,
        "saved_at": moment(draft.saved_at), "faults": [_fault(fault, request) for fault in studio.faults(draft.text)],
    }  # fmt: skip


def _fault(fault: Fault, request: HttpRequest) -> dict[str, Any]:
    return {
        "line": fault.line, "column": fault.column, "code": fault.code, "pointer": fault.path,
        "message": fault.message(language_of(request)),
    }  # fmt: skip
