"""The argument parser: argparse of the standard library, with errors on one line and an example in every help."""

import argparse
import re
from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from shouwen.cli.errors import CallError

if TYPE_CHECKING:
    Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - it has no public name

Run: TypeAlias = Callable[[argparse.Namespace], int]

# argparse speaks English and its texts differ between Python versions; what is not found here stays as it is
_IN_CHINESE = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): expected one argument", r"\1 须带一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 至少须带一个值"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，可用：\3"),
    (r"argument (.+?): invalid int value: (.+)", r"\1 须为整数，不能是 \2"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """A parser that takes no shortened options and tells a wrong call in one line."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            allow_abbrev=False, formatter_class=RawDescriptionHelpFormatter, add_help=False, **settings
        )
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """Raise `CallError` where argparse would print its usage."""
        for pattern, chinese in _IN_CHINESE:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = found.expand(chinese)
                break
        raise CallError(f"{self.prog}：{message}（用法：{self.prog} --help）")


def group(subparsers: "Subparsers", name: str, *, summary: str, example: str) -> "Subparsers":
    """A word that has words below it (`shouwen rulebook …`)."""
    parser = subparsers.add_parser(name, help=summary, description=summary, epilog=_example(example))
    return parser.add_subparsers(metavar="命令", dest=f"{name}_command", required=True, parser_class=Parser)


def command(
    subparsers: "Subparsers", name: str, *, summary: str, example: str, run: Run, more: str = ""
) -> Parser:
    """A word that does something. `more` stands between the summary and the example in its help."""
    described = f"{summary}\n\n{more}" if more else summary
    parser = subparsers.add_parser(name, help=summary, description=described, epilog=_example(example))
    parser.set_defaults(run=run)
    return parser


def _example(text: str) -> str:
    lines = "\n".join(f"  {line}" for line in text.strip().splitlines())
    return f"例 / Example:\n{lines}"
