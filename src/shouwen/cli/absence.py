"""`shouwen absence`: who is away, and who acts in the meantime."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.parsing import command, group
from shouwen.cli.tables import table
from shouwen.cli.times import read_day

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

LIST = "shouwen absence list --organisation haitang"
SET = (
    "shouwen absence set wangfang --deputy lihua --from 2026-08-03 --until 2026-08-07 --reason 年假 "
    "--organisation haitang"
)
WITHDRAW = "shouwen absence withdraw 12 --organisation haitang"


def add(subparsers: Subparsers) -> None:
    words = group(subparsers, "absence", summary="离岗与代理：列出、登记、撤回", example=f"{LIST}\n{SET}")
    listing = command(words, "list", summary="列出离岗和代理", example=LIST, run=run_list)
    new = command(
        words, "set", summary="登记离岗，指定代理人", example=SET, run=run_set,
        more="代理人在这段时间里代行权限；回避、自己提出的方案等限制对两个人都算。",
    )  # fmt: skip
    new.add_argument("who", metavar="NAME", help="离岗的人：账号或姓名")
    new.add_argument("--deputy", default="", metavar="NAME", help="代理人：账号或姓名；不写则没有人代理")
    new.add_argument(
        "--powers", choices=("all", "approvals"), default="all", help="代理全部权限，还是只代理审批和决定"
    )
    new.add_argument("--from", required=True, dest="from_on", metavar="DATE", help="第一天，如 2026-08-03")
    new.add_argument(
        "--until", required=True, dest="until_on", metavar="DATE", help="最后一天，如 2026-08-07"
    )
    new.add_argument("--reason", required=True, help="离岗的原因")
    end = command(words, "withdraw", summary="撤回，立即生效", example=WITHDRAW, run=run_withdraw)
    end.add_argument("key", type=int, metavar="NO", help="list 里的编号")
    for parser in (listing, new, end):
        parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")


def run_list(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import clock, queries

    rows = [
        (str(key), who, deputy or "—", f"{first} – {last}", powers, state)
        for key, who, deputy, first, last, powers, state in queries.absences_of(
            args.organisation, now=clock.now()
        )
    ]
    print(table(rows, heading=("编号", "离岗", "代理人", "日期", "权限", "状态")))
    return 0


def run_set(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    first, last = read_day(args.from_on), read_day(args.until_on)
    opened()
    from shouwen.application import clock, operations

    told = {name: getattr(args, name) for name in ("who", "deputy", "powers", "reason")}
    told |= {"from_on": first.isoformat(), "until_on": last.isoformat()}
    key = operations.set_absence_of(args.organisation, told, now=clock.now())
    print(f"已登记，编号 {key}")
    return 0


def run_withdraw(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import clock, operations

    operations.withdraw_absence_of(args.organisation, args.key, now=clock.now())
    print(f"编号 {args.key} 已撤回")
    return 0
