"""Recorded events from JSON lines: one object a line, cases in any order, each numbered 1, 2, 3 …"""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from typing import BinaryIO, TypeAlias

from pydantic_core import from_json

from shouwen.cli.errors import CallError, SaidNoError
from shouwen.cli.files import reason
from shouwen.core.case.codec import UnreadableEventError, event_from_json
from shouwen.core.case.events import Event

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


def read_streams(lines: Iterable[bytes], *, name: str) -> Streams:
    """
    The events of each case in order, cases in the order of their first line.

    Raise `SaidNoError` with the line of the first event that cannot be read or has no place in its stream.
    """
    found: dict[str, list[_Placed]] = {}
    for number, line in enumerate(lines, start=1):
        if line.isspace():
            continue
        try:
            case, event = _read(line.removeprefix(BOM_UTF8) if number == 1 else line)
        except ValueError as error:
            raise SaidNoError(f"{name}:{number}: {error}") from None
        if (stream := found.get(case)) is None:
            stream = found[case] = []
        stream.append((event.seq, number, event))
    return {case: _in_order(case, stream, name) for case, stream in found.items()}


def _read(line: bytes) -> tuple[str, Event]:
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
    return case, event_from_json(record)


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
            raise SaidNoError(f"{where}重复，前一处在第 {stream[place - 2][1]} 行")
        if seq != place:
            raise SaidNoError(f"{where}之前缺第 {place} 个")
        if before is not None and event.at < before.at:
            raise SaidNoError(f"{where}的时间早于第 {before.seq} 个")
        before = event
    return [event for _, _, event in stream]
