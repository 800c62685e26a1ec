"""Two entries of a list that stand one behind the other change places in the text, each with the comments that are its own."""

from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where the characters of an entry begin and end."""


def exchanged(text: str, first: Span, second: Span) -> str:
    """Between brackets: what stands between the two stays where it is."""
    between = text[first[1] : second[0]]
    return text[: first[0]] + text[slice(*second)] + between + text[slice(*first)] + text[second[1] :]


def exchanged_lines(text: str, first: Span, second: Span) -> str:
    """
    Line by line: comments right above the second entry go with it, and with each those below it that stand further in
    than its dash. The text as it is where the entries do not stand on lines of their own.
    """
    text = text if text.endswith("\n") else text + "\n"
    dashes = [text.rindex("-", 0, start) for start, _ in (first, second)]
    starts = [text.rfind("\n", 0, dash) + 1 for dash in dashes]
    if any(text[start:dash].strip() for start, dash in zip(starts, dashes, strict=True)):
        return text
    indent = dashes[0] - starts[0]
    end, close = (_with_remarks(text, text.find("\n", last) + 1, indent) for _, last in (first, second))
    between = text[end : starts[1]].splitlines(keepends=True)
    own = len(between)
    while own and between[own - 1].lstrip().startswith("#"):
        own -= 1
    one, two = text[starts[0] : end], "".join(between[own:]) + text[starts[1] : close]
    return text[: starts[0]] + two + "".join(between[:own]) + one + text[close:]


def _with_remarks(text: str, end: int, indent: int) -> int:
    """Where an entry ends with the comments below it that stand further in than its dash."""
    for line in text[end:].splitlines(keepends=True):
        told = line.lstrip()
        if not told.startswith("#") or len(line) - len(told) <= indent:
            break
        end += len(line)
    return end
