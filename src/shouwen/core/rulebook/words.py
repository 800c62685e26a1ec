"""A rule book in plain sentences, beside its clauses: for `shouwen rulebook show` and the web."""

from collections.abc import Iterator
from dataclasses import dataclass

from shouwen.core.rulebook.event_keys import EVENT_KEY_NAMES
from shouwen.core.rulebook.model import Category, Clause, Must, Origin, RuleBook, Words
from shouwen.core.rulebook.names import COMMAND_NAMES, EVENT_NAMES, KIND_NAMES
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.core.rulebook.sentences import Line
from shouwen.core.rulebook.words_approvals import approval_lines
from shouwen.core.rulebook.words_limits import due_key, start_in_words
from shouwen.core.rulebook.words_periodic import periodic_lines
from shouwen.core.rulebook.words_powers import may_in_words, never_in_words
from shouwen.core.rulebook.words_reviews import review_lines
from shouwen.core.rulebook.words_stall import stall_lines
from shouwen.core.worktime import CalendarSpec, Hours, Limit, LimitError

ORIGIN_NAMES = {
    Origin.SOURCE: Words("原文", "source"),
    Origin.READING: Words("本系统的理解", "our reading"),
    Origin.BLANK: Words("原文留白，待单位填写", "left blank by the source, to be filled in"),
}
SECTION_NAMES = {
    "start": Words("时限与日历", "Limits and calendar"), "clauses": Words("条款", "Clauses"), "levels": Words("级别", "Levels"),
    "must": Words("必须", "Must"), "may": Words("可以", "May"), "never": Words("不得", "Never"),
    "approvals": Words("分步审批", "Approval in steps"),
    "grounds": Words("中止和延期的事由", "Grounds of suspension and extension"),
    "periodic": Words("定期工作", "Periodic work"),
    "stall": Words("停滞", "Stalling"), "reviews": Words("质检、责任异议与保管", "Quality review, objections and keeping"), "categories": Words("分类", "Categories"),
    "facts": Words("登记项", "Form fields"), "roles": Words("角色", "Roles"),
    "parameters": Words("待单位填写的参数", "Figures to be filled in"),
    "chapters": Words("处理手册的章", "Chapters of the manual"),
}  # fmt: skip
CHAPTER_NAMES = {
    "scope": Words("适用范围", "Scope"), "duties": Words("机构与职责", "Offices and duties"), "training": Words("培训", "Training"),
    "assessment": Words("考核", "Assessment"), "incentives": Words("奖励与责任", "Rewards and sanctions"),
}  # fmt: skip
FACT_TYPES = {
    "text": Words("文字", "text"), "number": Words("数值", "number"), "bool": Words("是否", "yes or no"),
    "date": Words("日期", "date"), "choice": Words("单选", "choice"), "choices": Words("多选", "choices"),
}  # fmt: skip
_WEEKDAYS = ("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the rule book: `clauses`, `levels`, `must` …, with its heading."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InWords:
    """The rule book in words; as a string, the whole of it."""

    title: str
    sections: tuple[Section, ...]

    def __str__(self) -> str:
        parts = [self.title]
        for section in self.sections:
            lines = (f"{'  ' * (line.depth + 1)}{line.text}" for line in section.lines)
            parts.append("\n".join((section.title, *lines)))
        return "\n\n".join(parts)


def in_words(book: RuleBook, language: str = "zh") -> InWords:
    """Every clause, level and rule of the book as sentences, in Chinese or (`en…`) English."""
    p = Phrases(book, language)
    lines = {
        "start": _start(p), "clauses": _clauses(p), "levels": _levels(p), "must": _musts(p), "may": _mays(p),
        "never": _nevers(p), "approvals": approval_lines(p), "grounds": _grounds(p),
        "periodic": periodic_lines(p), "stall": stall_lines(p), "reviews": review_lines(p),
        "categories": _categories(p, book.categories, 0), "facts": _facts(p), "roles": _roles(p),
        "parameters": _parameters(p),
    }  # fmt: skip
    sections = tuple(
        Section(id=id_, title=p.say(SECTION_NAMES[id_]), lines=tuple(of)) for id_, of in lines.items()
    )
    version = p.pick(f"（第 {book.version} 版）", f" (version {book.version})")
    return InWords(title=f"{p.say(book.title)}{version}", sections=tuple(s for s in sections if s.lines))


def must_in_words(rule: Must, book: RuleBook, language: str = "zh") -> str:
    """One rule as a sentence, with its clause."""
    p = Phrases(book, language)
    return p.pick(_must_zh(rule, p), _must_en(rule, p))


def _must_zh(rule: Must, p: Phrases) -> str:
    limit = rule.within.words()[0]
    within = limit if limit.endswith("内") else f"{limit}内"
    if rule.until:
        within = f"{due_key(rule, p)}之前（没有写明的 {within}）"
    when = p.of(rule.when)
    blank = "（待单位填写）" if rule.parameter else ""
    start = start_in_words(rule, p)
    begun = f"{_happened(rule, p)}后" + (f"，从{start}起算" if start else "")
    parts = [f"{begun}，{f'{when}的，' if when else ''}{p.role(rule.by)}须在 {within}{_owed(rule, p)}{blank}"]
    if rule.start and not rule.start.early:
        parts.append("此前做的不算")
    percents = "、".join(f"{r.percent}%" for r in rule.remind if r.percent)
    spans = "、".join(r.before.words()[0] for r in rule.remind if r.before)
    if percents:
        parts.append(f"时限过 {percents} 时提醒")
    if spans:
        parts.append(f"到期前 {spans}提醒")
    if rule.escalate:
        parts.append(f"逾期升级至{'、'.join(p.role(role) for role in rule.escalate)}")
    if rule.per:
        parts.append(f"每个{p.say(EVENT_KEY_NAMES.get(rule.per, Words(rule.per)))}各算一项")
    if not rule.pause:
        parts.append("等待或中止期间照常计时")
    return f"{'；'.join(parts)}（{p.clause(rule.clause)}）"


def _must_en(rule: Must, p: Phrases) -> str:
    limit = rule.within.words()[1]
    within = limit if rule.within.unit.is_period_end else f"within {limit}"
    if rule.until:
        within = f"by the “{due_key(rule, p)}” (where none is told, {within})"
    when = p.of(rule.when)
    blank = " (to be filled in)" if rule.parameter else ""
    start = start_in_words(rule, p)
    begun = f"After “{_happened(rule, p)}”" + (f", counted {start}" if start else "")
    parts = [
        f"{begun}{f', where {when},' if when else ','} {p.role(rule.by)} owes “{_owed(rule, p)}” {within}{blank}"
    ]
    if rule.start and not rule.start.early:
        parts.append("what is done earlier does not count")
    percents = ", ".join(f"{r.percent}%" for r in rule.remind if r.percent)
    spans = ", ".join(r.before.words()[1] for r in rule.remind if r.before)
    if percents:
        parts.append(f"reminded when {percents} of the limit is gone")
    if spans:
        parts.append(f"reminded {spans} before the end")
    if rule.escalate:
        parts.append(f"if late it goes to {', '.join(p.role(role) for role in rule.escalate)}")
    if rule.per:
        parts.append(f"once for each {p.say(EVENT_KEY_NAMES.get(rule.per, Words(rule.per)))}")
    if not rule.pause:
        parts.append("the clock never stops")
    return f"{'; '.join(parts)} ({p.clause(rule.clause)})"


def _happened(rule: Must, p: Phrases) -> str:
    where = p.of(rule.after_where, event=rule.after)
    return p.event(rule.after) + (p.pick(f"（{where}）", f" ({where})") if where else "")


def _owed(rule: Must, p: Phrases) -> str:
    """The rule's own name for the step, then the event and what it must say."""
    where = p.of(rule.do_where, event=rule.do)
    event = p.event(rule.do)
    name = p.say(rule.name)
    inner = [*([event] if name != p.say(EVENT_NAMES[rule.do]) else []), *([where] if where else [])]
    told = p.pick("，", ", ").join(inner)
    return name + (p.pick(f"（{told}）", f" ({told})") if told else "")


def _start(p: Phrases) -> Iterator[Line]:
    if p.book.starts_at.zh:
        yield Line(id="starts_at", text=p.say(p.book.starts_at))
    yield from (Line(id="calendar", text=text) for text in _calendar(p.book.calendar, p))


def calendar_in_words(spec: CalendarSpec, language: str) -> tuple[str, ...]:
    """The weekly hours with the holidays that are kept, then every day of its own, by date."""
    blank = RuleBook(slug="", title=Words(""), version=1, calendar=spec, clauses={})
    return tuple(_calendar(spec, Phrases(blank, language)))


def _calendar(spec: CalendarSpec, p: Phrases) -> Iterator[str]:
    days: dict[Hours, list[int]] = {}
    for number, hours in enumerate(spec.weekly):
        days.setdefault(hours, []).append(number)
    told = [
        f"{p.pick('周' + ''.join(_WEEKDAYS[0][d] for d in found), ', '.join(_WEEKDAYS[1][d] for d in found))} "
        f"{p.pick('、', ', ').join(map(_span, hours)) or p.pick('休息', 'off')}"
        for hours, found in days.items()
    ]
    holidays = p.pick("按国务院放假和调休安排", "public holidays and make-up days of China") if spec.holidays == "cn" else p.pick("不放节假日", "no holidays")  # fmt: skip
    yield f"{p.pick('，', '; ').join(told)}{p.pick('；', '; ')}{holidays}{p.pick('；时区 ', '; time zone ')}{spec.timezone}"
    for on in sorted(spec.days):
        day = spec.days[on]
        words = {"closed": p.pick("休息", "off"), "working": p.pick("上班", "working")}
        yield f"{on.isoformat()} {words[day] if isinstance(day, str) else '、'.join(map(_span, day))}"


def _span(span: tuple[int, int]) -> str:
    start, end = span
    return f"{start // 60:02}:{start % 60:02}–{end // 60:02}:{end % 60:02}"


def _clauses(p: Phrases) -> Iterator[Line]:
    for clause in p.book.clauses.values():
        text = f"{p.clause(clause.id)}{p.pick(f'（{clause.id}）', f' ({clause.id}) ')}{p.say(clause.text)}"
        yield Line(id=clause.id, text=f"{text}{_marks(clause, p)}", clause=clause.id)
        if clause.note:
            yield Line(id=clause.id, text=clause.note, clause=clause.id, depth=1)


def _marks(clause: Clause, p: Phrases) -> str:
    marks = [p.say(ORIGIN_NAMES[clause.origin])] if clause.origin is not Origin.SOURCE else []
    if clause.statement:
        marks.append(p.pick("宣示性条款", "a statement"))
    return "".join(p.pick(f"〔{mark}〕", f" [{mark}]") for mark in marks)


def _levels(p: Phrases) -> Iterator[Line]:
    for level in p.book.levels:
        when = p.of(level.when) or p.pick("其余", "all others")
        text = p.pick(
            f"{p.say(level.name)}：{when}（{p.clause(level.clause)}）",
            f"{p.say(level.name)}: {when} ({p.clause(level.clause)})",
        )
        yield Line(id=level.id, text=text, clause=level.clause)


def _musts(p: Phrases) -> Iterator[Line]:
    for rule in p.book.must:
        yield Line(id=rule.id, text=must_in_words(rule, p.book, p.language), clause=rule.clause)


def _mays(p: Phrases) -> Iterator[Line]:
    for rule in p.book.may:
        yield Line(id=rule.id, text=may_in_words(rule, p.book, p.language), clause=rule.clause)


def _nevers(p: Phrases) -> Iterator[Line]:
    for rule in p.book.never:
        yield Line(id=rule.id, text=never_in_words(rule, p.book, p.language), clause=rule.clause)


def _categories(p: Phrases, categories: tuple[Category, ...], depth: int) -> Iterator[Line]:
    for category in categories:
        unit = p.pick(f" → {category.unit}", f" → {category.unit}") if category.unit else ""
        words = p.pick("：", ": ") + p.pick("、", ", ").join(category.keywords) if category.keywords else ""
        yield Line(id=category.id, text=f"{p.say(category.name)}{unit}{words}", depth=depth)
        yield from _categories(p, category.children, depth + 1)


def _facts(p: Phrases) -> Iterator[Line]:
    for fact in p.book.facts:
        kinds = p.pick("、", ", ").join(p.say(KIND_NAMES[kind]) for kind in fact.kinds)
        options = p.pick("、", ", ").join(p.say(option.name) for option in fact.options)
        told = p.pick("，", ", ").join(filter(None, (p.say(FACT_TYPES[fact.type]), options, kinds)))
        needed = p.pick("，必填", ", required") if fact.required else ""
        yield Line(
            id=fact.id,
            text=p.pick(f"{p.say(fact.name)}（{told}{needed}）", f"{p.say(fact.name)} ({told}{needed})"),
        )


def _grounds(p: Phrases) -> Iterator[Line]:
    for ground in p.book.grounds:
        do = p.pick("、", ", ").join(p.say(COMMAND_NAMES[command]) for command in ground.do)
        text = p.pick(f"{p.say(ground.name)}：可以{do}", f"{p.say(ground.name)}: may {do}")
        if ground.say.zh:
            text += p.pick(f"；对客户说“{p.say(ground.say)}”", f"; to the customer: “{p.say(ground.say)}”")
        yield Line(id=ground.id, text=text, clause=ground.clause)


def _roles(p: Phrases) -> Iterator[Line]:
    for role in p.book.roles:
        units = p.pick("、", ", ").join(role.units)
        holder = p.say(STAFF_ROLES[role.holds])
        yield Line(id=role.id, text=f"{p.say(role.name)} = {units + ' ' if units else ''}{holder}")


def _parameters(p: Phrases) -> Iterator[Line]:
    for parameter in p.book.parameters:
        now = figure_in_words(parameter.value, p)
        text = f"{p.say(parameter.note) or parameter.id}{p.pick(f'（现为 {now}）', f' (now {now})')}"
        yield Line(id=parameter.id, text=text)


def figure_in_words(value: str, p: Phrases) -> str:
    """A limit in words; any other figure as it is written."""
    try:
        return p.pick(*Limit.parse(value).words())
    except LimitError:
        return value
