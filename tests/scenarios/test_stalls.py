"""R01, R02, R18, R19: a case on which nothing moves asks its first contact, who says how it stands."""

import pytest

from tests.scenarios.stage import CLERK, CUSTOMER, OFFICE, SYSTEM, Stage, person

BOOKS = {
    "complaints-office": ("c4-8", "2026-03-09 18:00", {"category": "charges", "facts": {"severity": "low"}}),
    "responsibility": ("c6-4", "2026-03-09 18:00", {"category": "logistics", "facts": {"urgency": "low"}}),
    "tobacco": ("c2-7", "2026-03-05 18:00", {"category": "attitude"}),
    "fishery": ("c7-3", "2026-03-09 18:00", {"category": "attitude", "facts": {"severity": "low"}}),
}
"""Book → the clause, when a case of Monday, 2 March stalls, what is told at registration."""
CLERK_OF = {"tobacco": person("clerk", "客服部", "intake")}


def opened(slug: str) -> Stage:
    s = Stage(slug).at("2026-03-02 09:00")
    s.register(**BOOKS[slug][2])
    return s


def stalls_at(s: Stage) -> str:
    due = s.rules.read(s.stream).stalls_at()
    return due.strftime("%Y-%m-%d %H:%M") if due else ""


@pytest.mark.parametrize("slug", BOOKS)
def test_the_first_contact_is_asked_and_answers(slug):
    clause, due, _ = BOOKS[slug]
    s = opened(slug)
    assert stalls_at(s) == due
    s.at(due)
    assert s.refused(SYSTEM, "report_stall").code == "not_stalled", "the due instant itself is still in time"
    s.at(f"{due[:14]}01")
    s.do(SYSTEM, "report_stall")
    assert s.stream[-1].data.clause == clause
    assert s.owed("explain-stall").by in ("intake", "first_contact")
    assert s.refused(SYSTEM, "report_stall").code == "stalled_already"
    s.do(CLERK, "note", note="承办人出差，已请同事接手，明天联系客户。")
    assert s.status("explain-stall") == "met"
    assert s.clause(clause) == "kept"
    assert stalls_at(s) > due


@pytest.mark.parametrize("slug", BOOKS)
def test_who_does_not_answer_within_a_working_day_is_late(slug):
    clause, due, _ = BOOKS[slug]
    s = opened(slug).at(f"{due[:11]}19:00")
    s.do(SYSTEM, "report_stall")
    late = s.due("explain-stall")
    assert late > due
    s.at(f"{late[:11]}19:00")
    assert "explain-stall" in s.timers()
    assert s.clause(clause) == "broken"


@pytest.mark.parametrize("slug", BOOKS)
def test_work_by_anybody_or_a_word_of_the_customer_moves_it(slug):
    _, due, _ = BOOKS[slug]
    s = opened(slug).at("2026-03-04 10:00")
    s.do(CUSTOMER, "urge", note="怎么还没有消息")
    assert stalls_at(s) > due
    s.at(f"{stalls_at(s)[:11]}19:00").do(SYSTEM, "report_stall")
    s.do(CLERK, "accept")
    assert s.status("explain-stall") == "excused", "the case goes on: nothing is left to explain"


def test_it_waits_while_the_customer_is_waited_for():
    s = opened("complaints-office")
    s.do(CLERK, "request_supplement", items=["账单"])
    assert stalls_at(s) == ""
    s.at("2026-04-01 09:00").do(CUSTOMER, "supplement", content="账单照片")
    assert stalls_at(s) == "2026-04-09 18:00", "5 working days, Qingming between"


@pytest.mark.parametrize("kind", ["inquiry", "suggestion"])
def test_under_the_tobacco_rules_an_inquiry_stalls_as_well(kind):
    s = Stage("tobacco").at("2026-03-02 09:00")
    s.register(kind=kind)
    assert stalls_at(s) == "2026-03-05 18:00"


def test_an_ended_case_does_not_stall():
    s = opened("complaints-office")
    s.do(OFFICE, "decline", reason="不属于受理范围", guidance="请向主管部门反映")
    assert stalls_at(s) == ""
