"""`shouwen import`: a ledger into the register; all of it or nothing."""

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
        "import",
        summary="从台账文件导入投诉件",
        example="shouwen import ledger.xlsx --organisation fishery --dry-run",
        run=run,
        more="逐行报告错误的行、列与原因；只要有一处错误，就一件也不导入。早先导入过的行（有原编号的看原编号，没有的看整行内容）不再导入，逐行列出是哪一件。",
    )
    add_arguments(parser, what="台账")


def run(args: argparse.Namespace) -> int:
    def read(path: Path) -> Report:
        from shouwen.application import clock
        from shouwen.application.importing import import_ledger

        return import_ledger(path, organisation=args.organisation, dry_run=args.dry_run, now=clock.now())

    return take_in(args, read, measure="件")
