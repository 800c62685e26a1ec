"""What-if by API: ask for a trial of changed rules on a period, follow it, cancel it, read what it found."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from ninja import Router

from shouwen.api.access import StaffRequest
from shouwen.api.answers import answer
from shouwen.api.bodies import json_object
from shouwen.api.document import READ, WRITE, answers, body
from shouwen.api.parameters import YEARS
from shouwen.api.problems import FieldsError, ProblemError, language_of
from shouwen.api.schemas import whatif as shapes
from shouwen.api.texts import LONGEST, is_text
from shouwen.application import clock, queries, trials
from shouwen.application.errors import NotFoundError
from shouwen.application.queries.whatif import trial_line, trial_told

router = Router(tags=["what-if"])
USUAL = timedelta(days=90)
MOST = 500
_TEXTS = {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST}}
_POWER = {
    "type": "object", "required": ["by"], "additionalProperties": False,
    "properties": {
        "by": {"type": "array", "items": {"type": "string", "maxLength": LONGEST}, "maxItems": MOST},
        "when": {"type": "string", "maxLength": LONGEST, "default": ""},
    },
}  # fmt: skip
_PARTS: dict[str, Any] = {
    "first": {"type": "string", "format": "date", "description": "first day of registration; default: 90 days ago"},
    "last": {"type": "string", "format": "date", "description": "last day of registration; default: today"},
    "limits": {**_TEXTS, "description": "rule → limit, such as 30min, 2h, 4wh, 3wd, 10d"},
    "roles": {**_TEXTS, "description": "rule → who owes it"},
    "levels": {**_TEXTS, "description": "level → its condition (CEL)"},
    "powers": {"type": "object", "additionalProperties": _POWER, "description": "rule → who may, and when (CEL)"},
    "calendar": {"type": "string", "maxLength": 40, "description": 'name of a calendar; "" for the present one'},
    "draft": {"type": "boolean", "default": False, "description": "take the studio's draft in place of the present rule book"},
}  # fmt: skip


@router.post(
    "", operation_id="askWhatIf", summary="Ask what changed rules would have made of the cases of a period",
    response=answers(201, shapes.Trial, WRITE), openapi_extra=body({"type": "object", "additionalProperties": False, "properties": _PARTS}),
)  # fmt: skip
def ask(request: StaffRequest) -> HttpResponse:
    """The trial is queued and run by a worker. What the change names is checked first: 422 `change_faults` tells every
    fault with its pointer, and line and column within that text; nothing is queued then.
    """
    first, last, wish = _wished(request)
    try:
        key = trials.ask(request.auth, first=first, last=last, wish=wish, now=clock.now())
    except trials.ChangeError as found:
        faults = [
            {"line": f.line, "column": f.column, "code": f.code, "pointer": f.path, "message": f.message(language_of(request))}
            for f in found.placed
        ]  # fmt: skip
        raise ProblemError(422, "change_faults", {"count": len(faults), "faults": faults}) from None
    return answer(_trial(request, key), status=201)


@router.get(
    "", operation_id="listWhatIf", summary="The newest trials of the organisation",
    response=answers(200, shapes.Trials, (401, 403)),
)  # fmt: skip
def listed(request: StaffRequest) -> HttpResponse:
    if not request.auth.sees_all:
        raise ProblemError(403, "not_permitted")
    return answer({"items": [trial_line(one) for one in trials.recent(request.auth)]})


@router.get(
    "/{key}", operation_id="readWhatIf", summary="One trial: its progress, then its result, the self-check first",
    response=answers(200, shapes.Trial, READ),
)  # fmt: skip
def read(request: StaffRequest, key: str) -> HttpResponse:
    return answer(_trial(request, _number(key)))


@router.post(
    "/{key}/cancel", operation_id="cancelWhatIf", summary="Stop a trial; one that has ended stays as it is",
    response=answers(200, shapes.Trial, WRITE),
)  # fmt: skip
def cancel(request: StaffRequest, key: str) -> HttpResponse:
    number = _number(key)
    trials.cancel(request.auth, number)
    return answer(_trial(request, number))


def _trial(request: StaffRequest, key: int) -> dict[str, Any]:
    return trial_told(request.auth, trials.trial(request.auth, key))


def _number(key: str) -> int:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise NotFoundError
    return int(key)


def _wished(request: StaffRequest) -> tuple[date, date, trials.Wish]:
    """(first day, last day, the change). Raise `FieldsError` with everything that does not fit."""
    told = json_object(request)
    faults = [(f"/{name}", "unknown_field") for name in told if name not in _PARTS]
    today = queries.today(request.auth, clock.now())
    first, last = _day(told, "first", today - USUAL, faults), _day(told, "last", today, faults)
    texts = {part: _texts(told, part, faults) for part in ("limits", "roles", "levels")}
    powers, calendar, draft = _powers(told, faults), told.get("calendar", ""), told.get("draft", False)
    faults += [] if is_text(calendar, 40) else [("/calendar", "string_type")]
    faults += [] if isinstance(draft, bool) else [("/draft", "bool_type")]
    if faults:
        raise FieldsError(*faults)
    return first, last, trials.Wish(**texts, powers=powers, calendar=calendar, draft=draft)


def _day(told: Mapping[str, Any], name: str, usual: date, faults: list[tuple[str, str]]) -> date:
    value = told.get(name)
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if name in told and (day is None or day.year not in YEARS):
        faults.append((f"/{name}", "not_a_day"))
    return day or usual


def _texts(told: Mapping[str, Any], part: str, faults: list[tuple[str, str]]) -> dict[str, str]:
    """Text by rule or level."""
    found = told.get(part, {})
    if not isinstance(found, dict) or len(found) > MOST:
        faults.append((f"/{part}", "not_an_object"))
        return {}
    faults += [(f"/{part}/{key}", "string_type") for key, text in found.items() if not (is_text(key) and is_text(text))]  # fmt: skip
    return found


def _powers(told: Mapping[str, Any], faults: list[tuple[str, str]]) -> dict[str, tuple[tuple[str, ...], str]]:
    found = told.get("powers", {})
    if not isinstance(found, dict) or len(found) > MOST:
        faults.append(("/powers", "not_an_object"))
        return {}
    made: dict[str, tuple[tuple[str, ...], str]] = {}
    for rule, one in found.items():
        by, when = (one.get("by"), one.get("when", "")) if isinstance(one, dict) else (None, "")
        if not is_text(rule) or not isinstance(one, dict) or one.keys() - {"by", "when"}:
            faults.append((f"/powers/{rule}", "not_an_object"))
        elif not isinstance(by, list) or len(by) > MOST or not all(map(is_text, by)) or not is_text(when):
            faults.append((f"/powers/{rule}", "string_type"))
        else:
            made[rule] = (tuple(by), when)
    return made
