"""`shouwen worker`: timers, outbox and projections, beside a web server that runs elsewhere."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers


def add(subparsers: Subparsers) -> None:
    command(
        subparsers,
        "worker",
        summary="启动计时：提醒、逾期、升级、发件；可并行运行任意多个",
        example="shouwen worker",
        run=run,
    )


def run(_args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.worker.run import work_forever

    work_forever()
    return 0
