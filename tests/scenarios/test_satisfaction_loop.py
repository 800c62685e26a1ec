"""Who calls back and who handles the next round is the rule book's to say; and the loop has an end."""

import pytest

from shouwen.core.obligations import Obligations
from shouwen.core.rulebook.loader import load
from shouwen.core.worktime import WorkCalendar, china
from shouwen.rulebooks import read_shipped
from tests.scenarios.stage import CLERK, CUSTOMER, LEADER, OFFICE, Stage, person

DUAN = person("duan", "工程部", "handler")
OTHER = person("other", "工程部", "handler")
QUALITY = person("quality", "投诉办公室", "quality")
INDEPENDENT = "{id: independent, clause: c5-1, do: make_callback, while: actor_has_handled, say: 回访由没有承办过的人来做}"
RECEIVER = (
    "{id: receiver, clause: c5-1, do: make_callback, while: '!actor_is_receiver', say: 由首问责任人回访}"
)
SAME_GROUP = "{id: same-group, clause: c6-3, do: reply, while: 'round > 1 && actor_unit != unit', say: 由原部门重新处理}"
HIGHER = "{id: higher, clause: c6-3, do: reply, while: 'round > 1 && actor_has_handled', say: 由没有承办过的人重新处理}"


def stage(rule: str) -> Stage:
    """The property company with one rule more."""
    s = Stage("property")
    s.book = load(read_shipped("property").replace("never:\n", f"never:\n  - {rule}\n"), name="property")
    s.rules = Obligations(s.book, WorkCalendar(s.book.calendar, china()))
    s.at("2026-03-02 09:00").register(category="unit_repairs")
    s.do(CLERK, "accept")
    s.do(CLERK, "assign", unit="工程部", handler="duan")
    s.do(DUAN, "reply", text="已修好")
    return s


def test_an_independent_person_calls_back() -> None:
    s = stage(INDEPENDENT)
    assert s.refused(DUAN, "make_callback", reached=True).clause == "c5-1"
    s.do(QUALITY, "make_callback", reached=True)


def test_the_receiver_calls_back() -> None:
    s = stage(RECEIVER)
    assert s.refused(OFFICE, "make_callback", reached=True).clause == "c5-1"
    s.do(CLERK, "make_callback", reached=True)


@pytest.mark.parametrize(("rule", "may_not", "may"), [(SAME_GROUP, OFFICE, DUAN), (HIGHER, DUAN, OFFICE)])
def test_who_handles_the_next_round(rule: str, may_not, may) -> None:
    s = stage(rule)
    s.do(CUSTOMER, "answer_survey", overall=1, satisfied=False)
    assert s.due("rework") == "2026-03-03 18:00"
    s.do(OFFICE, "reopen", reason="再修")
    assert s.refused(may_not, "reply", text="再修好").clause == "c6-3"
    s.do(may, "reply", text="再修好")


def test_a_verdict_put_right_takes_back_the_next_round() -> None:
    s = stage(HIGHER)
    s.do(CUSTOMER, "answer_survey", overall=1, satisfied=False)
    assert s.status("rework") == "open"
    s.do(CUSTOMER, "answer_survey", overall=5, satisfied=True)
    assert s.status("rework") == "excused"
    s.do(CLERK, "close", result="支持")


def test_duty_done_ends_the_loop_with_approval_and_reasons() -> None:
    s = stage(HIGHER)
    s.do(CLERK, "record_satisfaction", satisfied=False)
    assert s.refused(CLERK, "close").clause == "c6-3"
    s.do(CLERK, "propose_ending", ground="duty_done", reason="三次上门均正常")
    assert s.refused(CLERK, "close").clause == "c6-3"
    s.do(LEADER, "approve_ending")
    assert s.status("rework") == "excused"
    s.do(CLERK, "close", result="已尽责")
    assert s.clause("c6-3") != "broken"
