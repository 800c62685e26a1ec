"""The escalation ladder by its triggers: which document is owed, by whom, until when; signed for, answered, ended."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from shouwen.core.case.codec import event_from_json
from shouwen.core.case.vocabulary import Facts
from tests.scenarios.stage import CLERK, LEADER, OFFICE, SYSTEM, Stage, person

UNITS = {
    "complaints-office": "业务部", "ecommerce": "物流部", "four-level": "质量部", "bank-branch": "信贷部",
    "retail-brand": "质量部", "service-hall": "网络部", "liquor": "销售部", "tobacco": "客服部", "fishery": "质检部",
    "responsibility": "生产部",
}  # fmt: skip
FACTS: Mapping[str, dict[str, Any]] = {
    "complaints-office": {"category": "charges", "facts": {"severity": "low"}},
    "ecommerce": {"facts": {"severity": "high", "urgency": "high"}},
    "four-level": {"category": "product_quality"},
    "bank-branch": {"category": "loan"},
    "retail-brand": {"category": "exchange", "facts": {"complainant_type": "consumer"}},
    "service-hall": {"category": "product_quality"},
    "liquor": {},
    "tobacco": {"category": "attitude"},
    "fishery": {"category": "attitude"},
    "responsibility": {"category": "product_quality"},
}
REPLY_BY = "2026-06-30T18:00:00+08:00"
Happens = Callable[[Stage], None]


def opened(slug: str, **more: Any) -> Stage:
    """On Monday, 2 March, with whoever and whatever the trigger needs."""
    s = Stage(slug).at("2026-03-02 09:00")
    told = {**FACTS[slug], **more}
    told["facts"] = {**FACTS[slug].get("facts", {}), **more.get("facts", {})}
    s.register(**told)
    return s


def recorded(s: Stage, name: str, /, role: str = "system", **data: object) -> None:
    """An event as the program, or people on another way, would have recorded it."""
    line = {
        "seq": len(s.stream) + 1, "at": s.now.isoformat(), "type": name, "data": data, "actor": {"role": role},
    }  # fmt: skip
    s.stream.append(event_from_json(line))


def missed(rule: str) -> Happens:
    return lambda s: recorded(s, "deadline_missed", rule=rule)


def graded(**data: object) -> Happens:
    return lambda s: recorded(s, "graded", "intake", **data)


def again(rounds: int) -> Happens:
    def happens(s: Stage) -> None:
        for number in range(2, rounds + 1):
            recorded(s, "reopened", "supervisor", round=number)

    return happens


def back(times: int) -> Happens:
    def happens(s: Stage) -> None:
        for _ in range(times):
            recorded(s, "returned", "handler", unit="别的部门")

    return happens


def nothing(_: Stage) -> None:
    """The registration is the trigger."""


def event(name: str, role: str = "unit_head", **data: object) -> Happens:
    return lambda s: recorded(s, name, role, **data)


TRIGGERS = [
    # (book, told at registration, what happens then, rule, due, rung, ground)
    ("complaints-office", {}, missed("unit-usual"), "supervise-late", "2026-03-03 18:00", "supervision", "late"),
    ("complaints-office", {}, back(2), "supervise-refused", "2026-03-03 18:00", "supervision", "refused"),
    ("complaints-office", {}, again(3), "supervise-dissatisfied", "2026-03-03 18:00", "supervision", "dissatisfied"),
    ("complaints-office", {}, event("joined", "intake", case="TS-2", part="lead", size=3), "supervise-group", "2026-03-03 18:00", "supervision", "group"),
    ("ecommerce", {}, nothing, "supervise-grave", "2026-03-02 11:00", "supervision", "other"),
    ("four-level", {}, missed("resolve-l1"), "supervise-late", "2026-03-03 18:00", "supervision", "late"),
    ("four-level", {}, graded(level="L2", flags=["media"]), "supervise-media", "2026-03-02 11:00", "supervision", "media"),
    ("four-level", {}, graded(level="L2", flags=["group"]), "supervise-group", "2026-03-03 18:00", "supervision", "group"),
    ("four-level", {"facts": {"severity": "high", "urgency": "high"}}, back(1), "supervise-refused", "2026-03-03 18:00", "supervision", "refused"),
    ("four-level", {}, again(3), "supervise-repeated", "2026-03-03 18:00", "supervision", "repeated"),
    ("bank-branch", {"channel": "transferred"}, nothing, "supervise-regulator", "2026-03-03 18:00", "supervision", "regulator"),
    ("bank-branch", {"facts": {"flags": ["media"]}}, nothing, "supervise-media", "2026-03-03 18:00", "supervision", "media"),
    ("bank-branch", {"facts": {"flags": ["group"]}}, nothing, "supervise-group", "2026-03-03 18:00", "supervision", "group"),
    ("bank-branch", {}, missed("decide-simple"), "supervise-late", "2026-03-03 18:00", "supervision", "late"),
    ("retail-brand", {}, missed("reply-consumer"), "supervise-late", "2026-03-03 18:00", "supervision", "late"),
    ("retail-brand", {}, event("linked", "intake", case="TS-1", relation="repeats"), "warn-repeated", "2026-03-03 18:00", "warning", "repeated"),
    ("service-hall", {}, missed("answer"), "supervise-late", "2026-03-03 18:00", "supervision", "late"),
    ("service-hall", {"facts": {"obstructed": True}}, nothing, "circulate-obstruction", "2026-03-03 18:00", "circular", "refused"),
    ("service-hall", {"channel": "transferred"}, nothing, "supervise-transferred", "2026-03-03 18:00", "supervision", "regulator"),
    ("service-hall", {"facts": {"flags": ["media"]}}, nothing, "supervise-media", "2026-03-03 18:00", "supervision", "media"),
    ("service-hall", {"facts": {"flags": ["group"]}}, nothing, "supervise-group", "2026-03-03 18:00", "supervision", "group"),
    ("liquor", {"category": "staff"}, event("accountability_recorded", kind="criticism", who="甲"), "issue-circular", "2026-03-03 18:00", "circular", "other"),
    ("tobacco", {}, missed("handle-general"), "supervise-late", "2026-03-03 18:00", "supervision", "late"),
    ("tobacco", {"channel": "transferred"}, nothing, "supervise-superior", "2026-03-03 18:00", "supervision", "regulator"),
    ("tobacco", {"facts": {"flags": ["media"]}}, nothing, "supervise-media", "2026-03-03 18:00", "supervision", "media"),
    ("tobacco", {}, again(2), "circulate-repeated", "2026-03-03 18:00", "circular", "repeated"),
    ("tobacco", {}, back(1), "urge-refused", "2026-03-03 18:00", "urging", "refused"),
    ("fishery", {}, missed("conclude-analysis"), "issue-urging", "2026-03-03 18:00", "urging", "late"),
    ("fishery", {}, again(3), "supervise-dissatisfied", "2026-03-03 18:00", "supervision", "dissatisfied"),
    ("responsibility", {}, event("accountability_recorded", kind="criticism", who="甲"), "issue-circular", "2026-03-03 18:00", "circular", "other"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "told", "happens", "rule", "due", "rung", "ground"),
    TRIGGERS,
    ids=[f"{slug}-{rule}" for slug, _, _, rule, *_ in TRIGGERS],
)
def test_a_document_is_owed_and_followed_to_its_end(slug, told, happens, rule, due, rung, ground):
    s = opened(slug, **told)
    if happens is not nothing:
        assert s.never_owed(rule)
    happens(s)
    assert s.due(rule) == due
    assert s.book.by_id[rule].by in {"supervisor", "senior_executive", *(role.id for role in s.book.roles)}
    unit = UNITS[slug]
    head = person("head", unit, "unit_head")
    office = LEADER if slug == "ecommerce" else OFFICE
    issued = {"unit": unit, "demands": "查明原因，限期办结", "reply_by": REPLY_BY}
    other = "interview" if rung != "interview" else "warning"
    s.do(office, "issue_supervision", rung=other, ground=ground, **issued)
    assert s.status(rule) == "open", "another kind of document is not the one owed"
    s.do(office, "issue_supervision", rung=rung, ground=ground, **issued)
    assert s.status(rule) == "met"
    number = s.stream[-1].data.number
    assert s.due("supervise-sign") == "2026-03-02 14:00"
    s.do(head, "receive_supervision", number=number)
    s.do(head, "answer_supervision", number=number, progress="已查明并整改")
    assert s.due("supervise-review") == "2026-03-04 18:00"
    s.do(office, "review_supervision", number=number, passed=True)
    assert s.clause(s.book.by_id[rule].clause) in ("pending", "kept")


@pytest.mark.parametrize("slug", list(UNITS))
def test_it_is_ended_before_the_case_is_closed(slug):
    s = opened(slug)
    office = LEADER if slug == "ecommerce" else OFFICE
    s.do(
        office, "issue_supervision", rung="supervision", ground="late", unit=UNITS[slug], demands="限期办结",
        reply_by=REPLY_BY,
    )  # fmt: skip
    recorded(s, "accepted", "intake")
    recorded(s, "replied", "handler")
    refusals = [rule.id for rule in s.book.never if "close" in rule.do]
    assert "close-supervised" in refusals
    rule = next(rule for rule in s.book.never if rule.id == "close-supervised")
    assert rule.while_.holds(Facts(s.rules.read(s.stream).state, s.book))
    assert s.refused(office if slug == "ecommerce" else OFFICE, "close").code in (
        "forbidden",
        "not_permitted",
    )


def test_an_answer_that_does_not_do_is_owed_again():
    s = opened("fishery")
    issued = {
        "rung": "urging",
        "ground": "late",
        "unit": "质检部",
        "demands": "限期办结",
        "reply_by": REPLY_BY,
    }
    s.do(OFFICE, "issue_supervision", **issued)
    number, head = s.stream[-1].data.number, person("head", "质检部", "unit_head")
    s.do(head, "receive_supervision", number=number)
    s.do(head, "answer_supervision", number=number, progress="正在办")
    s.do(OFFICE, "review_supervision", number=number, passed=False, opinion="没有原因", reply_by=REPLY_BY)
    assert s.due("supervise-again") == "2026-06-30 18:00"
    assert s.status("supervise-again") == "open"


def test_the_timer_itself_sets_the_ladder_going():
    s = opened("retail-brand").at("2026-03-12 09:00")
    assert "reply-consumer" in s.timers()
    assert s.due("supervise-late") == "2026-03-13 18:00"
    assert s.refused(SYSTEM, "issue_supervision", rung="supervision", ground="late", unit="质量部", demands="办结", reply_by=REPLY_BY).code == "not_permitted"  # fmt: skip
    assert s.refused(CLERK, "issue_supervision", rung="supervision", ground="late", unit="质量部", demands="办结", reply_by=REPLY_BY).code == "not_permitted"  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "told", "happens", "rule", "due", "rung", "ground"),
    TRIGGERS,
    ids=[f"{slug}-{rule}" for slug, _, _, rule, *_ in TRIGGERS],
)
def test_a_document_that_is_withdrawn_is_owed_no_more_and_not_asked_for_again(
    slug, told, happens, rule, due, rung, ground
):
    s = opened(slug, **told)
    happens(s)
    office = LEADER if slug == "ecommerce" else OFFICE
    issued = {
        "rung": rung,
        "ground": ground,
        "unit": UNITS[slug],
        "demands": "限期办结",
        "reply_by": REPLY_BY,
    }
    s.do(office, "issue_supervision", **issued)
    number = s.stream[-1].data.number
    assert s.status("supervise-sign") == "open"
    s.do(office, "withdraw_supervision", number=number, reason="发错部门")
    for demanded in ("supervise-sign", "supervise-answer"):
        assert s.status(demanded) == "excused"
    assert s.status(rule) == "met"
    facts = Facts(s.rules.read(s.stream).state, s.book)
    assert (facts["supervisions"], facts["supervisions_open"]) == (0, 0)
    before = len(s.rules.read(s.stream).obligations(s.now))
    recorded(s, "noted", "intake")
    assert len(s.rules.read(s.stream).obligations(s.now)) == before, "nothing is asked for anew"
    s.do(office, "issue_supervision", **issued)
    assert s.stream[-1].data.number != number
    assert s.status("supervise-answer") == "open", "the one that goes to the right unit is owed for itself"
