"""From data of outside to a command: `parse` is the only way in. It gathers every bad field at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from math import isfinite
from typing import Any, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

from shouwen.core.case.command_data import LINE, TEXT, Data, readable
from shouwen.core.case.commands import COMMANDS, LEADS_TO, Correct, Register
from shouwen.core.case.events import EVENTS
from shouwen.core.values import JsonObject

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class BadField:
    """One field at fault: JSON pointer into the data, code, and limits for the wording."""

    pointer: str
    code: str
    limits: JsonObject


class BadDataError(ValueError):
    """The data of a command does not fit; every bad field is told."""

    def __init__(self, command: str, fields: tuple[BadField, ...]) -> None:
        super().__init__(f"{command}: {', '.join(f'{f.pointer} {f.code}' for f in fields)}")
        self.command, self.fields = command, fields


class UnknownCommandError(ValueError):
    """There is no such command."""


ESSENTIAL: Mapping[str, tuple[str, ...]] = {
    "propose_solution": ("note", "measures", "amount"),
    "record_finding": ("finding", "validity", "stage", "ground"),
    "add_evidence": ("note", "file", "kind"),
}
"""Command → the keys of which one must say something, the one that is asked for first."""


def parse(name: str, data: Mapping[str, Any]) -> Data:
    """The command with its data, which says something where `ESSENTIAL` wants it. Raise `UnknownCommandError` or
    `BadDataError`.
    """
    command = parse_beginning(name, data)
    keys = ESSENTIAL.get(name, ())
    if keys and not any((*(getattr(command, key) for key in keys), *command.free().values())):
        raise BadDataError(name, (BadField(f"/{keys[0]}", "missing", {}),))
    return command


def parse_beginning(name: str, data: Mapping[str, Any]) -> Data:
    """The same for who adds what is essential himself (a file)."""
    if name not in COMMANDS:
        raise UnknownCommandError(name)
    command = checked(COMMANDS[name], {k: v for k, v in data.items() if k not in _reserved(name)}, name=name)
    faults = _unfit(command.free(), "")
    if isinstance(command, Register):
        faults += _unfit(dict(command.complainant.model_extra or {}), "/complainant")
    if isinstance(command, Register | Correct):
        faults += _unfit(command.facts, "/facts")
    if faults:
        raise BadDataError(name, tuple(faults))
    return command


def checked(model: type[M], data: Mapping[str, Any], *, name: str) -> M:
    """What was told, in the shape of a model. Raise `BadDataError` with every bad field."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise BadDataError(name, tuple(_bad_field(dict(e)) for e in error.errors())) from None


@cache
def _reserved(name: str) -> frozenset[str]:
    """Keys of the event that the command does not ask for: the program fills them, whatever was sent."""
    keys = {f.name for f in fields(EVENTS[LEADS_TO[name]])} | _FOUND_OUT
    return frozenset(keys - set(COMMANDS[name].model_fields))


_FOUND_OUT = frozenset({"respondent_id"})
"""Keys that the shell adds to what was told, after looking it up."""


def _unfit(value: JsonValue, pointer: str, *, depth: int = 0) -> list[BadField]:
    """What of a free value a database cannot keep or nobody can read."""
    if depth > 5:
        return [BadField(pointer, "too_deep", {})]
    if isinstance(value, str):
        return _unfit_text(value, pointer, longest=TEXT)
    if isinstance(value, list):
        return [f for n, v in enumerate(value) for f in _unfit(v, f"{pointer}/{n}", depth=depth + 1)]
    if isinstance(value, dict):
        keys = [f for key in value for f in _unfit_text(key, f"{pointer}/{key}", longest=LINE)]
        return keys + [f for k, v in value.items() for f in _unfit(v, f"{pointer}/{k}", depth=depth + 1)]
    return [BadField(pointer, "not_a_number", {})] if isinstance(value, float) and not isfinite(value) else []


def _unfit_text(text: str, pointer: str, *, longest: int) -> list[BadField]:
    try:
        readable(text)
    except ValueError:
        return [BadField(pointer, "control_characters", {})]
    return [BadField(pointer, "string_too_long", {"max_length": longest})] if len(text) > longest else []


_INNER = frozenset({"field_type", "class_name", "actual_length"})
"""What the library adds to a limit and what means nothing to who asks."""


def _bad_field(error: dict[str, Any]) -> BadField:
    code = str(error["type"])
    if code == "value_error":
        code = str(error["ctx"]["error"])
    limits: JsonObject = {
        k: v
        for k, v in (error.get("ctx") or {}).items()
        if k not in _INNER and isinstance(v, str | int | float)
    }
    return BadField("/" + "/".join(str(part) for part in error["loc"]), code, limits)
