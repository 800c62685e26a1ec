"""A text that is no YAML is told to who writes it in Chinese, whatever is wrong with it."""

import random
import re

import pytest

from shouwen.core.rulebook.loader import check
from shouwen.core.rulebook.yaml_words import OTHERWISE, in_chinese
from tests.core.rulebook.files import SOUND

BROKEN = {
    "a: [1,\nb: 2\n": "方括号", "a: {b: 1, c\n": "花括号", "a: {b: 1}}\n": "括号", "a: ]\n": "方括号",
    "a:\n\tb: 1\n": "Tab", "a: b: c\n": "冒号", "a:\n  b: 1\n   c: 2\n": "缩进", "a:\n  - b\n c: 1\n": "缩进",
    "a: 'x\n": "引号", "a: 'b' c\n": "引号", 'a: "x\\q"\n': "反斜杠", 'a: "\\x1"\n': "反斜杠", "a: @x\n": "“@”",
    "a: - b\n": "列表项", "a: *\n": "名字", "%YAML 3.0\n---\na: 1\n": "指令", "a: !foo!b c\n": "标签", "a: |x\n  b\n": "多行",
    " a: 1\nb: 2\n": "多余",
}  # fmt: skip


@pytest.mark.parametrize(("text", "word"), BROKEN.items())
def test_what_is_wrong_is_named(text, word):
    (fault,) = check(text, name="x.yaml")
    assert fault.code == "yaml"
    assert word in fault.message_zh
    assert fault.message_en.startswith("not YAML: ")
    assert OTHERWISE not in fault.message_zh


def test_whatever_is_broken_the_words_are_chinese():
    chance, seen = random.Random(5), 0
    for _ in range(400):
        at = chance.randrange(len(SOUND))
        text = (
            SOUND[:at]
            + chance.choice(
                ["[", "]", "{", "}", "'", '"', "\t", ": ", "- ", "@", "%", "&", "*", "!", "|", "\n "]
            )
            + SOUND[at:]
        )
        for fault in check(text, name="x.yaml"):
            if fault.code == "yaml":
                seen += 1
                words = fault.message_zh.removeprefix("YAML 写法有误：").replace("Tab", "")
                assert not re.search("[A-Za-z]", words), fault
    assert seen > 50


def test_what_the_library_may_say_some_day_still_tells_where_to_look():
    assert in_chinese("something new") == OTHERWISE
