"""`shouwen serve`: pages, portal, API and timers in one command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError
from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

EXAMPLE = """shouwen serve
SHOUWEN_DATABASE_URL=postgresql://shouwen@db/shouwen shouwen serve --web-only --port 8080"""
HIGHEST_PORT = 65535


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "serve",
        summary="启动：工作台、公众页面、接口与计时",
        example=EXAMPLE,
        run=run,
        more="内置数据库空着时会先建表并装入演示单位。Ctrl-C 全部停下。",
    )
    parser.add_argument("--web-only", action="store_true", help="只起网页与接口；计时由 shouwen worker 承担")
    parser.add_argument("--host", help="监听地址；不写则取 SHOUWEN_HOST")
    parser.add_argument("--port", type=int, help="监听端口；不写则取 SHOUWEN_PORT")


def run(args: argparse.Namespace) -> int:
    if args.port is not None and not 0 < args.port <= HIGHEST_PORT:
        raise CallError(f"--port 须在 1 到 {HIGHEST_PORT} 之间，不能是 {args.port}")
    # no Django here: this process only keeps the others alive
    from shouwen.worker import supervisor

    supervisor.serve(web_only=args.web_only, host=args.host, port=args.port)
    return 0
