"""What a committed file must not hold: paths of one machine, addresses in locks, mixed line ends, left-overs."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LOCKS = {"requirements.txt", "requirements-dev.txt", "package-lock.json"}
CODE = {".py", ".html", ".css", ".js", ".yaml", ".yml", ".toml", ".json", ".md", ".sql", ".typ", ".txt"}
LARGEST = 3_000_000


def is_foreign(path: Path) -> bool:
    """Vendored, or written by a program for a program: its layout is not ours."""
    return {"vendor", "__snapshots__", "golden"} & set(path.parts) != set()


def texts(tracked: list[Path]) -> Iterator[tuple[Path, str]]:
    for path in tracked:
        raw = path.read_bytes()
        if b"\0" not in raw[:8000]:
            try:
                yield path, raw.decode("utf-8")
            except UnicodeDecodeError:
                assert path.suffix not in CODE, f"{path} is not UTF-8"


def test_no_paths_of_this_machine(root: Path, tracked: list[Path]) -> None:
    candidates = (root, root.parent / "shared", Path.home())
    # /app or /root may well be written down; /home/somebody/shouwen belongs to one machine
    places = "|".join(re.escape(str(place)) for place in candidates if len(place.parts) > 2)
    if not places:
        return
    pattern = re.compile(rf"(?:{places})(?![\w-])")
    found = {
        str(path.relative_to(root)): m.group() for path, text in texts(tracked) if (m := pattern.search(text))
    }
    assert found == {}


def test_locks_hold_hashes_and_no_addresses(root: Path) -> None:
    for name in LOCKS:
        text = (root / name).read_text(encoding="utf-8")
        assert "://" not in text, name
        assert not re.search(r"^\s*--(?:extra-)?(?:index-url|find-links|trusted-host)", text, re.MULTILINE), (
            name
        )
    for name in LOCKS - {"package-lock.json"}:
        pins = re.findall(
            r"^\S+==.*?(?=^\S|\Z)", (root / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
        assert pins, name
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_development_runs_the_versions_of_production(root: Path) -> None:
    pins = {
        name: set(re.findall(r"^\S+==\S+", (root / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    }
    assert pins["requirements.txt"] - pins["requirements-dev.txt"] == set()


def test_no_lock_that_records_registries(root: Path, tracked: list[Path]) -> None:
    forbidden = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "yarn.lock", "pnpm-lock.yaml"}
    assert [path.name for path in tracked if path.name in forbidden] == []


def test_text_is_plain(root: Path, tracked: list[Path]) -> None:
    faults = []
    for path, text in texts(tracked):
        name = path.relative_to(root).as_posix()
        if re.search(r"^(?:<{7}|>{7}|\|{7}) ", text, re.MULTILINE):
            faults.append(f"{name}: conflict marks")
        if is_foreign(path.relative_to(root)) or path.suffix not in CODE:
            continue
        if text.startswith("\ufeff"):
            faults.append(f"{name}: byte order mark")
        if "\r" in text:
            faults.append(f"{name}: carriage returns")
        if "\t" in text:
            faults.append(f"{name}: tabs")
        if text and not text.endswith("\n"):
            faults.append(f"{name}: no line end at the end")
    assert faults == []


def test_no_file_is_huge(root: Path, tracked: list[Path]) -> None:
    assert {str(p.relative_to(root)): p.stat().st_size for p in tracked if p.stat().st_size > LARGEST} == {}


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_what_can_be_run_says_with_what(root: Path, tracked: list[Path]) -> None:
    runnable = [path for path in tracked if os.access(path, os.X_OK)]
    assert [str(path.relative_to(root)) for path in runnable if not path.read_bytes().startswith(b"#!")] == []
    assert all(os.access(root / name, os.X_OK) for name in (".ci/run", "scripts/services"))
