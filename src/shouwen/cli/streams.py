"""Recorded events from JSON lines: one object a line, cases in any order, each numbered 1, 2, 3 …"""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from pydantic_core import from_json

from shouwen.cli.errors import CallError, SaidNoError
from shouwen.cli.files import reason
from shouwen.core.case.codec import UnreadableEventError, event_from_json
from shouwen.core.case.events import Corrected, Event, Graded, Registered
from shouwen.core.rulebook.model import RuleBook
from shouwen.core.rulebook.names import KIND_NAMES

Streams: TypeAlias = dict[str, list[Event]]
_Placed: TypeAlias = tuple[int, int, Event]
"""Number in the stream, line of the file, event."""
_seq = itemgetter(0)

LONGEST_LINE = 4_000_000
LONGEST_NAME = 200


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file, or standard input for `-`. Raise `CallError` when it cannot be read."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a context of its own would hide which call failed
            yield file
    except (OSError, ValueError) as error:
        raise CallError(f"不能读 {path}：{reason(error)}") from None


class Recorded(NamedTuple):
    """What a file of recorded events holds."""

    streams: Streams
    """The events of each case in order, cases in the order of their first line."""
    faults: tuple[str, ...]
    """Of each case that is left out, by its first line at fault."""
    remarks: tuple[str, ...]
    """What can be replayed, but names what the rule book does not know."""


def read_streams(lines: Iterable[bytes], *, name: str, book: RuleBook) -> Recorded:
    """
    The streams of a file; one with an event that cannot be read or has no place in it is left out and told.

    Raise `SaidNoError` with the line where it does not even tell whose it is: any stream may lack that event.
    """
    found: dict[str, list[_Placed]] = {}
    faults: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if line.isspace():
            continue
        try:
            case, record = _read(line.removeprefix(BOM_UTF8) if number == 1 else line)
        except ValueError as error:
            raise SaidNoError(f"{name}:{number}: {error}") from None
        if (stream := found.get(case)) is None:
            stream = found[case] = []
        try:
            event = event_from_json(record)
        except ValueError as error:
            faults.setdefault(case, f"{name}:{number}: 投诉件 {case}：{error}")
            continue
        stream.append((event.seq, number, event))
    streams: Streams = {}
    remarks: list[str] = []
    for case in list(found):
        placed = found.pop(case)
        if case in faults:
            continue
        try:
            streams[case] = _in_order(case, placed, name)
        except UnreadableEventError as error:
            faults[case] = str(error)
            continue
        remarks += (f"{name}:{line}: 投诉件 {case}：{told}" for line, told in _unknown(placed, book))
    return Recorded(streams, tuple(faults.values()), tuple(remarks))


def _read(line: bytes) -> tuple[str, dict[str, Any]]:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"一行过长（上限 {LONGEST_LINE} 字节）")
    try:
        # three times as fast as the library's, and stricter: no NaN, no halves of letters
        record = from_json(line, allow_inf_nan=False)
    except ValueError as error:
        raise ValueError(_no_json(line, str(error))) from None
    if not isinstance(record, dict):
        raise UnreadableEventError("一行须为一个 JSON 对象")
    case = record.get("case")
    if not isinstance(case, str) or not case or len(case) > LONGEST_NAME:
        raise UnreadableEventError("case 须为投诉件的编号")
    return case, record


def _no_json(line: bytes, told: str) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"不是 UTF-8 编码（第 {error.start + 1} 字节起）"
    # the library counts lines within this one line, which would be taken for the line of the file
    problem, _, column = told.rpartition(" at line 1 column ")
    return f"不是 JSON（第 {column} 字节处）：{problem}" if problem else f"不是 JSON：{told}"


def _in_order(case: str, stream: list[_Placed], name: str) -> list[Event]:
    stream.sort(key=_seq)
    before: Event | None = None
    for place, (seq, line, event) in enumerate(stream, start=1):
        where = f"{name}:{line}: 投诉件 {case} 的第 {seq} 个事件"
        if before is not None and seq == before.seq:
            raise UnreadableEventError(f"{where}重复，前一处在第 {stream[place - 2][1]} 行")
        if seq != place:
            raise UnreadableEventError(f"{where}之前缺第 {place} 个")
        if before is not None and event.at < before.at:
            raise UnreadableEventError(f"{where}的时间早于第 {before.seq} 个")
        registers = isinstance(event.data, Registered)
        if registers != (place == 1):
            wanted = "须为 registered" if place == 1 else "不能再为 registered，它只能是第一个"
            raise UnreadableEventError(f"{where}{wanted}，这里是 {event.data.type}")
        if isinstance(event.data, Registered) and event.data.kind not in KIND_NAMES:
            allowed = "、".join(KIND_NAMES)
            raise UnreadableEventError(f"{where}的 kind 为“{event.data.kind[:40]}”，可用的有：{allowed}")
        before = event
    return [event for _, _, event in stream]


def _unknown(stream: list[_Placed], book: RuleBook) -> Iterator[tuple[int, str]]:
    """(line, what is said of it): levels and categories that the rule book has not. They may be another one's."""
    for _, line, event in stream:
        data = event.data
        if (
            isinstance(data, Registered | Corrected)
            and data.category
            and not book.category_path(data.category)
        ):
            allowed = "、".join(path[-1].id for path in book.category_paths()) or "无"
            yield line, _told(data.type, "category", data.category, allowed)
        elif isinstance(data, Graded) and data.level and book.level(data.level) is None:
            yield line, _told(data.type, "level", data.level, "、".join(x.id for x in book.levels) or "无")


def _told(event: str, key: str, value: str, allowed: str) -> str:
    return f"{event} 的 {key} 为“{value[:40]}”，管理办法里没有（有：{allowed}）"
