"""`shouwen rulebook`: list, check, show and install rule books."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError
from shouwen.cli.files import read_bytes, read_text, vacant
from shouwen.cli.parsing import command, group
from shouwen.cli.tables import table
from shouwen.cli.times import read_day

if TYPE_CHECKING:
    from shouwen.cli.parsing import Parser, Subparsers

LIST = "shouwen rulebook list"
CHECK = "shouwen rulebook check our-rules.yaml other-rules.yaml"
SHOW = "shouwen rulebook show four-level"
MANUAL = "shouwen rulebook manual four-level --out manual.pdf"
INSTALL = "shouwen rulebook install our-rules.yaml --organisation fishery --from 2026-11-01"


def add(subparsers: Subparsers) -> None:
    words = group(
        subparsers, "rulebook", summary="管理办法：列出、检查、以文字显示、安装", example=f"{LIST}\n{CHECK}\n{SHOW}\n{MANUAL}\n{INSTALL}"
    )  # fmt: skip
    listing = command(words, "list", summary="列出随程序提供的和已安装的管理办法", example=LIST, run=run_list)
    listing.add_argument("--shipped", action="store_true", help="只列随程序提供的，不看数据库")
    check = command(
        words, "check", summary="一次报出文件的全部错误，逐条注明行、列", example=CHECK, run=run_check,
        more="每行一条：文件:行:列: 代码 说明。有错时退出码为 1。",
    )  # fmt: skip
    check.add_argument("files", nargs="+", metavar="FILE", help="YAML 文件")
    _language(check)
    show = command(words, "show", summary="以文字显示一份管理办法的条款与规则", example=SHOW, run=run_show)
    show.add_argument("name", metavar="NAME|FILE", help="管理办法的名称或文件")
    _language(show)
    book = command(
        words, "manual", summary="把一份管理办法编成处理手册（docx 或 PDF）", example=MANUAL, run=run_manual,
        more="内容：适用范围、职责、流程图、时限、权限、表单、培训、考核、奖励与责任、条款全文。",
    )  # fmt: skip
    book.add_argument("name", metavar="NAME|FILE", help="管理办法的名称或文件")
    book.add_argument("--out", required=True, metavar="FILE", help="写到哪个文件，以 .docx 或 .pdf 结尾")
    book.add_argument("--overwrite", action="store_true", help="覆盖已有的文件")
    book.add_argument("--organisation", default="", metavar="TEXT", help="封面上的单位名称")
    _language(book)
    install = command(
        words, "install", summary="安装一个新版本，自某日起施行", example=INSTALL, run=run_install
    )
    install.add_argument("file", metavar="FILE", help="YAML 文件")
    install.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")
    install.add_argument(
        "--from", required=True, dest="from_day", metavar="DATE", help="施行日期，如 2026-11-01"
    )


def _language(parser: Parser) -> None:
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="说明文字的语言")


def run_list(args: argparse.Namespace) -> int:
    from shouwen.rulebooks import rule_book, shipped

    rows: list[tuple[str, ...]] = []
    for name in shipped():
        book = rule_book(name)
        rules = len(book.must) + len(book.may) + len(book.never)
        rows.append((name, book.title.zh, str(book.version), str(rules), "随程序提供"))
    if not args.shipped:
        rows += _installed()
    print(table(rows, heading=("名称", "标题", "版本", "规则数", "来源")))
    return 0


def _installed() -> list[tuple[str, ...]]:
    """The rule books in the database; none where there is no database yet."""
    from shouwen.cli.installation import opened_if_there

    if not opened_if_there():
        return []
    from shouwen.application import administration

    return [
        (
            book.slug,
            book.title,
            str(book.version),
            str(book.rules),
            f"{book.organisation}，自 {book.from_day}",
        )
        for book in administration.installed_rule_books()
    ]


def run_check(args: argparse.Namespace) -> int:
    from shouwen.core.rulebook.loader import check

    sources = [(path, read_bytes(path)) for path in args.files]
    count = 0
    for path, source in sources:
        for fault in check(source, name=path):
            count += 1
            print(f"{path}:{fault.line}:{fault.column}: {fault.code} {fault.message(args.language)}")
    if not count:
        print("没有错误" if args.language == "zh" else "no faults")
    return 1 if count else 0


def run_show(args: argparse.Namespace) -> int:
    from shouwen.cli.books import find
    from shouwen.core.rulebook.words import in_words

    print(in_words(find(args.name), args.language))
    return 0


def run_manual(args: argparse.Namespace) -> int:
    from shouwen.cli.books import find

    if not args.out.lower().endswith((".docx", ".pdf")):
        raise CallError(f"{args.out} 应以 .docx 或 .pdf 结尾")
    vacant(args.out, overwrite=args.overwrite)
    book = find(args.name)
    from shouwen.documents.manual import manual
    from shouwen.documents.manual_docx import manual_docx
    from shouwen.documents.manual_pdf import manual_pdf

    made = manual(book, args.language, organisation=args.organisation)
    content = manual_docx(made) if args.out.lower().endswith(".docx") else manual_pdf(made)
    vacant(args.out, overwrite=args.overwrite).write_bytes(content)
    print(f"已写入 {args.out}")
    return 0


def run_install(args: argparse.Namespace) -> int:
    from_day = read_day(args.from_day, what="施行日期")
    text = read_text(args.file)
    if not text.strip():
        raise CallError(f"{args.file} 是空的")
    from shouwen.cli.installation import opened

    opened()
    from shouwen.application import administration
    from shouwen.core.rulebook.faults import RuleBookFaults

    try:
        installed = administration.install_rule_book(text, organisation=args.organisation, from_day=from_day)
    except RuleBookFaults as found:
        for fault in found.faults:
            print(f"{args.file}:{fault.line}:{fault.column}: {fault.code} {fault.message_zh}")
        return 1
    print(f"已安装 {installed.slug} 第 {installed.version} 版，自 {from_day.isoformat()} 起施行")
    return 0
