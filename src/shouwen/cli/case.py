"""`shouwen case`: a dossier in text; the hash chains of the streams."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError, SaidNoError
from shouwen.cli.parsing import command, group

if TYPE_CHECKING:
    from shouwen.cli.parsing import Subparsers

SHOW = "shouwen case show TS-2026-000123"
REDACT = "shouwen case redact TS-2026-000123 --as chen --record 1 --text respondent --ground wrong_case --reason 录错了人"
REDACT_FILE = "shouwen case redact-file TS-2026-000123 0f8fad5b-d9cb-469f-a165-70867728950e --as chen --ground wrong_case --reason 传错了"
GROUNDS = ("third_party", "wrong_case", "needless", "secret", "ordered", "other")
VERIFY = "shouwen case verify\nshouwen case verify TS-2026-000123"


def add(subparsers: Subparsers) -> None:
    words = group(
        subparsers,
        "case",
        summary="投诉件：卷宗、校验、隐去文字",
        example=f"{SHOW}\n{VERIFY}\n{REDACT}\n{REDACT_FILE}",
    )
    show = command(words, "show", summary="以文字显示一件的卷宗", example=SHOW, run=run_show)
    show.add_argument("number", metavar="NUMBER", help="受理编号")
    verify = command(
        words, "verify", summary="校验事件的哈希链，指出第一个损坏的事件", example=VERIFY, run=run_verify,
        more="不写编号则校验全部；台账记录（阶段、级别、部门等栏）与事件不符也会指出。有损坏时退出码为 1。",
    )  # fmt: skip
    verify.add_argument("number", metavar="NUMBER", nargs="?", help="受理编号")
    redact = command(
        words, "redact", summary="隐去一条记录的文字，永久删除，不能恢复", example=REDACT, run=run_redact,
        more="以一个账号的名义办理，与在页面上一样须有权限；谁、为什么隐去了哪一项记入办理经过，哈希链和统计数字不变。",
    )  # fmt: skip
    _add_taking_out(redact)
    redact.add_argument("--record", required=True, type=int, metavar="N", help="第几条记录")
    redact.add_argument(
        "--text", nargs="*", default=[], metavar="KEY",
        help="哪些内容，如 description、complainant、note；不写就是全部",
    )  # fmt: skip
    file = command(
        words, "redact-file", summary="删除一个附件，永久删除，不能恢复", example=REDACT_FILE, run=run_redact_file,
        more="同 redact：须有权限，记入办理经过；附件编号见 GET /api/v1/cases/NUMBER 的 files。",
    )  # fmt: skip
    _add_taking_out(file)
    file.add_argument("file", metavar="FILE", help="附件编号")


def _add_taking_out(to: argparse.ArgumentParser) -> None:
    """Which case, and who takes something out of it on what ground."""
    to.add_argument("number", metavar="NUMBER", help="受理编号")
    to.add_argument("--as", required=True, dest="account", metavar="ACCOUNT", help="以谁的名义")
    to.add_argument("--ground", required=True, choices=GROUNDS, metavar="|".join(GROUNDS), help="事由")
    to.add_argument("--reason", required=True, help="说明")


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


def run_redact(args: argparse.Namespace) -> int:
    _take_out(args, "redact_text", {"of": args.record, "keys": args.text})
    print(f"已隐去 {args.number} 第 {args.record} 条记录的文字")
    return 0


def run_redact_file(args: argparse.Namespace) -> int:
    _take_out(args, "redact_file", {"file": args.file})
    print(f"已删除 {args.number} 的附件 {args.file}")
    return 0


def _take_out(args: argparse.Namespace, name: str, what: dict[str, object]) -> None:
    """Give the command as the account. Raise `SaidNoError`, `CallError`."""
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import clock, operations, people
    from shouwen.application.errors import BadDataError, NotFoundError, Refused

    told = {**what, "ground": args.ground, "reason": args.reason}
    try:
        person = people.person_of_account(args.account)
    except NotFoundError:
        raise SaidNoError(f"没有账号 {args.account}") from None
    try:
        operations.command(person, args.number, name, told, now=clock.now())
    except NotFoundError:
        raise SaidNoError(f"没有投诉件 {args.number}") from None
    except Refused as refused:
        raise SaidNoError(refused.say.in_("zh")) from None
    except BadDataError as error:
        raise CallError("、".join(field.pointer for field in error.fields) + " 不合要求") from None


def run_verify(args: argparse.Namespace) -> int:
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration
    from shouwen.application.errors import NotFoundError

    broken = 0
    try:
        for number, seq, reason in administration.verify_cases(args.number or ""):
            broken += 1
            print(f"{number}: 第 {seq} 个事件：{reason}" if seq else f"{number}: 台账记录：{reason}")
    except NotFoundError:
        raise SaidNoError(f"没有投诉件 {args.number}") from None
    if broken:
        print(f"{broken} 处校验不通过", file=sys.stderr)
        return 1
    print("事件链完好")
    return 0
