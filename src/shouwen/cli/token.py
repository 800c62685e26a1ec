"""`shouwen token`: an API token, shown once."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.errors import SaidNoError
from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "token",
        summary="为账号生成接口令牌，只打印一次",
        example='TOKEN=$(shouwen token wangfang)\ncurl -H "Authorization: Bearer $TOKEN" localhost:8000/api/v1/work',
        run=run,
    )
    parser.add_argument("name", metavar="NAME", help="账号名")


def run(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import people
    from shouwen.application.errors import NotFoundError

    try:
        print(people.make_token(args.name))
    except NotFoundError:
        raise SaidNoError(f"没有账号 {args.name}") from None
    return 0
