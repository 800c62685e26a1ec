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


OTHER_WORDS = {
    "超期": "逾期", "工单": "投诉件", "派单": "交办", "转派": "转办", "催促": "催办", "延时": "延期", "展期": "延期", "办毕": "办结",
}  # fmt: skip
"""Words of other houses → ours (docs/glossary.md). Rule books and their demo stories speak their organisation's own."""

SPEAKING = ("api", "application", "cli", "core", "documents", "portal", "store", "web", "worker")


def test_the_product_says_one_word_for_one_thing(root: Path) -> None:
    texts = [
        path
        for part in SPEAKING
        for path in (root / "src" / "shouwen" / part).rglob("*")
        if path.suffix in {".py", ".html", ".po", ".txt", ".js", ".typ"} and "vendor" not in path.parts
    ]
    assert len(texts) > 300
    said = {path: path.read_text("utf-8") for path in texts}
    found = [
        f"{path.relative_to(root)}: {word}, better {ours}"
        for path, text in said.items()
        for word, ours in OTHER_WORDS.items()
        if word in text
    ]
    assert found == []
