"""The way from anywhere to the archive, found by trying: what an office would do next, by whoever may do it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from shouwen.core.case.authority import CUSTOMER, SYSTEM, Acting
from shouwen.core.case.vocabulary import GRADED_BY
from shouwen.core.rulebook.model import FactType, RuleBook
from shouwen.rulebooks import rule_book
from tests.core.case.case_walk import Walk, acting

Step = tuple[str, dict[str, Any]]
LONGEST = 120


@cache
def cast_of(slug: str) -> Mapping[str, Acting]:
    """The usual people in the units of a rule book, somebody for each role of its own, and second ones where
    a rule may want somebody else.
    """
    book = rule_book(slug)
    lead = next((c.unit for path in book.category_paths() for c in path if c.unit), "质量部")
    people = {
        "clerk": acting("clerk", "客服部", "intake"),
        "second_clerk": acting("second_clerk", "客服部", "intake", "quality"),
        "handler": acting("handler", lead, "handler"),
        "second": acting("second", lead, "handler", "unit_head"),
        "head": acting("head", lead, "unit_head"),
        "other": acting("other", "物流部", "handler", "unit_head"),
        "finance": acting("finance", "财务部", "handler", "unit_head"),
        "office": acting("office", "投诉办公室", "supervisor"),
        "leader": acting("leader", "总经理办公室", "executive"),
        "quality": acting("quality", "投诉办公室", "quality"),
        "administrator": acting("administrator", lead, "administrator"),
        "auditor": acting("auditor", "投诉办公室", "auditor"),
        "accused": acting("accused", lead, "handler", "unit_head", "supervisor"),
    }
    for role in book.roles:
        people[role.id] = acting(role.id, role.units[0] if role.units else lead, role.holds)
    return {**people, "customer": CUSTOMER, "system": SYSTEM}


def ticked(book: RuleBook) -> dict[str, bool]:
    """The boxes without which nothing is accepted."""
    wanted = {name for rule in book.never_of("accept") for name in rule.while_.names}
    return {fact.id: True for fact in book.facts if fact.id in wanted and fact.type is FactType.BOOL}


def way_out(walk: Walk, *, seen: Any = lambda _walk: None) -> list[str]:
    """The steps from here to the archive. Raise `AssertionError` where there are none: a dead end. `seen` looks at
    the walk before every step.
    """
    taken: Counter[str] = Counter()
    way: list[str] = []
    while not walk.state.archived:
        assert len(way) < LONGEST, f"{walk.book.slug}: the way has no end: {way[-20:]}"
        seen(walk)
        walk.now += timedelta(minutes=20)
        step = next((step for step in steps(walk, taken) if _taken(walk, *step)), None)
        assert step, f"{walk.book.slug}: no way out of {walk.state.stage}: {way}"
        taken[_mark(walk, *step)] += 1
        way.append(step[0])
    seen(walk)
    return way


def _taken(walk: Walk, name: str, data: dict[str, Any]) -> bool:
    """Whether somebody may, and did. The customer, who may do much for himself, is asked last."""
    return any(not walk.give(who, name, data) for who in walk.people if who != "system")


def _mark(walk: Walk, name: str, data: dict[str, Any]) -> str:
    """A step is taken once a round, with what was told."""
    return f"{walk.state.round} {walk.state.reviews} {name} {sorted(data.items())}"


def steps(walk: Walk, taken: Counter[str]) -> Iterator[Step]:
    """What may be tried next, most telling first; what would lead nowhere is left out."""
    for name, data in _repertoire(walk):
        if not taken[_mark(walk, name, data)]:
            yield name, data


def _repertoire(walk: Walk) -> Iterator[Step]:
    s, book = walk.state, walk.book
    unit = cast_of(book.slug)["handler"].unit
    if s.seq == 0:
        yield "register", {"channel": "hotline", "subject": "事由", "description": "经过"}
    if s.appealed:
        yield "decide_review", {"upheld": True}
        yield "conclude_review", {"upheld": True, "reason": "查实"}
    yield "archive", {"retention": "五年"}
    yield "resume", {}
    yield "supplement", {}
    yield "close", {"result": "已解决", "lesson": "记取教训"}
    if s.satisfied == "no":
        yield "reopen", {}
    if not s.accepted:
        yield "accept", {}
    if not s.category and any("category" in rule.while_.names for rule in book.never_of("assign")):
        yield "correct", {"reason": "判定性质", "category": next(book.category_paths())[-1].id}
    wanted = {name for rule in book.never_of("assign") for name in rule.while_.names}
    if first := {name: value for name, value in _unknown_facts(walk).items() if name in wanted}:
        yield "correct", {"reason": "交办前补记", "facts": first}
    for to in _named(book, "assign", "escalated_to"):
        yield "escalate", {"to": to}
    if not s.unit and s.accepted:
        yield "assign", {"unit": unit, "handler": "handler"}
        if usual := book.usual_unit(s.category):  # some matters go first to where they belong
            yield "assign", {"unit": usual, "handler": "handler"}
    yield "acknowledge", {}
    yield "respond", {}
    if s.replied:
        yield from _after_the_reply(walk)
    yield from _before_the_reply(walk, unit)
    yield from _beside(walk)
    yield "reply", {"text": "答复。有异议的，可以申请复核。", "manner": _manner(walk)}
    for paper in s.papers:  # it may have gone to a unit in which nobody works
        yield "withdraw_supervision", {"number": paper.number, "reason": "发错单位"}
    for to in ("unit_head", "supervisor", "executive", *(role.id for role in book.roles)):
        yield "escalate", {"to": to}


def _after_the_reply(walk: Walk) -> Iterator[Step]:
    s = walk.state
    yield "make_callback", {"reached": True}
    if s.satisfied == "":
        yield "record_satisfaction", {"satisfied": True, "score": 5}
    if s.round > 2:
        yield "propose_ending", {"ground": "duty_done", "reason": "已尽责"}
        yield "approve_ending", {}


def _before_the_reply(walk: Walk, unit: str) -> Iterator[Step]:
    s, book = walk.state, walk.book
    if not s.replied:
        yield "start_analysis", {}
        yield "identify", {"genuine": True}
        for kind in _kinds(book):
            yield "add_evidence", {"kind": kind, "note": "材料"}
        for stage in ("preliminary", "in_depth"):
            yield "record_finding", {"stage": stage, "validity": "valid", "finding": "查明"}
        yield "determine_root_cause", {"cause": "查明"}
        yield "record_retest", {"sample": "7", "testers": ["甲", "乙"], "confirmed": True}
        given = len(s.solution.given) if s.solution else 0
        yield "approve_solution", {"note": f"第 {given + 1} 人同意"}
        yield "record_consent", {"agreed": True}
        yield from (("complete_measure", {"which": which}) for which in (1, 2, 3))
        if s.solution is None or s.solution.rejected or s.consent == "refused":
            yield (
                "propose_solution",
                {"measures": [{"what": "更换", "owner": "甲", "due": "2026-12-31", "kind": "exchange"}]},
            )
    yield "confirm_validity", {"validity": "valid"}
    if told := _unknown_facts(walk):
        yield "correct", {"reason": "查明后补记", "facts": told}
    for asked in s.asked:
        yield "contribute", {"unit": asked, "content": "已查"}


def _beside(walk: Walk) -> Iterator[Step]:
    s, book = walk.state, walk.book
    if s.meetings == 0 or (s.solution and not s.solution.approved):
        yield "hold_meeting", {"topic": "会商", "minutes": f"第 {s.meetings + 1} 次会议，同意方案"}
    yield "confirm_record", {}
    if s.quality != "passed":
        points = {item.id: item.points for item in book.quality.items} if book.quality else {}
        yield "review_quality", {"scores": points} if points else {"score": 100, "passed": True}
    if not s.shares:
        yield "attribute_responsibility", {"shares": [{"unit": "质量部", "percent": 100, "kind": "direct"}]}
    if s.shares and not s.served:
        yield "serve_attribution", {}
    if s.disputed:
        yield "rule_on_responsibility", {"upheld": True}
    for which in range(1, len(s.consequences) + 1):
        yield "hear_defence", {"which": which, "waived": True}
        yield "decide_consequence", {"which": which, "approved": True, "reason": "依规"}
    for kind in ("apology", "criticism", "deduction"):
        if kind not in s.accountable_kinds:
            yield "hold_accountable", {"who": "甲", "kind": kind}
    for clause in _named(book, "close", "accountable_clauses"):
        if clause not in s.accountable_clauses:
            yield "hold_accountable", {"who": "乙", "kind": "apology", "clause": clause}
    if s.accountable and not s.sanction_told:
        yield "note", {"note": "处理情况已告知客户", "told": True}
    yield "teach_staff", {"who": "甲"}
    if s.improvements == 0 or s.improvement == "missed":
        yield "plan_improvement", {"what": "换供应商", "owner": "甲", "due": "2026-12-31"}
    if s.improvement != "reached":
        yield "evaluate_improvement", {"reached": True}
    for to in ("regulator", "superior", "management", "authority", "inspection"):
        yield "report_outside", {"to": to}
    if not s.papers and any("rungs" in rule.while_.names for rule in book.never_of("close")):
        unit, due = cast_of(book.slug)["handler"].unit, (walk.now + timedelta(days=3)).isoformat()
        paper = {"ground": "other", "unit": unit, "demands": "限期办结", "reply_by": due}
        yield from (("issue_supervision", {"rung": rung, **paper}) for rung in _named(book, "close", "rungs"))
    for issued in s.papers:
        yield "receive_supervision", {"number": issued.number}
        yield "answer_supervision", {"number": issued.number, "progress": "已办"}
        yield "review_supervision", {"number": issued.number, "passed": True}
    for meeting, decisions in enumerate(s.decided, start=1):
        for which in range(1, decisions + 1):
            yield "complete_decision", {"meeting": meeting, "which": which}
    yield "decide_suggestion", {"adopted": "adopted", "reason": "可行"}


def _manner(walk: Walk) -> str:
    """The manner in which what is owed wants the answer."""
    live = {owed.rule for owed in walk.ledger.obligations(walk.now) if owed.live and owed.do == "replied"}
    asked = [
        rule.do_where.text for rule in walk.book.must if rule.id in live and "manner" in rule.do_where.names
    ]
    return next((manner for text in asked for manner in re.findall(r"'([^']+)'", text)), "电话")


def _kinds(book: RuleBook) -> list[str]:
    """The kinds of evidence that the rules ask for by name."""
    conditions = [rule.do_where.text for rule in book.must] + [rule.after_where.text for rule in book.must]
    asked = [text for text in conditions if re.search(r"\bkind\b", text)]
    return list(dict.fromkeys(["", *(kind for text in asked for kind in re.findall(r"'([^']+)'", text))]))


def _named(book: RuleBook, command: str, of: str) -> list[str]:
    """What has to be `in` something before a command is let through."""
    found = (re.findall(rf"'([^']+)' in {of}", rule.while_.text) for rule in book.never_of(command))
    return list(dict.fromkeys(name for names in found for name in names))


def _unknown_facts(walk: Walk) -> dict[str, Any]:
    """Something for every field of the organisation's own that nobody filled in yet, but for grades and alarms."""
    told: dict[str, Any] = {}
    for fact in walk.book.facts:
        if fact.id in GRADED_BY or walk.state.facts.get(fact.id) or walk.state.kind not in fact.kinds:
            continue
        match fact.type:
            case FactType.TEXT:
                told[fact.id] = "记"
            case FactType.CHOICE:
                told[fact.id] = fact.options[0].id
            case FactType.CHOICES:
                told[fact.id] = [option.id for option in fact.options]
            case FactType.DATE:
                told[fact.id] = walk.now.date().isoformat()
            case _:
                pass
    return told
