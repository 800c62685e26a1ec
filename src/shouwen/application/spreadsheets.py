"""The rows of a table that someone filled in: .xlsx or .csv, of unknown origin and any size."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from shouwen.application import spreadsheet_reader
from shouwen.application.administration import AdministrationError

MEMORY, SECONDS = 1_000_000_000, 20
"""Of the process that reads a workbook; a full ledger of 50,000 rows takes a tenth of either."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def lines_of(path: Path) -> Iterator[list[str]]:
    """The rows of an .xlsx or .csv file as texts. Raise `AdministrationError` for what is neither."""
    return _of_csv(path) if path.suffix.lower() == ".csv" else _of_xlsx(path)


def _of_csv(path: Path) -> Iterator[list[str]]:
    raw = path.read_bytes()
    for encoding in ("utf-16",) if raw.startswith(_UTF_16) else _ENCODINGS:
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise AdministrationError(f"{path.name} 的编码看不懂，请另存为 UTF-8 编码的 CSV 或 .xlsx")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        yield from rows
    except csv.Error:
        raise AdministrationError(
            f"{path.name} 不是表格：到第 {rows.line_num} 行引号没有配对，"
            f"或者有一格超过 {csv.field_size_limit()} 个字"
        ) from None


def _of_xlsx(path: Path) -> Iterator[list[str]]:
    """Read in a process of its own, which a hostile file may take down with it."""
    reader = [sys.executable, "-I", spreadsheet_reader.__file__, str(path), str(MEMORY), str(SECONDS)]
    with TemporaryFile() as lines:
        try:
            ended = subprocess.run(  # noqa: S603 our own module
                reader, stdin=subprocess.DEVNULL, stdout=lines, stderr=subprocess.PIPE, timeout=2 * SECONDS, check=False
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise _too_much(path) from None
        if ended.returncode == spreadsheet_reader.UNREADABLE:
            raise AdministrationError(f"{path.name} 不是 Excel 文件，或者已经损坏")
        if ended.returncode != 0:
            raise _too_much(path)
        lines.seek(0)
        for line in lines:
            yield json.loads(line)


def _too_much(path: Path) -> AdministrationError:
    return AdministrationError(f"{path.name} 展开后过大，没有读入；请把要导入的行列复制到一张新表里")
