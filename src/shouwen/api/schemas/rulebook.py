"""The shapes of rule books, for the API document."""

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from shouwen.core.values import JsonObject


class RuleBookVersion(Schema):
    version: int
    in_force_from: Annotated[
        date | None, Field(description="null for the shipped file, which nobody installed")
    ]
    in_force: bool


class RuleBookLine(Schema):
    """`installed`: in the caller's organisation; `shipped`: comes with the product."""

    name: str
    title: str
    installed: bool
    shipped: bool
    versions: list[RuleBookVersion]


class RuleBooks(Schema):
    items: list[RuleBookLine]


class Clause(Schema):
    id: str
    text: str
    statement: Annotated[bool, Field(description="binds people but cannot be computed")]
    origin: Literal["source", "reading", "blank"]
    note: str


class Must(Schema):
    id: str
    clause: str
    name: str
    after: str
    after_where: str
    when: str
    do: str
    do_where: str
    by: str
    within: str
    parameter: str
    from_: Annotated[str, Field(alias="from")]
    not_before: str
    pauses: bool
    remind: list[str]
    escalate: list[str]
    words: str


class May(Schema):
    id: str
    clause: str
    do: list[str]
    by: list[str]
    when: str
    do_where: str
    words: str


class Never(Schema):
    id: str
    clause: str
    do: list[str]
    do_where: str
    while_: Annotated[str, Field(serialization_alias="while")]
    say: str
    words: str


class Rules(Schema):
    must: list[Must]
    may: list[May]
    never: list[Never]


class Level(Schema):
    id: str
    name: str
    when: str
    clause: str


class PeriodicContent(Schema):
    id: str
    name: str


class Periodic(Schema):
    """Work of the office that comes again, of no single case; `within` counts from the end of the period."""

    id: str
    clause: str
    name: str
    every: Literal["week", "month", "quarter", "half_year", "year"]
    by: str
    within: str
    parameter: str
    contents: list[PeriodicContent]
    words: str


class RuleBook(RuleBookLine):
    """One version of a rule book: clauses, levels, and the rules that rest on the clauses."""

    version: int
    starts_at: str
    clauses: list[Clause]
    levels: list[Level]
    categories: list[JsonObject]
    facts: list[JsonObject]
    rules: Rules
    periodic: list[Periodic]
