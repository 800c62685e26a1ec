"""The standard of quality review, what is drawn for it, the times for objections and of keeping, in sentences."""

from collections.abc import Iterator

from shouwen.core.rulebook.model import Objections, Quality, QualityItem, Retention
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.sentences import Line


def review_lines(p: Phrases) -> Iterator[Line]:
    if p.book.quality is not None:
        yield from _quality(p.book.quality, p)
    if p.book.objections is not None:
        yield _objections(p.book.objections, p)
    if p.book.retention is not None:
        yield _retention(p.book.retention, p)


def _quality(standard: Quality, p: Phrases) -> Iterator[Line]:
    clause = standard.clause
    zh = f"质检满分折算为 100 分，{standard.passing:g} 分合格（{p.clause(clause)}）"
    en = f"Quality review is scored out of 100; {standard.passing:g} passes ({p.clause(clause)})"
    yield Line(id="pass", text=p.pick(zh, en), clause=clause)
    for item in standard.items:
        yield Line(id=item.id, text=_item(item, p), clause=clause, depth=1)
    for draw in standard.always:
        when = p.of(draw.when)
        text = p.pick(
            f"答复后{when}的，一律抽检：{p.say(draw.name)}",
            f"Always drawn after the reply: {p.say(draw.name)}, {when}",
        )
        yield Line(id=draw.id, text=text, clause=clause, depth=1)
    if standard.rate:
        text = p.pick(
            f"其余按 {standard.rate:g}% 抽检", f"Of the others {standard.rate:g} % are drawn by lot"
        )
        yield Line(id="rate", text=text, clause=clause, depth=1)


def _item(item: QualityItem, p: Phrases) -> str:
    least = (
        p.pick(f"，低于 {item.least:g} 分即不合格", f", nothing passes under {item.least:g}")
        if item.least
        else ""
    )
    return p.pick(
        f"{p.say(item.name)} {item.points:g} 分{least}", f"{p.say(item.name)}: {item.points:g} points{least}"
    )


def _objections(rule: Objections, p: Phrases) -> Line:
    zh, en = rule.within.words()
    blank = p.pick("（待单位填写）", " (to be filled in)") if rule.parameter else ""
    lead_zh, lead_en = rule.remind.words() if rule.remind else ("", "")
    lead = p.pick(f"，期满前 {lead_zh}提醒", f", reminded {lead_en} before the end") if rule.remind else ""
    text = p.pick(
        f"责任认定书送达后 {zh}内可以提出异议，过期不再受理{lead}{blank}（{p.clause(rule.clause)}）",
        f"Within {en} of service a unit may object to its share of responsibility, not later{lead}{blank} ({p.clause(rule.clause)})",
    )
    return Line(id="objections", text=text, clause=rule.clause)


def _retention(rule: Retention, p: Phrases) -> Line:
    blank = p.pick("（待单位填写）", " (to be filled in)") if rule.parameter else ""
    years = f"保管不少于 {rule.years} 年" if rule.years else "永久保管"
    kept = f"at least {rule.years} years" if rule.years else "for ever"
    text = p.pick(
        f"归档以后{years}{blank}（{p.clause(rule.clause)}）",
        f"After archiving a case is kept {kept}{blank} ({p.clause(rule.clause)})",
    )
    return Line(id="retention", text=text, clause=rule.clause)
