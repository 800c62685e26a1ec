"""`shouwen case`: a dossier in text; the hash chains of the streams."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from shouwen.cli.errors import SaidNoError
from shouwen.cli.parsing import command, group

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

SHOW = "shouwen case show TS-2026-000123"
VERIFY = "shouwen case verify\nshouwen case verify TS-2026-000123"


def add(subparsers: Subparsers) -> None:
    words = group(subparsers, "case", summary="投诉件：卷宗、校验", example=f"{SHOW}\n{VERIFY}")
    show = command(words, "show", summary="以文字显示一件的卷宗", example=SHOW, run=run_show)
    show.add_argument("number", metavar="NUMBER", help="受理编号")
    verify = command(
        words, "verify", summary="校验事件的哈希链，指出第一个损坏的事件", example=VERIFY, run=run_verify,
        more="不写编号则校验全部。有损坏时退出码为 1。",
    )  # fmt: skip
    verify.add_argument("number", metavar="NUMBER", nargs="?", help="受理编号")


def run_show(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import queries
    from shouwen.application.errors import NotFoundError

    try:
        print(queries.case_in_text(args.number))
    except NotFoundError:
        raise SaidNoError(f"没有投诉件 {args.number}") from None
    return 0


def run_verify(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration
    from shouwen.application.errors import NotFoundError

    broken = 0
    try:
        for number, seq, reason in administration.verify_cases(args.number or ""):
            broken += 1
            print(f"{number}: 第 {seq} 个事件：{reason}")
    except NotFoundError:
        raise SaidNoError(f"没有投诉件 {args.number}") from None
    if broken:
        print(f"{broken} 件的事件链损坏", file=sys.stderr)
        return 1
    print("事件链完好")
    return 0
