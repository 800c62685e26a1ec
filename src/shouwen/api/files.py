"""Evidence files: in, and out again as nothing but bytes to be saved."""

from urllib.parse import quote

from django.http import HttpResponse
from ninja import Router

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer
from shouwen.api.bodies import within
from shouwen.api.commands import done
from shouwen.api.document import READ, WRITE, answers, body
from shouwen.api.problems import FieldsError, ProblemError
from shouwen.api.schemas import case as shapes
from shouwen.application import clock, operations, queries
from shouwen.config.environment import environment

router = Router(tags=["files"])
FORM = "multipart/form-data"
_ENVELOPE_BYTES = 64 * 1024
_FORM_SCHEMA = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "kind": {"type": "string", "maxLength": 200},
        "note": {"type": "string", "maxLength": 20_000},
    },
}


@router.post(
    "/cases/{number}/files",
    operation_id="attachFile",
    summary="Add an evidence file to a case",
    response=answers(201, shapes.Attached, WRITE),
    openapi_extra=body(_FORM_SCHEMA, FORM),
)
def attach(request: StaffRequest, number: str) -> HttpResponse:
    """The type is told by the content, not by the name; the SHA-256 of the content is kept in the stream."""
    if (request.content_type or "").lower() != FORM:
        raise ProblemError(415, "media_type", {"expected": FORM})
    within(request, environment().upload_mb * 1024 * 1024 + _ENVELOPE_BYTES)
    sent = request.FILES.getlist("file")
    if len(sent) != 1:
        raise FieldsError(("/file", "one_file" if sent else "missing"))
    outcome = operations.attach(
        request.auth, number, name=sent[0].name or "", content=sent[0].read(),
        kind=request.POST.get("kind", ""), note=request.POST.get("note", ""), now=clock.now(),
    )  # fmt: skip
    data = outcome.events[0]["data"]
    file_id = str(data["file"]) if isinstance(data, dict) else ""
    kept = queries.case_file(request.auth, number, file_id)
    return answer({**done(outcome), **kept}, status=201, headers={"Location": f"/api/v1/files/{kept['id']}"})


@router.get(
    "/files/{file_id}",
    operation_id="readFile",
    summary="The content of an evidence file",
    response=answers(200, None, READ),
    openapi_extra={
        "responses": {
            200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}},
        }
    },
)
def read(request: StaffRequest, file_id: str) -> HttpResponse:
    file = queries.open_file(request.auth, file_id)
    return HttpResponse(
        file.content,
        content_type=file.type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
