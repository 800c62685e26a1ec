"""Modules are nouns of the domain; a drawer for odds and ends is not one."""

from pathlib import Path

DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "base", "manager", "managers", "stuff"}

DEMANDED = {"src/shouwen/store/postgresql/base.py"}
"""Names that a library looks for: Django takes a database backend from a module of this name."""


def test_no_module_is_a_drawer(root: Path) -> None:
    found = [
        path.relative_to(root).as_posix()
        for folder in ("src", "tests", "scripts")
        for path in (root / folder).rglob("*")
        if (path.suffix == ".py" and path.stem.lower() in DRAWERS)
        or (path.is_dir() and path.name.lower() in DRAWERS and any(path.glob("*.py")))
    ]
    assert set(found) == DEMANDED
