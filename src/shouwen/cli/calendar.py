"""`shouwen calendar import`: the public holidays of a year that this version does not know yet."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.files import read_text
from shouwen.cli.parsing import command, group

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

EXAMPLE = "shouwen calendar import 2027.json"


def add(subparsers: Subparsers) -> None:
    words = group(subparsers, "calendar", summary="工作日历", example=EXAMPLE)
    parser = command(
        words,
        "import",
        summary="导入一年的放假安排，重算暂定的到期时间",
        example=EXAMPLE,
        run=run,
        more='文件：{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, …]}',
    )
    parser.add_argument("file", metavar="FILE", help="JSON 文件")


def run(args: argparse.Namespace) -> int:
    text = read_text(args.file)
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration, clock, timers

    year, days = administration.import_notice(text)
    cases = timers.recompute_provisional(clock.now())
    print(f"已导入 {year} 年的 {days} 天，重算了 {cases} 件的到期时间")
    return 0
