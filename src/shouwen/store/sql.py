"""SQL of our own, for what every page asks: putting Django's query together costs more than answering it.

Both databases understand every statement; what differs between them stands here.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from shouwen.store.transactions import POSTGRESQL

M = TypeVar("M", bound=Model)
_Reading = tuple[str, list[str], list[tuple[int, Any, Any]]]
"""(SELECT and FROM, names of the attributes, what turns the database's values at a place into the model's)."""
_readings: dict[tuple[str, type[Model]], _Reading] = {}


class Where:
    """Conditions that must all hold, with the values they speak of, in order."""

    def __init__(self) -> None:
        self.tests: list[str] = []
        self.told: list[object] = []

    def __str__(self) -> str:
        return " AND ".join(f"({test})" for test in self.tests) or "1 = 1"

    def add(self, test: str, *told: object) -> "Where":
        self.tests.append(test)
        self.told += told
        return self

    def equal(self, **columns: object) -> "Where":
        """Each column has its value; what is None is not asked."""
        for column, value in columns.items():
            if value is not None:
                self.add(f"{column} = %s", value)
        return self

    def among(self, column: str, values: Iterable[object]) -> "Where":
        """The column has one of the values."""
        test, told = among(column, values)
        return self.add(test, *told)

    def either(self, *others: "Where") -> "Where":
        """One of the others holds."""
        return self.add(" OR ".join(str(other) for other in others), *(v for o in others for v in o.told))


def among(column: str, values: Iterable[object]) -> tuple[str, list[object]]:
    """(test, values): the column has one of the values. On PostgreSQL one statement for any number of them."""
    wanted = list(values)
    if not wanted:
        return "1 = 0", []
    if connection.vendor == POSTGRESQL:
        return f"{column} = ANY(%s)", [wanted]
    return f"{column} IN ({', '.join(['%s'] * len(wanted))})", wanted


def fetch(statement: str, told: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a statement; instants are aware."""
    plain = connection.vendor == POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(statement, told if plain else [_shut(value) for value in told])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows if plain else [tuple(map(_open, row)) for row in rows]


def fetch_models(model: type[M], rest: str, told: Sequence[Any] = ()) -> list[M]:
    """Whole rows of a model's table; `rest` is what comes after FROM and the table."""
    begin, names, converters = _reading(model)
    found: list[M] = []
    for row in fetch(begin + rest, told):
        values = list(row)
        for place, column, convert in converters:
            values[place] = convert(values[place], column, connection)
        found.append(model.from_db("default", names, values))
    return found


def _reading(model: type[Model]) -> _Reading:
    known = connection.vendor, model
    if known not in _readings:
        table, fields = model._meta.db_table, model._meta.concrete_fields
        columns = [field.get_col(table) for field in fields]
        converters = [
            (place, column, convert)
            for place, column in enumerate(columns)
            for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        ]
        named = ", ".join(f'{table}."{field.column}"' for field in fields)
        _readings[known] = f"SELECT {named} FROM {table} ", [field.attname for field in fields], converters
    return _readings[known]


def _shut(value: Any) -> Any:
    """A value as SQLite keeps it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _open(value: object) -> object:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value
