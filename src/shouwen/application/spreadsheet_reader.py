"""
One .xlsx to lines of JSON, run as a process of its own: `python spreadsheet_reader.py FILE BYTES SECONDS`.

The library that reads the file takes the outline of a sheet at its word: a file of 2 kB with a cell in the last corner
makes it ask for 500 GB and end the process. So this one has little memory, little time, and nothing to lose. It loads
nothing of the program.
"""

import json
import resource
import sys
from datetime import date, datetime

UNREADABLE = 3


def main(path: str, most_bytes: int, most_seconds: int) -> int:
    """Write the rows of the first sheet to standard output; 3 with the reason on standard error where it is none."""
    from python_calamine import CalamineError, CalamineWorkbook

    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
        for row in rows:
            print(json.dumps([text(cell) for cell in row]))  # noqa: T201 to the process that asked
    except (CalamineError, OSError, ValueError, IndexError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return UNREADABLE
    return 0


def text(cell: object) -> str:
    """A cell as a clerk would type it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
