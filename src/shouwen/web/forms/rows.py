"""Forms with a list of rows beside their fields: measures, decisions, shares, scores."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, ClassVar

from django.http import QueryDict

from shouwen.web.forms.command import CommandForm, Label

EMPTY_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One cell of every row. `kind`: text, date, number, choice among `options`, or who (a person or unit)."""

    name: str
    label: Label
    kind: str = "text"
    options: Sequence[tuple[str, Any]] = ()
    limit: int = 200


class RowsForm(CommandForm):
    """Rows are told as lists of equal length, one for each column, named `PREFIX_COLUMN`; empty rows are left out."""

    template = "web/case/fields_rows.html"
    key: ClassVar[str]
    """Of the command's data."""
    prefix_of_cells: ClassVar[str]
    legend: ClassVar[Label]
    columns: Sequence[Column]

    @property
    def people(self) -> list[str]:
        """Whom to offer in a cell for a person or unit: names, and accounts where a name is not one person's alone."""
        words = self.basis.words
        named = Counter(who.name for _unit, who in words.staff)
        people = [who.name if named[who.name] == 1 else who.id for _unit, who in words.staff]
        return [*(unit.id for unit in words.units), *people]

    @property
    def rows(self) -> list[list[tuple[Column, str]]]:
        """What was typed, and always room for more."""
        nothing: dict[str, str] = {}
        shown = [*self._typed(), *(nothing for _row in range(EMPTY_ROWS))]
        return [[(column, row.get(column.name, "")) for column in self.columns] for row in shown]

    def to_data(self) -> dict[str, object]:
        return {**super().to_data(), self.key: self.told(self._typed())}

    def told(self, rows: list[dict[str, str]]) -> object:
        """The rows as the command takes them: without the cells that were left empty."""
        return [{name: cell for name, cell in row.items() if cell} for row in rows]

    def field_of(self, place: Sequence[str]) -> str:
        return "" if place[:1] == [self.key] else super().field_of(place)

    def _typed(self) -> list[dict[str, str]]:
        if not isinstance(self.data, QueryDict):
            return []
        names = [column.name for column in self.columns]
        cells = zip_longest(
            *(self.data.getlist(f"{self.prefix_of_cells}_{name}") for name in names), fillvalue=""
        )
        rows = [{name: cell.strip() for name, cell in zip(names, row, strict=True)} for row in cells]
        return [row for row in rows if any(row.values())]
