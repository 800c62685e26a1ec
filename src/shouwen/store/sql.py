"""SQL of our own, for what every page asks: putting Django's query together costs more than answering it.

Both databases understand every statement; what differs between them stands here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import count
from typing import Any, TypeVar

from django.db import connection
from django.db.models import JSONField, Model
from psycopg import RawCursor

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


def fetch(statement: str, told: Sequence[Any] = (), *, anew: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a statement; instants are aware. `anew`: PostgreSQL makes a plan for these very values each time. For
    lists whose condition lets one reader see a handful of rows and another nearly all: the plan that it keeps after a few
    times for any values walks the whole table for the first.
    """
    plain = connection.vendor == POSTGRESQL
    with connection.cursor() as cursor:
        if plain and anew and not connection.queries_logged:
            with connection.wrap_database_errors:
                cursor.cursor.execute(statement, told, prepare=False)
        else:
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


def insert(model: type[Model], rows: Sequence[Mapping[str, Any]], *, once: bool = False) -> None:
    """Write new rows of one table, told by the names of attributes; what is left out has its default, and a row without
    a key gets one, which is not asked for. With `once`, rows that are there already are passed over.
    """
    if not rows:
        return
    keyed = rows[0].get(_key_of(model).attname) is not None
    begin, places, fields = _writing(model, keyed=keyed)
    if connection.vendor == POSTGRESQL:
        told = [
            field.get_db_prep_save(row.get(name, default), connection) if isinstance(field, JSONField) else row.get(name, default)
            for row in rows
            for name, default, field in fields
        ]  # fmt: skip
    else:
        told = [
            field.get_db_prep_save(row.get(name, default), connection)
            for row in rows
            for name, default, field in fields
        ]
    _write(f"{begin}{', '.join([places] * len(rows))}{' ON CONFLICT DO NOTHING' if once else ''}", told)


def count_up(
    model: type[Model],
    changes: Mapping[tuple[Any, ...], int],
    *,
    place: Sequence[str],
    measures: Sequence[str],
) -> None:
    """Add to counts: (values of the `place`'s attributes, which are unique together, and a measure) → how many more. What
    is there has them added, what is not there is entered.
    """
    rows: dict[tuple[Any, ...], dict[str, int]] = {}
    for (*where, measure), more in changes.items():
        if more:
            rows.setdefault(tuple(where), dict.fromkeys(measures, 0))[measure] = more
    if not rows:
        return
    fields = {field.attname: field for field in model._meta.concrete_fields}
    named, table = [fields[name] for name in (*place, *measures)], model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in named)
    places = ", ".join([f"({', '.join(['%s'] * len(named))})"] * len(rows))
    unique = ", ".join(f'"{fields[name].column}"' for name in place)
    added = ", ".join(f'"{name}" = {table}."{name}" + excluded."{name}"' for name in measures)
    told = [
        field.get_db_prep_save(value, connection)
        for where, counts in sorted(rows.items())  # one order for all who write: nobody waits for each other
        for field, value in zip(named, (*where, *counts.values()), strict=True)
    ]
    _write(
        f"INSERT INTO {table} ({columns}) VALUES {places} ON CONFLICT ({unique}) DO UPDATE SET {added}", told
    )


def change(row: Model, **columns: Any) -> None:
    """Write some columns, by the names of their attributes, of one row."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    told = ", ".join(f'"{fields[name].column}" = %s' for name in columns)
    values = [fields[name].get_db_prep_save(value, connection) for name, value in columns.items()]
    _write(f'UPDATE {row._meta.db_table} SET {told} WHERE "{_key_of(row).column}" = %s', [*values, row.pk])


def _write(statement: str, told: list[Any]) -> None:
    parcel = _parcel.get()
    if parcel is not None:
        parcel.append((statement, told))
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, told)


@contextmanager
def together() -> Iterator[None]:
    """On PostgreSQL, what `insert` and `change` are told in here is written at the end, as one statement: one way to the
    server instead of ten. No row may be written twice in it.
    """
    if connection.vendor != POSTGRESQL:
        yield
        return
    parcel: list[tuple[str, list[Any]]] = []
    token = _parcel.set(parcel)
    try:
        yield
    finally:
        _parcel.reset(token)
    if parcel:
        connection.ensure_connection()
        with connection.wrap_database_errors:
            RawCursor(connection.connection).execute(
                _as_one(tuple(statement for statement, _ in parcel)),
                [value for _, told in parcel for value in told],
            )


@lru_cache(maxsize=1000)
def _as_one(statements: tuple[str, ...]) -> bytes:
    """Several statements as one, with numbered places."""
    places = count(1)
    parts = [
        f"w{turn} AS ({re.sub('%s', lambda _: f'${next(places)}', statement)})"
        for turn, statement in enumerate(statements)
    ]
    return f"WITH {', '.join(parts)} SELECT 1".encode()


_parcel: ContextVar[list[tuple[str, list[Any]]] | None] = ContextVar("parcel", default=None)


@cache
def _writing(model: type[Model], *, keyed: bool) -> tuple[str, str, list[tuple[str, Any, Any]]]:
    """(INSERT INTO … VALUES, places of one row, attributes with their default and field)."""
    fields = [f for f in model._meta.concrete_fields if keyed or not f.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    told = [(field.attname, field.get_default(), field) for field in fields]
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ", f"({places})", told


def _key_of(model: Model | type[Model]) -> Any:
    """The field of the primary key; every table has one."""
    return model._meta.pk


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
