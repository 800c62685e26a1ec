"""How long a case is kept, requests for deletion, and disposal by two people."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.core.case.retention import FOREVER, keeping, kept_until, years_of
from shouwen.rulebooks import rule_book
from tests.core.case.case_walk import Walk

THREE_YEARS = timedelta(days=3 * 366)
ASKED = {"ground": "purpose_over", "reason": "已办完"}


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("三年", 3), (" 10 年", 10), ("十年", 10), ("十五年", 15), ("二十年", 20), ("三十五年", 35), ("5y", 5), ("1 year", 1),
        ("永久", FOREVER), ("长期", FOREVER), ("permanent", FOREVER), ("", None), ("看情况", None), ("0年", None),
        ("二三年", None), ("年", None), ("999年", None), ("-3年", None), ("三个月", None),
    ],
)  # fmt: skip
def test_the_words_of_a_schedule_are_read(words: str, years: int | None) -> None:
    assert years_of(words) == years


@given(st.integers(1, 99))
def test_years_read_alike_however_they_are_written(years: int) -> None:
    digits = "〇一二三四五六七八九"
    ten, one = divmod(years, 10)
    written = ("" if ten == 0 else "十" if ten == 1 else digits[ten] + "十") + (digits[one] if one else "")
    assert years_of(f"{written}年") == years_of(f"{years} 年") == years_of(f"{years}y") == years


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 99))
def test_no_day_is_lost_and_the_same_day_of_the_year_is_the_last(day: date, years: int) -> None:
    last = kept_until(day, years)
    assert last is not None
    assert last.year == day.year + years
    assert (last.month, last.day) in {(day.month, day.day), (3, 1)}
    assert kept_until(day, FOREVER) is None
    assert kept_until(day, None) is None


def test_what_archiving_said_counts_but_never_less_than_the_rule_book() -> None:
    bank, plain = rule_book("bank-branch"), rule_book("four-level")
    assert bank.retention is not None
    assert (bank.retention.years, bank.retention.clause) == (3, "c5-2")
    assert [keeping(words, bank) for words in ("一年", "十年", "永久", "", "看情况")] == [
        3,
        10,
        FOREVER,
        3,
        3,
    ]
    assert [keeping(words, plain) for words in ("一年", "永久", "")] == [1, FOREVER, None]


def archived(retention: str = "三年", slug: str = "four-level") -> Walk:
    walk = Walk(slug)
    steps = (
        ("clerk", "register", {"channel": "hotline", "subject": "事由", "description": "经过"}),
        ("clerk", "decline", {"reason": "无关", "guidance": "另找"}),
        ("clerk", "archive", {"retention": retention}),
    )
    for who, name, data in steps:
        assert walk.give(who, name, data) == ""
    return walk


def test_disposal_waits_for_the_last_day_and_takes_two() -> None:
    walk = archived()
    assert walk.give("office", "dispose", {}) == "no_disposal"
    assert walk.give("clerk", "propose_disposal", {}) == "retention_running"
    walk.now += timedelta(days=3 * 365)
    assert walk.give("clerk", "propose_disposal", {}) == "retention_running", "a leap year lies between"
    walk.now += timedelta(days=2)
    assert walk.give("handler", "propose_disposal", {}) == "not_permitted"
    assert walk.give("office", "propose_disposal", {}, {"batch": "销〔2029〕1号"}) == ""
    assert walk.give("clerk", "propose_disposal", {}) == "disposal_proposed"
    assert walk.give("office", "dispose", {}) == "own_disposal"
    assert walk.give("clerk", "dispose", {}) == "not_permitted"
    assert walk.give("leader", "dispose", {}, {"texts": 3, "files": 1}) == ""
    gone = walk.stream[-1].data
    assert (gone.basis, gone.batch, gone.texts, gone.files) == ("retention", "销〔2029〕1号", 3, 1)
    for who, name, data in (
        ("leader", "dispose", {}), ("clerk", "propose_disposal", {}), ("customer", "request_deletion", ASKED),
        ("office", "set_retention", {"retention": "永久", "reason": "诉讼"}),
    ):  # fmt: skip
        assert walk.give(who, name, data) == "disposed"


def test_a_disposal_sent_back_may_be_proposed_again() -> None:
    walk = archived()
    walk.now += THREE_YEARS
    assert walk.give("clerk", "propose_disposal", {}) == ""
    assert (
        walk.give("office", "set_retention", {"retention": "永久", "reason": "诉讼"}) == "disposal_proposed"
    )
    assert walk.give("office", "reject_disposal", {"reason": "有诉讼"}) == ""
    assert walk.give("office", "set_retention", {"retention": "永久", "reason": "诉讼"}) == ""
    assert walk.give("clerk", "propose_disposal", {}) == "kept_for_ever"
    assert walk.give("office", "set_retention", {"retention": "三年", "reason": "诉讼已结"}) == ""
    assert walk.give("clerk", "propose_disposal", {}) == ""


def test_how_long_is_set_in_words_that_can_be_read_and_not_under_the_rule_book() -> None:
    walk = archived("", "bank-branch")
    assert (
        walk.give("office", "set_retention", {"retention": "看情况", "reason": "省地方"})
        == "retention_unreadable"
    )
    assert (
        walk.give("office", "set_retention", {"retention": "一年", "reason": "省地方"})
        == "retention_too_short"
    )
    assert walk.give("clerk", "set_retention", {"retention": "五年", "reason": "审计"}) == "not_permitted"
    assert walk.give("office", "set_retention", {"retention": "五年", "reason": "审计"}) == ""
    unknown = archived("")
    unknown.now += 9 * THREE_YEARS
    assert unknown.give("clerk", "propose_disposal", {}) == "retention_unknown"


def test_a_request_for_deletion_is_decided_with_a_reason_and_carried_out_by_another() -> None:
    walk = archived("永久")
    assert (
        walk.give("office", "decide_deletion", {"decision": "granted", "reason": "同意"})
        == "no_deletion_request"
    )
    assert walk.give("customer", "request_deletion", ASKED) == ""
    assert walk.give("customer", "request_deletion", ASKED) == "deletion_waiting"
    assert walk.give("clerk", "propose_disposal", {}) == "deletion_waiting"
    assert walk.give("clerk", "decide_deletion", {"decision": "granted", "reason": "同意"}) == "not_permitted"
    assert (
        walk.give(
            "office", "decide_deletion", {"decision": "granted", "reason": "同意"}, {"batch": "销〔2026〕1号"}
        )
        == ""
    )
    assert walk.give("office", "dispose", {}) == "own_disposal"
    assert walk.give("leader", "dispose", {}) == ""
    assert (walk.stream[-1].data.basis, walk.stream[-1].data.batch) == ("request", "销〔2026〕1号")


def test_the_time_that_the_rule_book_demands_goes_before_a_request() -> None:
    walk = archived("五年", "bank-branch")
    assert walk.give("customer", "request_deletion", ASKED) == ""
    assert (
        walk.give("office", "decide_deletion", {"decision": "granted", "reason": "同意"})
        == "retention_running"
    )
    assert walk.give("office", "decide_deletion", {"decision": "kept", "reason": "法定期限未满"}) == ""
    assert walk.stream[-1].data.until == "2031-09-28"
    walk.now += THREE_YEARS
    assert walk.give("customer", "request_deletion", ASKED) == ""
    assert walk.give("office", "decide_deletion", {"decision": "granted", "reason": "同意"}) == ""


def test_a_case_under_way_is_not_deleted() -> None:
    walk = Walk("four-level")
    walk.give("clerk", "register", {"channel": "hotline", "subject": "事由", "description": "经过"})
    assert walk.give("customer", "request_deletion", ASKED) == ""
    assert walk.give("office", "decide_deletion", {"decision": "granted", "reason": "同意"}) == "not_archived"
    assert walk.give("office", "decide_deletion", {"decision": "refused", "reason": "还在办"}) == ""
    assert walk.give("customer", "request_deletion", ASKED) == ""
