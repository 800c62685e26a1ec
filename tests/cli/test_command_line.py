"""What holds for every command: help with an example, bad calls in one line, no heavy imports for nothing."""

import argparse
import subprocess
import sys
from collections.abc import Iterator

import pytest

from shouwen.cli.main import parser
from tests.cli.terminal import CLINIC, shouwen

BAD_CALLS = [
    "",
    "nix",
    "worktime",
    "worktime nix",
    "worktime due",
    "worktime due --rulebook four-level --at now --limit 2h",
    "worktime due --rulebook four-level --at 2026-13-01T10:00 --limit 2h",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit 2q",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit -2h",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit=-2h",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit 0wd",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit 99999d",
    "worktime due --rulebook nix --at 2026-09-30T10:00 --limit 2h",
    "worktime due --rulebook ../../etc/passwd --at 2026-09-30T10:00 --limit 2h",
    "worktime due --rulebook no/such.yaml --at 2026-09-30T10:00 --limit 2h",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit 2h --pause 2026-10-01T10:00",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit 2h --pause x/y",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --limit 2h --pause 2026-10-02T10:00/2026-10-01T10:00",
    "worktime due --rulebook four-level --at 2026-09-30T10:00 --lim 2h",
    "worktime due --rulebook four-level --at 9999-12-31T23:00 --limit 9000d",
    "replay",
    "replay --rulebook four-level",
    "replay --rulebook four-level no/such.jsonl",
    "replay --rulebook four-level .",
    "replay --rulebook nix events.jsonl",
    f"replay --rulebook {CLINIC} {CLINIC} --until soon",
    "rulebook",
    "rulebook check",
    "rulebook check no/such.yaml",
    "rulebook show",
    "rulebook show nix",
    "rulebook install",
    f"rulebook install {CLINIC} --organisation x --from someday",
    "serve --port many",
    "serve --port 70000",
    "demo --cases -1",
    "demo --cases many",
    "user add",
    "user add bob --organisation x --unit y",
    "token",
    "case show",
    "case verify a b",
    "import no/such.xlsx --organisation x",
    f"import {CLINIC} --organisation x",
    "export no/such/folder/x.csv --organisation x",
    f"export {CLINIC} --organisation x",
    f"backup {CLINIC}",
    "restore no/such.zip",
    "calendar import no/such.json",
]


def commands(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*path, name))


@pytest.mark.parametrize("path", list(commands(parser())), ids=" ".join)
def test_help_shows_an_example(path: tuple[str, ...]) -> None:
    answer = shouwen(*path, "--help")
    assert answer.status == 0
    example = answer.out.split("例 / Example:")[1]
    assert " ".join(("shouwen", *path)) in example
    assert answer.err == ""


@pytest.mark.parametrize("line", BAD_CALLS)
def test_a_bad_call_is_told_in_one_line(line: str) -> None:
    answer = shouwen(*line.split())
    assert (answer.status, answer.out) == (2, "")
    assert answer.is_one_line()


def test_all_commands_of_the_contract() -> None:
    named = {" ".join(path) for path in commands(parser())}
    assert named >= {
        "serve", "worker", "migrate", "demo", "user add", "token", "rulebook list", "rulebook check", "rulebook show",
        "rulebook install", "worktime due", "replay", "case show", "case verify", "import", "export", "backup", "restore",
    }  # fmt: skip


def test_a_question_about_time_loads_little() -> None:
    """Django, pydantic and the reader of YAML stay out, which keeps the answer under half a second."""
    code = (
        "import sys; from shouwen.cli.main import main;"
        "main(['worktime','due','--rulebook','four-level','--at','2026-09-30T16:40','--limit','3wd']);"
        "print(sorted({'django','pydantic','ruamel','jsonschema','cel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_leaves_early_is_no_error() -> None:
    code = "from shouwen.cli.main import main; import sys; sys.exit(main(['rulebook', 'show', 'four-level']))"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.close()
        assert asked.stderr.read() == b""
    assert asked.returncode == 0
