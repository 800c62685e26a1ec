"""
What a rule book is: must / may / never, each naming its clause, over an organisation's own words.

Everything here is immutable and already checked; `loader` makes it from a file. Identifiers are slugs
(`respond-l1`, `c4-1`); texts come in Chinese with English where the organisation wrote it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from shouwen.core.case.events import EVENTS
from shouwen.core.rulebook.conditions import ALWAYS, Condition
from shouwen.core.worktime import CalendarSpec, Limit


@dataclass(frozen=True, slots=True)
class Words:
    """A name in both languages; English falls back to Chinese."""

    zh: str
    en: str = ""

    def in_(self, language: str) -> str:
        """The text for a language code such as `zh-hans` or `en`."""
        return self.en if language.startswith("en") and self.en else self.zh


class Origin(StrEnum):
    """Where the figures of a clause come from; shown wherever the clause is."""

    SOURCE = "source"
    READING = "reading"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause (条款). A `statement` binds people but is not computable, and needs no rule."""

    id: str
    text: Words
    statement: bool = False
    origin: Origin = Origin.SOURCE
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A grade (级别). The first level in file order whose `when` holds is the case's level."""

    id: str
    name: Words
    when: Condition
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A subject (分类) in a tree; keywords drive the proposal on the intake form."""

    id: str
    name: Words
    keywords: tuple[str, ...] = ()
    children: tuple["Category", ...] = ()
    unit: str = ""
    """The unit proposed as lead for this subject."""


class FactType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    BOOL = "bool"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    id: str
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A form field of this organisation, usable in conditions under its id."""

    id: str
    name: Words
    type: FactType = FactType.TEXT
    options: tuple[Option, ...] = ()
    required: bool = False
    kinds: tuple[str, ...] = ("complaint", "problem")
    """The kinds of case on whose form the field stands."""
    hint: Words = Words("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of this rule book, held by whoever has the staff role `holds` in one of `units` (any where it is empty)."""

    id: str
    name: Words
    holds: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """When to remind: a share of the limit gone by (`80%`), or a span before the due time (`2h`)."""

    percent: int = 0
    before: Limit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """
    Where the clock of an obligation begins, if that is later than its trigger: so long `after` it, or at the day or
    instant that is told under `key`, of the trigger or among the case's own dates.
    """

    after: Limit | None = None
    parameter: str = ""
    """The parameter that `after` comes from, where the source leaves the figure blank."""
    key: str = ""
    early: bool = True
    """Whether what is done before counts (`from`) or does not (`not_before`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Must:
    """After `after` (while `when` holds) role `by` has to do `do` within `within`."""

    id: str
    clause: str
    name: Words
    after: str
    do: str
    by: str
    within: Limit
    parameter: str = ""
    """The parameter that `within` comes from, where the source leaves the figure blank."""
    when: Condition
    after_where: Condition
    do_where: Condition
    remind: tuple[Reminder, ...] = ()
    escalate: tuple[str, ...] = ()
    """Roles told when the obligation is missed, in order."""
    pause: bool = True
    """False for `pause: never`: the clock runs on while the case waits."""
    start: Start | None = None
    """`from` or `not_before`: where the clock begins, if not at the trigger."""
    until: str = ""
    """The key of the trigger, or the date of the form, that tells the due time; `within` holds where it tells none."""
    per: str = ""
    """The key that tells several obligations of the rule apart: one for each value, met by a `do` of the same value.
    Where the trigger names a unit, that one owes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """Command `do` may be issued by the roles `by` when `when` holds, with such data as `do_where` lets through."""

    id: str
    clause: str
    do: tuple[str, ...]
    by: tuple[str, ...]
    when: Condition
    do_where: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """
    Command `do` is refused while `while_` holds and its own data is such as `do_where` says; `say` is told to whoever
    tried.
    """

    id: str
    clause: str
    do: tuple[str, ...]
    while_: Condition
    say: Words
    do_where: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground (事由) on which the rule book lets a clock be stopped or a due time be moved: `do` suspend or extend."""

    id: str
    name: Words
    clause: str
    do: tuple[str, ...]
    say: Words = Words("")
    """As the customer is told of it, where that is not the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A figure the source leaves blank (待单位填写): the demo value is ours, never the source's."""

    id: str
    value: str
    note: Words = Words("")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityItem:
    """One item of the standard for quality review, with the points that it can have; under `least` nothing passes."""

    id: str
    name: Words
    points: float
    least: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityDraw:
    """Cases that are always drawn for quality review: those for which `when` holds after the reply."""

    id: str
    name: Words
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Quality review (质检): the scored standard, the score that passes, what is drawn: `rate` percent by lot, `always` some."""

    clause: str
    items: tuple[QualityItem, ...]
    passing: float
    rate: float = 0
    always: tuple[QualityDraw, ...] = ()
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Objections:
    """Objections to an attribution of responsibility (责任异议): how long after its service a unit may object."""

    clause: str
    within: Limit
    parameter: str = ""
    remind: Limit | None = None
    """How long before the end a unit that is still silent is reminded; None leaves it to the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """When a case stalls (停滞): `when` holds and nobody, staff or customer, has done anything for `after`."""

    clause: str
    after: Limit
    parameter: str = ""
    when: Condition


class Every(StrEnum):
    """How often work comes again; a week begins on Monday."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """
    Periodic work of the office itself (定期工作), of no single case: after each period role `by` has to do it within
    `within`, and to say something under each of `contents`.
    """

    id: str
    clause: str
    name: Words
    every: Every
    by: str
    within: Limit
    parameter: str = ""
    contents: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalStep:
    """One step of an approval: who gives it, and when it is complete."""

    id: str
    name: Words
    by: tuple[str, ...]
    every: bool = False
    """`all`: each of the roles once, by different people; else `at_least` different people who hold one of them."""
    at_least: int = 1
    meeting: bool = False
    """A meeting with minutes decides; it must be on record since the proposal."""

    @property
    def needed(self) -> int:
        """How many different people have to give it."""
        return len(self.by) if self.every else self.at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Approval of solutions in steps (分步审批), one after the other. The first entry whose `when` holds counts."""

    id: str
    clause: str
    when: Condition
    steps: tuple[ApprovalStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How many years an archived case is kept at the least (保管期限); 0: for ever."""

    clause: str
    years: int
    parameter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """A checked rule book of one organisation (管理办法), one version of it."""

    slug: str
    title: Words
    version: int
    calendar: CalendarSpec
    clauses: Mapping[str, Clause]
    levels: tuple[Level, ...] = ()
    categories: tuple[Category, ...] = ()
    facts: tuple[Fact, ...] = ()
    roles: tuple[Role, ...] = ()
    must: tuple[Must, ...] = ()
    may: tuple[May, ...] = ()
    never: tuple[Never, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    chapters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Chapter of the handling manual (scope, duties, training, assessment, incentives) → its clauses."""
    grounds: tuple[Ground, ...] = ()
    quality: Quality | None = None
    objections: Objections | None = None
    stall: Stall | None = None
    retention: Retention | None = None
    approvals: tuple[Approval, ...] = ()
    periodic: tuple[Periodic, ...] = ()
    starts_at: Words = Words("")
    """In words: where the clocks of this book start, and whether the source says so."""
    by_id: Mapping[str, Must] = field(init=False, repr=False, compare=False)

    datable: frozenset[str] = field(init=False, repr=False, compare=False)
    """What days can be counted from and to: events, and the form fields that hold a date."""
    figures: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """Parameters that are whole numbers: conditions may name them."""
    _levels: Mapping[str, Level] = field(init=False, repr=False, compare=False)
    _paths: Mapping[str, tuple[Category, ...]] = field(init=False, repr=False, compare=False)
    _roles: Mapping[str, Role] = field(init=False, repr=False, compare=False)
    _facts: Mapping[str, Fact] = field(init=False, repr=False, compare=False)
    _may: Mapping[str, tuple[May, ...]] = field(init=False, repr=False, compare=False)
    _never: Mapping[str, tuple[Never, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """What is looked up after every event and in every row of a list, by its identifier."""
        # a file with faults may name one thing twice; the first counts
        object.__setattr__(self, "by_id", {rule.id: rule for rule in self.must})
        dates = (fact.id for fact in self.facts if fact.type is FactType.DATE)
        object.__setattr__(self, "datable", frozenset({*dates, *EVENTS}))
        whole = {one.id: int(one.value) for one in self.parameters if one.value.isdecimal()}
        object.__setattr__(self, "figures", whole)
        object.__setattr__(self, "_levels", {level.id: level for level in reversed(self.levels)})
        paths = reversed(list(self.category_paths()))
        object.__setattr__(self, "_paths", {path[-1].id: path for path in paths})
        object.__setattr__(self, "_roles", {role.id: role for role in reversed(self.roles)})
        object.__setattr__(self, "_facts", {fact.id: fact for fact in reversed(self.facts)})
        object.__setattr__(self, "_may", _by_command(self.may))
        object.__setattr__(self, "_never", _by_command(self.never))

    @property
    def used_parameters(self) -> frozenset[str]:
        reviews = {*(self.quality.parameters if self.quality else ())}
        late = {self.objections.parameter if self.objections else ""}
        late |= {self.retention.parameter if self.retention else ""}
        stall = {self.stall.parameter if self.stall else ""}
        starts = {rule.start.parameter for rule in self.must if rule.start}
        limits = {rule.parameter for rule in self.must} | {work.parameter for work in self.periodic}
        return frozenset(limits | starts | reviews | late | stall | self._figures_asked()) - {""}

    def _figures_asked(self) -> set[str]:
        """The figures that conditions name."""
        musts = (rule.when for rule in self.must)
        mays = (rule.when for rule in self.may)
        nevers = (rule.while_ for rule in self.never)
        levels, approvals = (level.when for level in self.levels), (one.when for one in self.approvals)
        every = (*musts, *mays, *nevers, *levels, *approvals)
        return {name for condition in every for name in condition.names if name in self.figures}

    def level(self, level_id: str) -> Level | None:
        return self._levels.get(level_id)

    def category_path(self, category_id: str) -> tuple[Category, ...]:
        """From the root of the tree to the category, both included; empty if unknown."""
        return self._paths.get(category_id, ())

    def category_paths(self) -> Iterator[tuple[Category, ...]]:
        """Every category with the path that leads to it, parents before children."""

        def walk(prefix: tuple[Category, ...], level: tuple[Category, ...]) -> Iterator[tuple[Category, ...]]:
            for category in level:
                path = (*prefix, category)
                yield path
                yield from walk(path, category.children)

        return walk((), self.categories)

    def usual_unit(self, category_id: str) -> str:
        return next((c.unit for c in reversed(self.category_path(category_id)) if c.unit), "")

    def role(self, role_id: str) -> Role | None:
        return self._roles.get(role_id)

    def fact(self, fact_id: str) -> Fact | None:
        return self._facts.get(fact_id)

    def may_of(self, command: str) -> tuple[May, ...]:
        """The powers that the book gives over a command, in its order."""
        return self._may.get(command, ())

    def never_of(self, command: str) -> tuple[Never, ...]:
        """What the book says against a command, in its order."""
        return self._never.get(command, ())


R = TypeVar("R", May, Never)


def _by_command(rules: Iterable[R]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for rule in rules:
        for command in dict.fromkeys(rule.do):
            found.setdefault(command, []).append(rule)
    return {command: tuple(of_it) for command, of_it in found.items()}
