"""`shouwen replay`: recorded events in, obligations out; whatever is wrong with the file is told by its line."""

import io
import json
import random
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.cli import books
from tests.cli.recorded import EVENTS, line, write
from tests.cli.terminal import CLINIC, Answer, shouwen


@pytest.fixture(autouse=True)
def _read_once(monkeypatch) -> None:
    """The same rule book hundreds of times over: read it once."""
    monkeypatch.setattr(books, "find", _find)


_find = cache(books.find)


def replay(path: str, *more: str) -> Answer:
    return shouwen("replay", "--rulebook", CLINIC, path, *more)


def test_in_words(tmp_path: Path, snapshot) -> None:
    answer = replay(write(tmp_path / "events.jsonl"))
    assert answer.status == 0
    assert answer.out == snapshot


def test_as_json(tmp_path: Path, snapshot) -> None:
    told = json.loads(replay(write(tmp_path / "events.jsonl"), "--json").out)
    assert told == snapshot
    assert set(told) == {"cases", "totals"}
    assert set(told["cases"]["A1"]["obligations"][0]) >= {
        "rule", "do", "by", "clause", "opened_at", "due_at", "status", "met_at", "paused_for_s",
    }  # fmt: skip
    assert all(set(sums) == {"met", "missed", "open", "excused"} for sums in told["totals"].values())


def test_the_order_of_lines_does_not_matter(tmp_path: Path) -> None:
    mixed = list(EVENTS)
    random.Random(3).shuffle(mixed)
    told = [
        json.loads(replay(write(tmp_path / "a.jsonl", events), "--json").out) for events in (EVENTS, mixed)
    ]
    assert told[0] == told[1]


def test_until(tmp_path: Path) -> None:
    told = json.loads(replay(write(tmp_path / "a.jsonl"), "--until", "2026-09-29T12:00", "--json").out)[
        "cases"
    ]["A1"]
    status = {o["rule"]: o["status"] for o in told["obligations"]}
    assert told["state"] == "supplementing"
    assert status == {"accept": "met", "contact-l1": "met_late", "reply-l1": "paused"}


def test_before_everything_there_is_nothing(tmp_path: Path) -> None:
    told = json.loads(replay(write(tmp_path / "a.jsonl"), "--until", "2020-01-01T00:00", "--json").out)
    assert told["cases"]["A1"]["obligations"] == []


def test_standard_input(tmp_path: Path, monkeypatch) -> None:
    path = write(tmp_path / "a.jsonl")
    expected = replay(path, "--json").out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(path).read_bytes())))
    assert replay("-", "--json").out == expected


def test_an_empty_file_has_no_cases(tmp_path: Path) -> None:
    told = json.loads(replay(write(tmp_path / "a.jsonl", []), "--json").out)
    assert told["cases"] == {}


def test_blank_lines_and_a_last_line_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n" + json.dumps(EVENTS[0]) + "\n\n  \n" + json.dumps(EVENTS[2]), encoding="utf-8")
    assert replay(str(path)).status == 0


FAULTS: dict[str, tuple[list[Any], int]] = {
    "a gap": ([EVENTS[0], EVENTS[3]], 2),
    "no beginning": ([EVENTS[2]], 1),
    "the same number twice": ([EVENTS[0], EVENTS[2], EVENTS[2]], 3),
    "time runs backwards": ([EVENTS[0], line("A1", 2, "accepted", "09-01T09:00")], 2),
    "an unknown event": ([EVENTS[0], line("A1", 2, "vanished", "09-28T10:00")], 2),
    "a wrong type": ([line("A1", 1, "registered", "09-28T09:00", facts="high")], 1),
    "no offset": ([{**EVENTS[0], "at": "2026-09-28T09:00:00"}], 1),
    "no time": ([{**EVENTS[0], "at": None}], 1),
    "no case": ([{k: v for k, v in EVENTS[0].items() if k != "case"}], 1),
    "no type": ([{k: v for k, v in EVENTS[0].items() if k != "type"}], 1),
    "a number that is none": ([{**EVENTS[0], "seq": "1"}], 1),
    "half a number": ([{**EVENTS[0], "seq": 1.5}], 1),
    "true is no number": ([{**EVENTS[0], "seq": True}], 1),
    "a list": ([EVENTS[0], [1, 2]], 2),
    "data is a list": ([{**EVENTS[0], "data": [1]}], 1),
    "actor is a text": ([{**EVENTS[0], "actor": "lin"}], 1),
    "data is an empty list": ([{**EVENTS[0], "data": []}], 1),
    "actor is false": ([{**EVENTS[0], "actor": False}], 1),
    "an extension until soon": ([EVENTS[0], line("A1", 2, "extended", "09-28T10:00", new_due="soon")], 2),
    "an extension until a day": ([EVENTS[0], line("A1", 2, "extended", "09-28T10:00", new_due="2026-10-09")], 2),
    "an extension until nothing": ([EVENTS[0], line("A1", 2, "extended", "09-28T10:00", rule="reply-l1")], 2),
    "an extension without an offset": (
        [EVENTS[0], line("A1", 2, "extended", "09-28T10:00", new_due="2026-10-09T18:00:00")], 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_by_its_line(tmp_path: Path, fault: str) -> None:
    events, number = FAULTS[fault]
    path = write(tmp_path / "a.jsonl", events)
    answer = replay(path)
    assert (answer.status, answer.out) == (1, "")
    assert answer.is_one_line()
    assert answer.err.startswith(f"{path}:{number}: ")
    assert not re.search("[A-Z][a-z]+ |line 1", answer.err.removeprefix(path)), "told by a library"


@pytest.mark.parametrize(
    "content", [b"{", b"\xff\xfe{}", b"null", b'{"case": NaN}', b"[" * 100_000, b'"\\ud800"', b"\0"], ids=repr
)
def test_a_line_that_is_no_json_object(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps(EVENTS[0]).encode() + b"\n" + content + b"\n")
    answer = replay(str(path))
    assert answer.status == 1
    assert answer.is_one_line()
    assert answer.err.startswith(f"{path}:2: ")


def test_the_mark_that_windows_sets_before_a_file(tmp_path: Path) -> None:
    plain, marked = write(tmp_path / "a.jsonl"), tmp_path / "b.jsonl"
    marked.write_bytes(b"\xef\xbb\xbf" + Path(plain).read_bytes())
    assert replay(str(marked), "--json").out == replay(plain, "--json").out


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps(EVENTS[1], ensure_ascii=False).encode("gb18030"))
    answer = replay(str(path))
    assert (answer.status, answer.is_one_line()) == (1, True)
    assert answer.err.startswith(f"{path}:1: 不是 UTF-8 编码")


OTHERS = tuple(event for event in EVENTS if event["case"] == "B2")
BESIDE: dict[str, tuple[list[Any], str]] = {
    "no beginning": ([line("A1", 1, "accepted", "09-28T09:00")], "须为 registered"),
    "another beginning": ([line("A1", 1, "accepted", "09-28T09:00"), line("A1", 2, "registered", "09-28T10:00")], "须为 registered"),
    "registered twice": ([EVENTS[0], line("A1", 2, "registered", "09-28T10:00")], "不能再为 registered"),
    "an unknown kind": ([line("A1", 1, "registered", "09-28T09:00", kind="quarrel")], "可用的有：complaint、inquiry、suggestion、problem"),
    "no kind": ([line("A1", 1, "registered", "09-28T09:00", kind="")], "可用的有：complaint、inquiry"),
    "an unknown event": ([EVENTS[0], line("A1", 2, "vanished", "09-28T10:00")], "未知事件：vanished"),
    "a wrong type": ([line("A1", 1, "registered", "09-28T09:00", facts=[1])], "facts 应为对象"),
    "a gap": ([EVENTS[0], line("A1", 7, "accepted", "09-28T10:00")], "之前缺第 2 个"),
    "a huge number": ([EVENTS[0], {**EVENTS[2], "seq": 10**30}], "之前缺第 2 个"),
    "no number": ([EVENTS[0], {**EVENTS[2], "seq": 0}], "seq 须为从 1 起的整数"),
    "twice the same": ([EVENTS[0], EVENTS[2], EVENTS[2]], "重复"),
    "backwards": ([EVENTS[0], line("A1", 2, "accepted", "09-01T09:00")], "时间早于"),
    "no zone": ([{**EVENTS[0], "at": "2026-09-28T09:00:00"}], "缺少时区偏移"),
    "no such day": ([{**EVENTS[0], "at": "2026-02-30T09:00:00+08:00"}], "时间看不懂"),
    "data is a list": ([{**EVENTS[0], "data": [1]}], "data 与 actor 须为对象"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BESIDE)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n \n"], ids=["lf", "crlf", "blank"])
def test_a_stream_at_fault_is_left_out_and_the_others_are_replayed(
    tmp_path: Path, fault: str, ending: str
) -> None:
    events, said = BESIDE[fault]
    path, alone = tmp_path / "a.jsonl", write(tmp_path / "b.jsonl", OTHERS)
    records = [OTHERS[0], *events, *OTHERS[1:]]
    path.write_bytes("".join(json.dumps(one, ensure_ascii=False) + ending for one in records).encode())
    until = ("--until", "2026-10-10T00:00", "--json")
    answer = replay(str(path), *until)
    assert (answer.status, answer.is_one_line()) == (1, True)
    assert said in answer.err and "A1" in answer.err
    assert json.loads(answer.out) == json.loads(replay(alone, *until).out)


def test_a_case_at_the_end_of_time_is_told_beside_the_others(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{**EVENTS[0], "at": "9999-12-31T23:59:59+08:00"}, *OTHERS])
    answer = replay(path, "--json")
    assert (answer.status, answer.is_one_line()) == (1, True)
    assert answer.err.startswith("投诉件 A1 不能推演：")
    assert list(json.loads(answer.out)["cases"]) == ["B2"]


def test_every_stream_at_fault_is_told(tmp_path: Path) -> None:
    bad = [line(f"C{n}", 1, "accepted", "09-28T09:00") for n in range(150)]
    path = write(tmp_path / "a.jsonl", [*bad, *OTHERS])
    answer = replay(path, "--json")
    assert answer.status == 1
    lines = answer.err.splitlines()
    assert [one.split(":")[1] for one in lines[:100]] == [str(n) for n in range(1, 101)]
    assert lines[100:] == ["另有 50 处"]
    assert list(json.loads(answer.out)["cases"]) == ["B2"]


def test_what_the_rule_book_does_not_know_is_remarked_and_replayed(tmp_path: Path) -> None:
    """Cases recorded under another rule book are replayed on purpose: that is how a change of rules is tried."""
    path = write(tmp_path / "a.jsonl", [
        line("A1", 1, "registered", "09-28T09:00", kind="complaint", category="noise"),
        line("A1", 2, "graded", "09-28T10:00", level="L9"),
        line("A1", 3, "corrected", "09-28T11:00", category="smell"),
        *OTHERS,
    ])  # fmt: skip
    answer = replay(path, "--json")
    assert answer.status == 0
    assert answer.err.splitlines() == [
        f"{path}:1: 投诉件 A1：registered 的 category 为“noise”，管理办法里没有（有：无）",
        f"{path}:2: 投诉件 A1：graded 的 level 为“L9”，管理办法里没有（有：L1、L2）",
        f"{path}:3: 投诉件 A1：corrected 的 category 为“smell”，管理办法里没有（有：无）",
    ]
    assert set(json.loads(answer.out)["cases"]) == {"A1", "B2"}
    assert replay(write(tmp_path / "b.jsonl"), "--json").err == "", "nothing is remarked of what is known"


def told_by_line(answer: Answer) -> bool:
    """Each stream that was left out has a line, and nothing else is told."""
    whose = re.compile(r"(.+\.jsonl:\d+: |投诉件 )")
    return "Traceback" not in answer.err and all(whose.match(one) for one in answer.err.splitlines())


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, len(EVENTS) - 1),
    key=st.sampled_from(["case", "seq", "type", "at", "actor", "data", "rule_book", "free"]),
    value=_anything,
)
def test_any_value_anywhere_is_told_or_taken(tmp_path: Path, which: int, key: str, value: Any) -> None:
    events = [{**event, key: value} if n == which else event for n, event in enumerate(EVENTS)]
    answer = replay(write(tmp_path / "a.jsonl", events), "--json")
    assert answer.status in (0, 1)
    assert told_by_line(answer) if answer.status else json.loads(answer.out)["cases"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_garbage_is_told_or_taken(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.jsonl"
    content = bytearray(Path(write(path)).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=10))
    path.write_bytes(content)
    answer = replay(str(path), "--json")
    assert answer.status in (0, 1)
    assert told_by_line(answer) if answer.status else json.loads(answer.out)["cases"] is not None
