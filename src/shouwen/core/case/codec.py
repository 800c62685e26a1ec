"""
Events to and from JSON. Absent keys take their default, unknown keys are kept as free keys.

Old shapes are lifted to the present one in `UPCASTS`, the only place that knows them.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from shouwen.core.case.events import EVENTS, Actor, Event, Happening
from shouwen.core.values import Json, JsonObject

UPCASTS: dict[tuple[str, int], Callable[[JsonObject], JsonObject]] = {}
"""(wire name, old version) → data in the shape of the next version."""


class UnreadableEventError(ValueError):
    """An event that this program does not know, or whose data has another shape."""


@cache
def _adapter(event_type: str) -> TypeAdapter[Any]:
    return TypeAdapter(EVENTS[event_type])


@cache
def _known(event_type: str) -> frozenset[str]:
    return frozenset(f.name for f in fields(EVENTS[event_type])) - {"extra"}


def happening_from_json(event_type: str, data: Mapping[str, Json], *, version: int = 1) -> Happening:
    """The typed event. Raise `UnreadableEventError` with the key at fault."""
    if event_type not in EVENTS:
        raise UnreadableEventError(f"未知事件：{event_type}")
    shape = dict(data)
    while version < EVENTS[event_type].version:
        shape = UPCASTS[event_type, version](shape)
        version += 1
    known = _known(event_type)
    named: dict[str, Any] = {k: v for k, v in shape.items() if k in known}
    extra = {k: v for k, v in shape.items() if k not in known}
    if extra:
        named["extra"] = extra
    try:
        value: Happening = _adapter(event_type).validate_python(named)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise UnreadableEventError(f"事件 {event_type} 的 {key or '内容'} 不合要求：{first['msg']}") from None
    return value


def happening_to_json(happening: Happening) -> JsonObject:
    """The data object: free keys, and every named key whose value differs from its default."""
    result: JsonObject = dict(happening.extra)
    for f in fields(happening):
        if f.name == "extra":
            continue
        value = getattr(happening, f.name)
        default = f.default if f.default is not MISSING else _made(f.default_factory)
        if value != default or isinstance(value, bool):
            result[f.name] = plain(value)
    return result


def plain(value: Any) -> Json:
    """Tuples to lists, small dataclasses to objects."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    return value  # type: ignore[no-any-return]


def actor_from_json(data: Mapping[str, Json]) -> Actor:
    return Actor(
        role=str(data.get("role") or "system"),
        id=str(data.get("id") or ""),
        name=str(data.get("name") or ""),
        unit=str(data.get("unit") or ""),
    )


def actor_to_json(actor: Actor) -> JsonObject:
    return {f.name: getattr(actor, f.name) for f in fields(actor) if getattr(actor, f.name)}


def event_from_json(line: Mapping[str, Any]) -> Event:
    """One recorded event (the line of `shouwen replay`). Raise `UnreadableEventError`."""
    try:
        at = datetime.fromisoformat(str(line["at"]))
        seq = int(line["seq"])
        event_type, data = str(line["type"]), line.get("data") or {}
    except (KeyError, ValueError, TypeError) as error:
        raise UnreadableEventError(f"缺少或不能读的键：{error}") from None
    if at.tzinfo is None:
        raise UnreadableEventError(f"时间缺少时区偏移：{line['at']}")
    if not isinstance(data, Mapping):
        raise UnreadableEventError("data 须为对象")
    return Event(
        seq=seq,
        at=at,
        actor=actor_from_json(line.get("actor") or {}),
        data=happening_from_json(event_type, data),
        rule_book=str(line.get("rule_book") or ""),
    )


def event_to_json(event: Event, *, case: str) -> JsonObject:
    return {
        "case": case,
        "seq": event.seq,
        "type": event.data.type,
        "at": event.at.isoformat(),
        "actor": actor_to_json(event.actor),
        "data": happening_to_json(event.data),
        "rule_book": event.rule_book,
    }


def _made(factory: Any) -> Any:
    return factory() if factory is not MISSING else None
