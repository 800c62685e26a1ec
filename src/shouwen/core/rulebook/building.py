"""From a file without faults to the rule book; what the checks have let through needs no further look."""

from shouwen.core.rulebook.built_values import (
    condition,
    figure,
    flag,
    limit_of,
    number,
    said,
    texts,
    words_of,
)
from shouwen.core.rulebook.checks_limits import read_reminder, read_span
from shouwen.core.rulebook.model import (
    Approval,
    ApprovalStep,
    Category,
    Clause,
    Every,
    Fact,
    FactType,
    Ground,
    Level,
    May,
    Must,
    Never,
    Objections,
    Option,
    Origin,
    Parameter,
    Periodic,
    Quality,
    QualityDraw,
    QualityItem,
    Retention,
    Role,
    RuleBook,
    Stall,
    Start,
    Words,
)  # fmt: skip
from shouwen.core.rulebook.names import EVENT_NAMES
from shouwen.core.rulebook.view import View
from shouwen.core.worktime import CalendarSpec

_KINDS = ("complaint", "problem")


def build(root: View, calendar: CalendarSpec) -> RuleBook:
    """The rule book of a checked file."""
    version = root.get("version")
    clauses, chapters = root.get("clauses"), root.get("chapters")
    parameters = tuple(_parameter(entry) for entry in root.entries("parameters"))
    values = {parameter.id: parameter.value for parameter in parameters}
    must = tuple(_must(entry, values) for entry in root.entries("must"))
    return RuleBook(
        slug=root.text_of("rule_book"),
        title=words_of(root, "title"),
        version=int(version.value) if version and isinstance(version.value, int) else 1,
        calendar=calendar,
        clauses={key: _clause(key, entry) for key, entry in clauses.pairs()} if clauses else {},
        levels=tuple(_level(entry) for entry in root.entries("levels")),
        categories=tuple(_category(entry) for entry in root.entries("categories")),
        facts=tuple(_fact(entry) for entry in root.entries("facts")),
        roles=tuple(_role(entry) for entry in root.entries("roles")),
        must=must,
        may=tuple(_may(entry) for entry in root.entries("may")),
        never=tuple(_never(entry) for entry in root.entries("never")),
        parameters=parameters,
        chapters={key: tuple(item.text for item in listed.items()) for key, listed in chapters.pairs()}
        if chapters
        else {},
        grounds=tuple(_ground(entry) for entry in root.entries("grounds")),
        quality=_quality(root.get("quality"), values),
        objections=_objections(root.get("objections"), values),
        stall=_stall(root.get("stall"), values),
        retention=_retention(root.get("retention"), values),
        approvals=tuple(_approval(entry) for entry in root.entries("approvals")),
        periodic=tuple(_periodic(entry, values) for entry in root.entries("periodic")),
        starts_at=words_of(root, "starts_at"),
    )


def _clause(id_: str, view: View) -> Clause:
    if view.text:
        return Clause(id=id_, text=Words(view.text))
    return Clause(
        id=id_,
        text=Words(view.text_of("text"), view.text_of("en")),
        statement=flag(view, "statement"),
        origin=Origin(view.text_of("origin") or Origin.SOURCE),
        note=view.text_of("note"),
    )


def _parameter(view: View) -> Parameter:
    told = view.get("value")
    value = str(told.value) if told else ""
    return Parameter(id=view.text_of("id"), value=value, note=words_of(view, "note"))


def _level(view: View) -> Level:
    return Level(
        id=view.text_of("id"),
        name=words_of(view, "name"),
        when=condition(view, "when"),
        clause=view.text_of("clause"),
    )


def _category(view: View) -> Category:
    return Category(
        id=view.text_of("id"),
        name=words_of(view, "name"),
        keywords=texts(view, "keywords"),
        children=tuple(_category(child) for child in view.entries("children")),
        unit=view.text_of("unit"),
    )


def _options(view: View, key: str) -> tuple[Option, ...]:
    found = view.get(key)
    return tuple(Option(id=id_, name=said(name)) for id_, name in found.pairs()) if found else ()


def _fact(view: View) -> Fact:
    return Fact(
        id=view.text_of("id"),
        name=words_of(view, "name"),
        type=FactType(view.text_of("type") or FactType.TEXT),
        options=_options(view, "options"),
        required=flag(view, "required"),
        kinds=texts(view, "kinds") or _KINDS,
        hint=words_of(view, "hint"),
    )


def _ground(view: View) -> Ground:
    return Ground(
        id=view.text_of("id"),
        name=words_of(view, "name"),
        clause=view.text_of("clause"),
        do=texts(view, "do"),
        say=words_of(view, "say"),
    )


def _role(view: View) -> Role:
    return Role(
        id=view.text_of("id"),
        name=words_of(view, "name"),
        holds=view.text_of("holds"),
        units=texts(view, "units"),
    )


def _must(view: View, parameters: dict[str, str]) -> Must:
    do, late = view.text_of("do"), view.get("late")
    within, parameter = limit_of(view, "within", parameters)
    reminders = (read_reminder(text) for text in texts(view, "remind"))
    return Must(
        id=view.text_of("id"),
        clause=view.text_of("clause"),
        name=words_of(view, "name") if view.get("name") else EVENT_NAMES[do],
        after=view.text_of("after"),
        do=do,
        by=view.text_of("by"),
        within=within,
        parameter=parameter,
        when=condition(view, "when"),
        after_where=condition(view, "after_where"),
        do_where=condition(view, "do_where"),
        remind=tuple(reminder for reminder in reminders if reminder is not None),
        escalate=texts(late, "escalate") if late else (),
        pause=view.text_of("pause") != "never",
        start=_start(view, parameters),
        until=view.text_of("until"),
        per=view.text_of("per"),
    )


def _start(view: View, parameters: dict[str, str]) -> Start | None:
    for key in ("from", "not_before"):
        if (told := view.get(key)) is not None:
            parameter, early = told.text_of("parameter"), key == "from"
            limit = read_span(parameters[parameter] if parameter else told.text)
            return Start(after=limit, parameter=parameter, key="" if limit else told.text, early=early)
    return None


def _may(view: View) -> May:
    return May(
        id=view.text_of("id"),
        clause=view.text_of("clause"),
        do=texts(view, "do"),
        by=texts(view, "by"),
        when=condition(view, "when"),
        do_where=condition(view, "do_where"),
    )


def _never(view: View) -> Never:
    return Never(
        id=view.text_of("id"),
        clause=view.text_of("clause"),
        do=texts(view, "do"),
        while_=condition(view, "while"),
        say=words_of(view, "say"),
        do_where=condition(view, "do_where"),
    )


def _approval(view: View) -> Approval:
    steps = tuple(_step(step) for step in view.entries("steps"))
    when = condition(view, "when")
    return Approval(id=view.text_of("id"), clause=view.text_of("clause"), when=when, steps=steps)


def _periodic(view: View, parameters: dict[str, str]) -> Periodic:
    within, parameter = limit_of(view, "within", parameters)
    return Periodic(
        id=view.text_of("id"), clause=view.text_of("clause"), name=words_of(view, "name"),
        every=Every(view.text_of("every")), by=view.text_of("by"), within=within, parameter=parameter,
        contents=_options(view, "contents"),
    )  # fmt: skip


def _step(view: View) -> ApprovalStep:
    return ApprovalStep(
        id=view.text_of("id"), name=words_of(view, "name"), by=tuple(dict.fromkeys(texts(view, "by"))),
        every=flag(view, "all"), at_least=int(number(view, "at_least")) or 1, meeting=flag(view, "meeting"),
    )  # fmt: skip


def _quality(view: View | None, values: dict[str, str]) -> Quality | None:
    if view is None:
        return None
    sample = view.get("sample")
    return Quality(
        clause=view.text_of("clause"),
        items=tuple(
            QualityItem(
                id=item.text_of("id"), name=words_of(item, "name"), points=number(item, "points"),
                least=number(item, "least"),
            )
            for item in view.entries("items")
        ),
        passing=figure(view, "pass", values),
        rate=figure(sample, "rate", values) if sample else 0,
        parameters=tuple(
            told.text_of("parameter")
            for told in (view.get("pass"), sample.get("rate") if sample else None)
            if told is not None and told.text_of("parameter")
        ),
        always=tuple(
            QualityDraw(id=draw.text_of("id"), name=words_of(draw, "name"), when=condition(draw, "when"))
            for draw in (sample.entries("always") if sample else ())
        ),
    )  # fmt: skip


def _objections(view: View | None, parameters: dict[str, str]) -> Objections | None:
    if view is None:
        return None
    limit, parameter = limit_of(view, "within", parameters)
    lead = read_span(view.text_of("remind"))
    return Objections(clause=view.text_of("clause"), within=limit, parameter=parameter, remind=lead)


def _stall(view: View | None, parameters: dict[str, str]) -> Stall | None:
    if view is None:
        return None
    limit, parameter = limit_of(view, "after", parameters)
    return Stall(
        clause=view.text_of("clause"), after=limit, parameter=parameter, when=condition(view, "when")
    )


def _retention(view: View | None, values: dict[str, str]) -> Retention | None:
    if view is None:
        return None
    told, years = view.get("years"), int(figure(view, "years", values))
    parameter = told.text_of("parameter") if told else ""
    return Retention(clause=view.text_of("clause"), years=years, parameter=parameter)
