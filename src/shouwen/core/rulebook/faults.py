"""What can be wrong with a rule book: a code, a place, and words in both languages.

All faults of a file are gathered and told at once, by place; one cause gives one fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

MESSAGES: Mapping[str, tuple[str, str]] = {
    # the text
    "too-large": ("文件过大（上限 {limit}）", "the file is too large (limit {limit})"),
    "encoding": ("文件不是 UTF-8 编码", "the file is not UTF-8"),
    "control-character": ("含有不可见的控制字符 {char}", "control character {char}"),
    "empty": ("文件是空的", "the file is empty"),
    "yaml": ("YAML 写法有误：{problem_zh}", "not YAML: {problem_en}"),
    "not-a-mapping": ("规则文件最外层须为“键: 值”", "a rule book is a mapping of keys to values"),
    "several-documents": ("一个文件只放一份管理办法，不要用 --- 再开一份", "one file holds one rule book"),
    "duplicate-key": ("键“{key}”重复，前一处在第 {line} 行", "key {key!r} stands twice, first in line {line}"),
    "bad-key": ("键须为文字", "a key must be text"),
    "tag": ("不使用标签“{tag}”", "tags such as {tag!r} are not used"),
    "unknown-alias": ("别名“*{alias}”没有对应的锚点", "alias *{alias} has no anchor"),
    "alias": ("别名“*{alias}”展开后过大", "alias *{alias} grows too large"),
    "too-deep": ("嵌套过深（上限 {limit} 层）", "nested too deeply (limit {limit})"),
    "too-many": ("内容过多（上限 {limit} 项）", "too many values (limit {limit})"),
    # the shape
    "missing-key": ("缺少“{key}”", "{key!r} is missing"),
    "unknown-key": ("没有“{key}”这个键{hint_zh}", "no such key: {key!r}{hint_en}"),
    "wrong-type": ("应为{expected_zh}", "expected {expected_en}"),
    "bad-value": ("“{value}”不可用{hint_zh}", "{value!r} is not offered{hint_en}"),
    "bad-id": ("“{value}”不能作标识：{rule_zh}", "{value!r} is not an identifier: {rule_en}"),
    "too-long": ("过长（上限 {limit}）", "too long (limit {limit})"),
    "too-short": ("不能为空", "must not be empty"),
    "too-small": ("不能小于 {limit}", "must be at least {limit}"),
    "too-great": ("不能大于 {limit}", "must be at most {limit}"),
    "bad-version": ("版本须为正整数", "a version is a positive whole number"),
    "bad-pause": ("pause 只能写 never", "pause can only be never"),
    "bad-requirement": ("不合要求", "not as required"),
    # the words that rules use
    "rule-without-clause": ("规则没有写明依据哪一条款", "a rule must name its clause"),
    "unknown-clause": ("没有条款“{value}”{hint_zh}", "no clause {value!r}{hint_en}"),
    "clause-without-rule": (
        "条款“{value}”没有规则与它对应；不能计算的条款请注明 statement: true",
        "no rule rests on clause {value!r}; mark it statement: true if it is not computable",
    ),
    "unknown-event": ("没有事件“{value}”{hint_zh}", "no event {value!r}{hint_en}"),
    "unknown-command": ("没有操作“{value}”{hint_zh}", "no command {value!r}{hint_en}"),
    "unknown-parameter": ("没有参数“{value}”{hint_zh}", "no parameter {value!r}{hint_en}"),
    "duplicate-id": ("标识“{value}”重复，前一处在第 {line} 行", "{value!r} stands twice, first in line {line}"),
    "role-nobody-holds": (
        "没有人担任“{value}”：既不是内置角色，也没有在 roles 中说明{hint_zh}",
        "nobody holds {value!r}: neither a built-in role nor declared under roles{hint_en}",
    ),
    "reserved-role": ("“{value}”是内置角色，请换一个标识", "{value!r} is a built-in role; choose another id"),
    "reserved-fact": ("“{value}”是内置变量，请换一个标识", "{value!r} is a built-in variable; choose another id"),
    "options-needed": ("选择型字段须写明 options", "a choice needs its options"),
    "options-unwanted": ("只有选择型字段才有 options", "only a choice has options"),
    # conditions
    "condition-syntax": ("条件写法有误：{problem_zh}", "not a condition: {problem_en}"),
    "unknown-variable": ("条件里没有“{value}”这个量{hint_zh}", "no variable {value!r} here{hint_en}"),
    "unknown-field": ("条件里的“{of}”没有“{value}”这一项{hint_zh}", "{of!r} has no field {value!r}{hint_en}"),
    "loop-name": ("“{value}”已是别的量的名字，逐项时请换一个", "{value!r} is the name of something else; call the item otherwise"),
    "condition-type": ("条件的类型不符：{problem_zh}", "types do not fit: {problem_en}"),
    "unknown-value": (
        "“{variable}”不会等于“{value}”{hint_zh}", "{variable!r} is never {value!r}{hint_en}"
    ),
    # sense
    "level-never": ("级别“{value}”的条件永远不成立", "the condition of level {value!r} can never hold"),
    "level-unreachable": (
        "级别“{value}”永远轮不到：只要它的条件成立，前面的 {earlier} 已先成立",
        "level {value!r} is never reached: whenever it holds, {earlier} before it holds as well",
    ),
    "approval-unreachable": (
        "审批“{value}”永远轮不到：只要它的条件成立，前面的 {earlier} 已先成立",
        "approval {value!r} is never reached: whenever it holds, {earlier} before it holds as well",
    ),
    "nobody-gives": (
        "这一步没有人能同意：它的角色在任何情况下都被“不得”挡住",
        "nobody can ever give this step: whoever holds its roles is refused by a `never`",
    ),
    "rule-never": ("规则的条件永远不成立", "the condition of this rule can never hold"),
    "bad-limit": ("{problem}", "not a limit: {value!r} (such as 30min, 2h, 4wh, 3wd, 10d, end of month)"),
    "keys-together": ("{first} 和 {second} 不能同时写", "{first} and {second} exclude each other"),
    "bad-reminder": (
        "提醒“{value}”应写作时限的百分数（1%–99%）或提前量（如 2h）",
        "a reminder is a share of the limit (1%–99%) or a span before its end (2h), not {value!r}",
    ),
    "reminder-too-early": (
        "提醒“{value}”早于计时开始：时限只有 {limit}", "reminder {value!r} comes before the clock starts ({limit})"
    ),
    "limit-before-predecessor": (
        "时限 {value} 早于前一步：“{before_zh}”（规则 {rule}）按其时限还没有到期，这一步就已到期",
        "limit {value} ends before its predecessor: {before_en} (rule {rule}) may still be under way",
    ),
    "stall-needed": (
        "本办法没有写明停滞（stall），这条规则等的事件不会发生",
        "this rule book does not say when a case stalls (stall): the event never comes",
    ),
    "approver-loop": ("{problem_zh}", "{problem_en}"),
    "not-years": ("“{value}”不是整年数（0 到 99）", "{value!r} is not a whole number of years (0 to 99)"),
    "not-a-percentage": ("“{value}”不是 0 到 100 的数值", "{value!r} is not a number from 0 to 100"),
    "least-over-points": ("最低分 {value} 高于该项满分 {points}", "the least {value} is above the item's points {points}"),
    # the calendar
    "unknown-calendar": ("没有日历“{value}”{hint_zh}", "no calendar {value!r}{hint_en}"),
    "unknown-timezone": ("没有时区“{value}”", "no time zone {value!r}"),
    "bad-span": ("时段“{value}”应写作 09:00-12:00，先开始后结束", "{value!r} is not a span such as 09:00-12:00"),
    "overlapping-spans": (
        "时段“{value}”与前一时段重叠或未按先后排列", "span {value!r} overlaps the one before or is out of order"
    ),
    "bad-date": ("“{value}”不是日期，应写作 2026-02-14", "{value!r} is not a date such as 2026-02-14"),
    "calendar": ("日历不可用：{problem}", "the calendar cannot be used: {problem}"),
}  # fmt: skip
"""Code → (Chinese, English) with the names of what is filled in."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Fault:
    """One fault. `line` and `column` count from 1, columns in characters; `path` is a JSON pointer."""

    line: int
    column: int
    code: str
    path: str = ""
    message_zh: str = ""
    message_en: str = ""

    def message(self, language: str) -> str:
        """In the language of a code such as `zh-hans` or `en`."""
        return self.message_en if language.startswith("en") else self.message_zh


class RuleBookFaults(ValueError):  # noqa: N818 - it carries many
    """A rule book that cannot be used, with all its faults in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...], *, name: str) -> None:
        super().__init__("；".join(f"{name}:{f.line}:{f.column} {f.message_zh}" for f in faults[:20]))
        self.faults = faults
        self.name = name


class Faults:
    """The faults gathered so far; each place tells a code once."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int, str, str], Fault] = {}

    def add(self, at: tuple[int, int], code: str, *, path: str = "", **words: object) -> None:
        """Note a fault at (line, column). `words` fill the message of `code`."""
        zh, en = MESSAGES[code]
        fault = Fault(
            line=at[0],
            column=at[1],
            code=code,
            path=path,
            message_zh=zh.format(**words),
            message_en=en.format(**words),
        )
        self._found.setdefault((fault.line, fault.column, code, fault.message_en), fault)

    def sorted(self) -> tuple[Fault, ...]:
        return tuple(sorted(self._found.values()))

    def __len__(self) -> int:
        return len(self._found)


def hint(value: str, known: "list[str] | tuple[str, ...]") -> dict[str, str]:
    """What was probably meant, as `hint_zh` and `hint_en`; the whole choice where it is short."""
    close = get_close_matches(value, known, n=1, cutoff=0.6)
    if close:
        return {"hint_zh": f"，是不是“{close[0]}”？", "hint_en": f"; did you mean {close[0]!r}?"}
    if 0 < len(known) <= _SHORT:
        return {"hint_zh": f"，可用：{'、'.join(known)}", "hint_en": f"; known: {', '.join(known)}"}
    return {"hint_zh": "", "hint_en": ""}


_SHORT = 14
