"""The entry point: find the command, run it, and tell what went wrong in one line. Exit status 0, 1 (said no), 2 (bad call)."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from shouwen.cli.errors import EndedError
from shouwen.cli.parsing import Parser

# the order of the list in `shouwen --help`
COMMANDS = (
    "serve", "worker", "migrate", "demo", "organisation", "user", "absence", "token", "rulebook", "worktime", "replay",
    "case", "disposal",
    "importing", "exporting", "trace", "backup", "restore", "calendar",
)  # fmt: skip
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; the exit status."""
    _survive_odd_terminals()
    try:
        status = _run(parser().parse_args(argv))
        sys.stdout.flush()
    except EndedError as error:
        return _tell(str(error), error.status)
    except BrokenPipeError:
        # whoever read our answer has had enough; keep the interpreter from flushing into the closed pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _tell("已中断", INTERRUPTED)
    return status


def parser() -> Parser:
    """The whole command line."""
    top = Parser(
        prog="shouwen",
        description="首问 Shouwen：按本单位管理办法运行的投诉处理系统",
        epilog="例 / Example:\n  shouwen serve\n  shouwen rulebook --help",
    )
    subparsers = top.add_subparsers(metavar="命令", dest="command", required=True, parser_class=Parser)
    for name in COMMANDS:
        import_module(f"shouwen.cli.{name}").add(subparsers)
    return top


def _run(args: argparse.Namespace) -> int:
    try:
        status: int = args.run(args)
    except (EndedError, BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        from shouwen.cli.wording import in_one_line

        if os.environ.get("SHOUWEN_TRACEBACK"):
            raise
        raise EndedError(in_one_line(error)) from None
    return status


def _tell(message: str, status: int) -> int:
    print(" ".join(message.split()), file=sys.stderr)
    return status


def _survive_odd_terminals() -> None:
    """Letters that a terminal cannot show, and halves of letters in input, are written as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
