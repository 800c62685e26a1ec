"""What operators meet: the settings and the command line."""

import argparse
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from scripts.reference.markdown import code, codes, page, table
from shouwen.cli.main import parser
from shouwen.config.environment import Environment

_LEAST, _MOST = "ge", "le"


def settings() -> str:
    """docs/reference/settings.md."""
    introduction = """
Environment variables, read once at the start. A wrong value is one line on standard error and exit status 2. In use:
[run it](../howto/run-it.md)."""
    rows = (
        (code(_variable(name)), _allowed(field), code(_default(field)), field.description or "")
        for name, field in Environment.model_fields.items()
    )
    return page("Settings 设置", introduction, [table(["variable", "holds", "default", "meaning"], rows)])


def _variable(name: str) -> str:
    return f"{Environment.model_config['env_prefix']}{name}".upper()


def _default(field: FieldInfo) -> str:
    return str(field.default).lower() if isinstance(field.default, bool) else str(field.default)


def _allowed(field: FieldInfo) -> str:
    options = getattr(field.annotation, "__args__", ())
    if options:
        return codes(options)
    limits = [
        getattr(part, side) for side in (_LEAST, _MOST) for part in field.metadata if hasattr(part, side)
    ]
    if limits:
        return f"{limits[0]} to {limits[-1]}"
    return {"Path": "folder", "bool": "`true`, `false`"}.get(
        getattr(field.annotation, "__name__", ""), "text"
    )


def cli() -> str:
    """docs/reference/cli.md."""
    introduction = """
`shouwen --help`, and `--help` after every command, say this too. Errors are one line on standard error. Exit status: 0, 1 (said
no), 2 (bad call)."""
    top = parser()
    sections = [_command(f"shouwen {path}", found, summary) for path, found, summary in _commands(top)]
    return page("Command line 命令行", introduction, sections)


def _commands(
    of: argparse.ArgumentParser, above: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Every command that does something, with its words."""
    for action in of._actions:  # noqa: SLF001 argparse tells its actions nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, below in action.choices.items():
                path = f"{above} {name}".strip()
                inner = list(_commands(below, path))
                yield from inner or [(path, below, below.description or "")]


def _command(name: str, found: argparse.ArgumentParser, description: str) -> str:
    rows = []
    for action in found._actions:  # noqa: SLF001
        if action.dest == "help":
            continue
        rows.append((_call(action), "needed" if action.required else _default_of(action), action.help or ""))
    example = (found.epilog or "").partition("\n")[2]
    example = "\n".join(line.removeprefix("  ") for line in example.splitlines())
    parts = [
        f"## {name}",
        description,
        table(["argument", "", "说明"], rows),
        f"```console\n{example}\n```" if example else "",
    ]
    return "\n\n".join(filter(None, parts))


def _call(action: argparse.Action) -> str:
    value = action.metavar or (
        "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()
    )
    told = str(value) + ("…" if action.nargs == "+" else "")
    if not action.option_strings:
        return code(told)
    return code(action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {told}")


def _default_of(action: argparse.Action) -> str:
    return f"default {code(action.default)}" if action.default not in (None, False, []) else ""
