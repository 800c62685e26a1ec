"""Every template that another one names is there: a missing one is a page that breaks only when somebody opens it."""

import re
from pathlib import Path

import pytest

import shouwen

ROOTS = [Path(shouwen.__file__).parent / face / "templates" for face in ("web", "portal")]
TEMPLATES = {path.relative_to(root).as_posix(): path for root in ROOTS for path in root.rglob("*.html")}
NAMED = re.compile(r"""\{%-?\s*(?:include|extends|from|import)\s+"([^"]+)"\s*(?!~)""")


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_what_a_template_names_is_there(name: str) -> None:
    named = set(NAMED.findall(TEMPLATES[name].read_text(encoding="utf-8")))
    assert {one for one in named if not one.endswith("/")} <= set(TEMPLATES)


def test_they_name_each_other() -> None:
    assert sum(bool(NAMED.search(path.read_text(encoding="utf-8"))) for path in TEMPLATES.values()) > 20
