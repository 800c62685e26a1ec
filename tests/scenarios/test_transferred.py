"""What a regulator or superior sent: its number, day and limit beside our own clocks, and the answer back to it."""

import pytest

from shouwen.core.case.vocabulary import Facts
from tests.scenarios.stage import CLERK, OFFICE, Stage

BOOKS = {
    "rating-agency": ("c5-2", "regulator"), "law-firm": ("c1-6", "bar"), "bank-branch": ("c4-4", "regulator"),
    "retail-brand": ("c3-4", "authority"), "service-hall": ("c3-3", "superior"),
    "hotline-15d": ("c4-4", "arbitration"), "tobacco": ("c7-6", "superior"),
}  # fmt: skip
"""Book → the clause, and whom the answer goes to."""
LETTER = {
    "channel": "transferred", "external_ref": "监转〔2026〕18号", "external_from": "监管局",
    "external_on": "2026-03-02", "external_due": "2026-03-20",
}  # fmt: skip


def sent(slug: str, **more: object) -> Stage:
    s = Stage(slug).at("2026-03-03 09:00")
    facts = {"disclosure": "law_demands"} if slug == "hotline-15d" else {}
    s.register(**{**LETTER, "facts": facts, **more})
    return s


@pytest.mark.parametrize("slug", BOOKS)
def test_the_senders_day_is_owed_beside_our_own_clocks(slug):
    clause, to = BOOKS[slug]
    s = sent(slug)
    own = [o for o in s.rules.read(s.stream).obligations(s.now) if o.rule != "answer-sender" and o.live]
    assert own, "our own clocks run as ever"
    assert s.due("answer-sender") == "2026-03-20 18:00", "to the end of the sender's day"
    assert s.owed("answer-sender").clause == clause
    s.do(OFFICE, "report_outside", to="management", text="内部知会")
    assert s.status("answer-sender") == "open", "told inside is not told the sender"
    s.do(OFFICE, "report_outside", to=to, text="办理结果")
    assert s.status("answer-sender") == "met"


@pytest.mark.parametrize("slug", BOOKS)
def test_waiting_on_the_customer_does_not_move_the_senders_day(slug):
    s = sent(slug)
    if slug == "tobacco":
        s.do(CLERK, "request_supplement", items=["合同"])
    else:
        s.do(OFFICE, "request_supplement", items=["合同"])
    s.at("2026-03-18 09:00")
    assert s.due("answer-sender") == "2026-03-20 18:00"
    assert s.status("answer-sender") == "open"
    s.at("2026-03-21 09:00")
    assert "answer-sender" in s.timers()
    assert s.clause(BOOKS[slug][0]) == "broken"


@pytest.mark.parametrize("slug", BOOKS)
def test_without_a_letter_nothing_is_owed_outside(slug):
    s = Stage(slug).at("2026-03-03 09:00")
    s.register()
    assert s.never_owed("answer-sender")


@pytest.mark.parametrize("slug", BOOKS)
def test_reminded_three_days_and_one_day_before(slug):
    s = sent(slug)
    marks = [(mark, at.strftime("%m-%d %H:%M")) for mark, at in s.owed("answer-sender").reminders]
    assert marks == [("3d", "03-17 18:00"), ("1d", "03-19 18:00")]


@pytest.mark.parametrize("slug", BOOKS)
def test_not_closed_before_the_sender_has_his_answer(slug):
    s = sent(slug)
    s.do(OFFICE, "note", note="办理中")
    forbidding = [
        rule.id
        for rule in s.book.never
        if "close" in rule.do and rule.while_.holds(Facts(s.rules.read(s.stream).state, s.book))
    ]
    assert {"close-unanswered", "close-unreported", "report-open"} & set(forbidding)
    s.do(OFFICE, "report_outside", to=BOOKS[slug][1], text="办理结果")
    after = Facts(s.rules.read(s.stream).state, s.book)
    for rule in s.book.never:
        if rule.id in ("close-unanswered", "close-unreported", "report-open"):
            assert not rule.while_.holds(after)
