"""Write the reference pages of docs/reference from the code, or check that they are what the code says.

    python scripts/docs.py           write
    python scripts/docs.py --check   name the pages that are out of date, exit 1

`make docs` and `make check` call this. A page is never edited by hand: change the docstring or the table in the
code that it is made from.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run by its path, the folder above is not where Python looks
    sys.path.insert(0, str(ROOT))

from scripts.reference import case_pages, program_pages, rulebook_pages, states_page  # noqa: E402

FOLDER = ROOT / "docs/reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "events": case_pages.events,
    "commands": case_pages.commands,
    "states": states_page.states,
    "refusals": case_pages.refusals,
    "settings": program_pages.settings,
    "rule-book-keys": rulebook_pages.keys,
    "conditions": rulebook_pages.conditions,
    "cli": program_pages.cli,
}


def outdated() -> list[str]:
    """The pages whose file is missing or says something else than the code."""
    return [name for name, page in PAGES.items() if _stored(name) != page()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is out of date")
    if not parser.parse_args().check:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, page in PAGES.items():
            _path(name).write_text(page(), encoding="utf-8")
        return 0
    old = outdated()
    for name in old:
        print(f"{_path(name).relative_to(ROOT)} is out of date: run `make docs`", file=sys.stderr)
    return 1 if old else 0


def _path(name: str) -> Path:
    return FOLDER / f"{name}.md"


def _stored(name: str) -> str | None:
    path = _path(name)
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
