"""What a rule book or a story wants beside the usual steps of a tale, each before the step that waits for it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from shouwen.application.people import Person
from shouwen.demo.content import Content

Step: TypeAlias = tuple[Person | None, str, Mapping[str, Any]]
"""(who, None for the customer; command; data)."""
HANDLED = ("complaint", "problem")
"""The kinds that go the whole way; an inquiry needs none of what an organisation does beside the handling."""


def with_extras(
    steps: Iterator[Step],
    written: Content,
    story: Mapping[str, Any],
    doer: Callable[[str, str], Person | None],
) -> Iterator[Step]:
    """The steps, and before each what is wanted first: the `extra` of the story, then of the organisation.

    An extra is `{by, unit, do, data, before}`: a staff role (of the unit, else of the case's) or `customer`, a
    command with its data, and the command of the tale that it goes before (`close` where nothing is said, `first`
    before all). It is given once, or with `again` once a round. What nobody in the office does is left out.
    """
    usual = written.list("extra") if story["kind"] in HANDLED else []
    told: list[Mapping[str, Any]] = [*(story.get("extra") or []), *usual]
    wanted = sorted(told, key=lambda extra: extra.get("before") != "first")
    given: set[int] = set()
    for step in steps:
        command = step[1]
        if command == "reopen":
            given -= {number for number, extra in enumerate(wanted) if extra.get("again")}
        for number, extra in enumerate(wanted):
            if number in given or extra.get("before", "close") not in ("first", command):
                continue
            given.add(number)
            who = None if extra["by"] == "customer" else doer(extra["by"], extra.get("unit", ""))
            if who is not None or extra["by"] == "customer":
                yield who, extra["do"], extra.get("data") or {}
        yield step
