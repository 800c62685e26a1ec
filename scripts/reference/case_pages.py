"""Events, commands and refusals: what can be recorded, what can be asked for, and why not."""

from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from scripts.reference import shapes
from scripts.reference.markdown import code, codes, link, page, prose, table
from shouwen.core.case.authority import POWERS
from shouwen.core.case.codec import plain
from shouwen.core.case.command_data import Data
from shouwen.core.case.commands import COMES_FROM, COMMANDS, LEADS_TO
from shouwen.core.case.events import EVENTS, keys, private_keys
from shouwen.core.case.phases import PHASES
from shouwen.core.case.possible import TESTS
from shouwen.core.case.refusals import REASONS
from shouwen.core.case.wire import Measure, Share
from shouwen.core.rulebook.names import COMMAND_NAMES, EVENT_NAMES
from shouwen.core.rulebook.roles import STAFF_ROLES


def event_heading(name: str) -> str:
    return f"`{name}` {EVENT_NAMES[name].zh}"


def command_heading(name: str) -> str:
    return f"`{name}` {COMMAND_NAMES[name].zh}"


def events() -> str:
    """docs/reference/events.md."""
    introduction = f"""
The {len(EVENTS)} facts that a case is made of, in the order of the flow. A key that is left out has its default; keys
not named here ("free keys") are kept as they came. Keys marked *private* hold personal data or free text: they are kept
encrypted beside the chain and can be redacted, see [decision 0003](../decisions/0003-private-text-beside-the-chain.md).
Free keys are private as well.

A `{Measure.__name__}` is an object: {codes(f.name for f in fields(Measure))}; a `{Share.__name__}` is one too:
{codes(f.name for f in fields(Share))}. """
    return page("Events 事件", introduction, (_event(name) for name in EVENTS))


def _event(name: str) -> str:
    cls, private = EVENTS[name], private_keys(name)
    hints = get_type_hints(cls)
    command = COMES_FROM.get(name)
    source = f"Command: {link(command, command_heading(command), 'commands.md')}." if command else (
        "No command of its own: it follows another event in the same transaction."
    )  # fmt: skip
    defaults = {f.name: f for f in fields(cls)}
    rows = (
        (code(key), shapes.of_hint(hints[key]), _default(defaults[key]), "private" if key in private else "")
        for key in keys(name)
    )
    parts = [f"## {event_heading(name)}", prose(cls), source, table(["key", "holds", "default", ""], rows)]
    return "\n\n".join(filter(None, parts))


def _default(field: Any) -> str:
    value = field.default if field.default is not MISSING else field.default_factory()
    return code(_json(plain(value))) if value not in ("", (), {}) else ""


def commands() -> str:
    """docs/reference/commands.md."""
    introduction = """
What may be wished for, by a click, a call of the API, a line of an import, or the timer. A command leads to the event of the
same row, or is refused; others may follow in the same transaction. *Who may* is what holds where the rule book has no
`may` for the command; `handler` and `unit_head` are meant towards the case: someone of its units, the head over its lead unit.
*Refused* lists what the state of the case alone forbids, in the order in which it is asked; the rule book (`never`) and the data add
more, see [refusals](refusals.md).

Texts are trimmed and hold no control characters; a line holds no line break. Keys not named here are kept as free keys,
unless they are keys of the event that the program fills in itself (code `reserved`). All bad fields are told at once."""
    phases = table(
        ["phase", "commands"],
        ([f"{phase.name.zh} {phase.name.en}", _links(phase.commands)] for phase in PHASES),
    )
    sections = (_command(name) for phase in PHASES for name in phase.commands)
    return page("Commands 操作", introduction, (phases, *sections))


def _links(names: Iterable[str]) -> str:
    return ", ".join(link(name, command_heading(name)) for name in names)


def _command(name: str) -> str:
    event = LEADS_TO[name]
    who = "、".join(f"{STAFF_ROLES[role].zh} `{role}`" for role in POWERS[name])
    refused = "\n".join(f"- {_refusal(test_code)}" for _, test_code in TESTS[name])
    parts = [
        f"## {command_heading(name)}",
        f"{COMMAND_NAMES[name].en.capitalize()}. Event: {link(event, event_heading(event), 'events.md')}.",
        f"Who may: {who}.",
        _data(COMMANDS[name]),
        f"Refused:\n\n{refused}",
    ]
    return "\n\n".join(filter(None, parts))


def _data(model: type[Data]) -> str:
    schema = model.model_json_schema()
    needed = set(schema.get("required", ()))
    rows = [
        (code(key), shapes.of_schema(shape, schema.get("$defs", {})), _presence(key, shape, needed))
        for key, shape in schema["properties"].items()
    ]
    return table(["key", "holds", ""], rows)


def _presence(key: str, shape: dict[str, Any], needed: set[str]) -> str:
    if key in needed:
        return "needed"
    default = shape.get("default")
    return (
        f"default `{_json(default)}`"
        if default not in (None, "", [], {}) and not isinstance(default, dict)
        else ""
    )


def _refusal(test_code: str) -> str:
    return f"`{test_code}` {REASONS[test_code].zh}"


def refusals() -> str:
    """docs/reference/refusals.md."""
    introduction = """
Why a command is refused. Nothing was written then. An answer carries the code, the words in the reader's language, the facts,
and the clause where a rule book says so (`forbidden` brings the rule book's own words). *Commands* are those that the state of
the case alone can refuse with this code; the others depend on the data, on who asks, or on the rule book."""
    rows = (
        (
            code(name),
            words.zh,
            words.en,
            codes(c for c, tests in TESTS.items() if any(t == name for _, t in tests)),
        )
        for name, words in REASONS.items()
    )
    return page("Refusals 拒绝", introduction, [table(["code", "中文", "English", "commands"], rows)])


def _json(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
