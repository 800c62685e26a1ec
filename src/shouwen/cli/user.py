"""`shouwen user add`: an account of one of the staff."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.parsing import command, group

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

EXAMPLE = "shouwen user add wangfang --organisation fishery --unit 客服部 --role intake handler"


def add(subparsers: Subparsers) -> None:
    words = group(subparsers, "user", summary="账号", example=EXAMPLE)
    parser = command(
        words,
        "add",
        summary="新建账号，打印一次生成的口令",
        example=EXAMPLE,
        run=run,
        more="角色：intake handler unit_head supervisor executive quality administrator auditor。",
    )
    parser.add_argument("name", metavar="NAME", help="账号名")
    parser.add_argument("--full-name", metavar="姓名", help="姓名；不写则同账号名")
    parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")
    parser.add_argument("--unit", required=True, help="部门名称")
    parser.add_argument("--role", required=True, nargs="+", action="extend", help="一个或多个角色")


def run(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration

    password = administration.add_user(
        args.name, organisation=args.organisation, unit=args.unit, roles=args.role, name=args.full_name or ""
    )
    print(f"账号 {args.name} 的口令（只显示这一次）：{password}")
    return 0
