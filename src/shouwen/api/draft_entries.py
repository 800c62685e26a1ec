"""One entry of a draft by its fields: what the forms of the studio do, with the same checks beside each field."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer
from shouwen.api.bodies import json_object
from shouwen.api.document import READ, WRITE, answers, body
from shouwen.api.problems import FieldsError
from shouwen.api.schemas import draft as shapes
from shouwen.api.texts import is_text
from shouwen.application import clock, studio_entry
from shouwen.application.people import Person
from shouwen.application.studio_entry import EntryView
from shouwen.core.rulebook.shapes import LASTING, Fields, Value

router = Router(tags=["rule books"])
LARGEST_VERSION = 10**8
MOST = 500
At = Annotated[
    str,
    Field(
        max_length=200,
        description="JSON pointer of an entry: `/must/3`, `/categories/0/children/1`, `/calendar`, `/facts/-` for a new one",
    ),
]
_FIELDS = {
    "type": "object",
    "description": "the fields that change, as the entry names them; what is not named stays",
    "additionalProperties": {
        "anyOf": [{"type": "string"}, {"type": "boolean"}, {"type": "array", "items": {"type": "string"}},
                  {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}],
    },
}  # fmt: skip
_AT = {"type": "string", "maxLength": 200}
_VERSION = {
    "type": "integer",
    "minimum": 1,
    "maximum": LARGEST_VERSION,
    "description": "the saving that was read",
}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


class Place(Schema):
    at: At
    clause: Annotated[str, Field(max_length=64, description="of a new rule: the clause that it rests on")] = (
        ""
    )


class Removal(Schema):
    at: At
    version: Annotated[int, Field(ge=1, le=LARGEST_VERSION, description="the saving that was read")]


@router.get(
    "/{name}/draft/entry", operation_id="readDraftEntry", summary="One entry of the draft: its fields, and who refers to it",
    response=answers(200, shapes.Entry, (*READ, 403)),
)  # fmt: skip
def read(request: StaffRequest, name: str, place: Query[Place]) -> HttpResponse:
    view = studio_entry.entry(request.auth, name, place.at, clause=place.clause)
    return answer(_told(request.auth, name, view))


@router.post(
    "/{name}/draft/entry/check", operation_id="checkDraftEntry", summary="The entry as it would be; nothing is stored",
    response=answers(200, shapes.Entry, WRITE), openapi_extra=body(_object(at=_AT, fields=_FIELDS)),
)  # fmt: skip
def check(request: StaffRequest, name: str) -> HttpResponse:
    at, filled, _version = _filled(request, name, versioned=False)
    return answer(_told(request.auth, name, studio_entry.preview(request.auth, name, at, filled)))


@router.put(
    "/{name}/draft/entry", operation_id="saveDraftEntry", summary="Write the fields of an entry into the draft",
    response=answers(200, shapes.Saved, WRITE), openapi_extra=body(_object(at=_AT, fields=_FIELDS, version=_VERSION)),
)  # fmt: skip
def save(request: StaffRequest, name: str) -> HttpResponse:
    """Everything else in the file stays as it was written, comments included."""
    at, filled, version = _filled(request, name, versioned=True)
    draft = studio_entry.save(request.auth, name, at, filled, version=version, now=clock.now())
    return answer({"name": name, "version": draft.version})


@router.delete(
    "/{name}/draft/entry", operation_id="removeDraftEntry", summary="Take an entry out of the draft",
    response=answers(200, shapes.Saved, (*READ, 403, 409)),
)  # fmt: skip
def remove(request: StaffRequest, name: str, which: Query[Removal]) -> HttpResponse:
    draft = studio_entry.remove(request.auth, name, which.at, version=which.version, now=clock.now())
    return answer({"name": name, "version": draft.version})


@router.post(
    "/{name}/draft/entry/move", operation_id="moveDraftEntry", summary="Put an entry before or behind its neighbour",
    response=answers(200, shapes.Moved, WRITE),
    openapi_extra=body(_object(at=_AT, way={"type": "string", "enum": ["up", "down"]}, version=_VERSION)),
)  # fmt: skip
def move(request: StaffRequest, name: str) -> HttpResponse:
    """Levels and approvals are tried from the top, steps are given in their order, chapters tell their clauses in theirs."""
    told = json_object(request)
    known = ("at", "way", "version")
    faults = [(f"/{key}", "unknown_field") for key in told if key not in known]
    faults += [(f"/{key}", "missing") for key in known if key not in told]
    at, way, version = told.get("at", ""), told.get("way", "up"), told.get("version", 1)
    faults += [] if isinstance(at, str) and len(at) <= 200 else [("/at", "string_type")]
    faults += [] if way in ("up", "down") else [("/way", "literal_error")]
    whole = isinstance(version, int) and not isinstance(version, bool) and 0 < version <= LARGEST_VERSION
    faults += [] if whole else [("/version", "bad_number")]
    if faults:
        raise FieldsError(*faults)
    draft, place = studio_entry.move(request.auth, name, at, up=way == "up", version=version, now=clock.now())
    return answer({"name": name, "version": draft.version, "at": place})


def _filled(request: StaffRequest, name: str, *, versioned: bool) -> tuple[str, Fields, int]:
    """(place, all fields of the entry with those of the body, the saving). Raise `FieldsError`."""
    told = json_object(request)
    known = ("at", "fields", "version") if versioned else ("at", "fields")
    faults = [(f"/{key}", "unknown_field") for key in told if key not in known]
    faults += [(f"/{key}", "missing") for key in known if key not in told]
    at, fields, version = told.get("at", ""), told.get("fields", {}), told.get("version", 1)
    faults += [] if isinstance(at, str) and len(at) <= 200 else [("/at", "string_type")]
    faults += [] if isinstance(fields, dict) else [("/fields", "not_an_object")]
    whole = isinstance(version, int) and not isinstance(version, bool) and 0 < version <= LARGEST_VERSION
    faults += [] if whole else [("/version", "bad_number")]
    if faults:
        raise FieldsError(*faults)
    present = studio_entry.entry(request.auth, name, at).fields
    filled: Fields = dict(present)
    for key, value in fields.items():
        read_ = _value(value, present.get(key))
        if read_ is None:
            faults.append((f"/fields/{key}", "unknown_field" if key not in present else "string_type"))
        else:
            filled[key] = read_
    if faults:
        raise FieldsError(*faults)
    return at, filled, version


def _value(value: object, present: Value | None) -> Value | None:
    """A field of the body in the shape of the field that it is for; None where it does not fit."""
    if isinstance(present, bool):
        return value if isinstance(value, bool) else None
    if isinstance(present, str):
        return value if is_text(value) and isinstance(value, str) else None
    if not isinstance(present, tuple) or not isinstance(value, list) or len(value) > MOST:
        return None
    if all(map(is_text, value)):
        return tuple(map(str, value))
    rows = [one for one in value if isinstance(one, list) and len(one) == 3 and all(map(is_text, one))]
    return tuple((row[0], row[1], row[2]) for row in rows) if len(rows) == len(value) else None


def _told(person: Person, name: str, view: EntryView) -> dict[str, Any]:
    gone = None
    if not view.new and view.section not in LASTING:
        gone = studio_entry.consequences(person, name, view.pointer)
    return {
        "at": view.pointer, "section": view.section, "new": view.new, "version": view.version, "fields": view.fields,
        "words": view.words, "faults": {key: list(told) for key, told in view.faults.items()},
        "elsewhere": list(view.elsewhere),
        "referring": [{"at": line.pointer, "words": line.text} for line in gone.referring] if gone else [],
        "without": list(gone.faults) if gone else [],
    }  # fmt: skip
