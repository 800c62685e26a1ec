"""The shipped rule books, each broken in two ways drawn by a seed: the check never fails itself, never passes over it, and tells
its very line.
"""

import random
import re
from collections.abc import Callable
from importlib import resources

import pytest

from shouwen.core.rulebook.loader import check

Change = Callable[[re.Match[str]], str]
MUTATIONS: dict[str, tuple[str, Change]] = {
    "a misspelt key": (
        r"(?<=[{,] )(clause|do|by|after|within|id|when|while|say|late|remind): ",
        lambda m: m[1] + "x: ",
    ),
    "a key gone": (r"(?<=[{ ])(clause|do|by|after|within|while): [^,{}\[\]\"']+, ", lambda m: ""),
    "an unknown trigger": (r"(?<= )after: (\w+)", lambda m: "after: zz" + m[1]),
    "an unknown deed": (r"(?<= )do: (\w+)", lambda m: "do: zz" + m[1]),
    "an unknown role": (r"(?<= )by: (\w+)", lambda m: "by: zz" + m[1]),
    "an unknown clause": (r"(?<= )clause: ([\w-]+)", lambda m: "clause: zz" + m[1]),
    "an unknown calendar": (r"^calendar: ([\w-]+)", lambda m: "calendar: zz" + m[1]),
    "no limit": (r"(?<= )within: (\w+)", lambda m: m[0] + "q"),
    "an unknown fact": (r"(?<= )(when|while): \"(!?)(\w+)", lambda m: f'{m[1]}: "{m[2]}zz{m[3]}'),
    "half a condition": (r"(?<= )(when|while): \"", lambda m: m[0] + "&& "),
    "an open bracket": (r"(?<= )(when|while): \"", lambda m: m[0] + "("),
    "a list": (r"(?<= )(do|by|after|within): \w+", lambda m: m[1] + ": [1, [2]]"),
    "a number": (r"(?<= )(clause|do|by|after): [\w-]+", lambda m: m[1] + ": 12"),
    "a key twice": (r"(?<=[{,] )((clause|do|by|after|within): [\w-]+)", lambda m: f"{m[1]}, {m[1]}"),
    "an open brace": (r"\}$", lambda m: ""),
    "a quotation mark too many": (r"(?<=: )\"", lambda m: '""'),
    "a misspelt part": (r"^(\w+):", lambda m: m[1] + "x:"),
    "a tab": (r"^(?= *\S)", lambda m: "\t"),
}
SHIPPED = sorted(
    file.name for file in resources.files("shouwen").joinpath("rulebooks").iterdir() if file.name.endswith(".yaml")
)  # fmt: skip


def broken(text: str, mutation: str, chance: random.Random) -> tuple[str, int]:
    """(the text with one mutation at a place drawn, the line of it)."""
    pattern, change = MUTATIONS[mutation]
    lines = text.split("\n")
    places = [
        (number, found)
        for number, line in enumerate(lines)
        if line.strip() and not line.lstrip().startswith("#")
        for found in re.finditer(pattern, line)
    ]
    number, found = chance.choice(places)
    line = lines[number]
    lines[number] = line[: found.start()] + change(found) + line[found.end() :]
    return "\n".join(lines), number + 1


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_broken_is_told_by_its_line(name: str) -> None:
    text = resources.files("shouwen").joinpath("rulebooks", name).read_text("utf-8")
    chance = random.Random(name)
    kinds = list(MUTATIONS)
    first = 2 * SHIPPED.index(name)
    for mutation in (kinds[first % len(kinds)], kinds[(first + 1) % len(kinds)]):
        if not any(re.search(MUTATIONS[mutation][0], line) for line in text.split("\n")):
            continue
        changed, line = broken(text, mutation, chance)
        told = check(changed, name=name)
        assert line in {fault.line for fault in told}, f"{mutation} in line {line}: {told[:3]}"


def test_several_at_once_are_all_told() -> None:
    text = resources.files("shouwen").joinpath("rulebooks", "four-level.yaml").read_text("utf-8")
    chance, lines = random.Random(7), set()
    for mutation in ("an unknown role", "no limit", "half a condition", "an unknown clause"):
        text, line = broken(text, mutation, chance)
        lines.add(line)
    assert lines <= {fault.line for fault in check(text, name="four-level.yaml")}
