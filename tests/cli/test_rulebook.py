"""`shouwen rulebook`: list, check with all faults at once, show in words."""

from pathlib import Path

import pytest

from tests.cli.terminal import CLINIC, shouwen


def test_list_names_the_shipped_ones() -> None:
    answer = shouwen("rulebook", "list", "--shipped")
    assert answer.status == 0
    for name in ("four-level", "fishery", "property", "staged-limits"):
        assert any(line.startswith(f"{name} ") for line in answer.out.splitlines())


def test_check_finds_nothing_wrong() -> None:
    answer = shouwen("rulebook", "check", CLINIC)
    assert (answer.status, answer.out.strip()) == (0, "没有错误")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check_tells_every_fault_with_its_place(tmp_path: Path, language: str, snapshot) -> None:
    broken = Path(CLINIC).read_text(encoding="utf-8")
    for old, new in (
        ("within: 2h", "within: 2q"),
        ("do: replied, by: handler, within: 10d", "do: replyed, by: doctor, within: 10d"),
        ("clause: c5", "clause: c9"),
        ('"amount <= 1000"', '"amount <="'),
    ):
        assert old in broken
        broken = broken.replace(old, new, 1)
    path = tmp_path / "broken.yaml"
    path.write_text(broken, encoding="utf-8")
    answer = shouwen("rulebook", "check", str(path), CLINIC, "--language", language)
    assert answer.status == 1
    assert answer.out.replace(str(path), "broken.yaml") == snapshot


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"a: [", b"- 1", b"\0", b"a: *b", b"&a [*a]", b"[" * 5000]
)
def test_check_survives_any_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    answer = shouwen("rulebook", "check", str(path))
    assert answer.status == 1
    assert answer.out.startswith(f"{path}:1:")
    assert answer.err == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_show(language: str, snapshot) -> None:
    answer = shouwen("rulebook", "show", CLINIC, "--language", language)
    assert answer.status == 0
    assert answer.out == snapshot


def test_a_broken_file_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("rule_book: x\n", encoding="utf-8")
    answer = shouwen("rulebook", "show", str(path))
    assert answer.status == 2
    assert answer.is_one_line()
