"""A rule book by the name it ships under, or from a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shouwen.cli.errors import CallError
from shouwen.cli.files import read_bytes

if TYPE_CHECKING:
    from shouwen.core.rulebook.model import RuleBook
    from shouwen.core.worktime import CalendarSpec, WorkCalendar


def calendar_of(book: RuleBook) -> WorkCalendar:
    """The book's calendar with the holidays that this version of the program knows."""
    return _with_holidays(book.calendar)


def find_calendar(name: str) -> WorkCalendar:
    """As `calendar_of(find(name))`. Fast for a shipped book that names a preset: it is not read any further."""
    from importlib import resources

    from shouwen.core.worktime import PRESETS

    if name.replace("-", "").isalnum():
        file = resources.files("shouwen").joinpath("rulebooks", f"{name}.yaml")
        if file.is_file() and (
            line := re.search(r"^calendar: *([\w-]+) *$", file.read_text("utf-8"), re.MULTILINE)
        ):
            spec = PRESETS.get(line[1])
            if spec is not None:
                return _with_holidays(spec)
    return calendar_of(find(name))


def _with_holidays(spec: CalendarSpec) -> WorkCalendar:
    from shouwen.core.worktime import WorkCalendar, china, no_holidays

    return WorkCalendar(spec, china() if spec.holidays == "cn" else no_holidays())


def find(name: str) -> RuleBook:
    """
    The rule book: a shipped name, or the path of a file (with a slash, or ending in .yaml or .yml).

    Raise `CallError` for an unknown name, an unreadable file, a file with faults (the first of them).
    """
    if "/" not in name and not name.endswith((".yaml", ".yml")):
        return _shipped(name)
    from shouwen.core.rulebook.faults import RuleBookFaults
    from shouwen.core.rulebook.loader import load

    source = read_bytes(name)
    try:
        return load(source, name=name)
    except RuleBookFaults as faults:
        first, more = faults.faults[0], len(faults.faults) - 1
        rest = f"；另有 {more} 处，见 shouwen rulebook check {name}" if more else ""
        raise CallError(
            f"{name}:{first.line}:{first.column}: {first.code} {first.message_zh}{rest}"
        ) from None


def _shipped(name: str) -> RuleBook:
    from shouwen.rulebooks import rule_book, shipped

    known = shipped()
    if name not in known:
        from difflib import get_close_matches

        close = get_close_matches(name, known, n=1, cutoff=0.5)
        meant = f"，是不是 {close[0]}？" if close else ""
        raise CallError(f"没有名为“{name}”的管理办法{meant}（全部：shouwen rulebook list；文件请写路径）")
    return rule_book(name)
