"""`shouwen demo`: the demo organisations with believable cases, made through the commands themselves."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError
from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

CASES = 40
MOST_CASES = 100_000
SEED = 20


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "demo",
        summary="装入演示单位、人员与投诉件",
        example="shouwen demo --cases 200 --seed 7",
        run=run,
        more="同样的 --seed 得到同样的演示数据。",
    )
    parser.add_argument("--cases", type=int, default=CASES, metavar="N", help=f"每个单位的件数，默认 {CASES}")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S", help=f"随机种子，默认 {SEED}")


def run(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import migrate, opened

    if not 0 <= args.cases <= MOST_CASES:
        raise CallError(f"--cases 须在 0 到 {MOST_CASES} 之间，不能是 {args.cases}")
    opened(migrated=False)
    migrate()
    from shouwen.demo.load import load_demo

    made = load_demo(cases=args.cases, seed=args.seed, progress=_progress if sys.stderr.isatty() else None)
    for organisation, count in made.items():
        print(f"{organisation}：{count} 件")
    print("演示数据已装入；运行 shouwen serve 后在登录页选一个演示账号")
    return 0


def _progress(organisation: str, done: int, wanted: int) -> None:
    end = "\n" if done == wanted else ""
    print(f"\r{organisation} {done}/{wanted}", end=end, file=sys.stderr, flush=True)
