"""A condition on a form: comparisons put together by choosing, or its text for those who want it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from shouwen.application.studio_choices import Variable
from shouwen.core.rulebook.builder import (
    SEVERAL,
    WITHOUT_VALUE,
    Composition,
    CompositionError,
    Group,
    Row,
    Scalar,
    composed,
    parsed,
)

MOST_GROUPS, MOST_ROWS = 8, 12
_NUMERIC = ("int", "number")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_BREAK = re.compile(r"[、，,；;]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowField:
    """One comparison with what may be chosen in it."""

    key: str
    """Prefix of its inputs: `when.0.1`."""
    name: str
    op: str
    values: tuple[str, ...]
    variable: Variable | None
    """None for a name that this rule book does not have."""

    @property
    def valued(self) -> bool:
        return self.op not in WITHOUT_VALUE

    @property
    def several(self) -> bool:
        return self.op in SEVERAL

    @property
    def numeric(self) -> bool:
        return self.variable is not None and self.variable.type in _NUMERIC


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupField:
    key: str
    every: bool
    rows: tuple[RowField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionField:
    """`built`: shown as comparisons; else as text, which says more than comparisons can."""

    key: str
    text: str
    built: bool
    can_build: bool
    every: bool
    groups: tuple[GroupField, ...]
    variables: tuple[Variable, ...]
    incomplete: bool = False
    """A comparison lacks its value."""


def of_text(key: str, text: str, variables: Sequence[Variable]) -> ConditionField:
    """The condition as the file has it."""
    said = parsed(text)
    can = said is not None and bool(variables)
    return _field(key, text, said or Composition(), variables, built=can, can=can)


def of_post(key: str, told: QueryDict, variables: Sequence[Variable]) -> ConditionField:
    """The condition as the form was sent; after a press on one of its own buttons, with that done."""
    if told.get(f"{key}.mode") != "build":
        text = told.get(f"{key}.text", "").strip()
        if told.get("shape") == f"{key}:build":
            return of_text(key, text, variables)
        said = parsed(text)
        return _field(key, text, said or Composition(), variables, built=False, can=said is not None)
    composition = _shaped(key, told.get("shape", ""), _composition(key, told, variables), variables)
    try:
        text, incomplete = composed(composition), False
    except CompositionError:
        text, incomplete = "", True
    built = told.get("shape") != f"{key}:text"
    return _field(
        key, text, composition, variables, built=built or incomplete, can=True, incomplete=incomplete
    )


def _field(
    key: str,
    text: str,
    said: Composition,
    variables: Sequence[Variable],
    *,
    built: bool,
    can: bool,
    incomplete: bool = False,
) -> ConditionField:
    by_id = {variable.id: variable for variable in variables}
    groups = tuple(
        GroupField(
            key=f"{key}.{n}",
            every=group.every,
            rows=tuple(_row(f"{key}.{n}.{m}", row, by_id) for m, row in enumerate(group.rows)),
        )
        for n, group in enumerate(said.groups)
    )
    return ConditionField(
        key=key, text=text, built=built, can_build=can, every=said.every, groups=groups, variables=tuple(variables),
        incomplete=incomplete,
    )  # fmt: skip


def _row(key: str, row: Row, by_id: Mapping[str, Variable]) -> RowField:
    values = tuple(map(str, row.values))
    return RowField(key=key, name=row.name, op=row.op, values=values, variable=by_id.get(row.name))


def _composition(key: str, told: QueryDict, variables: Sequence[Variable]) -> Composition:
    by_id = {variable.id: variable for variable in variables}
    groups = []
    for n in range(MOST_GROUPS):
        rows = []
        for m in range(MOST_ROWS):
            name = told.get(f"{key}.{n}.{m}.name")
            if name:
                rows.append(_read(f"{key}.{n}.{m}", name, told, by_id.get(name)))
        if rows:
            groups.append(Group(every=told.get(f"{key}.{n}.every", "all") == "all", rows=tuple(rows)))
    return Composition(every=told.get(f"{key}.every", "all") == "all", groups=tuple(groups))


def _read(key: str, name: str, told: QueryDict, variable: Variable | None) -> Row:
    op = told.get(f"{key}.op", "")
    offered = [one.id for one in variable.operators] if variable else [op]
    if op not in offered:  # another variable was chosen
        return Row(name, offered[0], ())
    if op in WITHOUT_VALUE:
        return Row(name, op)
    texts = [text.strip() for text in told.getlist(f"{key}.value") if text.strip()]
    if variable is not None and variable.values:
        known = {value.id for value in variable.values}
        texts = [text for text in texts if text in known]
    elif op in SEVERAL:
        texts = [text for joined in texts for text in _BREAK.split(joined) if text]
    numeric = variable is not None and variable.type in _NUMERIC
    values = [_number(text) if numeric else text for text in texts]
    kept = tuple(value for value in values if value is not None)
    return Row(name, op, kept if op in SEVERAL else kept[:1])


def _number(text: str) -> Scalar | None:
    if not _NUMBER.fullmatch(text) or len(text) > 15:
        return None
    return float(text) if "." in text else int(text)


def _shaped(key: str, shape: str, said: Composition, variables: Sequence[Variable]) -> Composition:
    """After one of the buttons `KEY:row:N`, `KEY:group`, `KEY:drop:N:M`."""
    parts = shape.split(":")
    if parts[0] != key or not variables:
        return said
    fresh = Row(variables[0].id, variables[0].operators[0].id)
    groups = list(said.groups)
    numbers = [int(part) for part in parts[2:] if part.isascii() and part.isdigit()]
    if parts[1] == "group" and len(groups) < MOST_GROUPS:
        groups.append(Group(every=not said.every, rows=(fresh,)))
    elif parts[1] == "row" and len(numbers) == 1 and numbers[0] < len(groups):
        group = groups[numbers[0]]
        groups[numbers[0]] = Group(group.every, (*group.rows, fresh)[:MOST_ROWS])
    elif parts[1] == "row" and not groups:
        groups.append(Group(every=True, rows=(fresh,)))
    elif parts[1] == "drop" and len(numbers) == 2 and numbers[0] < len(groups):
        group = groups[numbers[0]]
        rows = tuple(row for m, row in enumerate(group.rows) if m != numbers[1])
        groups[numbers[0] : numbers[0] + 1] = [Group(group.every, rows)] if rows else []
    return Composition(said.every, tuple(groups))
