"""`shouwen disposal`: what is due for disposal, requests for deletion, batches. It lists; two people decide, by name."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.errors import SaidNoError
from shouwen.cli.parsing import command, group
from shouwen.cli.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shouwen.application.people import Person
    from shouwen.application.views.disposal import DisposalRow
    from shouwen.cli.parsing import Subparsers

LIST = "shouwen disposal list --organisation fishery\nshouwen disposal list --organisation fishery --stands asked"
SHOW = "shouwen disposal batch 销〔2026〕1号 --organisation fishery"
STANDS = ("due", "asked", "kept", "refused", "proposed", "rejected", "disposed")


def add(subparsers: Subparsers) -> None:
    words = group(
        subparsers, "disposal", summary="到期销毁和删除申请：列出、看批次", example=f"{LIST}\n{SHOW}"
    )
    listing = command(
        words, "list", summary="列出到期待销毁的件，或者删除申请和销毁的情况", example=LIST, run=run_list,
        more="提请、确认和退回由两个人在页面或者接口上以本人名义办理，命令行不代办。",
    )  # fmt: skip
    listing.add_argument(
        "--stands", choices=STANDS, default="due", metavar="|".join(STANDS),
        help="due 保管期满，asked 删除申请待决定，kept 只存不用，refused 不予删除，proposed 待确认，rejected 已退回，disposed 已销毁",
    )  # fmt: skip
    batch = command(words, "batch", summary="一个销毁批次的清单", example=SHOW, run=run_batch)
    batch.add_argument("number", metavar="NUMBER", help="批次号")
    for parser in (listing, batch):
        parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")


def run_list(args: argparse.Namespace) -> int:
    person = _operator(args.organisation)
    if args.stands == "due":
        rows = list(_due(person))
        print(table(rows, heading=("编号", "类型", "办结", "保管到", "事由")) if rows else "没有保管期满的件")
        return 0
    found = [_line(row) for row in _standing(person, args.stands)]
    print(table(found, heading=HEADS) if found else "没有这样的件")
    return 0


def run_batch(args: argparse.Namespace) -> int:
    person = _operator(args.organisation)
    from shouwen.application.errors import NotFoundError
    from shouwen.application.queries import disposals

    try:
        found = disposals.batch(person, args.number)
    except NotFoundError:
        raise SaidNoError(f"没有批次 {args.number}") from None
    print(table([_line(row) for row in found.rows], heading=HEADS))
    print(f"共 {len(found.rows)} 件，销毁文字 {found.texts} 项、文件 {found.files} 个")
    return 0


HEADS = ("编号", "类型", "情况", "依据", "批次", "提请人", "决定人", "时间", "事由")


def _operator(organisation: str) -> Person:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import people
    from shouwen.application.errors import NotFoundError

    try:
        return people.operator(organisation)
    except NotFoundError:
        raise SaidNoError(f"没有单位 {organisation}") from None


def _due(person: Person) -> Iterator[tuple[str, ...]]:
    from shouwen.application import clock, queries
    from shouwen.application.queries import disposals

    today, cursor = queries.today(person, clock.now()), ""
    while True:
        page = disposals.due(person, today=today, cursor=cursor)
        for row in page.rows:
            closed = row.closed_on.isoformat() if row.closed_on else ""
            yield row.case, row.kind.name, closed, row.kept_until.isoformat(), row.subject
        if not (cursor := page.next):
            return


def _standing(person: Person, stands: str) -> Iterator[DisposalRow]:
    from shouwen.application.queries import disposals

    cursor = ""
    while True:
        page = disposals.disposals(person, stands=stands, cursor=cursor)
        yield from page.rows
        if not (cursor := page.next):
            return


def _line(row: DisposalRow) -> tuple[str, ...]:
    return (
        row.case, row.kind.name, row.stands.name, row.basis.name, row.batch, row.proposed_by, row.decided_by,
        f"{row.at:%Y-%m-%d %H:%M}", row.subject,
    )  # fmt: skip
