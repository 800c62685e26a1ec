"""The reference says what the code says, names everything there is, and no page points into the void."""

import re
from pathlib import Path

import pytest

from scripts import docs
from scripts.reference.markdown import anchor
from shouwen.config.environment import Environment
from shouwen.core.case.commands import COMMANDS
from shouwen.core.case.events import EVENTS
from shouwen.core.case.parsing import BadDataError, parse
from shouwen.core.case.refusals import REASONS
from shouwen.core.case.state import Stage
from shouwen.core.rulebook.roles import STAFF_ROLES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
REFERENCE = ROOT / "docs/reference"
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def headings(path: Path) -> list[str]:
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")]


def test_reference_is_up_to_date() -> None:
    assert docs.outdated() == [], "run `make docs`"


def test_no_other_page_lies_among_the_generated() -> None:
    assert {path.stem for path in REFERENCE.glob("*.md")} == set(docs.PAGES)


@pytest.mark.parametrize(
    ("name", "things"),
    [
        ("reference/events.md", [f"## `{name}`" for name in EVENTS]),
        ("reference/commands.md", [f"## `{name}`" for name in COMMANDS]),
        ("reference/states.md", [f"## `{stage}`" for stage in Stage]),
        ("reference/refusals.md", [f"| `{code}`" for code in REASONS]),
        ("reference/settings.md", [f"`SHOUWEN_{name.upper()}`" for name in Environment.model_fields]),
    ],
)
def test_everything_is_documented(name: str, things: list[str]) -> None:
    text = page(name)
    assert [thing for thing in things if thing not in text] == []


def test_everything_documented_has_a_meaning() -> None:
    assert [name for name, field in Environment.model_fields.items() if not field.description] == []
    own = {name: cls.__doc__ or "" for name, cls in EVENTS.items()}
    # a dataclass without a docstring gets one that repeats its signature
    assert [
        name for name, text in own.items() if not text or text.startswith(f"{EVENTS[name].__name__}(")
    ] == []


def test_every_refusal_is_given_somewhere() -> None:
    source = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src/shouwen").rglob("*.py")
        if path.name != "refusals.py"
    ]
    assert [code for code in REASONS if not any(f'"{code}"' in text for text in source)] == []


def test_what_is_called_one_line_holds_no_line_break() -> None:
    for name, model in COMMANDS.items():
        for key, shape in model.model_json_schema()["properties"].items():
            longest = shape.get("maxLength")
            if longest is None or shape.get("type") != "string":
                continue
            with pytest.raises(BadDataError) as refused:
                parse(name, {key: "a\nb", "\0": ""})  # the second key is always at fault
            codes = {field.code for field in refused.value.fields if field.pointer == f"/{key}"}
            assert ("one_line" in codes) is (longest <= 200), (name, key)


def test_glossary_names_every_event_stage_and_role() -> None:
    words = set(re.findall(r"[a-z_]+", page("glossary.md")))
    assert {*EVENTS, *COMMANDS, *map(str, Stage), *STAFF_ROLES} - words == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in _LINK.findall(_FENCED.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, fragment = target.partition("#")
        found = (path.parent / place).resolve() if place else path
        assert found.exists(), target
        assert not fragment or fragment in map(anchor, headings(found)), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pages_name_no_place_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert not re.search(r"(?:^|[\s`(\"'])/(?:home|root|tmp|work|Users)/", text)


def test_every_decision_is_listed_and_complete() -> None:
    index = page("decisions/README.md")
    records = sorted((ROOT / "docs/decisions").glob("0*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        title = headings(path)[0]
        assert f"[{path.name[:4]}]({path.name}) | {title[5:]} |" in index
        assert title.startswith(path.name[:4])
        for part in ("Context", "Decision", "Easier", "Harder"):
            assert f"**{part}.**" in text, f"{path.name}: {part}"
