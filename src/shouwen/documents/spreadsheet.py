"""Spreadsheets with XlsxWriter: texts stay texts, times are times, and it prints on A4."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
LONGEST_HEADER = 200
"""Excel takes 255 characters, codes included."""
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - spreadsheets know no zones; a fixed time keeps the bytes the same
_FONT = "Noto Sans CJK SC"


def safe(value: str) -> str:
    """
    A text that no spreadsheet takes for a formula, not even after it was saved as CSV and opened again: one
    that begins like a formula gets an apostrophe. What a cell cannot hold is left out.
    """
    text = _NOT_XML.sub("", value)[: LONGEST_CELL - 1]
    return f"'{text}" if _FORMULA.match(text) else text


class Sheet:
    """A workbook while it is written, row by row, in constant memory."""

    def __init__(self, *, title: str) -> None:
        self._file = BytesIO()
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(self._file, options)
        self.book.set_properties({"title": safe(title), "created": _CREATED})
        self.sheet: Worksheet = self.book.add_worksheet(safe(title)[:31])
        self.head = self._format(bold=True, bg_color="#F0F0F0", bottom=1, valign="vcenter", text_wrap=True)
        self.text = self._format(valign="top", text_wrap=True)
        self.time = self._format(valign="top", num_format="yyyy-mm-dd hh:mm", align="left")
        self.day = self._format(valign="top", num_format="yyyy-mm-dd", align="left")
        self.number = self._format(valign="top", num_format="#,##0")
        self.rate = self._format(valign="top", num_format="0.0%")
        self.strong = self._format(bold=True, top=1, num_format="#,##0")
        self.group = self._format(bold=True, top=1, valign="top", text_wrap=True, bg_color="#F7F7F7")
        self.strong_rate = self._format(bold=True, top=1, num_format="0.0%")

    def heading(self, columns: list[tuple[str, float]], *, over: str = "", under: str = "") -> None:
        """The first row, frozen and repeated on every printed page; (text, width in characters). `over` and `under` stand
        above and below every printed page.
        """
        for column, (text, width) in enumerate(columns):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(0, column, safe(text), self.head)
        self.sheet.set_row(0, 24)
        self.sheet.freeze_panes(1, 2)
        self.sheet.repeat_rows(0)
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        # in headers a single & begins a code
        self.sheet.set_header(f"&C{safe(over).replace('&', '&&')[:LONGEST_HEADER]}" if over else "")
        self.sheet.set_footer(f"&L{under.replace('&', '&&')}&R&P / &N" if under else "&R&P / &N")

    def write_text(self, row: int, column: int, value: str, *, strong: bool = False) -> None:
        if value:
            self.sheet.write_string(row, column, safe(value), self.strong if strong else self.text)

    def write_group(self, row: int, values: list[str]) -> None:
        """A row that begins a group: its cells one band across, wrapped."""
        for column, value in enumerate(values):
            self.sheet.write_string(row, column, safe(value), self.group)

    def write_time(self, row: int, column: int, at: datetime | None) -> None:
        """A time as it reads on the clock of its zone; spreadsheets know no zones."""
        if at is not None:
            self.sheet.write_datetime(row, column, at.replace(tzinfo=None), self.time)

    def done(self) -> bytes:
        self.book.close()
        return self._file.getvalue()

    def _format(self, **settings: Any) -> Any:
        return self.book.add_format({"font_name": _FONT, "font_size": 10, **settings})
