"""
The handling manual (处理手册): a rule book as a document for all staff, chapter by chapter.

Here is what stands in it; `manual_pdf` and `manual_docx` lay it out. A chapter that the rule book says nothing on says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shouwen.core.case.phases import place_of
from shouwen.core.rulebook.flow import flow_of
from shouwen.core.rulebook.model import Clause, Must, Origin, RuleBook
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.words import ORIGIN_NAMES, SECTION_NAMES, figure_in_words, in_words
from shouwen.core.rulebook.words_limits import limit_in_words
from shouwen.core.rulebook.words_periodic import periodic_lines
from shouwen.core.rulebook.words_powers import may_in_words, never_in_words
from shouwen.core.rulebook.words_stall import stall_lines
from shouwen.documents.flow_picture import flow_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; `widths` are shares of the line."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    svg: str
    width: int
    height: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str


Piece = Paragraphs | Grid | Picture | Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    language: str
    title: str
    subtitle: str
    organisation: str
    version: str
    in_force: str
    contents: str
    page: str
    chapters: tuple[Chapter, ...]


def manual(book: RuleBook, language: str, *, organisation: str = "", in_force: str = "") -> Manual:
    """The manual of a rule book; `in_force` is the day from which it holds, in words."""
    p = Phrases(book, language)
    pick = p.pick
    made = (
        (pick("适用范围", "Scope"), _scope(p)),
        (pick("机构与职责", "Roles and duties"), _duties(p)),
        (pick("处理流程", "The flow"), _flow(p)),
        (pick("级别与时限", "Levels and limits"), _limits(p)),
        (pick("权限与禁止", "Powers and prohibitions"), _powers(p)),
        (pick("登记项与表单", "Forms"), _forms(p)),
        (pick("培训", "Training"), _clauses_of("training", p)),
        (pick("考核", "Assessment"), _clauses_of("assessment", p)),
        (pick("奖励与责任", "Incentives and responsibility"), _clauses_of("incentives", p)),
        (pick("条款全文", "The clauses"), _text(p)),
    )
    return Manual(
        language="en" if language.startswith("en") else "zh",
        title=p.say(book.title),
        subtitle=pick("处理手册", "Handling manual"),
        organisation=organisation,
        version=pick(f"第 {book.version} 版", f"Version {book.version}"),
        in_force=pick(f"自 {in_force} 起施行", f"In force from {in_force}") if in_force else "",
        contents=pick("目录", "Contents"),
        page=pick("第 {n} 页 共 {of} 页", "Page {n} of {of}"),
        chapters=tuple(
            Chapter(title=_numbered(n, title, english=pick("", "en") == "en"), pieces=tuple(pieces))
            for n, (title, pieces) in enumerate(made, 1)
        ),
    )


def _numbered(n: int, title: str, *, english: bool) -> str:
    return f"{n}  {title}" if english else f"第{'一二三四五六七八九十'[n - 1]}章　{title}"


def _told(clause: Clause, p: Phrases) -> str:
    mark = (
        ""
        if clause.origin is Origin.SOURCE
        else p.pick("〔", " [") + p.say(ORIGIN_NAMES[clause.origin]) + p.pick("〕", "]")
    )
    return f"{p.say(clause.text)}{p.pick('（', ' (')}{p.clause(clause.id)}{p.pick('）', ')')}{mark}"


def _clauses_of(chapter: str, p: Phrases) -> list[Piece]:
    found = [p.book.clauses[id_] for id_ in p.book.chapters.get(chapter, ()) if id_ in p.book.clauses]
    if not found:
        return [Paragraphs(lines=(p.pick("本办法对此没有规定。", "The rule book says nothing on this."),))]
    return [Paragraphs(lines=tuple(_told(clause, p) for clause in found), numbered=True)]


def _scope(p: Phrases) -> Iterable[Piece]:
    book = p.book
    if book.chapters.get("scope"):
        yield from _clauses_of("scope", p)
    if book.starts_at.zh:
        yield Paragraphs(lines=(p.say(book.starts_at),))
    calendar = next((s for s in in_words(book, p.language).sections if s.id == "start"), None)
    lines = [line.text for line in calendar.lines if line.id == "calendar"] if calendar else []
    yield Paragraphs(lines=(p.pick("工作时间：", "Working time: ") + p.pick("；", "; ").join(lines),))
    rows = tuple(
        (
            "　" * (len(path) - 1) + p.say(path[-1].name),
            path[-1].unit,
            p.pick("、", ", ").join(path[-1].keywords[:6]),
        )
        for path in book.category_paths()
    )
    if rows:
        yield Heading(text=p.pick("投诉分类", "Categories"))
        heads = (
            p.pick("分类", "Category"),
            p.pick("主办部门", "Lead unit"),
            p.pick("常见说法", "Often said as"),
        )
        yield Grid(heads=heads, widths=(3, 2, 5), rows=rows)


def _duties(p: Phrases) -> Iterable[Piece]:
    book = p.book
    if book.chapters.get("duties"):
        yield from _clauses_of("duties", p)
    duties: dict[str, list[str]] = {}
    for rule in book.must:
        duties.setdefault(rule.by, []).append(p.say(rule.name))
    powers: dict[str, set[str]] = {}
    for may in book.may:
        for role in may.by:
            powers.setdefault(role, set()).update(may.do)
    own = {role.id: role for role in book.roles}
    comma = p.pick("、", ", ")
    rows = tuple(
        (
            p.role(role),
            comma.join(own[role].units) if role in own else "",
            comma.join(dict.fromkeys(duties.get(role, ()))),
            comma.join(map(p.command, sorted(powers.get(role, ()), key=place_of))),
        )
        for role in dict.fromkeys((*duties, *powers))
    )
    heads = (
        p.pick("角色", "Role"),
        p.pick("部门", "Units"),
        p.pick("负责的事项", "Owes"),
        p.pick("特别权限", "Special powers"),
    )
    yield Grid(heads=heads, widths=(2, 2, 5, 3), rows=rows)


def _flow(p: Phrases) -> Iterable[Piece]:
    flow = flow_of(p.book, p.language)
    svg = flow_svg(flow)
    size = svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split()
    yield Paragraphs(
        lines=(
            p.pick(
                "方框是环节，线上的小框是时限和责任人；虚线没有时限，或回到前面再办一轮。",
                "Boxes are steps, the small ones on the lines limits and who owes them; a dashed line has no limit, or leads back.",
            ),
        )
    )
    yield Picture(svg=svg, width=int(size[0]), height=int(size[1]), words=flow.title)


def _limits(p: Phrases) -> Iterable[Piece]:
    book = p.book
    if book.levels:
        rows = tuple(
            (p.say(level.name), p.of(level.when) or p.pick("其余", "all others"), p.clause(level.clause))
            for level in book.levels
        )
        yield Heading(text=p.pick("级别", "Levels"))
        levels = (p.pick("级别", "Level"), p.pick("判定条件", "Condition"), p.pick("条款", "Clause"))
        yield Grid(heads=levels, widths=(2, 7, 1.7), rows=rows)
    yield Heading(text=p.pick("时限", "Limits"))
    heads = (
        p.pick("事项", "What"), p.pick("起算", "After"), p.pick("适用", "Where"), p.pick("时限", "Limit"),
        p.pick("责任人", "By"), p.pick("逾期升级", "If late"), p.pick("条款", "Clause"),
    )  # fmt: skip
    yield Grid(
        heads=heads, widths=(3, 2.2, 2.8, 2, 2, 2.2, 1.9), rows=tuple(_limit(rule, p) for rule in book.must)
    )
    if lines := tuple(line.text for line in stall_lines(p)):
        yield Heading(text=p.pick("停滞", "Stalling"))
        yield Paragraphs(lines=lines)
    if lines := tuple(line.text for line in periodic_lines(p)):
        yield Heading(text=p.say(SECTION_NAMES["periodic"]))
        yield Paragraphs(lines=lines, numbered=True)


def _limit(rule: Must, p: Phrases) -> tuple[str, ...]:
    limit = limit_in_words(rule, p)
    mark = p.pick("（待单位填写）", " (to be filled in)") if rule.parameter else ""
    late = p.pick("、", ", ").join(map(p.role, rule.escalate))
    return (
        p.say(rule.name),
        p.event(rule.after),
        p.of(rule.when),
        limit + mark,
        p.role(rule.by),
        late,
        p.clause(rule.clause),
    )


def _powers(p: Phrases) -> Iterable[Piece]:
    book = p.book
    for title, lines in (
        (p.pick("可以", "May"), [may_in_words(rule, book, p.language) for rule in book.may]),
        (p.pick("不得", "Never"), [never_in_words(rule, book, p.language) for rule in book.never]),
    ):
        if lines:
            yield Heading(text=title)
            yield Paragraphs(lines=tuple(lines), numbered=True)
    steps = next((s for s in in_words(book, p.language).sections if s.id == "approvals"), None)
    if steps:
        yield Heading(text=steps.title)
        yield Paragraphs(lines=tuple("　" * line.depth + line.text for line in steps.lines))
    if not book.may and not book.never and not steps:
        yield Paragraphs(
            lines=(p.pick("本办法没有特别规定，按岗位权限办理。", "No special powers or prohibitions."),)
        )


def _forms(p: Phrases) -> Iterable[Piece]:
    section = next((s for s in in_words(p.book, p.language).sections if s.id == "facts"), None)
    yield Paragraphs(
        lines=(
            p.pick(
                "登记每件投诉都记明投诉人、联系方式、时间、地点、内容、被投诉对象和请求；本办法另设以下登记项。",
                "Every registration has complainant, contact, time, place, content, respondent and demand; this rule book adds these fields.",
            ),
        )
    )
    if section:
        yield Paragraphs(lines=tuple(line.text for line in section.lines), numbered=True)
    forms = p.pick(
        "卷宗中的表单：投诉登记表、工作流转单、调查报告、处理方案审批表、答复函、回访记录表、时限履行情况表、条款符合性证据表、附件清单。",
        "Papers of a dossier: registration form, course of handling, investigation report, solution and approval, letter of reply, "
        "call-back record, obligations and limits, evidence by clause, attachments.",
    )
    yield Paragraphs(lines=(forms,))


def _text(p: Phrases) -> Iterable[Piece]:
    book = p.book
    heads = (p.pick("条款", "Clause"), p.pick("条文", "Text"), p.pick("数字出处", "Origin"))
    rows = tuple(
        (
            p.clause(clause.id),
            p.say(clause.text) + (f"\n{clause.note}" if clause.note else ""),
            p.say(ORIGIN_NAMES[clause.origin]),
        )
        for clause in book.clauses.values()
    )
    yield Grid(heads=heads, widths=(1.7, 8, 2.2), rows=rows)
    if book.parameters:
        yield Heading(text=p.pick("待单位填写的参数", "Figures to be filled in"))
        figures = tuple((p.figure(figure.id), figure_in_words(figure.value, p)) for figure in book.parameters)
        yield Grid(
            heads=(p.pick("参数", "Figure"), p.pick("现用数值", "Present value")),
            widths=(8, 2.5),
            rows=figures,
        )
