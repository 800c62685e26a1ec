"""`shouwen export`: the ledger out of the register."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError, SaidNoError
from shouwen.cli.files import vacant
from shouwen.cli.parsing import command

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

SUFFIXES = (".xlsx", ".csv")


def add(subparsers: Subparsers) -> None:
    parser = command(
        subparsers,
        "export",
        summary="把台账导出为文件",
        example="shouwen export ledger.xlsx --organisation fishery",
        run=run,
        more="投诉人只写姓，其余用星号代替，不论谁导出；全名在投诉件页面上。",
    )
    parser.add_argument("file", metavar="FILE.xlsx|csv", help="写到哪个文件")
    parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")
    parser.add_argument("--overwrite", action="store_true", help="文件已存在时覆盖")


def run(args: argparse.Namespace) -> int:
    path = vacant(args.file, overwrite=args.overwrite)
    if path.suffix.lower() not in SUFFIXES:
        raise CallError(f"{args.file} 须为 .xlsx 或 .csv 文件")
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import clock, people, queries
    from shouwen.application.errors import NotFoundError
    from shouwen.application.views.lists import LedgerFilter
    from shouwen.documents import ledger_csv, ledger_xlsx

    write = ledger_csv if path.suffix.lower() == ".csv" else ledger_xlsx
    try:
        operator = people.operator(args.organisation)
    except NotFoundError:
        raise SaidNoError(f"没有单位 {args.organisation}") from None
    rows = queries.ledger_all(operator, LedgerFilter(), now=clock.now())
    path.write_bytes(write(rows, language="zh-hans"))
    print(f"已写入 {args.file}")
    return 0
