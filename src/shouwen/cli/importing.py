"""`shouwen import`: a ledger into the register; all of it or nothing."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError
from shouwen.cli.files import existing
from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

SUFFIXES = (".xlsx", ".csv")


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "import",
        summary="从台账文件导入投诉件",
        example="shouwen import ledger.xlsx --organisation fishery --dry-run",
        run=run,
        more="逐行报告错误的行、列与原因；只要有一处错误，就一件也不导入。",
    )
    parser.add_argument("file", metavar="FILE.xlsx|csv", help="台账")
    parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")
    parser.add_argument("--dry-run", action="store_true", help="只检查，不导入")


def run(args: argparse.Namespace) -> int:
    path = existing(args.file)
    if path.suffix.lower() not in SUFFIXES:
        raise CallError(f"{args.file} 须为 .xlsx 或 .csv 文件")
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import clock
    from shouwen.application.importing import import_ledger

    report = import_ledger(path, organisation=args.organisation, dry_run=args.dry_run, now=clock.now())
    for row, column, reason in report.faults:
        print(f"{args.file}: 第 {row} 行 {column}：{reason}")
    if report.faults:
        print(f"{len(report.faults)} 处错误，没有导入任何一件", file=sys.stderr)
        return 1
    done = "检查无误，未导入" if args.dry_run else f"导入 {report.created} 件"
    print(f"共 {report.rows} 行，{done}")
    return 0
