"""`shouwen replay`: recorded events through the pure core; no database."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from shouwen.cli.parsing import command
from shouwen.cli.tables import table

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers
    from shouwen.cli.streams import Streams
    from shouwen.core.obligations import Obligations
    from shouwen.core.replay import Replayed

EXAMPLE = """shouwen replay --rulebook fishery events.jsonl
shouwen replay --rulebook draft.yaml events.jsonl --until 2026-10-31T18:00 --json"""

MOST_TOLD = 100
TALLY_WORDS = {"met": "按时", "missed": "逾期", "open": "进行中", "excused": "免除"}


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "replay",
        summary="把记录下来的事件按一份管理办法重新推演，列出每项义务的结果",
        example=EXAMPLE,
        run=run,
        more='每行一个 JSON 对象：{"case", "seq", "type", "at", "actor", "data"}；各件的事件可以交错，按 seq 排序。\n'
        "EVENTS.jsonl 写 - 表示读标准输入。哪一件的事件有误，就指出它的行，略去这一件，其余照常推演，退出码为 1；\n"
        "办法里没有的级别和分类只作提示。",
    )
    parser.add_argument("events", metavar="EVENTS.jsonl", help="事件文件，- 为标准输入")
    parser.add_argument("--rulebook", required=True, metavar="NAME|FILE", help="管理办法的名称或文件")
    parser.add_argument("--until", metavar="TIME", help="推演到何时；不写则到文件中最后一个事件")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: argparse.Namespace) -> int:
    from shouwen.cli.books import calendar_of, find
    from shouwen.cli.streams import opened, read_streams
    from shouwen.cli.times import read_time
    from shouwen.core.obligations import Obligations

    book = find(args.rulebook)
    calendar = calendar_of(book)
    until = read_time(args.until, calendar.zone, what="截止时间") if args.until else None
    with _no_collector():
        with opened(args.events) as lines:
            name = "标准输入" if args.events == "-" else args.events
            streams, unreadable, remarks = read_streams(lines, name=name, book=book)
        rules = Obligations(book, calendar)
        cases, stuck = _replay_all(rules, streams, until or _last(streams))
        faults = [*unreadable, *stuck]
        if cases or not faults:
            print(_as_json(rules, cases) if args.json else _as_text(rules, cases))
    _tell(remarks)
    _tell(faults)
    return 1 if faults else 0


def _tell(lines: Sequence[str]) -> None:
    """One line for each, the first hundred of them."""
    for line in lines[:MOST_TOLD]:
        print(" ".join(line.split()), file=sys.stderr)
    if len(lines) > MOST_TOLD:
        print(f"另有 {len(lines) - MOST_TOLD} 处", file=sys.stderr)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Events make no reference cycles; looking for some among millions of them is a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _last(streams: Streams) -> datetime | None:
    return max((stream[-1].at for stream in streams.values()), default=None)


def _replay_all(
    rules: Obligations, streams: Streams, until: datetime | None
) -> tuple[dict[str, Replayed], list[str]]:
    """Each case replayed, and why some cannot be; the events are let go as soon as they are read."""
    from shouwen.core.replay import replay
    from shouwen.core.rulebook.conditions import ConditionError

    done: dict[str, Replayed] = {}
    stuck: list[str] = []
    for case in list(streams):
        stream = streams.pop(case)
        try:
            done[case] = replay(rules, stream, until or stream[-1].at)
        except (ValueError, OverflowError) as error:
            what = "条件不能判断" if isinstance(error, ConditionError) else "不能推演"
            stuck.append(f"投诉件 {case} {what}：{error}")
    return done, stuck


def _as_json(rules: Obligations, cases: dict[str, Replayed]) -> str:
    from pydantic_core import to_json

    from shouwen.core.replay import obligation_to_json, totals

    answer = {
        "cases": {
            number: {
                "state": case.state,
                "level": case.level,
                "obligations": [obligation_to_json(o) for o in case.obligations],
            }
            for number, case in cases.items()
        },
        "totals": totals(rules, cases.values()),
    }
    return to_json(answer, indent=None if len(cases) > 100 else 2).decode()


def _as_text(rules: Obligations, cases: dict[str, Replayed]) -> str:
    from shouwen.core.replay import totals
    from shouwen.core.rulebook.names import STATUS_NAMES

    zone = rules.calendar.zone

    def told(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else "—"

    rows = [
        (number, o.rule, o.clause, told(o.started_at), told(o.due_at) + ("（暂定）" if o.provisional else ""),
         STATUS_NAMES[o.status].zh, told(o.ended_at))
        for number, case in cases.items()
        for o in case.obligations
    ]  # fmt: skip
    sums = [
        (rule, *(str(counts[tally]) for tally in TALLY_WORDS))
        for rule, counts in totals(rules, cases.values()).items()
    ]
    heading = ("编号", "规则", "条款", "起算", "到期", "结果", "终止")
    return "\n\n".join((table(rows, heading=heading), table(sums, heading=("规则", *TALLY_WORDS.values()))))
