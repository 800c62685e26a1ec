"""What the YAML library says of a text that it cannot read, in Chinese for who writes a rule book."""

import re

_SAID: tuple[tuple[str, str], ...] = (
    (r"mapping (values|keys) are not allowed", "这里不能再写“键: 值”；检查上一行的缩进，内容里有冒号时加引号"),
    (r"sequence entries are not allowed", "这里不能写“- ”列表项；检查缩进"),
    (r"could not find expected ':'|found unexpected ':'", "键的后面要有冒号和一个空格"),
    (r"found character '\\t'", "不能用制表符（Tab）缩进，请用空格"),
    (r"found character '(?P<char>.)' that cannot start", "不能以“{char}”开头；文字里要用它时加引号"),
    (r"found unexpected (end of stream|document separator)", "引号没有结束"),
    (r"expected <block end>, but found '<scalar>'", "引号或括号的后面还有多余的文字"),
    (r"expected <block end>, but found '[\]}]'", "括号不成对"),
    (r"expected <block end>", "缩进与前面不一致，或列表项与“键: 值”混写在一起"),
    (r"expected ',' or '\]'|expected the node content, but found '\]'", "方括号不成对，或各项之间少了逗号"),
    (r"expected ',' or '\}'|expected the node content, but found '\}'", "花括号不成对，或各项之间少了逗号"),
    (r"expected the node content", "这里少了内容"),
    (r"found unknown escape character|hexdecimal numbers", "双引号里的反斜杠“\\”写法不对；用单引号，或写两个反斜杠"),
    (r"expected chomping|indentation indicator|expected a comment or a line break|more indented follow up", "“|”“>”后面的多行文字写法不对"),
    (r"expected '<document start>'|found non-comment content|document end", "文件开头或“...”后面有多余的内容"),
    (r"YAML directive|incompatible YAML|expected a digit|tag handle|expected '!'|expected URI|expected '>'", "不使用“%”指令和“!”标签"),
    (r"expected alphabetic or numeric character", "“&”“*”“%”后面要有名字；文字里要用它们时加引号"),
)  # fmt: skip
"""How what it says reads → the words for it; the first that fits."""

OTHERWISE = "检查这一行的缩进、引号、括号和冒号"


def in_chinese(said: str) -> str:
    """The words for what the library says; for what is not known, where to look."""
    for pattern, words in _SAID:
        if found := re.search(pattern, said):
            return words.format(**found.groupdict())
    return OTHERWISE
