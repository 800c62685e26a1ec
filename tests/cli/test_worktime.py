"""`shouwen worktime due`: the answer in words and as JSON."""

import json
from datetime import datetime

import pytest

from tests.cli.terminal import CLINIC, shouwen

CASES = {
    "over the national holiday": ["--at", "2026-09-30T16:40", "--limit", "3wd"],
    "working hours with a pause": [
        "--at", "2026-09-30T16:40", "--limit", "4wh", "--pause", "2026-10-08T10:00/2026-10-08T15:00",
    ],
    "clock hours at night": ["--at", "2026-09-30T23:30:00+08:00", "--limit", "2h"],
    "another zone": ["--at", "2026-09-30T08:40:00Z", "--limit", "24h"],
    "end of month": ["--at", "2026-05-29T09:00", "--limit", "end of month"],
    "a year not announced": ["--at", "2027-01-04T09:00", "--limit", "5wd"],
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_in_words(case: str, snapshot) -> None:
    answer = shouwen("worktime", "due", "--rulebook", CLINIC, *CASES[case])
    assert answer.status == 0
    assert answer.out == snapshot


def test_as_json(snapshot) -> None:
    answer = shouwen("worktime", "due", "--rulebook", CLINIC, *CASES["over the national holiday"], "--json")
    told = json.loads(answer.out)
    assert told == snapshot
    assert set(told) == {"due_at", "provisional", "trace"}
    assert told["trace"][-1]["at"] == told["due_at"]


@pytest.mark.parametrize("name", ["four-level", "fishery", "property", "staged-limits"])
def test_the_quick_way_to_a_shipped_calendar_is_right(name: str) -> None:
    from shouwen.cli.books import find_calendar
    from shouwen.rulebooks import rule_book

    assert find_calendar(name).spec == rule_book(name).calendar


def test_a_time_without_offset_is_the_calendars() -> None:
    told = [
        json.loads(
            shouwen("worktime", "due", "--rulebook", CLINIC, "--at", at, "--limit", "4wh", "--json").out
        )
        for at in ("2026-09-30T16:40", "2026-09-30T16:40+08:00", "2026-09-30T08:40Z")
    ]
    assert told[0] == told[1] == told[2]


def test_several_pauses_add_up() -> None:
    pauses = ["--pause", "2026-09-29T09:00/2026-09-29T10:00", "--pause", "2026-09-29T11:00/2026-09-29T12:00"]
    line = [
        "worktime",
        "due",
        "--rulebook",
        CLINIC,
        "--at",
        "2026-09-29T08:00",
        "--limit",
        "8h",
        *pauses,
        "--json",
    ]
    assert datetime.fromisoformat(json.loads(shouwen(*line).out)["due_at"]).hour == 18


def test_a_provisional_answer_says_so() -> None:
    line = ["worktime", "due", "--rulebook", CLINIC, *CASES["a year not announced"]]
    assert json.loads(shouwen(*line, "--json").out)["provisional"] is True
    assert "（暂定）" in shouwen(*line).out
