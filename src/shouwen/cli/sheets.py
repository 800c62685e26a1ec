"""What commands that take in a file of rows have in common: all of it or nothing, every fault by row and column."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from shouwen.cli.errors import CallError
from shouwen.cli.files import existing

SUFFIXES = (".xlsx", ".csv")


class Report(Protocol):
    """What came of a file."""

    @property
    def rows(self) -> int: ...
    @property
    def created(self) -> int: ...
    @property
    def faults(self) -> Iterable[tuple[int, str, str]]: ...
    @property
    def remarks(self) -> Iterable[str]: ...


def add_arguments(parser: argparse.ArgumentParser, *, what: str) -> None:
    parser.add_argument("file", metavar="FILE.xlsx|csv", help=what)
    parser.add_argument("--organisation", required=True, metavar="ORG", help="单位的标识")
    parser.add_argument("--dry-run", action="store_true", help="只检查，不导入")


def take_in(args: argparse.Namespace, read: Callable[[Path], Report], *, measure: str) -> int:
    """Read the file, print what came of it; 1 where anything was at fault. `measure`: 件, 行."""
    path = existing(args.file)
    if path.suffix.lower() not in SUFFIXES:
        raise CallError(f"{args.file} 须为 .xlsx 或 .csv 文件")
    from shouwen.cli.installation import opened

    opened()
    report = read(path)
    faults = list(report.faults)
    for row, column, reason in faults:
        print(f"{args.file}: 第 {row} 行 {column}：{reason}")
    for remark in report.remarks:
        print(f"{args.file}: {remark}")
    if faults:
        print(f"{len(faults)} 处错误，没有导入任何一{measure}", file=sys.stderr)
        return 1
    done = "检查无误，未导入" if args.dry_run else f"导入 {report.created} {measure}"
    print(f"共 {report.rows} 行，{done}")
    return 0
