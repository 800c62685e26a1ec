"""The dossier as text, for the command line: the operator's view, no reader's rights apply."""

from shouwen.application import clock
from shouwen.application import rules as rulebooks
from shouwen.application.errors import BrokenCaseError, NotFoundError
from shouwen.application.queries.timeline import entries
from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.objections import unobjected
from shouwen.core.rulebook.names import STATUS_NAMES
from shouwen.store import timeline
from shouwen.store.models import Case


def case_in_text(number: str) -> str:
    """Head, timeline and obligations of a case. Raise `NotFoundError`, `BrokenCaseError`."""
    case = Case.objects.select_related("organisation", "unit", "handler").filter(number=number).first()
    if case is None:
        raise NotFoundError
    try:
        stream, _ = timeline.load(case)
    except timeline.BrokenStreamError as error:
        raise BrokenCaseError(error.number, error.seq, error.reason) from None
    rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
    words, zone = Wording(rules.book, "zh-hans"), rules.calendar.zone
    first = stream[0].data
    told = first.description if isinstance(first, e.Registered) else ""
    lines = [
        f"{case.number}  {case.organisation.name_zh}  {words.kind(case.kind).name}",
        f"事由：{case.subject}",
        f"环节：{words.stage(case.stage).name}  级别：{words.level(case.level).name or '未定'}",
        f"主办：{case.unit.name if case.unit else '未交办'}  第 {case.round} 轮",
        f"办法：{rules.book.title.zh} 第 {rules.book.version} 版",
        "",
        told,
        "",
        "经过",
    ]
    people = {account: one.name for account, one in rulebooks.household(case.organisation).staff.items()}
    silent = unobjected(stream, clock.now())
    for entry in entries(stream, words=words, zone=zone, files={}, people=people, silent=silent):
        who = entry.actor or entry.role
        said = "；".join(f"{label}：{text}" for label, text in entry.lines)
        lines.append(
            f"{entry.seq:>4}  {entry.at:%Y-%m-%d %H:%M}  {entry.name}  {who}{'  ' + said if said else ''}"
        )
    lines += ["", "承诺与时限"]
    lines.extend(
        f"      {words.rule(o.rule)}（{o.clause}）  期限 {o.due_at.astimezone(zone):%Y-%m-%d %H:%M}  {STATUS_NAMES[o.status].zh}"
        for o in rules.read(stream).obligations(clock.now())
    )
    return "\n".join(lines)
