"""`shouwen backup`: the whole state, database and files, in one file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.files import vacant
from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "backup",
        summary="备份数据库与文件；运行中也可以",
        example="shouwen backup shouwen-2026-09-30.zip",
        run=run,
    )
    parser.add_argument("file", metavar="FILE", help="写到哪个文件")
    parser.add_argument("--overwrite", action="store_true", help="文件已存在时覆盖")


def run(args: argparse.Namespace) -> int:
    path = vacant(args.file, overwrite=args.overwrite)
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import backups

    backups.backup(path)
    print(f"已备份到 {args.file}")
    return 0
