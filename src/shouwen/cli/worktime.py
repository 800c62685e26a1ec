"""`shouwen worktime due`: when a limit ends, and why."""

from __future__ import annotations

import argparse
import json
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError, SaidNoError
from shouwen.cli.parsing import command, group
from shouwen.cli.tables import table
from shouwen.cli.times import read_time

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers
    from shouwen.core.worktime import Explanation, Limit, Pause, WorkCalendar

EXAMPLE = """shouwen worktime due --rulebook four-level --at 2026-09-30T16:40 --limit 3wd
shouwen worktime due --rulebook fishery --at 2026-09-30T16:40:00+08:00 --limit 4wh \\
    --pause 2026-10-08T10:00/2026-10-08T15:00 --json"""


def add(subparsers: Subparsers) -> None:
    words = group(subparsers, "worktime", summary="推算时限", example=EXAMPLE)
    due = command(
        words,
        "due",
        summary="按管理办法的日历推算到期时间，逐步说明依据",
        example=EXAMPLE,
        run=run,
        more="时限：30min 2h（钟点） 4wh（工作小时） 3wd（工作日） 10d 2w 1mo 1y、end of month。\n"
        "到期的那一刻仍算按时。放假安排尚未公布的年份，结果标为暂定。",
    )
    due.add_argument("--rulebook", required=True, metavar="NAME|FILE", help="管理办法的名称或文件")
    due.add_argument(
        "--at", required=True, metavar="TIME", help="起算时间，ISO 8601；不写时区则按日历所在时区"
    )
    due.add_argument("--limit", required=True, metavar="LIMIT", help="时限，如 2h、3wd")
    due.add_argument(
        "--pause", action="append", default=[], metavar="FROM/TO", help="暂停计时的一段，可写多次"
    )
    due.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: argparse.Namespace) -> int:
    from shouwen.cli.books import find_calendar
    from shouwen.core.worktime import CalendarError, LimitError, explain

    limit = _limit(args.limit)
    calendar = find_calendar(args.rulebook)
    start = read_time(args.at, calendar.zone, what="起算时间")
    pauses = [_pause(text, calendar.zone) for text in args.pause]
    try:
        found = explain(calendar, start, limit, pauses)
    except LimitError as error:
        raise CallError(error.text) from None
    except CalendarError as error:
        raise SaidNoError(str(error)) from None
    print(_as_json(found) if args.json else _as_text(found, calendar))
    return 0


def _limit(text: str) -> Limit:
    from shouwen.core.worktime import Limit, LimitError

    try:
        return Limit.parse(text)
    except LimitError as error:
        raise CallError(error.text) from None


def _pause(text: str, zone: tzinfo) -> Pause:
    from shouwen.core.worktime import Pause

    start, slash, end = text.partition("/")
    if not slash:
        raise CallError(f"暂停“{text[:80]}”应写作 起/止，如 2026-10-08T10:00/2026-10-08T15:00")
    try:
        return Pause(read_time(start, zone, what="暂停开始"), read_time(end, zone, what="暂停结束"))
    except ValueError as error:
        raise CallError(f"暂停“{text[:80]}”不可用：{error}") from None


def _as_json(found: Explanation) -> str:
    trace = [{"at": step.at.isoformat(), "note": step.note} for step in found.trace]
    answer = {"due_at": found.due_at.isoformat(), "provisional": found.provisional, "trace": trace}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _as_text(found: Explanation, calendar: WorkCalendar) -> str:
    flag = "（暂定）" if found.provisional else ""
    steps = table([(_minute(step.at), step.note) for step in found.trace])
    return f"到期：{_minute(found.due_at)}{flag}  [{calendar.spec.name}，{calendar.spec.timezone}]\n\n{steps}"


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at.second else f"{at:%Y-%m-%d %H:%M}"
