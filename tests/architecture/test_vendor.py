"""The vendored front-end files are what the manifest says, and no page loads anything from another host."""

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from scripts.vendor import COPIES, E2E, ICONS, STATIC, icon_names, loads

SOURCE = Path(__file__).resolve().parents[2] / "src/shouwen"
FOLDERS = [STATIC, E2E]

REMOTE = r"(?:https?:|wss?:)?//"
LOADED_BY_SCRIPT = re.compile(
    rf"""(?:fetch|import|importScripts|Worker|WebSocket|EventSource)\(\s*["'`]{REMOTE}|\.(?:src|href)\s*=\s*["'`]{REMOTE}"""
)
LOADED_BY_PAGE = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|use|image|object|embed|form|base)\b[^>]*?"
    rf"""\s(?:src|srcset|href|xlink:href|data|action|poster)\s*=\s*["']?{REMOTE}"""
    rf"""|\shx-(?:get|post|put|patch|delete)\s*=\s*["']?{REMOTE}""",
    re.IGNORECASE,
)


def manifest(folder: Path) -> dict[str, dict[str, str]]:
    return json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_files_are_those_of_the_manifest(folder: Path) -> None:
    listed = manifest(folder)
    assert {path.name for path in folder.iterdir() if path.is_file()} == {*listed, "MANIFEST.json"}
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in listed}
    assert hashes == {name: entry["sha256"] for name, entry in listed.items()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_file_has_its_licence(folder: Path) -> None:
    for name, entry in manifest(folder).items():
        assert entry["licence"], name
        assert (folder / entry["licence_file"]).stat().st_size > 500, name


def test_versions_are_those_of_the_lock(root: Path) -> None:
    locked = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for folder in FOLDERS:
        for name, entry in manifest(folder).items():
            assert entry["version"] == locked[f"node_modules/{entry['package']}"]["version"], name


def test_everything_named_in_the_script_is_vendored() -> None:
    named = {(copy.folder, copy.name, copy.package) for copy in COPIES} | {(STATIC, "icons.svg", ICONS)}
    assert named == {(f, name, entry["package"]) for f in FOLDERS for name, entry in manifest(f).items()}


def test_no_source_maps_are_named() -> None:
    for folder in FOLDERS:
        for path in folder.glob("*.*s"):
            assert "sourceMappingURL=" not in path.read_text(encoding="utf-8"), path.name


def test_style_sheets_load_only_files_that_are_there() -> None:
    for path in SOURCE.rglob("*.css"):
        for address in loads(path.read_text(encoding="utf-8")):
            target = address.split("?")[0].split("#")[0]
            assert not re.match(REMOTE, address), f"{path}: {address}"
            assert not target or (path.parent / target).is_file(), f"{path}: {address}"


def test_scripts_load_nothing_from_elsewhere() -> None:
    found = {
        str(path.relative_to(SOURCE)): match.group()
        for path in SOURCE.rglob("*.js")
        if (match := LOADED_BY_SCRIPT.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_pages_load_nothing_from_elsewhere() -> None:
    found = {
        str(path.relative_to(SOURCE)): match.group()
        for path in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.svg")]
        if (match := LOADED_BY_PAGE.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "markup",
    [
        '<script defer src="https://cdn.example/x.js"></script>',
        "<img alt='' src='//pictures.example/x.png'>",
        '<link rel="stylesheet"\n href=http://x.example/a.css>',
        '<div hx-get="https://x.example/">',
    ],
)
def test_the_search_finds_what_it_is_for(markup: str) -> None:
    assert LOADED_BY_PAGE.search(markup)


def test_a_plain_link_may_lead_elsewhere() -> None:
    assert not LOADED_BY_PAGE.search('<link href="/static/a.css"><a href="https://www.example.org/">')


def test_sprite_holds_the_listed_icons_and_all_that_pages_use() -> None:
    symbols = {element.get("id") for element in ET.parse(STATIC / "icons.svg").getroot()}
    assert symbols == {f"icon-{name}" for name in icon_names()}
    used = {
        (str(path.relative_to(SOURCE)), name)
        for path in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py"), *SOURCE.rglob("*.js")]
        if STATIC not in path.parents
        for name in re.findall(r"#(icon-[a-z0-9-]*[a-z0-9])(?![a-z0-9{-])", path.read_text(encoding="utf-8"))
    }
    assert {(page, name) for page, name in used if name not in symbols} == set()
