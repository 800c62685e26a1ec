"""What one entry of a rule book says, figure by figure, with the label of each: what a comparison sets side by side."""

from dataclasses import dataclass

from shouwen.core.rulebook.model import (
    Approval,
    Category,
    Clause,
    Fact,
    Ground,
    Level,
    May,
    Must,
    Never,
    Parameter,
    Periodic,
    Role,
    Stall,
    Words,
)
from shouwen.core.rulebook.names import KIND_NAMES
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.words import FACT_TYPES, ORIGIN_NAMES
from shouwen.core.rulebook.words_approvals import step_in_words
from shouwen.core.rulebook.words_limits import due_key, start_in_words
from shouwen.core.rulebook.words_periodic import EVERY_NAMES
from shouwen.core.rulebook.words_powers import own_data_in_words


@dataclass(frozen=True, slots=True)
class Subject:
    """A category by itself, with the names of those above it; those below it are entries of their own."""

    category: Category
    above: tuple[Words, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Subject) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return self.category.name, self.category.keywords, self.category.unit, self.above


def figures_of(entry: object, p: Phrases) -> dict[str, str]:
    """Label → what the entry says there."""
    pick, comma = p.pick, p.pick("、", ", ")
    match entry:
        case Clause():
            return {
                pick("条文", "text"): entry.text.zh,
                pick("英文条文", "English text"): entry.text.en,
                pick("出处", "origin"): p.say(ORIGIN_NAMES[entry.origin]),
                pick("说明", "note"): entry.note,
                pick("宣示性条款", "a statement"): _yes(entry.statement, p),
            }
        case Level():
            return {
                pick("名称", "name"): p.say(entry.name),
                pick("判定条件", "condition"): p.of(entry.when),
                pick("条款", "clause"): p.clause(entry.clause),
            }
        case Must():
            return _must(entry, p)
        case May():
            return {
                pick("操作", "command"): comma.join(map(p.command, entry.do)),
                pick("由谁", "by whom"): comma.join(map(p.role, entry.by)),
                pick("适用条件", "where"): p.of(entry.when),
                _of_data(p): own_data_in_words(entry, p),
                pick("条款", "clause"): p.clause(entry.clause),
            }
        case Never():
            return {
                pick("操作", "command"): comma.join(map(p.command, entry.do)),
                pick("何时", "while"): p.of(entry.while_),
                _of_data(p): own_data_in_words(entry, p),
                pick("提示", "what is told"): p.say(entry.say),
                pick("条款", "clause"): p.clause(entry.clause),
            }
        case Approval():
            return {
                pick("适用条件", "where"): p.of(entry.when),
                **{p.say(step.name): step_in_words(step, p) for step in entry.steps},
                pick("条款", "clause"): p.clause(entry.clause),
            }
        case Parameter():
            return {pick("数值", "value"): entry.value, pick("说明", "note"): p.say(entry.note)}
        case Subject(category, above):
            return {
                pick("名称", "name"): p.say(category.name),
                pick("上级分类", "under"): pick(" › ", " › ").join(map(p.say, above)),
                pick("建议的主办部门", "unit proposed"): category.unit,
                pick("关键词", "keywords"): comma.join(category.keywords),
            }
        case Fact():
            return {
                pick("名称", "name"): p.say(entry.name),
                pick("类型", "type"): p.say(FACT_TYPES[entry.type]),
                pick("选项", "options"): comma.join(p.say(option.name) for option in entry.options),
                pick("必填", "required"): _yes(entry.required, p),
                pick("出现在", "asked for"): comma.join(p.say(KIND_NAMES[kind]) for kind in entry.kinds),
                pick("填写提示", "hint"): p.say(entry.hint),
            }
        case Ground():
            return {
                pick("名称", "name"): p.say(entry.name),
                pick("可以作的操作", "allows"): comma.join(map(p.command, entry.do)),
                pick("对客户怎么说", "told to the customer"): p.say(entry.say),
                pick("条款", "clause"): p.clause(entry.clause),
            }
        case Periodic():
            return {
                pick("名称", "name"): p.say(entry.name),
                pick("多久一次", "how often"): p.say(EVERY_NAMES[entry.every]),
                pick("责任角色", "by whom"): p.role(entry.by),
                pick("时限", "limit"): f"{pick(*entry.within.words())}{_blank(entry.parameter, p)}",
                pick("写明", "says"): comma.join(p.say(one.name) for one in entry.contents),
                pick("条款", "clause"): p.clause(entry.clause),
            }
        case Role():
            return {
                pick("名称", "name"): p.say(entry.name),
                pick("由谁担任", "held by"): p.role(entry.holds),
                pick("部门", "units"): comma.join(entry.units),
            }
        case Stall():
            return {
                pick("时限", "limit"): entry.after.words()[p.language.startswith("en")],
                pick("适用条件", "where"): p.of(entry.when),
                pick("条款", "clause"): p.clause(entry.clause),
            }
        case Words():
            return {pick("文字", "text"): entry.zh, pick("英文", "English"): entry.en}
        case _:
            return {}


def _of_data(p: Phrases) -> str:
    return p.pick("对本次操作内容的要求", "of what is said in it")


def _must(rule: Must, p: Phrases) -> dict[str, str]:
    pick, comma = p.pick, p.pick("、", ", ")
    limit = rule.within.words()[p.language.startswith("en")]
    blank = _blank(rule.parameter, p)
    return {
        pick("名称", "name"): p.say(rule.name),
        pick("起算", "counted from"): p.event(rule.after),
        pick("对起算的要求", "of what it counts from"): p.of(rule.after_where, event=rule.after),
        pick("适用条件", "where"): p.of(rule.when),
        pick("须完成", "owed"): p.event(rule.do),
        pick("对完成的要求", "of what is owed"): p.of(rule.do_where, event=rule.do),
        pick("责任角色", "by whom"): p.role(rule.by),
        pick("时限", "limit"): f"{limit}{blank}",
        pick("从何时起算", "counted from when"): start_in_words(rule, p),
        pick("提前做的也算", "what is done earlier counts"): _yes(rule.start.early, p) if rule.start else "",
        pick("以事件所定的日期为准", "the event's own date"): due_key(rule, p) if rule.until else "",
        pick("逐一计时", "one for each"): _key(rule.per, rule.after, p),
        pick("提醒", "reminders"): comma.join(
            f"{r.percent}%"
            if r.percent
            else r.before.words()[p.language.startswith("en")]
            if r.before
            else ""
            for r in rule.remind
        ),
        pick("逾期升级至", "if late, to"): comma.join(map(p.role, rule.escalate)),
        pick("等待期间停表", "the clock waits"): _yes(rule.pause, p),
        pick("条款", "clause"): rule.clause,
    }


def _key(key: str, event: str, p: Phrases) -> str:
    return p.variable(key, event=event) if key else ""


def _blank(parameter: str, p: Phrases) -> str:
    """That the figure comes from a parameter, and which."""
    if not parameter:
        return ""
    named = p.figure(parameter)
    return p.pick(f"（取自参数“{named}”）", f" (from the figure “{named}”)")


def _yes(value: bool, p: Phrases) -> str:
    return p.pick("是", "yes") if value else p.pick("否", "no")
