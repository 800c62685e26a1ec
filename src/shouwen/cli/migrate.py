"""`shouwen migrate`: bring the database to the schema of this version."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers


def add(subparsers: Subparsers) -> None:
    command(
        subparsers,
        "migrate",
        summary="建立或升级数据库的表；可重复运行",
        example="shouwen migrate",
        run=run,
        more="升级前请先 shouwen backup。",
    )


def run(_args: argparse.Namespace) -> int:
    from shouwen.cli.installation import migrate, opened

    opened(migrated=False)
    done = migrate()
    print(f"已完成 {done} 步迁移" if done else "数据库已是最新")
    return 0
