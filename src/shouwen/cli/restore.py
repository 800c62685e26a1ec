"""`shouwen restore`: the whole state from a backup, into an empty installation."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.files import existing
from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "restore",
        summary="从备份恢复数据库与文件",
        example="SHOUWEN_HOME=./restored shouwen restore shouwen-2026-09-30.zip",
        run=run,
        more="请先停下 shouwen serve 与 shouwen worker。",
    )
    parser.add_argument("file", metavar="FILE", help="备份文件")


def run(args: argparse.Namespace) -> int:
    path = existing(args.file)
    from shouwen.cli.installation import opened

    opened(migrated=False)
    from shouwen.application import backups

    backups.restore(path)
    print(f"已从 {args.file} 恢复")
    return 0
