"""
Events to and from JSON. Absent keys take their default, unknown keys are kept as free keys.

Old shapes are lifted to the present one in `UPCASTS`, the only place that knows them.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from shouwen.core.case.events import EVENTS, Event, Happening
from shouwen.core.case.wire import Actor
from shouwen.core.values import Json, JsonObject

UPCASTS: dict[tuple[str, int], Callable[[JsonObject], JsonObject]] = {}
"""(wire name, old version) → data in the shape of the next version."""


class UnreadableEventError(ValueError):
    """An event that this program does not know, or whose data has another shape."""


@cache
def _shape(event_type: str) -> tuple[int, frozenset[str], Callable[[Any], Happening]]:
    """The present version of an event, its named keys, and the function that checks and makes it."""
    cls = EVENTS[event_type]
    known = frozenset(f.name for f in fields(cls)) - {"extra"}
    return cls.version, known, TypeAdapter(cls).validator.validate_python


def happening_from_json(event_type: str, data: Mapping[str, Json], *, version: int = 1) -> Happening:
    """The typed event. Raise `UnreadableEventError` with the key at fault."""
    if event_type not in EVENTS:
        raise UnreadableEventError(f"未知事件：{event_type[:80]}")
    present, known, validate = _shape(event_type)
    named = data if isinstance(data, dict) else dict(data)
    while version < present:
        named = UPCASTS[event_type, version](dict(named))
        version += 1
    if not named.keys() <= known:
        extra = {k: v for k, v in named.items() if k not in known}
        named = {k: v for k, v in named.items() if k in known}
        named["extra"] = extra
    try:
        return validate(named)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise UnreadableEventError(f"事件 {event_type} 的 {key or '内容'} {_wanted(first)}") from None


def _wanted(error: ErrorDetails) -> str:
    code = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["type"]
    for start, words in _WANTED.items():
        if code.startswith(start):
            return words
    return "不合要求"


_WANTED: Mapping[str, str] = {
    "string": "应为文字", "int": "应为整数", "float": "应为数值", "finite_number": "应为有限的数值", "bool": "应为 true 或 false",
    "tuple": "应为列表", "list": "应为列表", "dict": "应为对象", "mapping": "应为对象", "dataclass": "应为对象",
    "missing": "缺少", "unexpected_keyword_argument": "不是可用的键",
    "instant_unreadable": "应为带时区偏移的时间，如 2026-09-30T16:40:00+08:00",
    "instant_without_offset": "缺少时区偏移，应写作 2026-09-30T16:40:00+08:00",
}  # fmt: skip
"""How the validator's codes begin → what is wanted of the value."""


def happening_to_json(happening: Happening) -> JsonObject:
    """The data object: free keys, and every named key whose value differs from its default."""
    result: JsonObject = dict(happening.extra)
    for name, default in _defaults(happening.type):
        value = getattr(happening, name)
        if value != default or isinstance(value, bool):
            result[name] = plain(value)
    return result


@cache
def _defaults(event_type: str) -> tuple[tuple[str, Any], ...]:
    """The named keys of an event and what they are where nothing is told."""
    return tuple(
        (f.name, f.default if f.default is not MISSING else _made(f.default_factory))
        for f in fields(EVENTS[event_type])
        if f.name != "extra"
    )


_PLAIN = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Json:
    """Tuples to lists, small dataclasses to objects."""
    if type(value) in _PLAIN:
        return value  # type: ignore[no-any-return]
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    return value  # type: ignore[no-any-return]


def actor_from_json(data: Mapping[str, Json]) -> Actor:
    get = data.get
    return _actor((
        str(get("role") or "system"), str(get("id") or ""), str(get("name") or ""), str(get("unit") or ""),
        str(get("behalf") or ""), str(get("behalf_name") or ""),
    ))  # fmt: skip


@lru_cache(maxsize=4096)
def _actor(told: tuple[str, ...]) -> Actor:
    """The same few people act over and over, and an actor never changes: one object for each."""
    return Actor(**dict(zip(_ACTOR, told, strict=True)))


_ACTOR = ("role", "id", "name", "unit", "behalf", "behalf_name")


def actor_to_json(actor: Actor) -> JsonObject:
    return {name: told for name in _ACTOR if (told := getattr(actor, name))}


def event_from_json(line: Mapping[str, Any]) -> Event:
    """One recorded event (the line of `shouwen replay`). Raise `UnreadableEventError`."""
    try:
        at, seq, event_type = datetime.fromisoformat(line["at"]), line["seq"], line["type"]
    except KeyError as error:
        raise UnreadableEventError(f"缺少键 {error}") from None
    except (ValueError, TypeError):
        raise UnreadableEventError(f"时间看不懂：{str(line['at'])[:40]}") from None
    if at.tzinfo is None:
        raise UnreadableEventError(f"时间缺少时区偏移：{line['at']}")
    if type(seq) is not int or seq < 1 or not isinstance(event_type, str):
        raise UnreadableEventError("seq 须为从 1 起的整数，type 须为事件名")
    data, actor = ({} if line.get(key) is None else line[key] for key in ("data", "actor"))
    if not isinstance(data, dict) or not isinstance(actor, dict):
        raise UnreadableEventError("data 与 actor 须为对象")
    return Event(
        seq=seq,
        at=at,
        actor=actor_from_json(actor),
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
