"""What the library of conditions finds wrong, in the words of somebody who writes a rule book."""

import re
from typing import NamedTuple

_PLACE = re.compile(r"ERROR: <input>:(\d+):(\d+): (?:Syntax error: )?(.*)")
_NAMED = r"'(.*?)'"
_SYNTAX: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), zh, en)
    for pattern, zh, en in (
        (r"(?:mismatched|extraneous) input '<EOF>'", "没有写完", "it is not finished"),
        (rf"missing {_NAMED} at", "缺少 {0}", "{0} is missing"),
        (rf"extraneous input {_NAMED} expecting", "多了 {0}", "{0} is too much"),
        (rf"mismatched input {_NAMED} expecting", "不该出现 {0}", "{0} does not belong here"),
        (
            r"token recognition error at: '([\"'].*)'",
            "引号没有写完：{0}",
            "a quotation mark is not closed: {0}",
        ),
        (r"token recognition error at: '(.*)'", "不认得 {0}", "{0} is not known"),
        (
            r"Incomplete .* `_\?_:_`",
            "问号要写成 条件 ? 甲 : 乙",
            "a question mark is written condition ? a : b",
        ),
    )
)
_HINTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(?<![=!<>])=(?!=)"), "比较相等用 ==", "equality is written =="),
    (re.compile(r"\b(and|or|not)\b", re.IGNORECASE), "并且、或者、不是写作 &&、||、!", "and, or, not are written &&, ||, !"),
    (re.compile(r"[“”‘’（）！＝＆｜]"), "引号、括号和符号用半角", "quotation marks, brackets and signs are half-width"),
)  # fmt: skip
_RUNNING: tuple[tuple[str, str, str], ...] = (
    ("No such overload", "比较或计算的两边类型不同", "the two sides are of different types"),
    ("division by zero", "除以零", "division by zero"),
    ("index out of bounds", "列表里没有那么多项", "the list does not have so many entries"),
    ("No such key", "没有这一项", "there is no such entry"),
    ("Undefined variable or function", "这项运算用不到这种值上", "this cannot be asked of such a value"),
)  # fmt: skip


class Told(NamedTuple):
    """A problem in Chinese and in English, with line and column in the text where the library tells them."""

    zh: str
    en: str
    place: tuple[int, int] = (1, 1)


def of_syntax(problem: str, text: str) -> Told:
    """Why a text is no condition."""
    zh, en, place = "读不懂", "it cannot be read", (1, 1)
    if match := _PLACE.search(problem):
        place = (int(match[1]), int(match[2]))
        for pattern, said, meant in _SYNTAX:
            if found := pattern.match(match[3]):
                tokens = [token.strip() for token in found.groups()]
                zh, en = said.format(*tokens), meant.format(*tokens)
                break
        line = f"第 {place[0]} 行" if place[0] > 1 else ""
        zh = f"{line}第 {place[1]} 个字符处{zh}"
        en = f"at {f'line {place[0]}, ' if line else ''}character {place[1]}: {en}"
    outside = re.sub(r"'[^']*'|\"[^\"]*\"", "", text)
    hints = [(a, b) for pattern, a, b in _HINTS if pattern.search(outside)]
    return Told(
        "；".join((zh, *(a for a, _ in hints)))[:300], "; ".join((en, *(b for _, b in hints)))[:300], place
    )


def of_running(problem: str) -> Told:
    """Why a condition cannot be answered for some values."""
    found = ((zh, en) for mark, zh, en in _RUNNING if mark.casefold() in problem.casefold())
    zh, en = next(found, ("不能判断", "it cannot be answered"))
    return Told(zh, en)
