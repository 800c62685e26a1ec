"""`shouwen organisation` and `shouwen unit`: who uses the installation, and how it is divided."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError
from shouwen.cli.files import read_text
from shouwen.cli.parsing import command, group
from shouwen.cli.tables import table
from shouwen.cli.times import read_day

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

LIST = "shouwen organisation list"
ADD = """shouwen organisation add haitang 海棠商城 --rulebook four-level --from 2026-01-01
shouwen organisation add haitang 海棠商城 --rulebook our-rules.yaml --from 2026-01-01 --hotline 400-000-0000"""
UNITS = "shouwen unit list --organisation haitang"
UNIT = "shouwen unit add 检验科 --organisation haitang --parent 质量部"


def add(subparsers: Subparsers) -> None:
    words = group(subparsers, "organisation", summary="单位：列出、新建", example=f"{LIST}\n{ADD}")
    command(words, "list", summary="列出各单位", example=LIST, run=run_list)
    new = command(
        words, "add", summary="新建单位，带客服部，并安装它的管理办法", example=ADD, run=run_add,
        more="管理办法可以是随程序提供的名称，也可以是文件；文件有错时什么也不建。",
    )  # fmt: skip
    new.add_argument("slug", metavar="ORG", help="标识：小写字母、数字、连字符，用在网址里")
    new.add_argument("name", metavar="NAME", help="单位名称")
    new.add_argument("--english", default="", metavar="NAME", help="英文名称")
    new.add_argument("--rulebook", required=True, metavar="NAME|FILE", help="管理办法")
    new.add_argument("--from", required=True, dest="from_day", metavar="DATE", help="施行日期，如 2026-01-01")
    new.add_argument("--hotline", default="", help="公众页面上的电话")
    new.add_argument("--hours", default="", help="公众页面上的服务时间")
    units = group(subparsers, "unit", summary="部门：列出、新建", example=f"{UNITS}\n{UNIT}")
    listing = command(units, "list", summary="列出一个单位的部门", example=UNITS, run=run_units)
    unit = command(units, "add", summary="新建部门", example=UNIT, run=run_unit)
    unit.add_argument("name", metavar="NAME", help="部门名称；管理办法和投诉件里用的就是它")
    unit.add_argument("--english", default="", metavar="NAME", help="英文名称")
    unit.add_argument("--parent", default="", metavar="UNIT", help="上级部门")
    for parser in (listing, unit):
        parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")


def run_list(_args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration

    rows = [
        (o.slug, o.name, o.rule_book, str(o.units), str(o.accounts)) for o in administration.organisations()
    ]
    print(table(rows, heading=("标识", "名称", "管理办法", "部门", "账号")))
    return 0


def run_add(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened
    from shouwen.rulebooks import read_shipped, shipped

    day = read_day(args.from_day)
    known = shipped()
    if args.rulebook not in known and "." not in args.rulebook:
        raise CallError(f"没有管理办法 {args.rulebook}；随程序提供的有：{'、'.join(known)}；或给出文件")
    text = read_shipped(args.rulebook) if args.rulebook in known else read_text(args.rulebook)
    opened()
    from shouwen.application import administration

    told = {name: value for name in ("hotline", "hours") if (value := getattr(args, name))}
    made = administration.establish(
        args.slug, zh=args.name, en=args.english, rule_book=text, from_day=day, settings=told
    )
    print(
        f"单位 {args.name}（{args.slug}）已建立，{made.title} 第 {made.version} 版自 {made.from_day} 起施行"
    )
    return 0


def run_units(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration

    print(table(administration.units(args.organisation), heading=("部门", "上级")))
    return 0


def run_unit(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration

    organisation = administration.organisation_of(args.organisation)
    unit = administration.add_unit(organisation, name=args.name, en=args.english, parent=args.parent)
    print(f"{organisation.name_zh}：{unit.name}")
    return 0
