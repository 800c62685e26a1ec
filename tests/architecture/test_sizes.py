"""A file fits into a head: 60 to 200 lines as a rule, over 300 needs a reason, 500 is the end."""

from pathlib import Path

REASON_NEEDED = 300
END = 500
# programs and pages; YAML and JSON are data and as long as what they describe
SUFFIXES = {".py", ".html", ".txt", ".css", ".js", ".sql", ".typ"}

# Path under src/shouwen → why it is better in one piece. An entry that is no longer needed fails too.
LONG: dict[str, str] = {
    "core/rulebook/model.py": "every kind of entry that a rule book has, side by side",
    "core/case/vocabulary.py": "every variable of conditions with its meaning, side by side",
    "core/case/events.py": "every event with its docstring, which is its reference entry",
    "demo/showcase.py": "what stands beside the handling, one short scene after the other",
    "demo/tale.py": "one story from registration to the archive, told in the order of its steps",
    "core/case/state.py": "the fold: every event and what it does to the state, side by side",
}


def lines(root: Path) -> dict[str, int]:
    source = root / "src/shouwen"
    return {
        path.relative_to(source).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in source.rglob("*")
        if path.suffix in SUFFIXES
        and "migrations" not in path.parts
        and "static/vendor" not in path.as_posix()
    }


def test_no_file_is_longer_than_the_end(root: Path) -> None:
    assert {name: count for name, count in lines(root).items() if count > END} == {}


def test_a_long_file_has_a_reason(root: Path) -> None:
    long = {name: count for name, count in lines(root).items() if count > REASON_NEEDED}
    assert {name: count for name, count in long.items() if not LONG.get(name)} == {}
    assert set(LONG) - set(long) == set(), "these are short enough now: take them off the list"
