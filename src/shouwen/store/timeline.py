"""The streams: append, load, verify. Each event carries the digest of the one before it.

What is private of an event (free text, personal data, free keys) is sealed in a row of its own; the event
keeps a salted digest of it. Redaction empties that row: the chain still verifies, figures stay.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import OperationalError
from pydantic_core import from_json

from shouwen.core.case.codec import (
    UnreadableEventError,
    actor_from_json,
    actor_to_json,
    happening_from_json,
    happening_to_json,
)
from shouwen.core.case.events import Event, private_keys
from shouwen.core.case.wire import Actor
from shouwen.core.values import JsonObject
from shouwen.store.crypto import UnsealError, seal, unseal
from shouwen.store.models import Case, CaseEvent, PrivateText
from shouwen.store.redaction import canonical, joined, outline, redacted, salted
from shouwen.store.sql import fetch, insert

_WITH_TEXTS = """
SELECT e.seq, e.type, e.type_version, e.at, e.actor, e.data, e.rule_book, e.previous, e.digest,
  p.salt, p.sealed, p.redacted_at
FROM store_caseevent e LEFT JOIN store_privatetext p ON p.case_id = e.case_id AND p.seq = e.seq
WHERE e.case_id = %s ORDER BY e.seq
"""
_OF_SEVERAL = _WITH_TEXTS.replace("SELECT e.seq", "SELECT e.case_id, e.seq").replace(
    "WHERE e.case_id = %s ORDER BY e.seq", "WHERE e.case_id IN ({marks}) ORDER BY e.case_id, e.seq"
)


class EventRow(NamedTuple):
    """One event as it is stored; in the order of `_WITH_TEXTS`."""

    seq: int
    type: str
    type_version: int
    at: datetime
    actor: str
    data: str
    rule_book: str
    previous: str
    digest: str


class TextRow(NamedTuple):
    """Its private part."""

    salt: bytes
    sealed: bytes | None
    redacted_at: datetime | None


class BrokenStreamError(Exception):
    """The stream of one case cannot be read; `seq` is the first event at fault."""

    def __init__(self, number: str, seq: int, reason: str) -> None:
        super().__init__(f"{number} #{seq}: {reason}")
        self.number, self.seq, self.reason = number, seq, reason


def append(case: Case, events: Sequence[Event], *, previous: str) -> str:
    """Write the events behind those of the case, inside the caller's transaction. Answer the new last
    digest. A place that is taken raises `IntegrityError`.
    """
    rows: list[dict[str, object]] = []
    texts: list[dict[str, object]] = []
    for event in events:
        data, private = _split(event)
        if private:
            salt, shut = os.urandom(16), canonical(private)
            sealed = seal(shut, row=f"{case.number}:{event.seq}")
            data["_private"] = {
                "keys": [*sorted(private)],
                "digest": salted(salt, shut),
                **outline(private),
            }
            texts.append({"case_id": case.pk, "seq": event.seq, "salt": salt, "sealed": sealed})
        row = EventRow(
            seq=event.seq, type=event.data.type, type_version=event.data.version, at=event.at,
            actor=canonical(actor_to_json(event.actor)), data=canonical(data), rule_book=event.rule_book,
            previous=previous, digest="",
        )  # fmt: skip
        previous = _chained(case.number, row)
        rows.append({**row._asdict(), "digest": previous, "case_id": case.pk})
    insert(CaseEvent, rows)
    insert(PrivateText, texts)
    return previous


def load(case: Case) -> tuple[list[Event], str]:
    """The whole stream and its last digest. Raise `BrokenStreamError`, also when its end is missing."""
    rows, texts = [], {}
    for *columns, salt, sealed, redacted_at in _fetched(case):
        rows.append(EventRow._make(columns))
        if salt is not None:
            texts[rows[-1].seq] = TextRow(salt=salt, sealed=sealed, redacted_at=redacted_at)
    return _whole(case, rows, texts)


def _fetched(case: Case) -> list[tuple[Any, ...]]:
    found = _readable(_WITH_TEXTS, [case.pk])
    if found is not None:
        return found
    at_fault = 1
    for (seq,) in fetch("SELECT seq FROM store_caseevent WHERE case_id = %s ORDER BY seq", [case.pk]):
        at_fault = seq
        if _readable(_WITH_TEXTS.replace("ORDER BY", "AND e.seq = %s ORDER BY"), [case.pk, seq]) is None:
            break
    raise BrokenStreamError(case.number, at_fault, "读不出来，内容已损坏")


def _readable(statement: str, told: Sequence[object]) -> list[tuple[Any, ...]] | None:
    """The rows; None where a column holds what the database's own reader cannot take, as SQLite's may."""
    try:
        return fetch(statement, told)
    except (ValueError, OverflowError):
        return None
    except OperationalError as error:
        if "Could not decode" in str(error):
            return None
        raise


def load_several(cases: Sequence[Case]) -> dict[int, "list[Event] | BrokenStreamError"]:
    """The whole streams of some cases by their keys, asked for at once; the fault in place of one that cannot be read."""
    rows: dict[int, list[EventRow]] = {case.pk: [] for case in cases}
    texts: dict[int, dict[int, TextRow]] = {case.pk: {} for case in cases}
    marks = ", ".join(["%s"] * len(cases))
    found: dict[int, list[Event] | BrokenStreamError] = {}
    fetched = _readable(_OF_SEVERAL.format(marks=marks), list(rows))
    if fetched is None:  # one of them holds the others up: each by itself
        for case in cases:
            try:
                found[case.pk], _digest = load(case)
            except BrokenStreamError as error:
                found[case.pk] = error
        return found
    for key, *columns, salt, sealed, redacted_at in fetched:
        rows[key].append(EventRow._make(columns))
        if salt is not None:
            texts[key][columns[0]] = TextRow(salt=salt, sealed=sealed, redacted_at=redacted_at)
    for case in cases:
        try:
            found[case.pk], _digest = _whole(case, rows[case.pk], texts[case.pk])
        except BrokenStreamError as error:
            found[case.pk] = error
    return found


def read(case: Case, rows: Sequence[CaseEvent], texts: Iterable[PrivateText]) -> tuple[list[Event], str]:
    """The events of rows, held against the chain. Raise `BrokenStreamError`."""
    return _stream(case, rows, {text.seq: text for text in texts})


def _whole(case: Case, rows: Sequence[EventRow], sealed: Mapping[int, TextRow]) -> tuple[list[Event], str]:
    stream, digest = _stream(case, rows, sealed)
    # there may be more: a command that was carried out since `case` was read
    if len(stream) < case.version:
        raise BrokenStreamError(case.number, len(stream) + 1, f"缺少事件：应有 {case.version} 个")
    return stream, digest


def _stream(
    case: Case, rows: Sequence["EventRow | CaseEvent"], sealed: Mapping[int, "TextRow | PrivateText"]
) -> tuple[list[Event], str]:
    stream: list[Event] = []
    previous, rests = "", _rests(rows)
    disposed = max((row.seq for row in rows if row.type == "disposed"), default=0)
    for place, row in enumerate(rows, start=1):
        if row.seq != place:
            raise BrokenStreamError(case.number, place, f"缺少第 {place} 个事件")
        if row.previous != previous or not _holds(case.number, row):
            raise BrokenStreamError(case.number, place, "事件链断裂：内容与摘要不符")
        previous = row.digest
        text = sealed.get(row.seq)
        if text is not None and text.redacted_at is not None:
            if text.sealed is not None:
                raise BrokenStreamError(case.number, place, "文字部分标为已隐去，却还在")
            if rests.get(row.seq) != "" and row.seq > disposed:
                raise BrokenStreamError(case.number, place, "文字部分被清空，却没有隐去它的记录")
        stream.append(_event(case, row, text, rests.get(row.seq)))
    return stream, previous


def _rests(rows: Sequence["EventRow | CaseEvent"]) -> dict[int, str]:
    """Place → digest of what is left of its texts, for events of which some were taken out. The rows are not held against
    the chain yet: one that cannot be read is passed over here and found there.
    """
    found: dict[int, str] = {}
    for row in rows:
        if row.type == "text_redacted":
            with suppress(ValueError, TypeError, AttributeError):
                told = from_json(row.data)
                found[int(told.get("of", 0))] = str(told.get("rest", ""))
    return found


def _event(
    case: Case, row: EventRow | CaseEvent, text: TextRow | PrivateText | None, rest: str | None = None
) -> Event:
    data: JsonObject = from_json(row.data)
    mark = data.pop("_private", None)
    try:
        if isinstance(mark, dict):
            data.update(_private(case, row, mark, text, rest))
        happening = happening_from_json(row.type, data, version=row.type_version)
    except UnreadableEventError as error:
        raise BrokenStreamError(case.number, row.seq, str(error)) from None
    return Event(
        seq=row.seq,
        at=row.at,
        actor=_actor(row.actor),
        data=happening,
        rule_book=row.rule_book,
    )


@lru_cache(maxsize=4096)
def _actor(told: str) -> Actor:
    """The same few people act over and over."""
    return actor_from_json(from_json(told))


def _private(
    case: Case,
    row: EventRow | CaseEvent,
    mark: JsonObject,
    text: TextRow | PrivateText | None,
    rest: str | None,
) -> JsonObject:
    if text is None or (text.sealed is None and text.redacted_at is None):
        raise BrokenStreamError(case.number, row.seq, "缺少事件的文字部分")
    if text.sealed is None:
        return redacted(row.type, mark)
    try:
        shut = unseal(bytes(text.sealed), row=f"{case.number}:{row.seq}")
        fits = salted(bytes(text.salt), shut) == (mark.get("digest") if rest is None else rest)
    except (UnsealError, TypeError):
        raise BrokenStreamError(case.number, row.seq, "事件的文字部分不能解密") from None
    if not fits:
        raise BrokenStreamError(case.number, row.seq, "事件的文字部分与摘要不符")
    private: JsonObject = from_json(shut)
    return private if rest is None else joined(row.type, mark, private)


def _split(event: Event) -> tuple[JsonObject, JsonObject]:
    """(what the chain keeps in the clear, what is private)."""
    data = happening_to_json(event.data)
    hidden = private_keys(event.data.type) | set(event.data.extra)
    private = {k: v for k, v in data.items() if k in hidden}
    return {k: v for k, v in data.items() if k not in hidden}, private


def _holds(number: str, row: EventRow | CaseEvent) -> bool:
    try:
        return row.digest == _chained(number, row)
    except (AttributeError, TypeError, ValueError, OverflowError):
        return False  # SQLite keeps any value in any column; no event was written with such a one


def _chained(number: str, row: EventRow | CaseEvent) -> str:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = (
        number,
        str(row.seq),
        row.type,
        str(row.type_version),
        at,
        row.actor,
        row.data,
        row.rule_book,
        row.previous,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
