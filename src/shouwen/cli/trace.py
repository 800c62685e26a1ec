"""`shouwen trace`: the register of products, batches and serial numbers; all of a file or nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.parsing import command
from shouwen.cli.sheets import add_arguments, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from shouwen.cli.parsing import Subparsers
    from shouwen.cli.sheets import Report


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "trace",
        summary="导入产品追溯档案：产品、批次、序列号和各环节记录",
        example="shouwen trace chain.xlsx --organisation manufacturing-trace --dry-run",
        run=run,
        more="列：产品编码、产品名称、批次号、批次产量、序列号、环节、日期、部门、责任人、记录编号、结果、异常。逐行报告错误；有一处错误就一行也不导入。",
    )
    add_arguments(parser, what="追溯档案")


def run(args: argparse.Namespace) -> int:
    def read(path: Path) -> Report:
        from shouwen.application.production import import_chain

        return import_chain(path, organisation=args.organisation, dry_run=args.dry_run)

    return take_in(args, read, measure="行")
