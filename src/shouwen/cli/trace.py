"""`shouwen trace`: the register of products, batches and serial numbers; all of a file or nothing."""

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
        "trace",
        summary="导入产品追溯档案：产品、批次、序列号和各环节记录",
        example="shouwen trace chain.xlsx --organisation manufacturing-trace --dry-run",
        run=run,
        more="列：产品编码、产品名称、批次号、批次产量、序列号、环节、日期、部门、责任人、记录编号、结果、异常。逐行报告错误；有一处错误就一行也不导入。",
    )
    parser.add_argument("file", metavar="FILE.xlsx|csv", help="追溯档案")
    parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")
    parser.add_argument("--dry-run", action="store_true", help="只检查，不导入")


def run(args: argparse.Namespace) -> int:
    path = existing(args.file)
    if path.suffix.lower() not in SUFFIXES:
        raise CallError(f"{args.file} 须为 .xlsx 或 .csv 文件")
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application.production import import_chain

    report = import_chain(path, organisation=args.organisation, dry_run=args.dry_run)
    for row, column, reason in report.faults:
        print(f"{args.file}: 第 {row} 行 {column}：{reason}")
    if report.faults:
        print(f"{len(report.faults)} 处错误，没有导入任何一行", file=sys.stderr)
        return 1
    done = "检查无误，未导入" if args.dry_run else f"导入 {report.created} 行"
    print(f"共 {report.rows} 行，{done}")
    return 0
